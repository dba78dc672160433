#pragma once
// Reads the "events" of a workload. Private to the room; failures travel as JsonNode's do.

#include "backend/workload/json_document.hpp"

#include <vector>

namespace cachedeck::workload {

std::vector<DomainEvent> readEvents(const JsonNode& node, const std::vector<Operation>& operations);

} // namespace cachedeck::workload
