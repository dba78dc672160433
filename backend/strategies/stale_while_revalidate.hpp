#pragma once
// Stale-while-revalidate: an answer past its TTL is still given, and renewed behind the reader's back: by one renewal
// at a time, however many readers come meanwhile, and none of them waits for it. The next read is fresh. Source of the
// name and the idea: RFC 5861, section 3.
//
//   read(key):   value, age = cache.get(key)                 (kept for ttl + stale_seconds)
//                if miss: value = store.read(key); cache.put(key, value); return value
//                if age > ttl and nobody renews the key: renew(key), behind
//                return value
//   renew(key):  cache.put(key, store.read(key))
//   write(x):    as cache-aside

#include "backend/strategies/background.hpp"
#include "backend/strategies/strategy.hpp"

#include <deque>
#include <optional>
#include <unordered_set>

namespace cachedeck::strategies {

// Renews keys, one after the other. Threads: any.
class Revalidation final : public PathShared {
public:
    explicit Revalidation(const PathSurroundings& surroundings) : m_background(surroundings) {}
    Result<void> start() override { return m_background.open(); }
    void finish(std::chrono::milliseconds atMost) override;
    std::vector<Figure> figures() const override
    {
        return {{"given_stale", given.load()}, {"renewals", m_renewals.load()}};
    }
    std::uint64_t commandsSent() const override { return m_background.commandsSent(); }
    std::uint64_t connections() const override { return 1; }

    // Unless it is being renewed.
    void renew(const workload::Call& call);
    std::atomic<std::uint64_t> given{0}; // answers past their TTL

private:
    std::optional<workload::Call> next();
    runtime::Task<void> work();

    std::mutex m_mutex;
    std::condition_variable m_renewed;
    std::unordered_set<std::string> m_underWay; // keys: those that wait, and the one that is being renewed
    std::deque<workload::Call> m_waiting;
    bool m_working = false;
    std::atomic<std::uint64_t> m_renewals{0};
    Background m_background; // the last member: its tasks use the others
};

class StaleWhileRevalidate final : public Strategy {
public:
    explicit StaleWhileRevalidate(const Surroundings& with)
        : m_cache(with.cache),
          m_primary(with.primary),
          m_stale(with.options.stale),
          m_revalidation(static_cast<Revalidation&>(*with.shared))
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    Cache& m_cache;
    Primary& m_primary;
    std::chrono::milliseconds m_stale;
    Revalidation& m_revalidation;
};

} // namespace cachedeck::strategies
