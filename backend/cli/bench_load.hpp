#pragma once
// What `bench` measures with: GET or SET over many connections, closed loop (each connection sends its next batch when
// the last one is answered) or open loop (operations are due at a uniform rate and wait for one of connections ×
// pipeline places). One IoThread or several, each with connections, counters and recorders of its own; no lock in the
// loop.
//
// Service time: from the sending to the last reply of its batch. Response time: closed loop, from the completion
// before; open loop, from the moment the operation was due, so that a stall of the server shows in everything that
// waited.

#include "backend/load/result.hpp"
#include "backend/redis/connection.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace cachedeck::cli {

enum class BenchCommand : std::uint8_t { Get, Set };

struct BenchOptions {
    redis::ConnectionOptions connection;
    int connections = 50, pipeline = 1, threads = 1;
    std::uint64_t requests = 100'000; // 0: by time
    std::chrono::milliseconds duration{0};
    std::chrono::milliseconds warmUp{0};
    double rate = 0; // operations a second; 0: closed loop
    std::size_t valueBytes = 3;
    std::uint64_t keys = 1; // key:000000000000 and so on
    std::chrono::milliseconds deadline{5000};
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

// Blocks. `tick` is called some ten times a second on the calling thread; false ends the measurement within a second.
BenchOutcome runBench(const BenchOptions& options, BenchCommand command,
                      const std::function<bool(const BenchProgress&)>& tick);

} // namespace cachedeck::cli
