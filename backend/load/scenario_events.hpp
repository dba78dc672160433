#pragma once
// Reads the "events" of a scenario. Private to the room; failures travel as workload::JsonNode's do.

#include "backend/load/scenario_load.hpp"

namespace cachedeck::load {

// Into scenario.events, once its paths and its duration are known.
void readEvents(const workload::JsonNode& node, Scenario& scenario);
std::span<const KnownScenarioObject> knownEventObjects();

} // namespace cachedeck::load
