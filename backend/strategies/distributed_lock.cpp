#include "backend/strategies/distributed_lock.hpp"

#include "backend/strategies/cache_replies.hpp"
#include "backend/strategies/counting.hpp"

namespace cachedeck::strategies {

runtime::Task<std::string> Lock::acquire(std::string_view key)
{
    const auto name = m_cache.prefix() + "lock:" + std::string(key);
    auto token = newToken();
    m_request.clear();
    m_request.begin(6).argument("SET").argument(name).argument(token).argument("NX").argument("PX").argument(
        std::int64_t{m_ttl.count()});
    auto travelling = m_cache.roundTrip();
    co_await travelling;
    const auto done = co_await m_cache.connection().execute(m_request, m_reply, m_cache.deadline());
    if (!done || m_reply.root().isNull())
        token.clear();
    co_return token;
}

runtime::Task<bool> Lock::release(std::string_view key, std::string_view token)
{
    m_request.clear();
    appendRelease(m_request, m_cache.prefix() + "lock:" + std::string(key), token);
    auto travelling = m_cache.roundTrip();
    co_await travelling;
    const auto done = co_await m_cache.connection().execute(m_request, m_reply, m_cache.deadline());
    if (done)
        m_cache.connection().noteCalledByScript(calledByRelease(m_reply.root()));
    co_return done&& m_reply.root().integer() == 1;
}

runtime::Task<Result<void>> DistributedLock::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    auto lookup = co_await m_cache.get(call, answer);
    const auto tooLong = runtime::Clock::now() + m_options.wait;
    while (lookup == Lookup::Miss) {
        const auto token = co_await m_lock.acquire(call.key);
        if (!token.empty()) {
            const auto filled = co_await fill(call, answer);
            co_await m_lock.release(call.key, token);
            co_return filled;
        }
        if (runtime::Clock::now() >= tooLong)
            break;
        co_await m_thread.sleepFor(m_options.poll);
        lookup = co_await m_cache.get(call, answer);
    }
    if (lookup == Lookup::Hit)
        co_return Result<void>();
    co_return co_await m_primary.read(call, answer);
}

runtime::Task<Result<void>> DistributedLock::fill(const workload::Call& call, Answer& answer)
{
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit)
        co_return Result<void>();
    const auto read = co_await m_primary.read(call, answer);
    if (read && answer.found)
        co_await m_cache.put(call, answer);
    co_return read;
}

runtime::Task<Result<void>> DistributedLock::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    co_return co_await m_cache.invalidate(call);
}

} // namespace cachedeck::strategies
