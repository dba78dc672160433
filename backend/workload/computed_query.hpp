#pragma once
// A query that computes: an operation's query for a store, written as an object that names a function and the store's
// own statements around it.
//   { "compute": "predict",                                     a function of functions/function.hpp
//     "lookup": "SELECT id, version FROM models WHERE …",       asked for each call, where the function looks something
//     up "load":   "SELECT body FROM trained WHERE …",             asked once for the same values: what the function
//     works on "publish": "UPDATE models …; INSERT INTO trained …" }     of a write: what is done with what was
//     computed
// Statements get the operation's parameters, "load" also the columns that were looked up, "publish" what was computed.

#include "backend/workload/functions/function.hpp"
#include "backend/workload/json_document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

struct ComputedQuery {
    const Function* function = nullptr;
    std::string lookup, load, publish; // empty: there is none
};

// Whether a query's object, or its text, is one that computes.
bool isComputed(const JsonNode& query);
// Reads and checks it; `parameters` are the operation's. Throws as JsonNode does.
ComputedQuery readComputed(const JsonNode& query, Kind kind, const std::vector<std::string>& parameters);

// The text of a query as the loader keeps it; empty: it is no computed one. The loader has checked it.
std::optional<ComputedQuery> parseComputed(std::string_view query);

// The names of :parameters in a statement, outside quotes and comments.
std::vector<std::string> statementParameters(std::string_view text);

} // namespace cachedeck::workload
