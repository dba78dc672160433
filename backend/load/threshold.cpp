#include "backend/load/scenario_override.hpp"
#include "backend/resp/number.hpp"
#include "backend/workload/json_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cachedeck::load {

namespace {

constexpr workload::KnownField thresholdFields[] = {{"what", true}, {"abort"}, {"after"}};
constexpr double longestAfter = 7 * 24 * 3600;

constexpr std::array<std::pair<std::string_view, double>, 6> namedQuantiles{
    {{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p99_9", 0.999}, {"p99_99", 0.9999}}};

std::optional<double> latencyField(const latency::Histogram& histogram, std::string_view field)
{
    if (field == "count")
        return static_cast<double>(histogram.count());
    if (field == "min")
        return latency::microseconds(histogram.min());
    if (field == "max")
        return latency::microseconds(histogram.max());
    if (field == "mean")
        return histogram.mean() / 1000;
    for (const auto& [name, quantile] : namedQuantiles)
        if (field == name)
            return latency::microseconds(histogram.quantile(quantile));
    return std::nullopt;
}

std::optional<double> countField(const Counts& counts, std::string_view field)
{
    const std::array<std::pair<std::string_view, std::uint64_t>, 14> fields{{{"operations", counts.issued},
                                                                             {"issued", counts.issued},
                                                                             {"ok", counts.ok},
                                                                             {"errors", counts.errors},
                                                                             {"timeouts", counts.timeouts},
                                                                             {"unfinished", counts.unfinished},
                                                                             {"fallbacks", counts.fallbacks},
                                                                             {"hits", counts.hits},
                                                                             {"misses", counts.misses},
                                                                             {"store_reads", counts.storeReads},
                                                                             {"checked", counts.checked},
                                                                             {"wrong", counts.wrong},
                                                                             {"missing", counts.missing},
                                                                             {"stale", counts.stale}}};
    const auto share = [&](std::uint64_t part, std::uint64_t whole) {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
    };
    if (field == "hit_ratio")
        return counts.hitRatio();
    if (field == "errors_rate")
        return share(counts.errors + counts.timeouts, counts.issued);
    if (field == "stale_rate")
        return share(counts.stale, counts.checked);
    for (const auto& [name, value] : fields)
        if (field == name)
            return static_cast<double>(value);
    return std::nullopt;
}

// "service_us.p99" and "response_us.p99" of anything that has both.
template<class T>
std::optional<double> latenciesField(const T& of, std::string_view field)
{
    static constexpr std::string_view service = "service_us.";
    static constexpr std::string_view response = "response_us.";
    if (field.starts_with(service))
        return latencyField(of.service, field.substr(service.size()));
    if (field.starts_with(response))
        return latencyField(of.response, field.substr(response.size()));
    return countField(of.counts, field);
}

bool related(double value, std::string_view relation, double limit)
{
    if (relation == "<")
        return value < limit;
    if (relation == "<=")
        return value <= limit;
    if (relation == ">")
        return value > limit;
    return value >= limit;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

// An empty result of the scenario: every field that a run can give is in it.
PathResult blankPath(const Scenario& scenario)
{
    PathResult path;
    path.counts.hits = 1; // the hit ratio is there
    for (const auto& operation : scenario.workload->operations) {
        path.operations.push_back({});
        path.operations.back().name = operation.name;
        path.operations.back().counts.hits = 1;
    }
    return path;
}

} // namespace

std::optional<Threshold> parseThreshold(std::string_view text)
{
    static constexpr std::string_view start = "paths.";
    const auto at = text.find_first_of("<>");
    if (!text.starts_with(start) || at == std::string_view::npos)
        return std::nullopt;
    Threshold threshold;
    const auto name = trimmed(text.substr(start.size(), at - start.size()));
    const auto dot = name.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    threshold.path = name.substr(0, dot);
    threshold.field = name.substr(dot + 1);
    threshold.relation = text.substr(at, at + 1 < text.size() && text[at + 1] == '=' ? 2 : 1);
    const auto number = trimmed(text.substr(at + threshold.relation.size()));
    const auto limit = resp::toReal(number);
    if (!limit || !std::isfinite(*limit))
        return std::nullopt;
    threshold.limit = *limit;
    return threshold;
}

std::optional<Threshold> parseLimit(std::string_view text, std::string_view path)
{
    return parseThreshold(fmt::format("paths.{}.{}", path, text));
}

ThresholdSpec readThreshold(const workload::JsonNode& node, const Scenario& scenario)
{
    const bool isObject = node.value().is_object();
    if (!isObject && !node.value().is_string())
        node.failExpected(
            R"(a threshold like "paths.cache-aside.response_us.p99 < 5000", or {"what": threshold, "abort": true})");
    if (isObject)
        node.expectFields(thresholdFields);
    const auto what = isObject ? node.at("what") : node;
    ThresholdSpec spec{what.text()};
    const auto threshold = parseThreshold(spec.what);
    if (!threshold)
        what.failExpected("a threshold like \"paths.cache-aside.response_us.p99 < 5000\"");
    const auto named = [&](const PathSpec& path) { return path.name == threshold->path; };
    if (std::none_of(scenario.paths.begin(), scenario.paths.end(), named))
        what.fail(fmt::format("the scenario has no path called \"{}\"", threshold->path));
    if (!fieldOf(blankPath(scenario), threshold->field))
        what.fail(fmt::format("a path's result has no number called \"{}\"", threshold->field));
    if (!isObject)
        return spec;
    if (const auto abort = node.find("abort"))
        spec.abort = abort->boolean();
    if (const auto after = node.find("after")) {
        if (!spec.abort)
            after->fail("it says when the run may be ended; \"abort\": true is missing");
        spec.after = std::chrono::milliseconds(std::llround(after->number(0, longestAfter) * 1000));
    }
    return spec;
}

std::string checkedLimit(const workload::JsonNode& node, const Scenario& scenario)
{
    auto text = node.text();
    const auto threshold = parseLimit(text, "path");
    if (!threshold || text.starts_with("paths."))
        node.failExpected("a threshold without a path, like \"response_us.p99 < 5000\"");
    if (!fieldOf(blankPath(scenario), threshold->field))
        node.fail(fmt::format("a path's result has no number called \"{}\"", threshold->field));
    return text;
}

std::optional<double> fieldOf(const PathResult& path, std::string_view field)
{
    static constexpr std::string_view fresh = "event_to_fresh_ms.", applied = "event_to_applied_ms.";
    if (field.starts_with(fresh) || field.starts_with(applied)) {
        const bool isFresh = field.starts_with(fresh);
        const auto name = field.substr(isFresh ? fresh.size() : applied.size());
        const auto value = latencyField(isFresh ? path.eventToFresh : path.eventToApplied, name);
        return value && name != "count" ? std::optional(*value / 1000) : value;
    }
    const std::array<std::pair<std::string_view, double>, 8> fields{
        {{"seconds", path.seconds},
         {"warm_up", path.warmUp},
         {"throughput", path.throughput},
         {"stale_age_max", path.staleAgeMax},
         {"stale_versions_max", static_cast<double>(path.staleVersionsMax)},
         {"concurrency", path.concurrency},
         {"little", path.little},
         {"steady", path.steady ? 1.0 : 0.0}}};
    for (const auto& [name, value] : fields)
        if (field == name)
            return value;
    static constexpr std::string_view byOperation = "by_operation.";
    if (field.starts_with(byOperation)) {
        const auto rest = field.substr(byOperation.size());
        const auto dot = std::min(rest.find('.'), rest.size() - 1);
        for (const auto& operation : path.operations)
            if (operation.name == rest.substr(0, dot))
                return latenciesField(operation, rest.substr(dot + 1));
        return std::nullopt;
    }
    return latenciesField(path, field);
}

bool isLatency(std::string_view field)
{
    const auto dot = field.rfind('.');
    if (dot == std::string_view::npos || field.substr(dot) == ".count")
        return false;
    return field.substr(0, dot).ends_with("_us") || field.substr(0, dot).ends_with("_ms");
}

std::optional<double> quantileOf(std::string_view field)
{
    if (!isLatency(field))
        return std::nullopt;
    const auto last = field.substr(field.rfind('.') + 1);
    for (const auto& [name, quantile] : namedQuantiles)
        if (last == name)
            return quantile;
    return std::nullopt;
}

std::optional<double> valuesOf(const PathResult& path, std::string_view field)
{
    return isLatency(field) ? fieldOf(path, fmt::format("{}count", field.substr(0, field.rfind('.') + 1)))
                            : std::nullopt;
}

bool holds(const Threshold& threshold, const PathResult& path)
{
    const auto value = fieldOf(path, threshold.field);
    // What was not measured is not met: a limit must not pass because nothing happened.
    const bool measured = value && (threshold.field.find("_us.") == std::string::npos || *value > 0);
    return measured && related(*value, threshold.relation, threshold.limit);
}

ThresholdResult check(const Threshold& threshold, std::string_view text, const Result& result)
{
    const auto* path = result.find(threshold.path);
    return {std::string(text), path && holds(threshold, *path)};
}

} // namespace cachedeck::load
