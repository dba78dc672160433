#pragma once
// The cache as a strategy sees it: keys of calls, answers, TTLs and tags; beneath it a redis::Connection, a path's key
// prefix and an encoding.
//
// A tag remembers which keys were filled under a pattern ("top:*"), so that a write can invalidate the pattern without
// SCAN. It is a sorted set of keys, scored by the time (Unix, seconds) at which each expires; expired members are
// dropped at each fill, and the tag itself expires with its last key, so it never outgrows the keys it names.
//   fill:       MULTI, ZADD tag, ZREMRANGEBYSCORE tag (expired), EXPIRE tag, SET key … EX, EXEC
//   invalidate: UNLINK exact keys, ZRANGE tag; then MULTI, UNLINK members, ZREM tag members, EXEC
// A key is in its tag whenever it is alive, because both change in one transaction. So a key that was filled before an
// invalidation began does not survive it, even where two invalidations run at once or one dies half-way (the tag then
// still names its keys). A read that took its rows before the write and fills after the invalidation leaves old data until
// the TTL or the next write: the classic race of cache-aside, and counted as stale reads.

#include "backend/redis/connection.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/strategies/codec.hpp"
#include "backend/workload/sequence.hpp"

#include <chrono>
#include <string>

namespace cachedeck::strategies {

enum class Lookup : std::uint8_t { Hit, Miss, Unavailable };

class Cache {
public:
    // `prefix` stands before every key, for example "cd:7f3a:cache-aside:". `deadline` bounds what a read may lose to a
    // cache that does not answer.
    Cache(redis::Connection& connection, std::string prefix, workload::Encoding encoding, std::chrono::milliseconds deadline);

    // Hit: `answer` is filled. Unavailable: the cache did not answer within its deadline.
    runtime::Task<Lookup> get(const workload::Call& call, Answer& answer);
    // SET … EX, or DEL + HSET + EXPIRE in one transaction, and the tags. Failing to fill is not an error of the read.
    runtime::Task<bool> put(const workload::Call& call, const Answer& answer);
    // What the write `call` invalidates: exact keys and tags.
    runtime::Task<Result<void>> invalidate(const workload::Call& call);
    // The same without the keys that `except` reads refresh.
    runtime::Task<Result<void>> invalidate(const workload::Call& call, const std::vector<const workload::Operation*>& except);

    std::uint64_t unavailable() const noexcept { return m_unavailable; }

private:
    redis::Connection& m_connection;
    std::string m_prefix;
    workload::Encoding m_encoding;
    std::chrono::milliseconds m_deadline;
    resp::Request m_request;
    resp::Reply m_reply;
    std::vector<resp::Reply> m_replies;
    std::uint64_t m_unavailable = 0;
};

} // namespace cachedeck::strategies
