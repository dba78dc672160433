#pragma once
// A query's text as a query cache knows it: two texts that differ in their layout only are the same.
//
// Threads: any.

#include <string>
#include <string_view>

namespace cachedeck::workload {

// Runs of white space become one space, comments (-- and /* */) vanish, as do white space and semicolons at the end.
// What stands in quotes ('…', "…", `…`) stays as it is. Letter case stays too: names may tell by it.
std::string normalisedQuery(std::string_view query);

} // namespace cachedeck::workload
