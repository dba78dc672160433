#include "backend/load/result.hpp"

#include <algorithm>

namespace cachedeck::load {

std::optional<double> Counts::hitRatio() const noexcept
{
    if (hits + misses == 0)
        return std::nullopt;
    return static_cast<double>(hits) / static_cast<double>(hits + misses);
}

Counts& Counts::operator+=(const Counts& other) noexcept
{
    issued += other.issued;
    ok += other.ok;
    errors += other.errors;
    timeouts += other.timeouts;
    unfinished += other.unfinished;
    hits += other.hits;
    misses += other.misses;
    fallbacks += other.fallbacks;
    unknownWrites += other.unknownWrites;
    storeReads += other.storeReads;
    checked += other.checked;
    wrong += other.wrong;
    missing += other.missing;
    stale += other.stale;
    writes += other.writes;
    recomputations += other.recomputations;
    storeErrors += other.storeErrors;
    cacheErrors += other.cacheErrors;
    estimates += other.estimates;
    estimateErrors += other.estimateErrors;
    estimateSquares += other.estimateSquares;
    return *this;
}

bool Result::trusted() const noexcept
{
    return std::all_of(paths.begin(), paths.end(), [](const PathResult& path) { return path.trusted; });
}

bool Result::thresholdsMet() const noexcept
{
    return std::all_of(thresholds.begin(), thresholds.end(),
                       [](const ThresholdResult& threshold) { return threshold.met; });
}

const PathResult* Result::find(std::string_view path) const noexcept
{
    const auto found =
        std::find_if(paths.begin(), paths.end(), [&](const PathResult& each) { return each.spec.name == path; });
    return found == paths.end() ? nullptr : &*found;
}

} // namespace cachedeck::load
