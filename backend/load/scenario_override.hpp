#pragma once
// Changes of a scenario by path ("load.users=50"), and thresholds ("paths.cache-aside.response_us.p99 < 5000").

#include "backend/load/result.hpp"
#include "backend/load/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cachedeck::workload {
class JsonNode;
}

namespace cachedeck::load {

// The scenario's JSON with one field changed. Elements of an array are named by their index, or by their "name".
FileResult<std::string> withOverride(std::string_view json, std::string_view change);

// A threshold in its parts.
struct Threshold {
    std::string path;     // "cache-aside"
    std::string field;    // "response_us.p99", "by_operation.movie_by_id.service_us.p50", "hit_ratio"
    std::string relation; // "<", "<=", ">", ">="
    double limit = 0;
};
std::optional<Threshold> parseThreshold(std::string_view text);
// Reads one from a file: a text, or {"what": …, "abort": true, "after": seconds}. Throws the node's complaint when it
// is none, or names a path or field that there is not.
ThresholdSpec readThreshold(const workload::JsonNode& node, const Scenario& scenario);
// One without a path, which each path of the scenario is held against: "response_us.p99 < 5000".
std::string checkedLimit(const workload::JsonNode& node, const Scenario& scenario);
std::optional<Threshold> parseLimit(std::string_view text, std::string_view path);

// A number of run.json's path object by its name there ("response_us.p99"); empty: no such field, or null.
std::optional<double> fieldOf(const PathResult& path, std::string_view field);
ThresholdResult check(const Threshold& threshold, std::string_view text, const Result& result);
bool isLatency(std::string_view field); // a latency's quantile, mean or extreme
// The quantile that a field is ("response_us.p99": 0.99), and how many values a latency's field was drawn from; empty:
// it is none.
std::optional<double> quantileOf(std::string_view field);
std::optional<double> valuesOf(const PathResult& path, std::string_view field);
// Whether it holds of one path's figures, whatever the path's name.
bool holds(const Threshold& threshold, const PathResult& path);

} // namespace cachedeck::load
