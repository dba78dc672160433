#pragma once
// Cache-aside: the application looks into the cache first, and fills it after a miss. A write goes to the store and
// then deletes what it made old.
//
//   read(key):   value = cache.get(key)            write(x):   store.write(x)
//                if hit: return value                          cache.delete(keys made old by x)
//                value = store.read(key)
//                cache.put(key, value, ttl)
//                return value

#include "backend/strategies/strategy.hpp"

namespace cachedeck::strategies {

class CacheAside final : public Strategy {
public:
    explicit CacheAside(const Surroundings& with) : m_cache(with.cache), m_primary(with.primary) {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    Cache& m_cache;
    Primary& m_primary;
};

} // namespace cachedeck::strategies
