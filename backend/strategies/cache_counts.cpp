// Counting: the part of Cache that adds writes to structures (counting.hpp).
#include "backend/strategies/cache.hpp"
#include "backend/strategies/cache_replies.hpp"
#include "backend/strategies/structure.hpp"

#include <algorithm>

namespace cachedeck::strategies {
namespace {

// What a writer that never came back leaves announced is forgotten after so long.
constexpr std::string_view guardSeconds = "60";

// KEYS: structure, guard. ARGV: the guard's TTL, how many announcements end (0 or 1), then the commands, each after the
// number of its words. Answers with how many commands it called.
constexpr std::string_view countScript = "local called = 3 "
                                         "if ARGV[2] == '1' then "
                                         "  called = 4 "
                                         "  if redis.call('hincrby', KEYS[2], 'writing', -1) < 0 then "
                                         "    redis.call('hset', KEYS[2], 'writing', 0) "
                                         "    called = 5 "
                                         "  end "
                                         "end "
                                         "redis.call('hincrby', KEYS[2], 'epoch', 1) "
                                         "redis.call('expire', KEYS[2], ARGV[1]) "
                                         "if redis.call('exists', KEYS[1]) == 0 then return called end "
                                         "local i = 3 "
                                         "while i <= #ARGV do "
                                         "  local n = tonumber(ARGV[i]) "
                                         "  redis.call(unpack(ARGV, i + 1, i + n)) "
                                         "  i = i + n + 1 "
                                         "  called = called + 1 "
                                         "end "
                                         "return called";

// A write may count several times into one structure.
bool isFirstInto(const std::vector<workload::Count>& counts, std::size_t index)
{
    return std::none_of(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(index),
                        [&](const workload::Count& other) { return other.in->index == counts[index].in->index; });
}

} // namespace

bool Cache::counts(const workload::Operation& write) const noexcept
{
    return m_encoding == workload::Encoding::Structures && !write.counts.empty();
}

// The key of a count's structure, without the prefix.
std::string_view Cache::countedKey(const workload::Count& count, const workload::Call& write)
{
    m_structureKey.clear();
    count.in->structure.key.render(write.operation->parameters, write.values, m_structureKey);
    return m_structureKey;
}

runtime::Task<bool> Cache::announce(const workload::Call& write)
{
    const auto& counts = write.operation->counts;
    m_request.clear();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!isFirstInto(counts, i))
            continue;
        const auto guard = prefixed("guard:", countedKey(counts[i], write));
        m_request.append({"HINCRBY", guard, "writing", "1"});
        m_request.append({"EXPIRE", guard, guardSeconds});
    }
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    co_return isDone(done, m_replies);
}

runtime::Task<Result<void>> Cache::count(const workload::Call& write, bool announced, bool written)
{
    const auto& counts = write.operation->counts;
    m_request.clear();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!isFirstInto(counts, i))
            continue;
        const std::string key(prefixed(countedKey(counts[i], write)));
        m_commands.clear();
        for (auto j = i; j < counts.size() && announced && written; ++j)
            if (counts[j].in->index == counts[i].in->index)
                codeOf(counts[j].in->structure.kind).count(counts[j], write, key, m_commands);
        if (m_commands.empty())
            m_commands.begin("UNLINK").word(key); // what the structure lacks is not known
        m_request.begin(7 + m_commands.arguments()).argument("EVAL").argument(countScript).argument("2").argument(key);
        m_request.argument(prefixed("guard:", countedKey(counts[i], write)));
        m_request.argument(guardSeconds).argument(announced ? "1" : "0");
        m_commands.appendArguments(m_request);
    }
    auto travelling = m_journey.roundTrip();
    co_await travelling;
    const auto done = co_await m_connection.execute(m_request, m_replies, m_deadline);
    if (!done) {
        note(done.error());
        co_return failureOf(done.error());
    }
    for (const auto& reply : m_replies)
        m_connection.noteCalledByScript(calledByScript(reply.root()));
    if (const auto error = firstError(m_replies); !error.empty())
        co_return failure(error, "EVAL");
    co_return Result<void>();
}

} // namespace cachedeck::strategies
