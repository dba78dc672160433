#include "backend/strategies/refresh_ahead.hpp"

#include "backend/strategies/counting.hpp"

#include <cmath>

namespace cachedeck::strategies {

bool RefreshAhead::isTime(const Age& age)
{
    const auto chance = 1 - m_random.unit(); // (0, 1]
    const std::chrono::duration<double> ahead = age.cost * (-m_beta * std::log(chance));
    return ahead >= age.left;
}

runtime::Task<Result<void>> RefreshAhead::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    Age age;
    const auto lookup = co_await m_cache.get(call, answer, age);
    const bool hit = lookup == Lookup::Hit;
    if (hit && !isTime(age))
        co_return Result<void>();

    (hit ? m_renewals.early : m_renewals.late).fetch_add(1, std::memory_order_relaxed);
    m_fresh.clear();
    co_await m_cache.prepareFill(call, m_fresh);
    const auto start = runtime::Clock::now();
    const auto read = co_await m_primary.read(call, m_fresh);
    const auto delta = std::chrono::duration_cast<std::chrono::microseconds>(runtime::Clock::now() - start);
    answer.storeReads = m_fresh.storeReads;
    if (!read && hit)
        co_return Result<void>(); // what was cached is still good
    answer.source = Source::Store;
    answer.found = m_fresh.found;
    if (read && m_fresh.found && lookup != Lookup::Unavailable)
        co_await m_cache.put(call, m_fresh, delta);
    answer.json.swap(m_fresh.json);
    co_return read;
}

runtime::Task<Result<void>> RefreshAhead::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    co_return co_await m_cache.invalidate(call);
}

} // namespace cachedeck::strategies
