#pragma once
// Reads one operation of a workload file. Private to the loader.

#include "backend/workload/json_document.hpp"

#include <map>
#include <string>

namespace cachedeck::workload {

// Queries by store: a text, an array of lines, or an object (kept as its JSON).
std::map<std::string, std::string> readQueries(const JsonNode& node);
std::string readLines(const JsonNode& node);

bool hasParameter(const Operation& operation, std::string_view name);
void expectParameter(const JsonNode& node, const Operation& operation, std::string_view name);
// The operation's parameter that `node` names.
std::size_t parameterIndex(const JsonNode& node, const Operation& operation);
// `query` as in KeyTemplate::parse.
KeyTemplate readTemplate(const JsonNode& node, const Operation& operation, const std::string& query = {});

// `share` below 0: the file gives none. `tags` of reads and the links between operations are left to linkOperations().
Operation readOperation(const JsonNode& node, const std::map<std::string, SetSource>& sets);

// Checks what one operation says of others, and gives reads their tags. `nodes` are the operations' own.
void linkOperations(std::vector<Operation>& operations, const std::vector<JsonNode>& nodes);

} // namespace cachedeck::workload
