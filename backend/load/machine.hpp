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

} // namespace cachedeck::load
