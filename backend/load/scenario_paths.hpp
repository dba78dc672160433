#pragma once
// The paths of a scenario file: read with the care of scenario.hpp, and written again.

#include "backend/load/scenario.hpp"
#include "backend/workload/json_document.hpp"

#include <string>
#include <vector>

namespace cachedeck::load {

// Throws as JsonNode does. `scenario` has its workload, its store (which stands in `store`, where the file has it) and
// the paths that were read already.
PathSpec readPath(const workload::JsonNode& node, const Scenario& scenario,
                  const std::optional<workload::JsonNode>& store);
// The path as a scenario's text has it, without what is as it would be anyway; reading it gives the same path.
std::string pathJson(const PathSpec& path);

} // namespace cachedeck::load
