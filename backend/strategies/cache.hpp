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
// still names its keys). A read that took its rows before the write and fills after the invalidation leaves old data
// until the TTL or the next write: the classic race of cache-aside, and counted as stale reads.

#include "backend/redis/connection.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/strategies/codec.hpp"
#include "backend/workload/sequence.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cachedeck::strategies {

enum class Lookup : std::uint8_t { Hit, Miss, Unavailable };

// The Redis key of a tag: "<prefix>tag:<pattern>".
std::string tagKey(std::string_view prefix, std::string_view pattern);

class Cache {
public:
    // `prefix` stands before every key, for example "cd:7f3a:cache-aside:". `deadline` bounds what one step may lose to
    // a cache that does not answer. Only single reads that allow it become hashes; the others fall back to JSON.
    Cache(redis::Connection& connection, std::string prefix, workload::Encoding encoding,
          std::chrono::milliseconds deadline);

    // Hit: `answer` holds json and found. Unavailable: the cache did not answer within its deadline. Allocates nothing
    // once its buffers and the answer's have grown.
    runtime::Task<Lookup> get(const workload::Call& call, Answer& answer);
    // SET … EX, or DEL + HSET + EXPIRE in one transaction, and the tags. Failing to fill is not an error of the read.
    runtime::Task<bool> put(const workload::Call& call, const Answer& answer);
    // What the write `call` invalidates: exact keys and tags.
    runtime::Task<Result<void>> invalidate(const workload::Call& call);
    // The same without `kept`: keys of the workload that were stored anew.
    runtime::Task<Result<void>> invalidate(const workload::Call& call, const std::vector<std::string>& kept);

    std::uint64_t unavailable() const noexcept { return m_unavailable; }

private:
    bool usesHash(const workload::Operation& operation) const noexcept;
    std::string_view prefixed(std::string_view key);
    void appendTags(const workload::Call& call);
    bool appendValue(const workload::Call& call, const Answer& answer);
    runtime::Task<Result<void>> unlinkMembers(const std::vector<std::string>& tags,
                                              const std::vector<std::string>& kept);
    Failure failure(std::string_view reply, std::string_view command) const;

    redis::Connection& m_connection;
    std::string m_prefix;
    workload::Encoding m_encoding;
    std::chrono::milliseconds m_deadline;
    std::string m_key;
    std::string m_tag;
    std::vector<std::pair<std::string, std::string>> m_fields;
    resp::Request m_request;
    resp::Reply m_reply;
    std::vector<resp::Reply> m_replies;
    std::uint64_t m_unavailable = 0;
};

} // namespace cachedeck::strategies
