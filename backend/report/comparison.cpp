#include "backend/report/comparison.hpp"

#include "backend/latency/hlog.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/run_files.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace cachedeck::report {
namespace {

using Fields = std::map<std::string, std::string>;

void flatten(const boost::json::value& value, const std::string& path, Fields& fields)
{
    if (value.is_object()) {
        for (const auto& [name, member] : value.get_object())
            flatten(member, path + "." + std::string(name.data(), name.size()), fields);
    } else if (value.is_array()) {
        std::size_t index = 0;
        for (const auto& element : value.get_array())
            flatten(element, fmt::format("{}[{}]", path, index++), fields);
    } else {
        fields[path] = JsonWriter().json(boost::json::serialize(value)).string();
    }
}

std::string quoted(const std::string& text)
{
    return JsonWriter().text(text).string();
}

// Everything besides the results that two runs may differ in.
Fields parametersOf(const RunDocument& run)
{
    Fields fields;
    boost::system::error_code error;
    flatten(boost::json::parse(run.scenario, error), "scenario", fields);
    fields["seed"] = fmt::format("{}", run.seed);
    fields["seconds"] = fmt::format("{:.0f}", run.seconds);
    fields["interrupted"] = run.interrupted ? "true" : "false";
    fields["data"] = quoted(run.data);
    fields["machine.os"] = quoted(run.machine.os);
    fields["machine.cpu"] = quoted(run.machine.cpu);
    fields["machine.cores"] = fmt::format("{}", run.machine.cores);
    fields["machine.memory"] = fmt::format("{}", run.machine.memory);
    for (const auto& [name, version] : run.versions)
        fields["versions." + name] = quoted(version);
    for (std::size_t i = 0; i < run.simulated.size(); ++i)
        fields[fmt::format("simulated[{}]", i)] = quoted(run.simulated[i]);
    for (const auto& path : run.paths)
        fields[fmt::format("paths.{}.trusted", path.name)] = path.trusted ? "true" : "false";
    return fields;
}

std::vector<Difference> differencesOf(const RunDocument& first, const RunDocument& second)
{
    const auto a = parametersOf(first), b = parametersOf(second);
    auto all = a;
    all.insert(b.begin(), b.end());
    const auto of = [](const Fields& fields, const std::string& name) {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string("–") : found->second;
    };
    std::vector<Difference> differences;
    for (const auto& [name, ignored] : all)
        if (of(a, name) != of(b, name))
            differences.push_back({name, of(a, name), of(b, name)});
    return differences;
}

constexpr std::array<std::pair<double, double Latency::*>, 4> quantiles{
    {{0.5, &Latency::p50}, {0.9, &Latency::p90}, {0.95, &Latency::p95}, {0.99, &Latency::p99}}};
constexpr auto ownRates = "each path had rates of its own";

MetricChange change(const PathSummary& path, std::string what, std::optional<double> first,
                    std::optional<double> second)
{
    MetricChange change;
    change.path = path.name;
    change.what = std::move(what);
    change.first = first;
    change.second = second;
    return change;
}

// `ratio` is first ÷ second, as speed-ups are told; a change is told the other way round.
void setRatio(MetricChange& change, const std::optional<latency::Ratio>& ratio)
{
    if (!ratio || *change.first <= 0) {
        change.missing = tooFewSamples;
        return;
    }
    change.ratio = *change.second / *change.first;
    change.low = 1 / ratio->high;
    change.high = 1 / ratio->low;
}

// The log's seconds hold a path's successful reads, however large its part of each second was: they tell how far a rate
// moves, and the runs' own figures tell how large it is.
void setRate(MetricChange& change, const std::optional<latency::Ratio>& moved)
{
    if (!moved || *change.first <= 0) {
        change.missing = tooFewSamples;
        return;
    }
    change.ratio = *change.second / *change.first;
    change.low = *change.ratio * moved->low / moved->value;
    change.high = *change.ratio * moved->high / moved->value;
}

// Whether it searched for the limit.
bool isSearch(const RunDocument& run)
{
    boost::system::error_code error;
    const auto scenario = boost::json::parse(run.scenario, error);
    const auto* root = error ? nullptr : scenario.if_object();
    const auto* load = root ? root->if_contains("load") : nullptr;
    const auto* fields = load ? load->if_object() : nullptr;
    const auto* search = fields ? fields->if_contains("find_limit") : nullptr;
    return (search && search->is_object()) ||
           std::any_of(run.paths.begin(), run.paths.end(), [](const PathSummary& path) { return path.details.limit; });
}

void addMixed(std::vector<MetricChange>& changes, const PathSummary& a, const PathSummary& b)
{
    for (const auto& [quantile, field] : quantiles) {
        changes.push_back(change(a, "latency", a.response.*field, b.response.*field));
        changes.back().quantile = quantile;
        changes.back().missing = ownRates;
    }
    changes.push_back(change(a, "throughput", a.throughput, b.throughput));
    changes.back().missing = ownRates;
}

std::string whyNoRatio(const load::LimitResult& a, const load::LimitResult& b)
{
    if (a.threshold != b.threshold)
        return "the limits are of different thresholds";
    if (!a.complete || !b.complete)
        return "a search was stopped before it was over";
    if (!a.rate || !b.rate || *a.rate <= 0)
        return "not even the first rate held";
    return a.above && b.above ? "" : "a limit lies beyond the highest rate that was tried";
}

void addLimit(std::vector<MetricChange>& changes, const PathSummary& path, const load::LimitResult& a,
              const load::LimitResult& b)
{
    auto one = change(path, "limit", a.rate, b.rate);
    one.missing = whyNoRatio(a, b);
    if (one.missing.empty())
        one.ratio = *b.rate / *a.rate;
    changes.push_back(std::move(one));
}

void addSampled(std::vector<MetricChange>& changes, const StoredRun& first, const StoredRun& second,
                const PathSummary& a, const PathSummary& b)
{
    latency::BootstrapOptions bootstrap;
    bootstrap.paired = false; // two runs never took turns
    static const std::vector<latency::Slice> none;
    const auto slicesOf = [&](const StoredRun& run) -> const std::vector<latency::Slice>& {
        const auto found = run.seconds.find(a.name);
        return found == run.seconds.end() ? none : found->second;
    };
    std::array<double, quantiles.size()> wanted{};
    std::transform(quantiles.begin(), quantiles.end(), wanted.begin(), [](const auto& one) { return one.first; });
    const auto ratios = latency::quantileRatios(slicesOf(first), slicesOf(second), wanted, bootstrap);
    for (std::size_t i = 0; i < quantiles.size(); ++i) {
        auto one = change(a, "latency", a.response.*quantiles[i].second, b.response.*quantiles[i].second);
        one.quantile = quantiles[i].first;
        setRatio(one, i < ratios.size() ? ratios[i] : std::nullopt);
        changes.push_back(std::move(one));
    }
    auto throughput = change(a, "throughput", a.throughput, b.throughput);
    setRate(throughput, latency::throughputRatio(slicesOf(first), slicesOf(second), bootstrap));
    changes.push_back(std::move(throughput));
}

void addChanges(std::vector<MetricChange>& changes, const StoredRun& first, const StoredRun& second,
                const PathSummary& a, const PathSummary& b)
{
    if (isSearch(first.document) || isSearch(second.document))
        addMixed(changes, a, b);
    else
        addSampled(changes, first, second, a, b);
    if (a.details.limit && b.details.limit)
        addLimit(changes, a, *a.details.limit, *b.details.limit);
    if (a.hitRatio && b.hitRatio)
        changes.push_back(change(a, "hit_ratio", *a.hitRatio, *b.hitRatio));
}

void addUntrusted(std::vector<Distrust>& untrusted, const RunDocument& run, bool isFirst)
{
    for (const auto& path : run.paths)
        if (!path.trusted)
            untrusted.push_back({path.name, isFirst, path.reasons});
}

} // namespace

