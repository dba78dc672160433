#pragma once
// What in a run is not as it would be in production, each a plain English phrase: named on screen and in every export.
// An added distance is called simulated besides, wherever the run is shown.

#include "backend/load/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::load {

// `kinds` are the stores of the run, `inProcess` those of them that run inside CacheDeck.
std::vector<std::string> simulatedIn(const Scenario& scenario, const std::vector<std::string>& kinds,
                                     const std::vector<std::string>& inProcess);

// The scenario's added distances alone: "25 ms to the primary store", "1 ms to the cache".
std::vector<std::string> distancesIn(const Scenario& scenario);
// Whether a phrase of Result::simulated is one of those. A stored run has its phrases, but not always its scenario.
bool isAddedDistance(std::string_view phrase);

} // namespace cachedeck::load
