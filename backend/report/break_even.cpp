#include "backend/report/break_even.hpp"

#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace cachedeck::report {

namespace {

double micros(double nanoseconds)
{
    return nanoseconds / 1000;
}

// The mean over the successful operations of a kind; empty where there were none.
std::optional<double> meanOf(const load::PathResult& path, bool writes)
{
    double sum = 0;
    double count = 0;
    for (const auto& operation : path.operations)
        if (operation.write == writes) {
            sum += operation.service.mean() * static_cast<double>(operation.service.count());
            count += static_cast<double>(operation.service.count());
        }
    return count > 0 ? std::optional(micros(sum / count)) : std::nullopt;
}

// The means of the fastest `share` of the latencies and of the others.
std::pair<double, double> split(const latency::Histogram& histogram, double share)
{
    double left = std::round(share * static_cast<double>(histogram.count()));
    double fastSum = 0, fastCount = 0, slowSum = 0, slowCount = 0;
    for (auto i = histogram.firstIndex(); i <= histogram.lastIndex(); ++i) {
        const auto count = static_cast<double>(histogram.countAt(i));
        const auto fast = std::min(count, left);
        const auto value = static_cast<double>(latency::Layout::middleOf(i));
        left -= fast;
        fastSum += fast * value;
        fastCount += fast;
        slowSum += (count - fast) * value;
        slowCount += count - fast;
    }
    const double fast = fastCount > 0 ? micros(fastSum / fastCount) : 0;
    return {fast, slowCount > 0 ? micros(slowSum / slowCount) : fast};
}

double shareOfWrites(const load::Result& result)
{
    double writes = 0, all = 0;
    for (const auto& path : result.paths)
        for (const auto& operation : path.operations) {
            writes += operation.write ? static_cast<double>(operation.counts.issued) : 0;
            all += static_cast<double>(operation.counts.issued);
        }
    return all > 0 ? writes / all : 0;
}

std::string percent(double share)
{
    return percentText(share);
}

std::string unknownText(const BreakEven& one)
{
    const auto& t = one.times;
    const auto [was, were, mean] = t.hit ? std::tuple("miss", "hits", *t.hit) : std::tuple("hit", "misses", *t.miss);
    return fmt::format(
        "This run does not tell when {} pays: it had no {}, so what one takes is not known; {} took {} on "
        "average, and a read of {} {}.",
        one.path, was, were, latencyText(mean), one.baseline, latencyText(t.uncached));
}

std::string hitRatioText(const BreakEven& one)
{
    const auto& t = one.times;
    if (!t.known())
        return unknownText(one);
    const auto means = fmt::format(
        "{} {} on average for a hit and {} for a miss, {} {} for a read{}", one.path, latencyText(*t.hit),
        latencyText(*t.miss), one.baseline, latencyText(t.uncached),
        one.estimated ? fmt::format(" (the fastest {} of its reads were taken for the hits)", percent(t.hitRatio))
                      : "");
    if (!one.figures.hitRatio)
        return fmt::format("{} does not pay at any hit ratio: it takes {}.", one.path, means);
    if (*one.figures.hitRatio <= 0)
        return fmt::format("{} pays at any hit ratio: it takes {}. The hit ratio of this run was {}.", one.path, means,
                           percent(t.hitRatio));
    return fmt::format("{} pays above a hit ratio of {}: it takes {}. The hit ratio of this run was {}.", one.path,
                       percent(*one.figures.hitRatio), means, percent(t.hitRatio));
}

std::string writeText(const BreakEven& one)
{
    const auto& t = one.times;
    const double paid = *t.write - *t.uncachedWrite;
    const auto measured = fmt::format("a read saves {} and a write {} {}; {} of this run's operations were writes",
                                      latencyText(std::max(0.0, t.uncached - t.cached())), paid > 0 ? "costs" : "saves",
                                      latencyText(std::abs(paid)), percent(one.writeShare));
    if (*one.figures.writeShare <= 0)
        return fmt::format("{} does not pay even without writes: its reads are no faster.", one.path);
    if (*one.figures.writeShareLeast >= 1)
        return fmt::format("{} pays at any share of writes: {}.", one.path, measured);
    if (*one.figures.writeShare >= 1)
        return fmt::format("{} pays at least up to {} of writes, where each further one makes a later hit a miss: {}.",
                           one.path, percent(*one.figures.writeShareLeast), measured);
    return fmt::format(
        "{} stops paying between {} of writes, if each further one makes a later hit a miss, and {}, if the hit ratio "
        "stays: {}.",
        one.path, percent(*one.figures.writeShareLeast), percent(*one.figures.writeShare), measured);
}

} // namespace

