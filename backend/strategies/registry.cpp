#include "backend/strategies/cache_aside.hpp"
#include "backend/strategies/cache_aside_no_invalidation.hpp"
#include "backend/strategies/strategy.hpp"
#include "backend/strategies/uncached.hpp"
#include "backend/strategies/write_through.hpp"

#include <algorithm>

namespace cachedeck::strategies {
namespace {

template<class T>
std::unique_ptr<Strategy> make(const Surroundings& surroundings)
{
    return std::make_unique<T>(surroundings);
}

using Names = std::vector<std::string_view>;

// Every strategy that fills has these, and its own.
Names filling(Names own = {})
{
    own.insert(own.end(), {"ttl_jitter", "race_delay_ms"});
    return own;
}

StrategyEntry entry(std::string_view name, std::string_view explanation, Names options,
                    std::unique_ptr<Strategy> (*make)(const Surroundings&),
                    std::unique_ptr<PathShared> (*share)(const PathSurroundings&) = nullptr)
{
    return {name, explanation, true, std::move(options), make, share};
}

} // namespace

const std::vector<StrategyEntry>& registry()
{
    static const std::vector<StrategyEntry> entries = {
        {"uncached", "Every read goes to the primary store.", false, {}, make<Uncached>, nullptr},
        entry("cache-aside",
              "A read asks the cache, and after a miss the store, and fills the cache; a write deletes the keys it "
              "made old.",
              filling(), make<CacheAside>),
        entry("cache-aside-no-invalidation",
              "As cache-aside, but a write leaves the cache alone: the TTL alone bounds how old an answer is.",
              filling(), make<CacheAsideNoInvalidation>),
        entry("write-through",
              "A write goes to the store and renews the cache at once, so that the next read hits and is fresh.",
              filling(), make<WriteThrough>),
    };
    return entries;
}

const StrategyEntry* find(std::string_view name)
{
    const auto place = std::find_if(registry().begin(), registry().end(),
                                    [&](const StrategyEntry& candidate) { return candidate.name == name; });
    return place == registry().end() ? nullptr : &*place;
}

Keeping keepingOf(const StrategyEntry& strategy, const Options& options, double usualJitter)
{
    const auto has = [&](std::string_view option) {
        return std::find(strategy.options.begin(), strategy.options.end(), option) != strategy.options.end();
    };
    Keeping keeping;
    keeping.ttlJitter = options.ttlJitter.value_or(usualJitter);
    if (has("stale_seconds"))
        keeping.beyondTtl = options.stale;
    keeping.leases = has("lease_ttl_ms");
    return keeping;
}

} // namespace cachedeck::strategies
