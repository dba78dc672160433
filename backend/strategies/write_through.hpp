#pragma once
// Write-through: a write goes through to the store and renews the cache before it is done, so that the next read hits
// and is fresh.
//
//   read(key):   value = cache.get(key)            write(x):   store.write(x)
//                if hit: return value                          for each key that x renews:
//                token = cache.lease(key)                          cache.voidLease(key)
//                value = store.read(key)                           cache.put(key, store.read(key), ttl)
//                cache.put(key, value, ttl, token)             cache.delete(other keys made old by x)
//                return value
//
// A reader may have read the store before a write and fill the cache after it: its lease is void then (lease.hpp), so
// that with one writer nothing stale is ever cached. Two writers of the same key may renew it in the other order than
// they wrote; without a lease or a version the cache then keeps the older answer until the next write or the TTL. Such
// reads are counted as stale.

#include "backend/strategies/strategy.hpp"

namespace cachedeck::strategies {

class WriteThrough final : public Strategy {
public:
    explicit WriteThrough(const Surroundings& with)
        : m_cache(with.cache), m_primary(with.primary), m_options(with.options)
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    runtime::Task<Result<void>> renew(const workload::Call& write, const workload::Operation& read,
                                      std::vector<std::string>& renewed);

    Cache& m_cache;
    Primary& m_primary;
    const Options& m_options;
    workload::Call m_renewal;
    Answer m_fresh;
};

} // namespace cachedeck::strategies
