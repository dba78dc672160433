#include "backend/strategies/cache_aside_no_invalidation.hpp"

namespace cachedeck::strategies {

runtime::Task<Result<void>> CacheAsideNoInvalidation::read(const workload::Call& call, Answer& answer)
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

runtime::Task<Result<void>> CacheAsideNoInvalidation::write(const workload::Call& call)
{
    co_return co_await m_primary.write(call);
}

} // namespace cachedeck::strategies
