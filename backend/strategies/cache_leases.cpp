// Leases: the right to fill a key, which an invalidation voids. A part of Cache.
#include "backend/strategies/cache.hpp"
#include "backend/strategies/cache_replies.hpp"

namespace cachedeck::strategies {

using std::chrono::milliseconds;

// The lease's key goes into the tags too, so that an invalidation of a pattern finds and voids it.
runtime::Task<std::string> Cache::lease(const workload::Call& call, milliseconds ttl)
{
    auto token = newToken();
    m_request.clear();
    m_request.append({"MULTI"});
    m_request.begin(6)
        .argument("SET")
        .argument(prefixed("lease:", keyOf(call)))
        .argument(token)
        .argument("NX")
        .argument("PX")
        .argument(ttl.count());
    appendTags(call, ttl);
    m_request.append({"EXEC"});
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    if (!isDone(done, m_replies))
        co_return std::string();
    const auto replies = m_replies.back().root();
    if (replies.size() == 0 || (*replies.begin()).isNull())
        token.clear(); // another reader has it
    co_return token;
}

runtime::Task<bool> Cache::putLeased(const workload::Call& call, const Answer& answer, const std::string& token)
{
    // KEYS: the lease, the key. ARGV: the token, the TTL, then the value, or a hash's fields and values.
    constexpr std::string_view script = "if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end "
                                        "redis.call('del', KEYS[1]) "
                                        "if #ARGV == 3 then "
                                        "  redis.call('set', KEYS[2], ARGV[3], 'PX', ARGV[2]) "
                                        "else "
                                        "  redis.call('del', KEYS[2]) "
                                        "  redis.call('hset', KEYS[2], unpack(ARGV, 3)) "
                                        "  redis.call('pexpire', KEYS[2], ARGV[2]) "
                                        "end "
                                        "return 1";
    if (isStructured(*call.operation))
        co_return co_await fillStructure(call, answer, token, {});
    if (!encode(*call.operation, answer))
        co_return false;
    const auto encoding = encodingOf(*call.operation);
    const bool hash = encoding == workload::Encoding::Hash || encoding == workload::Encoding::Fields;
    m_request.clear();
    m_request.begin(7 + (hash ? 2 * m_fields.size() : 1)).argument("EVAL").argument(script).argument("2");
    m_request.argument(prefixed("lease:", call.key));
    m_request.argument(prefixed(call.key)).argument(token).argument(ttlOf(call).count());
    if (!hash)
        m_request.argument(m_value);
    for (std::size_t i = 0; hash && i < m_fields.size(); ++i)
        m_request.argument(m_fields[i].first).argument(m_fields[i].second);
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_reply, m_deadline);
    if (!done)
        note(done.error());
    const bool filled = done && m_reply.root().integer() == 1;
    if (done)
        m_connection.noteCalledByScript(!filled ? 1 : hash ? 5 : 3);
    m_deeds |= filled ? Deeds::Filled : 0;
    co_return filled;
}

runtime::Task<bool> Cache::voidLease(const workload::Call& call)
{
    m_request.clear();
    m_request.begin(2).argument("UNLINK").argument(prefixed("lease:", keyOf(call)));
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_reply, m_deadline);
    if (!done)
        note(done.error());
    co_return done.has_value();
}

runtime::Task<void> Cache::release(const workload::Call& call, const std::string& token)
{
    m_request.clear();
    appendRelease(m_request, prefixed("lease:", keyOf(call)), token);
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_reply, m_deadline);
    if (done) // else the lease falls by itself
        m_connection.noteCalledByScript(calledByRelease(m_reply.root()));
}

} // namespace cachedeck::strategies