Result<StoredRun> readStoredRun(const std::filesystem::path& directory)
{
    auto document = readRun(directory);
    if (document.has_error())
        return document.error();
    StoredRun run{directory.string(), std::move(*document), {}};
    const auto file = directory / "latency.hlog";
    std::ifstream stream(file);
    if (!stream.is_open())
        return run;
    auto intervals = latency::readLog(stream);
    if (intervals.has_error())
        return Error{file.string(), 0, "", intervals.error().message};
    for (const auto& interval : *intervals) {
        const auto dot = interval.tag.rfind('.');
        if (dot == std::string::npos || interval.tag.substr(dot) != ".response")
            continue;
        run.seconds[interval.tag.substr(0, dot)].push_back(
            {latency::SparseHistogram(interval.histogram), interval.histogram.count(), interval.length});
    }
    return run;
}

RunComparison compareRuns(const StoredRun& first, const StoredRun& second)
{
    RunComparison comparison{first.place, second.place, differencesOf(first.document, second.document), {}, {}};
    addUntrusted(comparison.untrusted, first.document, true);
    addUntrusted(comparison.untrusted, second.document, false);
    for (const auto& path : first.document.paths)
        if (const auto* same = second.document.find(path.name))
            addChanges(comparison.changes, first, second, path, *same);
    return comparison;
}

std::string toJson(const RunComparison& comparison)
{
    JsonWriter json;
    json.beginObject()
        .key("format")
        .integer(1)
        .key("first")
        .text(comparison.first)
        .key("second")
        .text(comparison.second);
    json.key("differences").beginArray();
    for (const auto& one : comparison.differences)
        json.beginObject()
            .key("field")
            .text(one.field)
            .key("first")
            .text(one.first)
            .key("second")
            .text(one.second)
            .endObject();
    json.endArray().key("changes").beginArray();
    for (const auto& one : comparison.changes) {
        json.beginObject().key("path").text(one.path).key("what").text(one.what).key("quantile").real(one.quantile, -1);
        json.key("first").real(one.first, 3).key("second").real(one.second, 3).key("ratio").real(one.ratio, 4);
        json.key("low").real(one.low, 4).key("high").real(one.high, 4).key("confidence").real(one.confidence, -1);
        json.key("differs").boolean(one.differs());
        if (!one.missing.empty())
            json.key("missing").text(one.missing);
        json.endObject();
    }
    json.endArray().key("untrusted").beginArray();
    for (const auto& one : comparison.untrusted) {
        json.beginObject().key("path").text(one.path).key("run").text(one.inFirst ? "first" : "second");
        json.key("reasons").beginArray();
        for (const auto& reason : one.reasons)
            json.text(reason);
        json.endArray().endObject();
    }
    return json.endArray().endObject().string();
}

} // namespace cachedeck::report
