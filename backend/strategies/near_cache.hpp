#pragma once
// Near cache: answers that the cache gave are kept in the process too, for everybody there; the cache's server tells us
// which keys have changed, and those are dropped.
//
//   read(key):   value = near.get(key); if there: return value
//                value = cache.get(key)
//                if hit: near.put(key, value, what is left of its ttl)
//                else:   value = store.read(key); cache.put(key, value, ttl)
//                return value
//   write(x):    store.write(x); cache.delete(keys made old by x); near.delete(them)
//                                                                      (the server tells every other near cache)
//   changed(key), told by the server:   near.delete(key)
//
// CLIENT TRACKING ON BCAST PREFIX <the path's>, on a connection of its own, in RESP3
// (https://redis.io/docs/latest/develop/reference/client-side-caching, "Broadcasting mode"). An answer that was asked
// for before a change was told is not kept, nor is a part of a value: the server tells of keys. When that connection is
// lost everything is dropped, and nothing is kept until it is back. Between a write and the message another process may
// give an old answer: such reads are counted as stale.

#include "backend/strategies/strategy.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace cachedeck::strategies {

// Answers by key; the ones that were not asked for longest give way. Threads: any.
class NearMap {
public:
    explicit NearMap(std::size_t entries) : m_entriesAShard(std::max<std::size_t>(1, entries / shards)) {}

    bool get(const std::string& key, std::string& json);
    // What put() wants to know: take it before the cache is asked.
    std::uint64_t changesOf(const std::string& key);
    // Keeps nothing where the key's part of the map has changed since.
    void put(const std::string& key, const std::string& json, runtime::Clock::time_point expires,
             std::uint64_t changes);
    void erase(const std::string& key);
    void clear();

private:
    static constexpr std::size_t shards = 64;
    struct Entry {
        std::string key, json;
        runtime::Clock::time_point expires;
    };
    struct Shard {
        std::mutex mutex;
        std::list<Entry> entries; // the most recently asked for first
        std::unordered_map<std::string_view, std::list<Entry>::iterator> byKey;
        std::uint64_t changes = 0;
    };
    Shard& shardOf(const std::string& key) { return m_shards[std::hash<std::string>{}(key) % shards]; }

    const std::size_t m_entriesAShard;
    std::array<Shard, shards> m_shards;
};

// The map, and the connection on which the server tells what has changed.
class Tracking final : public PathShared {
public:
    explicit Tracking(const PathSurroundings& surroundings);
    ~Tracking() override;
    Result<void> start() override;
    std::vector<Figure> figures() const override
    {
        return {{"near_hits", hits.load()}, {"near_invalidations", m_told.load()}, {"near_flushes", m_flushes.load()}};
    }
    std::uint64_t commandsSent() const override { return m_commands.load(); }
    std::uint64_t connections() const override { return 1; }

    bool isListening() const noexcept { return m_listening.load(std::memory_order_acquire); }
    // Of a write of our own, which waits for no message; not `all`: there may be more keys than these.
    void dropped(const std::vector<std::string>& keys, bool all);
    NearMap map;
    std::atomic<std::uint64_t> hits{0};

private:
    runtime::Task<Result<void>> listen();
    runtime::Task<void> keepListening();
    void told(resp::View push);
    void forget(const std::vector<std::string>& keys);
    runtime::Task<void> forgetLater(std::vector<std::string> keys);
    void flush();
    void noteCommands() { m_commands.store(m_earlierCommands + m_connection->commandsSent()); }

    const PathSurroundings m_path;
    stores::Journey m_journey;
    std::atomic<bool> m_listening{false}, m_ending{false};
    std::atomic<std::uint64_t> m_told{0}, m_flushes{0}, m_commands{0};
    std::uint64_t m_earlierCommands = 0; // over connections before this one; the thread's
    std::unique_ptr<redis::Connection> m_connection;
    std::promise<void> m_ended;
    bool m_started = false;
    runtime::IoThread m_thread{"cd-near"}; // the last member: it ends first
};

class NearCache final : public Strategy {
public:
    explicit NearCache(const Surroundings& with)
        : m_cache(with.cache),
          m_primary(with.primary),
          m_thread(with.thread),
          m_near(static_cast<Tracking&>(*with.shared))
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    bool isNear(const workload::Call& call, Answer& answer);

    Cache& m_cache;
    Primary& m_primary;
    runtime::IoThread& m_thread;
    Tracking& m_near;
    unsigned m_inARow = 0; // near answers, which end without the thread's having a turn
};

} // namespace cachedeck::strategies
