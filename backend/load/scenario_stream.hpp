#pragma once
// Reads a scenario's "stream". Private to the room.

#include "backend/load/scenario.hpp"
#include "backend/load/scenario_load.hpp"
#include "backend/workload/json_document.hpp"

namespace cachedeck::load {

// {"sample_one_in": 64, "broker": "amqp://localhost", "paths": ["cache-aside"], "world": true}; the scenario's workload
// must be known.
void readStream(const workload::JsonNode& node, Scenario& scenario);
KnownScenarioObject knownStream();

} // namespace cachedeck::load
