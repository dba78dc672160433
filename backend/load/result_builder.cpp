#include "backend/load/result_builder.hpp"

#include "backend/load/grouped.hpp"
#include "backend/load/scenario_override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cachedeck::load {

namespace {

constexpr double busy = 0.9;
constexpr std::chrono::milliseconds knownThread{100}; // a shorter time says nothing of how busy a thread is

void distrust(PathResult& path, std::string reason)
{
    path.trusted = false;
    path.reasons.push_back(std::move(reason));
}

double p99Of(const latency::Histogram& histogram)
{
    return static_cast<double>(histogram.quantile(0.99).count()) / 1000;
}

// Where operations waited for their turn, the service time alone would lie.
void noteWaiting(PathResult& path, const LoadProfile& load)
{
    static constexpr double far = 2;
    static constexpr double worthSaying = 1000; // microseconds
    const auto response = p99Of(path.response);
    const auto service = p99Of(path.service);
    // A search for the limit overloads the path on purpose.
    if (load.loop != Loop::Open || load.findLimit || response < far * service || response - service < worthSaying)
        return;
    path.waiting = Waiting{
        response, service,
        fmt::format(
            "response p99 is {:.1f} ms, service p99 {:.1f} ms: while the path stalled, operations that were due "
            "waited for their turn; a tool that times only what it has sent would report {:.1f} ms",
            response / 1000, service / 1000, service / 1000)};
    path.reasons.push_back(path.waiting->text);
}

// What failed while it ran.
void noteFaults(PathResult& path, const Result& result)
{
    for (const auto& fault : result.faults) {
        if (fault.where != "store" || fault.path != path.spec.name)
            continue;
        path.reasons.push_back(fmt::format("the primary store failed from {:.1f} s to {:.1f} s: {} errors, {} timeouts",
                                           fault.from, fault.to, fault.errors, fault.timeouts));
    }
}

// Quantiles are of what succeeded: where more than a hundredth did not, the p99 of all operations is not known.
void noteFailures(PathResult& path)
{
    const auto& counts = path.counts;
    if (counts.errors + counts.timeouts > 0)
        path.reasons.push_back(
            fmt::format("{} errors and {} timeouts", grouped(counts.errors), grouped(counts.timeouts)));
    const auto failed = counts.errors + counts.timeouts + counts.unfinished;
    if (counts.ok == 0 || failed * 100 <= counts.issued)
        return;
    const auto percent = 100 * static_cast<double>(counts.ok) / static_cast<double>(counts.issued);
    path.reasons.push_back(
        fmt::format("p99 is of the {:.{}f} % of operations that succeeded", percent, percent < 1 ? 3 : 1));
}

// Latencies follow a load that changes by its profile: that they move says nothing about the system then.
bool isLevel(const LoadProfile& load)
{
    const auto isAsTheFirst = [&](const Stage& stage) {
        return stage.users == load.stages.front().users && stage.rate == load.stages.front().rate && !stage.ramp;
    };
    return !load.findLimit && std::all_of(load.stages.begin(), load.stages.end(), isAsTheFirst);
}

void noteDrift(PathResult& path, const PathFacts& facts)
{
    const auto trend = latency::trendOf(facts.ledger->slices());
    path.steady = trend.steady;
    path.drift = trend.change;
    if (!trend.steady)
        path.reasons.push_back(
            fmt::format("not steady: the median moved by {:+.0f} % over the run", trend.change * 100));
}

void judge(PathResult& path, const PathFacts& facts, const Result& result)
{
    const auto& noise = result.noise;
    if (path.counts.issued > 0 && path.counts.ok == 0)
        distrust(path, "no operation succeeded");
    if (path.counts.ok > 0 && (path.little < littleLow || path.little > littleHigh))
        distrust(path, fmt::format("Little's law gives {:.3f}, outside {} to {}", path.little, littleLow, littleHigh));
    if (path.counts.wrong > 0)
        distrust(path, fmt::format("{} of {} checked answers were wrong", grouped(path.counts.wrong),
                                   grouped(path.counts.checked)));
    if (path.counts.missing > 0)
        distrust(path, fmt::format("{} of {} checked answers were missing", grouped(path.counts.missing),
                                   grouped(path.counts.checked)));
    // Where a store in our own process answers, the user's thread is the store; elsewhere a thread that is always busy
    // while the server is not sets the pace itself.
    const auto storeShare =
        path.counts.ok ? static_cast<double>(path.counts.storeReads) / static_cast<double>(path.counts.ok) : 0;
    const bool threadIsStore = facts.storeInProcess && storeShare > 0.02;
    // On a machine that others use, what counts is the time in which there was a processor to be had. Of servers that
    // are not ours nothing is known but that: a run on them is blamed for its own CPU alone.
    const auto servers = facts.ledger->serversBusy();
    const auto own = servers ? facts.ledger->threadsBusy() : path.ownThreadShare;
    const bool isKnown = path.counts.ok > 0 && facts.ledger->threadsWall() >= knownThread;
    if (isKnown && !threadIsStore && own > busy && servers.value_or(noise.serverCores) < busy)
        distrust(path, fmt::format("one of CacheDeck's own threads was {:.0f} % busy: it set the pace, not the servers",
                                   own * 100));
    path.steadyAfter = facts.steadyAfter;
    if (isLevel(result.scenario.load))
        noteDrift(path, facts);
    if (path.counts.stale > 0)
        path.reasons.push_back(fmt::format("{} of {} checked answers were stale, by up to {:.1f} s",
                                           grouped(path.counts.stale), grouped(path.counts.checked), path.staleAgeMax));
    if (path.counts.fallbacks > 0)
        path.reasons.push_back(fmt::format("{} reads fell back to the store because the cache did not answer",
                                           grouped(path.counts.fallbacks)));
    noteFailures(path);
    if (path.counts.unknownWrites > 0)
        path.reasons.push_back(fmt::format("of {} writes it is unknown whether they took effect: no answer came",
                                           grouped(path.counts.unknownWrites)));
}

bool storeFailed(const Result& result, const Comparison& comparison)
{
    return std::any_of(result.faults.begin(), result.faults.end(), [&](const Fault& fault) {
        return fault.where == "store" && (fault.path == comparison.baseline || fault.path == comparison.path);
    });
}

std::string whyMissing(const Result& result, const PathFacts& facts, std::optional<double> quantile)
{
    const auto slices = facts.ledger->slices().size();
    if (slices < latency::slicesNeeded)
        return fmt::format("needs {} slices of each path, has {}", latency::slicesNeeded, slices);
    const auto* path = result.find(facts.spec->name);
    const auto reads = std::min(result.paths.front().response.count(), path ? path->response.count() : 0);
    return quantile ? fmt::format("needs {} reads on each side, has {}", latency::samplesNeeded(*quantile), reads)
                    : std::string("nothing succeeded on one side");
}

Comparison comparisonOf(const Result& result, const PathFacts& path, std::string what, std::optional<double> quantile,
                        const std::optional<latency::Ratio>& ratio)
{
    Comparison comparison;
    comparison.what = std::move(what);
    comparison.baseline = result.paths.front().spec.name;
    comparison.path = path.spec->name;
    comparison.quantile = quantile;
    if (storeFailed(result, comparison)) {
        comparison.missing = "the primary store failed during the run";
    } else if (!ratio) {
        comparison.missing = whyMissing(result, path, quantile);
    } else {
        comparison.speedup = ratio->value;
        comparison.low = ratio->low;
        comparison.high = ratio->high;
    }
    return comparison;
}

} // namespace

