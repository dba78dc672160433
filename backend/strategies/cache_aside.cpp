#include "backend/strategies/cache_aside.hpp"

#include "backend/strategies/counting.hpp"

namespace cachedeck::strategies {

runtime::Task<Result<void>> CacheAside::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit)
        co_return Result<void>();

    const auto read = co_await m_primary.read(call, answer);
    if (read && answer.found && lookup == Lookup::Miss)
        co_await m_cache.put(call, answer);
    co_return read;
}

runtime::Task<Result<void>> CacheAside::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    co_return co_await m_cache.invalidate(call);
}

} // namespace cachedeck::strategies
