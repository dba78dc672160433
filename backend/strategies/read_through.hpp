#pragma once
// Read-through: the application knows one thing, the cache layer, and the layer knows the store. What is missing the
// layer loads itself.
//
//   read(key):   return layer.get(key)             layer.get(key):   value = cache.get(key)
//   write(x):    layer.write(x)                                      if miss: value = load(key); cache.put(key, value)
//                                                                    return value
//                                                  layer.write(x):   store.write(x); cache.delete(keys made old by x)

#include "backend/strategies/strategy.hpp"

namespace cachedeck::strategies {

// The cache layer: a cache that can load.
class LoadingCache {
public:
    LoadingCache(Cache& cache, Primary& primary) : m_cache(cache), m_primary(primary) {}
    runtime::Task<Result<void>> get(const workload::Call& call, Answer& answer);
    runtime::Task<Result<void>> write(const workload::Call& call);

private:
    Cache& m_cache;
    Primary& m_primary;
};

class ReadThrough final : public Strategy {
public:
    explicit ReadThrough(const Surroundings& with) : m_layer(with.cache, with.primary) {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    LoadingCache m_layer;
};

} // namespace cachedeck::strategies
