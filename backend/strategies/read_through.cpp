#include "backend/strategies/read_through.hpp"

#include "backend/strategies/counting.hpp"

namespace cachedeck::strategies {

runtime::Task<Result<void>> LoadingCache::get(const workload::Call& call, Answer& answer)
{
    answer.clear();
    const auto lookup = co_await m_cache.get(call, answer);
    if (lookup == Lookup::Hit)
        co_return Result<void>();
    const auto loaded = co_await m_primary.read(call, answer);
    if (loaded && answer.found && lookup == Lookup::Miss)
        co_await m_cache.put(call, answer);
    co_return loaded;
}

runtime::Task<Result<void>> LoadingCache::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    co_return co_await m_cache.invalidate(call);
}

runtime::Task<Result<void>> ReadThrough::read(const workload::Call& call, Answer& answer)
{
    return m_layer.get(call, answer);
}

runtime::Task<Result<void>> ReadThrough::write(const workload::Call& call)
{
    return m_layer.write(call);
}

} // namespace cachedeck::strategies
