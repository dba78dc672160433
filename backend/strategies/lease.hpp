#pragma once
// Lease: a miss gives one reader a token, the lease; only with a token that is still valid may it fill, and a delete
// makes the token void. So one reader at a time works for the others, and no fill can bring back what a write deleted.
// Source: Nishtala et al., "Scaling Memcache at Facebook" (NSDI 2013), section 3.2.1.
//
//   read(key):   value = cache.get(key); if hit: return value
//                until it took too long:
//                    if token = cache.lease(key):
//                        value = cache.get(key); if hit: return value  (filled before we had the lease?)
//                        value = store.read(key)
//                        cache.put(key, value, ttl, token)             (refused where a write came in between)
//                        return value
//                    wait a little
//                    value = cache.get(key); if hit: return value
//                return store.read(key)                                (without a fill)
//   write(x):    store.write(x); cache.delete(keys made old by x, and their leases)

#include "backend/strategies/strategy.hpp"

#include <atomic>

namespace cachedeck::strategies {

// What came of a path's leases.
class LeaseCounts final : public PathShared {
public:
    std::atomic<std::uint64_t> granted{0}, refused{0}; // refused: fills whose token was void by then
    std::vector<Figure> figures() const override
    {
        return {{"leases_granted", granted.load()}, {"fills_refused", refused.load()}};
    }
};

class Lease final : public Strategy {
public:
    explicit Lease(const Surroundings& with)
        : m_cache(with.cache),
          m_primary(with.primary),
          m_options(with.options),
          m_thread(with.thread),
          m_counts(static_cast<LeaseCounts&>(*with.shared))
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    runtime::Task<Result<void>> fill(const workload::Call& call, Answer& answer, const std::string& token);

    Cache& m_cache;
    Primary& m_primary;
    const Options& m_options;
    runtime::IoThread& m_thread;
    LeaseCounts& m_counts;
};

} // namespace cachedeck::strategies
