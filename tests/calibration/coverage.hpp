#pragma once
// Whether the engine's 95 % intervals are what they say: on two identical paths the true ratio is 1, so 95 of 100 runs
// must have an interval that contains 1.
//
// Runs are resampled from a real one whose two paths did the same work by turns: rounds (a slice of each path) are
// drawn in stretches of ten neighbours, so that what neighbours share stays in them, and each stretch is exchanged
// between the two sides with a chance of one half. That makes the sides equal in law, whatever the recorded run's own
// luck was.

#include "backend/latency/statistics.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cachedeck::test {

struct Round {
    latency::Slice first, second;
};

// Slices as an HdrHistogram log: tags "first" and "second" by turns, a slice an interval.
void writeRounds(const std::filesystem::path& file, const std::vector<Round>& rounds);
std::vector<Round> readRounds(const std::filesystem::path& file); // throws what is wrong with it

struct CoverageOptions {
    std::size_t rounds = 40; // of each resampled run; a run of 20 s with two paths and slices of 250 ms
    int runs = 2000;
    int resamples = 300; // of each run's bootstrap
    std::uint64_t seed = 1;
};

struct Coverage {
    std::string what; // "p50", "p90", "p99", "throughput"
    int runs = 0;     // that gave a number
    int held = 0;     // of them, with 1 in the interval
    double width = 0; // mean of high / low - 1
    double share() const noexcept { return runs > 0 ? static_cast<double>(held) / runs : 0; }
};

std::vector<Coverage> coverageOf(const std::vector<Round>& recorded, const CoverageOptions& options);

} // namespace cachedeck::test
