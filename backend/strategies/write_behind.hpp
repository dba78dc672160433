#pragma once
// Write-behind: a write is acknowledged once it stands in a stream of the cache's server; a drain carries it to the
// store afterwards, in order. Writes are fast, and what the server loses before it is drained is lost.
//
//   write(x):    stream.add(x); cache.delete(keys made old by x)                       (acknowledged)
//   drain():     for each x in the stream, in order: store.write(x); stream.remove(x)
//   read(key):   value = cache.get(key); if hit: return value
//                token = cache.lease(key)
//                wait until what was acknowledged by now is drained
//                value = store.read(key); cache.put(key, value, ttl, token)
//                return value
//
// So a read sees every write that was acknowledged before it: what is cached is as new, or was deleted by the write, or
// is refused with its lease (lease.hpp). A reader waits for the drain `wait_ms` at most.
// Stream: XADD, XREADGROUP in a consumer group, XACK and XDEL
// (https://redis.io/docs/latest/develop/data-types/streams).

#include "backend/strategies/background.hpp"
#include "backend/strategies/strategy.hpp"

#include <compare>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace cachedeck::strategies {

// A stream entry's place: "1700000000000-3".
struct StreamId {
    std::uint64_t milliseconds = 0, number = 0;
    static StreamId parse(std::string_view text);
    auto operator<=>(const StreamId&) const = default;
};

// The stream's far end. Threads: any, unless a member says otherwise.
class Drain final : public PathShared {
public:
    explicit Drain(const PathSurroundings& surroundings);
    ~Drain() override;
    Result<void> start() override;
    void finish(std::chrono::milliseconds atMost) override;
    std::vector<Figure> figures() const override;
    std::vector<std::string> remarks() const override;
    std::uint64_t commandsSent() const override { return m_background.commandsSent(); }
    std::uint64_t connections() const override { return 1; }

    const std::string& stream() const noexcept { return m_stream; }
    void acknowledged(StreamId id);
    // The newest write that was acknowledged, and whether it is in the store.
    StreamId newest() const;
    bool hasReached(StreamId id) const;

private:
    runtime::Task<void> run();
    runtime::Task<bool> makeGroup();
    runtime::Task<std::size_t> batch();
    runtime::Task<void> apply(resp::View entry);
    bool take(resp::View fields, workload::Call& call) const;
    std::uint64_t lost() const;

    const PathSurroundings m_path;
    const std::string m_stream;
    mutable std::mutex m_mutex;
    std::condition_variable m_moved;
    StreamId m_newest, m_reached;
    std::uint64_t m_acknowledged = 0, m_drained = 0, m_refused = 0;
    resp::Request m_request;
    std::vector<resp::Reply> m_replies;
    resp::Reply m_read;
    bool m_hasPending = false; // entries that the server gave out may not have come
    Background m_background;   // the last member: its task uses the others
};

class WriteBehind final : public Strategy {
public:
    explicit WriteBehind(const Surroundings& with)
        : m_cache(with.cache),
          m_primary(with.primary),
          m_options(with.options),
          m_thread(with.thread),
          m_drain(static_cast<Drain&>(*with.shared))
    {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    Cache& m_cache;
    Primary& m_primary;
    const Options& m_options;
    runtime::IoThread& m_thread;
    Drain& m_drain;
    resp::Request m_request;
    resp::Reply m_reply;
};

} // namespace cachedeck::strategies
