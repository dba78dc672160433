#pragma once
// Makes the Result from what the coordinator has booked: ratios, trust and its reasons.

#include "backend/load/ledger.hpp"
#include "backend/load/result.hpp"

#include <vector>

namespace cachedeck::load {

// What is known of a path beside its ledger.
struct PathFacts {
    const PathSpec* spec = nullptr;
    const Ledger* ledger = nullptr;
    bool storeInProcess = false;
    std::optional<double> steadyAfter; // seconds of warm-up
};

// Adds paths, with their counts and their trust. `seconds` is the noise check's time base for the servers' load.
void addPaths(Result& result, const std::vector<PathFacts>& paths, bool whole);
// Adds the comparisons against the first path.
void addComparisons(Result& result, const std::vector<PathFacts>& paths, int resamples);
void addThresholds(Result& result);
std::string cachedeckVersion();

} // namespace cachedeck::load
