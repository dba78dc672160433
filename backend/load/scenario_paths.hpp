#pragma once
// The paths of a scenario file: read with the care of scenario.hpp, and written again.

#include "backend/load/scenario.hpp"
#include "backend/workload/json_document.hpp"

#include <string>
#include <vector>

namespace cachedeck::load {

// Throws as JsonNode does. `before`: the paths of the scenario that were read already.
PathSpec readPath(const workload::JsonNode& node, const workload::Workload& workload,
                  const std::vector<PathSpec>& before);
// The path as a scenario's text has it, without what is as it would be anyway; reading it gives the same path.
std::string pathJson(const PathSpec& path);

} // namespace cachedeck::load