BreakEvenFigures breakEven(const PathTimes& t)
{
    BreakEvenFigures figures;
    const double gained = t.uncached - t.cached();
    if (t.known() && *t.hit < t.uncached)
        figures.hitRatio = *t.miss <= t.uncached ? 0 : (*t.miss - t.uncached) / (*t.miss - *t.hit);
    if (t.known() && t.uncachedWrite && t.write) {
        const auto share = [gained](double paid) { return gained <= 0 ? 0 : paid <= 0 ? 1 : gained / (gained + paid); };
        const double paid = *t.write - *t.uncachedWrite;
        figures.writeShare = share(paid);
        figures.writeShareLeast = share(paid + std::max(0.0, *t.miss - *t.hit));
    }
    if (figures.hitRatio && *figures.hitRatio > 0 && *figures.hitRatio < 1 && t.hitRatio > 0 && t.hitRatio < 1) {
        const auto hitsPerFill = [](double ratio) { return ratio / (1 - ratio); };
        figures.readsPerSecond = t.readsPerSecond * hitsPerFill(*figures.hitRatio) / hitsPerFill(t.hitRatio);
    }
    figures.savedMillisecondsPerSecond = t.readsPerSecond * gained / 1000;
    if (t.bytes && figures.savedMillisecondsPerSecond > 0)
        figures.bytesPerMillisecond = static_cast<double>(*t.bytes) / figures.savedMillisecondsPerSecond;
    return figures;
}

std::vector<BreakEven> breakEven(const load::Result& result)
{
    std::vector<BreakEven> all;
    const auto uncached = std::find_if(result.paths.begin(), result.paths.end(), [](const load::PathResult& path) {
        return !path.counts.hitRatio() && !path.service.empty();
    });
    if (uncached == result.paths.end())
        return all;
    for (const auto& path : result.paths) {
        const auto ratio = path.counts.hitRatio();
        if (!ratio || path.service.empty() || path.seconds <= 0)
            continue;
        BreakEven one;
        one.baseline = uncached->spec.name;
        one.path = path.spec.name;
        // With hits alone, or misses alone, there is nothing to tell apart.
        const bool both = path.counts.hits > 0 && path.counts.misses > 0;
        one.estimated = both && (!path.hitMean || !path.missMean);
        one.writeShare = shareOfWrites(result);
        auto& t = one.times;
        t.uncached = micros(uncached->service.mean());
        t.hitRatio = *ratio;
        t.readsPerSecond = static_cast<double>(path.service.count()) / path.seconds;
        if (one.estimated)
            std::tie(t.hit, t.miss) = split(path.service, *ratio);
        else
            std::tie(t.hit, t.miss) = std::pair(path.hitMean, path.missMean);
        if (!both) // an earlier version's run: all its reads are of one kind
            (path.counts.hits > 0 ? t.hit : t.miss) =
                (path.counts.hits > 0 ? path.hitMean : path.missMean).value_or(micros(path.service.mean()));
        t.uncachedWrite = meanOf(*uncached, true);
        t.write = meanOf(path, true);
        t.bytes = path.cacheBytes;
        one.figures = breakEven(t);
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<MethodSentence> methodSentences(const BreakEven& one)
{
    std::vector<MethodSentence> sentences{{"hit_ratio", hitRatioText(one)}};
    const auto& t = one.times;
    const auto& f = one.figures;
    if (f.writeShare)
        sentences.push_back({"write_share", writeText(one)});
    if (f.readsPerSecond)
        sentences.push_back(
            {"rate",
             fmt::format(
                 "{} pays above {}, where its hit ratio would fall to {}; that holds where misses come from expiry "
                 "and keys are asked for at random moments, as the hits of a fill are then proportional to the "
                 "rate. The rate of this run was {}.",
                 one.path, rateText(*f.readsPerSecond), percent(*f.hitRatio), rateText(t.readsPerSecond))});
    if (f.bytesPerMillisecond)
        sentences.push_back(
            {"memory", fmt::format("{} saves {} of waiting each second and takes {} of memory for that: {} for each "
                                   "millisecond saved a second.",
                                   one.path, latencyText(f.savedMillisecondsPerSecond * 1000), bytesText(*t.bytes),
                                   *f.bytesPerMillisecond < 1
                                       ? "less than 1 B"
                                       : bytesText(static_cast<std::uint64_t>(std::llround(*f.bytesPerMillisecond))))});
    return sentences;
}

} // namespace cachedeck::report
