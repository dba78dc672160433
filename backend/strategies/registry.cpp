#include "backend/strategies/cache_aside.hpp"
#include "backend/strategies/cache_aside_no_invalidation.hpp"
#include "backend/strategies/strategy.hpp"
#include "backend/strategies/uncached.hpp"
#include "backend/strategies/write_through.hpp"

#include <algorithm>

namespace cachedeck::strategies {
namespace {

template<class T>
std::unique_ptr<Strategy> make(Cache& cache, Primary& primary)
{
    return std::make_unique<T>(cache, primary);
}

} // namespace

const std::vector<StrategyEntry>& registry()
{
    static const std::vector<StrategyEntry> entries = {
        {"uncached", "Every read goes to the primary store.", false, {}, make<Uncached>},
        {"cache-aside",
         "A read asks the cache, and after a miss the store, and fills the cache; a write deletes the keys it made "
         "old.",
         true,
         {},
         make<CacheAside>},
        {"cache-aside-no-invalidation",
         "As cache-aside, but a write leaves the cache alone: the TTL alone bounds how old an answer is.",
         true,
         {},
         make<CacheAsideNoInvalidation>},
        {"write-through",
         "A write goes to the store and renews the cache at once, so that the next read hits and is fresh.",
         true,
         {},
         make<WriteThrough>},
    };
    return entries;
}

const StrategyEntry* find(std::string_view name)
{
    const auto place = std::find_if(registry().begin(), registry().end(),
                                    [&](const StrategyEntry& entry) { return entry.name == name; });
    return place == registry().end() ? nullptr : &*place;
}

} // namespace cachedeck::strategies
