#pragma once
// The machine that a run shares with others: what it is, and who used its processors while the run measured.
// Linux: /proc (proc(5)); elsewhere what getrusage gives.

#include "backend/load/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace cachedeck::load {

Machine thisMachine();

// CPU seconds used since some fixed moment, and that moment.
struct CpuReading {
    std::chrono::steady_clock::time_point at;
    double total = 0, busy = 0, steal = 0; // of all processors; total 0: not known here
    double own = 0;                        // CacheDeck's
    double servers = 0;                    // of the processes that are named
};
// CPU seconds that these processes have used; empty: no process is named, or it cannot be read here.
std::optional<double> cpuOf(const std::vector<int>& pids);
CpuReading readCpu(const std::vector<int>& serverPids);

NoiseCheck noiseBetween(const CpuReading& start, const CpuReading& end, int cores);

// CPU time of the calling thread.
std::chrono::nanoseconds threadCpu() noexcept;

// What a thread did with its time: on a processor, waiting for one that others used (Linux only, else 0), or asleep.
struct ThreadTime {
    std::chrono::nanoseconds cpu{0}, waiting{0};

    // How much of the time in which it could have had a processor it was on one: that of a thread which never sleeps is
    // 1, however little of the machine others left it.
    double busyShare(std::chrono::nanoseconds wall) const noexcept;
    ThreadTime& operator+=(const ThreadTime& other) noexcept;
    ThreadTime operator-(const ThreadTime& earlier) const noexcept;
};
ThreadTime threadTime() noexcept; // of the calling thread

// What threads did with all the time that they had.
struct ThreadUse {
    ThreadTime time;
    std::chrono::nanoseconds wall{0};
};
// The busiest one's ThreadTime::busyShare: where users are many and threads few, or one user's work is dearer than the
// others', one thread holds its users up while the mean looks idle. Threads that worked for less than half as long as
// the longest are left out: little is known of them. 0 without threads.
double busiestShare(const std::vector<ThreadUse>& threads) noexcept;
// The same of CPU time alone, for where nobody knows how long the others had the processors.
double mostComputing(const std::vector<ThreadUse>& threads) noexcept;
// Of each process's main thread; zero where it cannot be read.
std::vector<ThreadTime> mainThreadsOf(const std::vector<int>& pids);

} // namespace cachedeck::load
