#pragma once
// Sizes of generated values, by portable arithmetic: the same seed gives the same sizes everywhere.
//
// Etc: Facebook's general-purpose pool, a generalised Pareto distribution with location 0, scale 214.476 and shape
// 0.348238. Source: Atikoglu, Xu, Frachtenberg, Jiang, Paleczny, "Workload Analysis of a Large-Scale Key-Value Store"
// (SIGMETRICS 2012), section 5.

#include "backend/workload/json_document.hpp"
#include "backend/workload/random.hpp"
#include "backend/workload/workload.hpp"

#include <string>

namespace cachedeck::workload {

inline constexpr std::uint64_t largestValue = 1'000'000; // bytes; what a distribution gives above it is cut

std::uint64_t sizeOf(const ValueSizes& sizes, Random& random); // from 1 to largestValue
double meanSize(const ValueSizes& sizes);                      // without the cut
ValueSizes readValueSizes(const JsonNode& node);
std::string text(const ValueSizes& sizes); // "lognormal 200 1": tells two apart

} // namespace cachedeck::workload
