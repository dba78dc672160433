#include "backend/load/result.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

namespace {

// "98 µs", "4.03 ms", "1.20 s": three significant digits.
std::string timeText(double microseconds)
{
    if (microseconds < 100)
        return fmt::format("{:.{}f} µs", microseconds, microseconds < 10 ? 2 : 1);
    if (microseconds < 1000)
        return fmt::format("{:.0f} µs", microseconds);
    const auto milliseconds = microseconds / 1000;
    if (milliseconds < 1000)
        return fmt::format("{:.{}f} ms", milliseconds, milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);
    return fmt::format("{:.2f} s", milliseconds / 1000);
}

std::string factorText(double factor)
{
    return fmt::format("{:.{}f}", factor, factor < 10 ? 2 : factor < 100 ? 1 : 0);
}

// "41 times" needs fewer digits than its interval.
std::string timesText(double factor)
{
    return fmt::format("{:.{}f}", factor, factor < 10 ? 1 : 0);
}

std::string intervalText(const Comparison& comparison)
{
    return fmt::format("({:.0f} % CI {}–{})", comparison.confidence * 100, factorText(*comparison.low),
                       factorText(*comparison.high));
}

std::optional<Comparison> comparisonOf(const Result& result, const std::string& path, std::string_view what,
                                       std::optional<double> quantile)
{
    for (const auto& comparison : result.comparisons)
        if (comparison.path == path && comparison.what == what && comparison.quantile == quantile && comparison.speedup)
            return comparison;
    return std::nullopt;
}

bool storeFailed(const Result& result, const Verdict& verdict)
{
    return std::any_of(result.faults.begin(), result.faults.end(), [&](const Fault& fault) {
        return fault.where == "store" && (fault.path == verdict.baseline || fault.path == verdict.path);
    });
}

Verdict::Kind kindOf(const Result& result, const Verdict& verdict, bool trusted)
{
    if (!trusted)
        return Verdict::Kind::Untrusted;
    if (storeFailed(result, verdict))
        return Verdict::Kind::NoVerdict;
    if (!verdict.p50)
        return Verdict::Kind::TooFewSamples;
    if (*verdict.p50->low > 1.05)
        return Verdict::Kind::Faster;
    if (*verdict.p50->high < 0.95)
        return Verdict::Kind::Slower;
    // That a cache may even cost time does not help either; of two caches neither may be the better one.
    const bool shown = *verdict.p50->high <= 1.05 && (!verdict.baselineIsCached || *verdict.p50->low >= 0.95);
    return shown ? Verdict::Kind::NoHelp : Verdict::Kind::Undecided;
}

void addChecks(Verdict& verdict, const Result& result, const PathResult& baseline, const PathResult& path)
{
    const auto holds = [](const PathResult& one) { return one.little >= littleLow && one.little <= littleHigh; };
    if (holds(baseline) && holds(path))
        verdict.checks.push_back(fmt::format("Little's law {:.2f} and {:.2f}", baseline.little, path.little));
    const auto checked = baseline.counts.checked + path.counts.checked;
    const auto bad = baseline.counts.wrong + path.counts.wrong + baseline.counts.missing + path.counts.missing;
    if (result.scenario.checkOneIn > 0)
        verdict.checks.push_back(fmt::format("1 in {} answers checked: {} checked, {} wrong or missing, {} stale",
                                             result.scenario.checkOneIn, checked, bad, path.counts.stale));
    if (baseline.steady && path.steady)
        verdict.checks.push_back("steady state: no drift of the medians");
}

void addRemarks(Verdict& verdict, const Result& result, const PathResult& baseline, const PathResult& path)
{
    for (const auto* of : {&baseline, &path})
        for (const auto& reason : of->reasons)
            verdict.remarks.push_back(fmt::format("{}: {}", of->spec.name, reason));
    for (const auto& remark : result.noise.remarks)
        verdict.remarks.push_back(remark);
    for (const auto& simulated : result.simulated)
        verdict.remarks.push_back(simulated);
}

} // namespace

std::vector<Verdict> verdicts(const Result& result)
{
    std::vector<Verdict> all;
    for (std::size_t i = 1; i < result.paths.size(); ++i) {
        const auto& baseline = result.paths.front();
        const auto& path = result.paths[i];
        Verdict verdict;
        verdict.baseline = baseline.spec.name;
        verdict.path = path.spec.name;
        verdict.baselineIsCached = usesCache(baseline.spec);
        verdict.p50 = comparisonOf(result, verdict.path, "latency", 0.5);
        verdict.p90 = comparisonOf(result, verdict.path, "latency", 0.9);
        verdict.p99 = comparisonOf(result, verdict.path, "latency", 0.99);
        verdict.throughput = comparisonOf(result, verdict.path, "throughput", std::nullopt);
        verdict.baselineP50 = latency::microseconds(baseline.response.quantile(0.5));
        verdict.pathP50 = latency::microseconds(path.response.quantile(0.5));
        verdict.pathP99 = latency::microseconds(path.response.quantile(0.99));
        verdict.hitRatio = path.counts.hitRatio();
        verdict.kind = kindOf(result, verdict, baseline.trusted && path.trusted);
        addChecks(verdict, result, baseline, path);
        addRemarks(verdict, result, baseline, path);
        all.push_back(std::move(verdict));
    }
    return all;
}

std::string sentence(const Verdict& verdict)
{
    const auto medians = fmt::format("Half of the reads answer within {} instead of {}", timeText(verdict.pathP50),
                                     timeText(verdict.baselineP50));
    std::string text;
    switch (verdict.kind) {
    case Verdict::Kind::Faster:
        text = fmt::format("{}: {} times faster at p50 {}", medians, timesText(*verdict.p50->speedup),
                           intervalText(*verdict.p50));
        if (verdict.p99)
            text += fmt::format("; at p99 {} times {}", timesText(*verdict.p99->speedup), intervalText(*verdict.p99));
        break;
    case Verdict::Kind::NoHelp:
        text = fmt::format("{}: {}, {} times as fast at p50 {}",
                           verdict.baselineIsCached ? "No difference" : "A cache does not help here", medians,
                           factorText(*verdict.p50->speedup), intervalText(*verdict.p50));
        break;
    case Verdict::Kind::Slower:
        text = fmt::format("{}: {}, {} times as fast at p50 {}",
                           verdict.baselineIsCached ? "Slower" : "The cache makes it slower", medians,
                           factorText(*verdict.p50->speedup), intervalText(*verdict.p50));
        break;
    case Verdict::Kind::Undecided:
        return fmt::format("Not decided: {} {} times as fast as {} at p50 {}. A longer run would tell.", verdict.path,
                           factorText(*verdict.p50->speedup), verdict.baseline, intervalText(*verdict.p50));
    case Verdict::Kind::TooFewSamples:
        return fmt::format("{} against {}: not enough samples for a verdict; let it run longer.", verdict.path,
                           verdict.baseline);
    case Verdict::Kind::NoVerdict:
        return fmt::format(
            "{} against {}: the primary store failed during the run, so it says nothing about the cache.", verdict.path,
            verdict.baseline);
    case Verdict::Kind::Untrusted:
        return fmt::format("{} against {}: this run is not trustworthy{}{}.", verdict.path, verdict.baseline,
                           verdict.remarks.empty() ? "" : ": ", verdict.remarks.empty() ? "" : verdict.remarks.front());
    }
    if (verdict.hitRatio)
        text += fmt::format(", with {:.1f} % hits", *verdict.hitRatio * 100);
    return text + ".";
}

} // namespace cachedeck::load
