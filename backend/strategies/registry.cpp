#include "backend/strategies/cache_aside.hpp"
#include "backend/strategies/cache_aside_no_invalidation.hpp"
#include "backend/strategies/distributed_lock.hpp"
#include "backend/strategies/lease.hpp"
#include "backend/strategies/near_cache.hpp"
#include "backend/strategies/read_through.hpp"
#include "backend/strategies/refresh_ahead.hpp"
#include "backend/strategies/single_flight.hpp"
#include "backend/strategies/stale_while_revalidate.hpp"
#include "backend/strategies/uncached.hpp"
#include "backend/strategies/write_behind.hpp"
#include "backend/strategies/write_through.hpp"

#include <algorithm>
#include <type_traits>

namespace cachedeck::strategies {
namespace {

template<class T>
std::unique_ptr<Strategy> make(const Surroundings& surroundings)
{
    return std::make_unique<T>(surroundings);
}

template<class T>
std::unique_ptr<PathShared> share(const PathSurroundings& surroundings)
{
    if constexpr (std::is_constructible_v<T, const PathSurroundings&>)
        return std::make_unique<T>(surroundings);
    else
        return std::make_unique<T>();
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
                    std::unique_ptr<PathShared> (*share)(const PathSurroundings&) = nullptr,
                    bool writesStoreFirst = true)
{
    return {name, explanation, true, std::move(options), make, share, writesStoreFirst};
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
              filling({"lease_ttl_ms"}), make<WriteThrough>),
        entry("read-through",
              "The application asks the cache layer alone; what is missing the layer loads from the store itself.",
              filling(), make<ReadThrough>),
        entry("write-behind",
              "A write is acknowledged once it stands in a stream of the cache, and reaches the store a little later.",
              filling({"drain_batch", "drain_pause_ms", "lease_ttl_ms", "wait_ms"}), make<WriteBehind>, share<Drain>,
              false),
        entry("refresh-ahead",
              "A reader renews an answer before it expires, by chance, and the likelier the nearer its end (XFetch).",
              filling({"beta"}), make<RefreshAhead>, share<Renewals>),
        entry("stale-while-revalidate",
              "An answer past its TTL is still given while one renewal goes on behind, so that nobody waits.",
              filling({"stale_seconds"}), make<StaleWhileRevalidate>, share<Revalidation>),
        entry("single-flight",
              "Of the readers of this process that miss a key at once, one reads the store and all take its answer.",
              filling(), make<SingleFlight>, share<Flights>),
        entry("distributed-lock",
              "Only the reader who holds the key's lock in the cache reads the store, across all processes; the others "
              "wait.",
              filling({"lock_ttl_ms", "poll_ms", "wait_ms"}), make<DistributedLock>),
        entry("lease", "A miss gives one reader a token; only with a valid one may it fill, and a write makes it void.",
              filling({"lease_ttl_ms", "poll_ms", "wait_ms"}), make<Lease>, share<LeaseCounts>),
        entry("near-cache",
              "Answers are kept in the process itself, and the cache's server says which keys have changed.",
              filling({"near_entries"}), make<NearCache>, share<Tracking>),
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
