#pragma once
// What in a run is not as it would be in production, each a plain English phrase: named on screen and in every export.
// Private to the room.

#include "backend/load/scenario.hpp"

#include <string>
#include <vector>

namespace cachedeck::load {

// `kinds` are the stores of the run, `inProcess` those of them that run inside CacheDeck.
std::vector<std::string> simulatedIn(const Scenario& scenario, const std::vector<std::string>& kinds,
                                     const std::vector<std::string>& inProcess);

} // namespace cachedeck::load
