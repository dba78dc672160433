#pragma once
// "load.mix": which operations of the workload a scenario runs, and how often. Private to the scenario reader.

#include "backend/workload/json_document.hpp"

#include <memory>

namespace cachedeck::load {

// The workload with these shares; operations that are not named are not run. `node` is an object of names and weights.
std::shared_ptr<const workload::Workload> withMix(const workload::JsonNode& node, const workload::Workload& workload);

} // namespace cachedeck::load
