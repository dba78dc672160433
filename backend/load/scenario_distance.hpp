#pragma once
// Reads a scenario's "distance". Private to the room.

#include "backend/load/scenario.hpp"
#include "backend/workload/json_document.hpp"

namespace cachedeck::load {

// {"store": "continent"}, {"store": {"ms": 25, "deviation_ms": 3}, "cache": "zone"} or
// {"cache": {"measured_ms": [0.41, 0.44]}}
void readDistance(const workload::JsonNode& node, Scenario& scenario);

} // namespace cachedeck::load
