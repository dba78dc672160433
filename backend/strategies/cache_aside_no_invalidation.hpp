#pragma once
// Cache-aside without invalidation: as cache-aside, but a write tells the cache nothing. Old answers live until their
// TTL.
//
//   read(key):   as cache-aside                    write(x):   store.write(x)

#include "backend/strategies/strategy.hpp"

namespace cachedeck::strategies {

class CacheAsideNoInvalidation final : public Strategy {
public:
    explicit CacheAsideNoInvalidation(const Surroundings& with) : m_cache(with.cache), m_primary(with.primary) {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    Cache& m_cache;
    Primary& m_primary;
};

} // namespace cachedeck::strategies
