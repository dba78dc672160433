#pragma once
// Links reads to what they are kept in, where that is more than one value of their own: another read's value, or a
// Redis structure into which writes count. Private to the loader.

#include "backend/workload/json_document.hpp"

#include <vector>

namespace cachedeck::workload {

// Gives each read with "part_of" the key, TTL, encodings, identity and version of the read that it names, and checks
// that it has that one's parameters and fields, in that one's order.
void linkParts(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes);

// Reads "structure" of reads and "counts" of writes. `nodes` are the operations' own.
void linkStructures(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes);

// Operations hold copies of those that they refer to: made once everything else about these is known.
void copyLinks(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes);

} // namespace cachedeck::workload
