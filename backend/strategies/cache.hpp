#pragma once
// The cache as a strategy sees it: keys of calls, answers, TTLs and tags; beneath it a redis::Connection, a path's key
// prefix and an encoding.
//
// A tag remembers which keys were filled under a pattern ("top:*"), so that a write can invalidate the pattern without
// SCAN. It is a sorted set of keys, scored by the time (Unix, seconds) at which each expires; expired members are
// dropped at each fill, and the tag itself expires with its last key, so it never outgrows the keys it names.
//   fill:       MULTI, ZADD tag, ZREMRANGEBYSCORE tag (expired), EXPIRE tag, SET key … PX, EXEC
//   invalidate: UNLINK exact keys, ZRANGE tag; then MULTI, UNLINK members, ZREM tag members, EXEC
// A key is in its tag whenever it is alive, because both change in one transaction. So a key that was filled before an
// invalidation began does not survive it, even where two invalidations run at once or one dies half-way (the tag then
// still names its keys). A read that took its rows before the write and fills after the invalidation leaves old data
// until the TTL or the next write: the classic race of cache-aside, and counted as stale reads.
//
// A lease (lease.hpp) closes that race. It is the key "<prefix>lease:<key>", which holds a token:
//   lease:      MULTI, SET lease token NX PX, the key into its tags, EXEC
//   fill:       EVAL: where lease holds the token, DEL lease and SET key
//   invalidate: as above, and every key's lease goes with it
// What a read took from the store before a write ended is taken before that write's invalidation, so the lease that was
// granted before it is void when the fill comes.

//
// A path with the encoding Structures asks a Redis structure where the operation has one (structure.hpp), and keeps
// under the structure's key what else would stand under the call's. Writes count into some of them (counting.hpp).

#include "backend/redis/connection.hpp"
#include "backend/stores/journey.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/strategies/codec.hpp"
#include "backend/strategies/commands.hpp"
#include "backend/strategies/message_pack.hpp"
#include "backend/strategies/part.hpp"
#include "backend/strategies/zstd.hpp"
#include "backend/workload/sequence.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cachedeck::strategies {

enum class Lookup : std::uint8_t { Hit, Miss, Unavailable };

// What a cache that does not do its work says, or does not say.
enum class Trouble : std::uint8_t { None, Down, NotResponding, ReadOnly, OutOfMemory, CannotSave, Other };

// The Redis key of a tag: "<prefix>tag:<pattern>".
std::string tagKey(std::string_view prefix, std::string_view pattern);

// How a path keeps what it fills.
struct Keeping {
    double ttlJitter = 0;                   // workload/ttl.hpp
    std::chrono::milliseconds beyondTtl{0}; // answers stay so much longer than their TTL
    bool leases = false;                    // an invalidation voids the leases of its keys
};

// What was done at the cache, as bits: for whoever tells of it (load/event_feed.hpp).
struct Deeds {
    enum : std::uint8_t { Filled = 1, Invalidated = 2 };
};

// What the cache knows of an answer beside the answer.
struct Age {
    std::chrono::milliseconds left{0}; // until it is gone from the cache
    std::chrono::microseconds cost{0}; // of its making, where it was put so
};

class Cache {
public:
    // `prefix` stands before every key, for example "cd:7f3a:cache-aside:". `deadline` bounds what one step may lose to
    // a cache that does not answer. An operation that cannot be kept in the encoding is kept as JSON.
    // `journey` is what every round trip costs in addition, simulated; the deadline counts behind it.
    Cache(redis::Connection& connection, std::string prefix, workload::Encoding encoding,
          std::chrono::milliseconds deadline, Keeping keeping = {},
          stores::Journey journey = stores::Journey({}, nullptr));

    // Hit: `answer` holds json and found. Unavailable: the cache did not answer within its deadline. Notes in the
    // answer whether the cache was asked. Allocates nothing once its buffers and the answer's have grown.
    runtime::Task<Lookup> get(const workload::Call& call, Answer& answer);
    // The same with its age: GET and PTTL (and the cost) in one round trip.
    runtime::Task<Lookup> get(const workload::Call& call, Answer& answer, Age& age);
    // SET … PX, or DEL + HSET + PEXPIRE in one transaction, and the tags. Failing to fill is not an error of the read.
    runtime::Task<bool> put(const workload::Call& call, const Answer& answer);
    // The same with what it cost to make, which stands beside it as "<prefix>cost:<key>", in microseconds.
    runtime::Task<bool> put(const workload::Call& call, const Answer& answer, std::chrono::microseconds cost);
    // What the write `call` invalidates: exact keys and tags.
    runtime::Task<Result<void>> invalidate(const workload::Call& call);
    // The same without `kept`: keys of the workload that were stored anew.
    runtime::Task<Result<void>> invalidate(const workload::Call& call, const std::vector<std::string>& kept);
    // The same; adds what it removes to `gone`: keys of the workload.
    runtime::Task<Result<void>> invalidate(const workload::Call& call, const std::vector<std::string>& kept,
                                           std::vector<std::string>* gone);

