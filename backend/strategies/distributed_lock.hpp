#pragma once
// Distributed lock: after a miss only the reader who holds the key's lock reads the store, across threads, processes
// and machines. The others look again a little later; after a while they read the store themselves.
//
//   read(key):   value = cache.get(key); if hit: return value
//                until it took too long:
//                    if lock(key):
//                        value = cache.get(key)              (filled before we had the lock?)
//                        if miss: value = store.read(key); cache.put(key, value, ttl)
//                        unlock(key)
//                        return value
//                    wait a little
//                    value = cache.get(key); if hit: return value
//                return store.read(key)                      (without a fill)
//   write(x):    as cache-aside
//
// lock:    SET lock:<key> <token> NX PX <ttl>: it falls by itself where its holder does not come back.
// unlock:  deletes it only where it still holds our token (a script: compare and delete are one step). A holder that
// was
//          slower than the TTL would otherwise take the next holder's lock away.
// Source: https://redis.io/docs/latest/develop/use/patterns/distributed-locks, "Correct implementation with a single
// instance". The lock bounds the store's work; it does not close the race of a fill with a write (lease does).

#include "backend/strategies/strategy.hpp"

namespace cachedeck::strategies {

class Lock {
public:
    Lock(Cache& cache, std::chrono::milliseconds ttl) : m_cache(cache), m_ttl(ttl) {}
    // A token where the lock is ours now; else empty.
    runtime::Task<std::string> acquire(std::string_view key);
    // Gives whether it was still ours.
    runtime::Task<bool> release(std::string_view key, std::string_view token);

private:
    Cache& m_cache;
    std::chrono::milliseconds m_ttl;
    resp::Request m_request;
    resp::Reply m_reply;
};

class DistributedLock final : public Strategy {
public:
    explicit DistributedLock(const Surroundings& with)
        : m_cache(with.cache),
          m_primary(with.primary),
          m_options(with.options),
          m_thread(with.thread),
          m_lock(with.cache, with.options.lockTtl)
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    runtime::Task<Result<void>> fill(const workload::Call& call, Answer& answer);

    Cache& m_cache;
    Primary& m_primary;
    const Options& m_options;
    runtime::IoThread& m_thread;
    Lock m_lock;
};

} // namespace cachedeck::strategies
