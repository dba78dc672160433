#pragma once
// Reads one element of a write's "counts". Private to the loader.

#include "backend/workload/json_document.hpp"

#include <vector>

namespace cachedeck::workload {

// All but `in`, which copyLinks() makes. Notes in the read's structure that it is counted into.
Count readCount(const JsonNode& node, const Operation& write, std::vector<Operation>& operations);

} // namespace cachedeck::workload
