#include "backend/report/run_document.hpp"

#include <boost/json/parse.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::report {
namespace {

double micros(latency::Nanoseconds value)
{
    return static_cast<double>(value.count()) / 1000.0;
}

OperationSummary summarizeOperation(const load::OperationResult& operation)
{
    return {operation.name, operation.write ? "write" : "read", operation.counts, summarize(operation.service),
            summarize(operation.response)};
}

Durations durationsOf(const latency::Histogram& histogram)
{
    if (histogram.empty())
        return {};
    const auto millis = [](latency::Nanoseconds value) { return micros(value) / 1000; };
    return {histogram.count(),
            histogram.mean() / 1e6,
            millis(histogram.quantile(0.5)),
            millis(histogram.quantile(0.9)),
            millis(histogram.quantile(0.99)),
            millis(histogram.max())};
}

PathDetails detailsOf(const load::PathResult& path)
{
    PathDetails details;
    details.steadyAfter = path.steadyAfter;
    details.drift = path.drift;
    details.staleAges = durationsOf(path.staleAges);
    details.staleVersionsMean = path.staleVersionsMean;
    details.storeInFlightMax = path.storeInFlightMax;
    details.ownThreadShare = path.ownThreadShare;
    details.serverCores = path.serverCores;
    details.waiting = path.waiting;
    details.hitMean = path.hitMean;
    details.missMean = path.missMean;
    details.cacheBytes = path.cacheBytes;
    details.cacheKeys = path.cacheKeys;
    details.limit = path.limit;
    details.figures = path.figures;
    details.eventToApplied = durationsOf(path.eventToApplied);
    details.eventToFresh = durationsOf(path.eventToFresh);
    details.eventsApplied = path.eventsApplied;
    details.eventsFailed = path.eventsFailed;
    details.eventsNotFresh = path.eventsNotFresh;
    return details;
}

// The scenario as it was read; one that was made in memory has no text of its own.
std::string scenarioObject(const load::Scenario& scenario)
{
    boost::system::error_code error;
    const auto parsed = boost::json::parse(scenario.json, error);
    if (!error && parsed.is_object())
        return scenario.json;
    return load::toJson(scenario);
}

} // namespace

Latency summarize(const latency::Histogram& histogram)
{
    if (histogram.empty())
        return {};
    return {histogram.count(),
            micros(histogram.min()),
            histogram.mean() / 1000.0,
            micros(histogram.quantile(0.5)),
            micros(histogram.quantile(0.9)),
            micros(histogram.quantile(0.95)),
            micros(histogram.quantile(0.99)),
            micros(histogram.quantile(0.999)),
            micros(histogram.quantile(0.9999)),
            micros(histogram.max())};
}

PathSummary summarize(const load::PathResult& path, load::Loop loop)
{
    PathSummary summary;
    summary.name = path.spec.name;
    summary.strategy = path.spec.strategy;
    summary.store = path.spec.store;
    summary.encoding = std::string(workload::name(path.spec.encoding));
    summary.loop = loop == load::Loop::Closed ? "closed" : "open";
    summary.counts = path.counts;
    summary.seconds = path.seconds;
    summary.warmUp = path.warmUp;
    summary.steady = path.steady;
    summary.throughput = path.throughput;
    summary.hitRatio = path.counts.hitRatio();
    summary.staleAgeMax = path.staleAgeMax;
    summary.staleVersionsMax = path.staleVersionsMax;
    summary.service = summarize(path.service);
    summary.response = summarize(path.response);
    summary.concurrency = path.concurrency;
    summary.little = path.little;
    summary.trusted = path.trusted;
    summary.reasons = path.reasons;
    for (const auto& operation : path.operations)
        if (operation.share > 0 || operation.counts.issued > 0)
            summary.operations.push_back(summarizeOperation(operation));
    summary.details = detailsOf(path);
    return summary;
}

RunDocument summarize(const load::Result& result)
{
    RunDocument document;
    document.name = result.scenario.name;
    document.started = result.started;
    document.seconds = result.seconds;
    document.seed = result.scenario.seed;
    document.interrupted = result.interrupted;
    document.data = result.dataDescription;
    document.scenario = scenarioObject(result.scenario);
    document.machine = result.machine;
    document.versions = result.versions;
    document.simulated = result.simulated;
    for (const auto& path : result.paths)
        document.paths.push_back(summarize(path, result.scenario.load.loop));
    document.comparisons = result.comparisons;
    document.events = result.events;
    document.thresholds = result.thresholds;
    for (const auto& verdict : load::verdicts(result))
        document.verdicts.push_back(load::sentence(verdict));
    document.noise = result.noise;
    document.ownConnections = result.ownConnections;
    document.ownCommands = result.ownCommands;
    document.faults = result.faults;
    document.server = result.server;
    document.stream = {result.stream, durationsOf(result.stream.publish)};
    for (auto& one : breakEven(result)) {
        auto sentences = methodSentences(one);
        document.breakEven.push_back({std::move(one), std::move(sentences)});
    }
    return document;
}

const PathSummary* RunDocument::find(std::string_view path) const noexcept
{
    const auto found = std::find_if(paths.begin(), paths.end(), [&](const auto& one) { return one.name == path; });
    return found == paths.end() ? nullptr : &*found;
}

std::string isoTime(std::chrono::system_clock::time_point time)
{
    return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

} // namespace cachedeck::report
