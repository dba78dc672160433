#pragma once
// What in a run is not as it would be in production, each a plain English phrase: named on screen and in every export.
// A delay that was added is called simulated besides, wherever the run is shown.

#include "backend/load/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::load {

// `kinds` are the stores of the run, `inProcess` those of them that run inside CacheDeck.
std::vector<std::string> simulatedIn(const Scenario& scenario, const std::vector<std::string>& kinds,
                                     const std::vector<std::string>& inProcess);

// The delays alone: "25 ms to the primary store", "500 ms of computation in each store read of get".
std::vector<std::string> delaysIn(const Scenario& scenario);
// Whether a phrase of Result::simulated is one of those. A stored run has its phrases, but not always its scenario.
bool isDelay(std::string_view phrase);

} // namespace cachedeck::load
