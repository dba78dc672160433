#pragma once
// Refresh-ahead: a reader may renew an answer before it expires, by chance, and the more likely the nearer its end and
// the longer it takes to make. Under load somebody does it early, so that nobody finds it missing.
// Source: Vattani, Chierichetti, Lowenstein, "Optimal Probabilistic Cache Stampede Prevention" (VLDB 2015), XFetch.
//
//   read(key):   value, expiry, delta = cache.get(key)
//                if miss, or now - delta * beta * ln(rand()) >= expiry:
//                    start = now
//                    value = store.read(key)
//                    cache.put(key, value, ttl, delta = now - start)
//                return value
//   write(x):    as cache-aside

#include "backend/strategies/strategy.hpp"
#include "backend/workload/random.hpp"

#include <atomic>

namespace cachedeck::strategies {

class Renewals final : public PathShared {
public:
    std::atomic<std::uint64_t> early{0}, late{0}; // before the end, and after it
    std::vector<Figure> figures() const override
    {
        return {{"renewed_early", early.load()}, {"renewed_late", late.load()}};
    }
};

class RefreshAhead final : public Strategy {
public:
    explicit RefreshAhead(const Surroundings& with)
        : m_cache(with.cache),
          m_primary(with.primary),
          m_beta(with.options.beta),
          m_random(with.seed, 0x78666574),
          m_renewals(static_cast<Renewals&>(*with.shared))
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    bool isTime(const Age& age);

    Cache& m_cache;
    Primary& m_primary;
    const double m_beta;
    workload::Random m_random;
    Renewals& m_renewals;
    Answer m_fresh;
};

} // namespace cachedeck::strategies
