#include "backend/strategies/lease.hpp"

#include "backend/strategies/counting.hpp"

namespace cachedeck::strategies {

runtime::Task<Result<void>> Lease::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    auto lookup = co_await m_cache.get(call, answer);
    const auto tooLong = runtime::Clock::now() + m_options.wait;
    while (lookup == Lookup::Miss) {
        const auto token = co_await m_cache.lease(call, m_options.leaseTtl);
        if (!token.empty()) {
            const auto filled = co_await fill(call, answer, token);
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

runtime::Task<Result<void>> Lease::fill(const workload::Call& call, Answer& answer, const std::string& token)
{
    m_counts.granted.fetch_add(1, std::memory_order_relaxed);
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit) {
        co_await m_cache.release(call, token);
        co_return Result<void>();
    }
    const auto read = co_await m_primary.read(call, answer);
    if (!read || !answer.found)
        co_await m_cache.release(call, token);
    else if (const bool filled = co_await m_cache.putLeased(call, answer, token); !filled)
        m_counts.refused.fetch_add(1, std::memory_order_relaxed);
    co_return read;
}

runtime::Task<Result<void>> Lease::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    co_return co_await m_cache.invalidate(call);
}

} // namespace cachedeck::strategies
