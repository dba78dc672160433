#pragma once
// What `bench` measures with: one test over many connections, closed loop (each connection sends its next batch when
// the last one is answered) or open loop (operations are due at a uniform rate and wait for one of connections ×
// pipeline places). One thread or several, each with connections, counters and recorders of its own; no lock in the
// loop.
//
// Service time: from the sending to the moment at which the reply was read. Response time: closed loop, from the
// completion before to the last reply of the batch, because that is what a user of a pipeline waits for; open loop,
// from the moment the operation was due, so that a stall of the server shows in everything that waited.

#include "backend/cli/bench_commands.hpp"
#include "backend/load/result.hpp"
#include "backend/redis/connection.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace cachedeck::cli {

struct BenchOptions {
    redis::ConnectionOptions connection;
    int connections = 50, pipeline = 1, threads = 1;
    std::uint64_t requests = 100'000; // 0: by time
    std::chrono::milliseconds duration{0};
    std::chrono::milliseconds warmUp{0};
    double rate = 0; // operations a second; 0: closed loop
    std::size_t valueBytes = 3;
    std::uint64_t keys = 1; // key:000000000000 and so on
    std::uint64_t seed = 0; // of the keys asked for
    std::chrono::milliseconds deadline{5000};
    bool busyPoll = false; // look for replies without ever sleeping
};

struct BenchProgress {
    double seconds = 0;     // since the start
    std::uint64_t done = 0; // operations, warm-up included
};

struct BenchOutcome {
    load::PathResult path;
    double ownShare = 0; // of the time that CacheDeck's threads were busy
    bool interrupted = false;
    std::string trouble; // the server could not be reached, or stopped answering
};

// Blocks. On the calling thread `started` is called when all is connected, before the first request, and `tick` some
// ten times a second; when that gives false, the measurement ends within a second.
BenchOutcome runBench(const BenchOptions& options, const BenchTest& test, const std::function<void()>& started,
                      const std::function<bool(const BenchProgress&)>& tick);

} // namespace cachedeck::cli
