#pragma once
// What can be set about a path's strategy: the JSON object "options" of a path. Every option has a default, and belongs
// to some strategies only: registry.cpp says to which.
//
// Threads: values.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace cachedeck::strategies {

struct Options {
    // refresh-ahead: above 1 renews earlier, below 1 later; 0 renews only what has expired.
    double beta = 1;
    // distributed-lock: a lock whose holder does not come back falls after so long.
    std::chrono::milliseconds lockTtl{5000};
    // lease: a token that is not used is void after so long, and another reader gets one.
    std::chrono::milliseconds leaseTtl{10'000};
    // distributed-lock, lease: how often those who wait look again, and after how long they read the store themselves.
    std::chrono::milliseconds poll{10};
    std::chrono::milliseconds wait{2000};
    // stale-while-revalidate: for so long after its TTL an answer may still be given while it is renewed.
    std::chrono::seconds stale{30};
    // Strategies that fill: a TTL is between (1 - share) and (1 + share) of the operation's. Left out: the scenario's.
    std::optional<double> ttlJitter;
    // near-cache: most answers kept in the process.
    std::size_t nearEntries = 10'000;
    // write-behind: most writes that the drain takes from the stream at once, and its pause between two batches: for
    // about so long the store lags behind.
    std::size_t drainBatch = 100;
    std::chrono::milliseconds drainPause{0};
    // Strategies that fill, simulated: a pause between the read of the store and the fill, in which a writer may come
    // (the classic race of cache-aside).
    std::chrono::milliseconds raceDelay{0};
};

// An option as a scenario file has it.
struct OptionInfo {
    std::string_view name;        // "race_delay_ms"
    std::string_view unit;        // "ms", "s", "share", "entries"; empty: a plain number
    double least, most;           // both allowed
    bool whole;                   // no fractions
    std::string_view explanation; // one sentence for a student, English
    void (*set)(Options& options, double value);
    std::optional<double> (*get)(const Options& options); // empty: left to the scenario
};
const std::vector<OptionInfo>& allOptions();
const OptionInfo* findOption(std::string_view name);

} // namespace cachedeck::strategies