void addPaths(Result& result, const std::vector<PathFacts>& paths, bool whole)
{
    for (const auto& facts : paths) {
        PathResult path;
        path.spec = *facts.spec;
        facts.ledger->fill(path, *result.scenario.workload, whole);
        judge(path, facts, result);
        noteFaults(path, result);
        noteWaiting(path, result.scenario.load);
        result.paths.push_back(std::move(path));
    }
}

void addComparisons(Result& result, const std::vector<PathFacts>& paths, int resamples)
{
    if (result.scenario.load.findLimit)
        return; // each path had rates of its own
    static constexpr std::array quantiles{0.5, 0.9, 0.95, 0.99, 0.999};
    latency::BootstrapOptions options;
    options.resamples = resamples;
    options.seed = result.scenario.seed;
    options.paired = result.scenario.load.schedule != Schedule::Sequential;
    for (std::size_t i = 1; i < paths.size(); ++i) {
        const auto& baseline = paths.front().ledger->slices();
        const auto& slices = paths[i].ledger->slices();
        const auto ratios = latency::quantileRatios(baseline, slices, quantiles, options);
        for (std::size_t q = 0; q < quantiles.size(); ++q)
            result.comparisons.push_back(comparisonOf(result, paths[i], "latency", quantiles[q], ratios[q]));
        const auto throughput = latency::throughputRatio(baseline, slices, options);
        result.comparisons.push_back(comparisonOf(result, paths[i], "throughput", std::nullopt, throughput));
    }
}

void addThresholds(Result& result)
{
    for (const auto& spec : result.scenario.thresholds)
        if (const auto threshold = parseThreshold(spec.what))
            result.thresholds.push_back(check(*threshold, spec.what, result));
}

std::string cachedeckVersion()
{
    return CACHEDECK_VERSION;
}

} // namespace cachedeck::load
