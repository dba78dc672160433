#pragma once
// Reads the "load" and "cache" objects of a scenario. Private to the room; failures travel as workload::JsonNode's do.

#include "backend/load/scenario.hpp"
#include "backend/workload/json_document.hpp"

#include <span>

namespace cachedeck::load {

// A run, a stage or an event lasts at most a week.
inline constexpr double longestSeconds = 7 * 24 * 3600;
// Seconds as a scenario writes them, in the milliseconds that the engine counts in.
std::chrono::milliseconds inMilliseconds(double seconds);

// Into scenario.load; the scenario's workload and paths must be known. A write share of its own makes a workload of its
// own.
void readLoad(const workload::JsonNode& node, Scenario& scenario);
// Of the whole scenario, once its duration is known: the root's "load" gets the blame.
void checkArrivals(const workload::JsonNode& root, const Scenario& scenario);
void readCache(const workload::JsonNode& node, CacheProfile& cache);

// The fields that objects of a scenario know, by their name in the schema's $defs; a test holds the two against each
// other.
struct KnownScenarioObject {
    std::string_view name;
    std::span<const workload::KnownField> fields;
};
std::span<const KnownScenarioObject> knownLoadObjects();

} // namespace cachedeck::load