    // Whether the answer is the value of its key, all of it and alone.
    bool isWholeValue(const workload::Operation& operation) const noexcept;
    // Before the store is read for a fill that no miss came before: what the fill is allowed by. A miss does it itself.
    runtime::Task<void> prepareFill(const workload::Call& call, Answer& answer);

    // Whether the write counts into structures. If so: before the store's write it is announced (false: the cache did
    // not take it), and after it counted; where it is not known to be in the store, the structures are dropped.
    bool counts(const workload::Operation& write) const noexcept;
    runtime::Task<bool> announce(const workload::Call& write);
    runtime::Task<Result<void>> count(const workload::Call& write, bool announced, bool written);

    // The right to fill `call`'s key, for at most `ttl`: a token, unless another has it. Empty: not now.
    runtime::Task<std::string> lease(const workload::Call& call, std::chrono::milliseconds ttl);
    // Fills where `token` is still valid, and gives whether it was.
    runtime::Task<bool> putLeased(const workload::Call& call, const Answer& answer, const std::string& token);
    // Whoever has the right to fill `call`'s key has it no longer; false where that is not known.
    runtime::Task<bool> voidLease(const workload::Call& call);
    // Gives the right back without a fill.
    runtime::Task<void> release(const workload::Call& call, const std::string& token);

    std::uint64_t unavailable() const noexcept { return m_unavailable; }
    // The last trouble of any of these since it was taken last, also where it was no error of the operation.
    Trouble takeTrouble() noexcept { return std::exchange(m_trouble, Trouble::None); }
    // What was done since it was taken last.
    std::uint8_t takeDeeds() noexcept { return std::exchange(m_deeds, std::uint8_t{0}); }
    redis::Connection& connection() noexcept { return m_connection; }
    // To be awaited before a strategy's own command over connection().
    stores::Journey::Travel roundTrip() { return m_journey.roundTrip(); }
    const std::string& prefix() const noexcept { return m_prefix; }
    std::chrono::milliseconds deadline() const noexcept { return m_deadline; }

private:
    bool isStructured(const workload::Operation& operation) const noexcept;
    std::string_view keyOf(const workload::Call& call);
    std::string_view countedKey(const workload::Count& count, const workload::Call& write);
    runtime::Task<Lookup> getStructure(const workload::Call& call, Answer& answer);
    runtime::Task<Lookup> getDocuments(const workload::Call& call, Answer& answer);
    runtime::Task<bool> fillStructure(const workload::Call& call, const Answer& answer, const std::string& token,
                                      std::optional<std::chrono::microseconds> cost);
    runtime::Task<bool> fillDocuments(const workload::Call& call, const Answer& answer);
    void appendGuarded(const workload::Call& call, const Answer& answer, const std::string& token);
    void appendCost(const workload::Call& call, std::chrono::microseconds cost, std::chrono::milliseconds ttl);
    workload::Encoding encodingOf(const workload::Operation& operation) const noexcept;
    std::string_view prefixed(std::string_view key);
    std::string_view prefixed(std::string_view kind, std::string_view key);
    void ask(const workload::Call& call);
    bool decode(const workload::Operation& operation, std::string_view value, std::string& json);
    Lookup found(const workload::Call& call, resp::View reply, Answer& answer);
    Lookup isUnavailable(const redis::Error& error, Answer& answer);
    // Whether a request was done, with no error among its replies; else its trouble is noted.
    bool isDone(const redis::Result<void>& sent, const std::vector<resp::Reply>& replies);
    void note(const redis::Error& error) noexcept;
    std::chrono::milliseconds ttlOf(const workload::Call& call) const;
    void appendTags(const workload::Call& call, std::chrono::milliseconds longer);
    void appendValue(const workload::Call& call, std::chrono::milliseconds ttl);
    bool encode(const workload::Operation& operation, const Answer& answer);
    runtime::Task<bool> fill(const workload::Call& call, const Answer& answer,
                             std::optional<std::chrono::microseconds> cost);
    void appendUnlink(const std::vector<std::string>& keys);
    runtime::Task<Result<void>> unlinkMembers(const std::vector<std::string>& tags,
                                              const std::vector<std::string>& kept, std::vector<std::string>* gone);
    Failure failure(std::string_view reply, std::string_view command);

    redis::Connection& m_connection;
    std::string m_prefix;
    workload::Encoding m_encoding;
    std::chrono::milliseconds m_deadline;
    Keeping m_keeping;
    stores::Journey m_journey;
    std::string m_key;
    std::string m_tag;
    std::string m_value; // encoded
    Zstd m_zstd;
    std::vector<std::pair<std::string, std::string>> m_fields;
    std::string m_structureKey;
    workload::Call m_document;
    Commands m_commands;
    resp::Request m_request;
    resp::Reply m_reply;
    std::vector<resp::Reply> m_replies;
    std::vector<resp::Reply> m_documents; // apart, so that a structure's one reply does not free theirs
    std::uint64_t m_unavailable = 0;
    Trouble m_trouble = Trouble::None;
    std::uint8_t m_deeds = 0;
};

} // namespace cachedeck::strategies
