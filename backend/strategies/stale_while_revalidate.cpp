#include "backend/strategies/stale_while_revalidate.hpp"

#include "backend/strategies/counting.hpp"

namespace cachedeck::strategies {

void Revalidation::finish(std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_renewed.wait_for(lock, atMost, [this] { return m_underWay.empty(); });
}

void Revalidation::renew(const workload::Call& call)
{
    given.fetch_add(1, std::memory_order_relaxed);
    {
        const std::lock_guard lock(m_mutex);
        if (!m_underWay.insert(call.key).second)
            return;
        m_waiting.push_back(call);
        if (std::exchange(m_working, true))
            return;
    }
    m_background.spawn(work());
}

std::optional<workload::Call> Revalidation::next()
{
    const std::lock_guard lock(m_mutex);
    m_working = !m_waiting.empty() && !m_background.isEnding();
    if (!m_working)
        return std::nullopt;
    auto call = std::move(m_waiting.front());
    m_waiting.pop_front();
    return call;
}

runtime::Task<void> Revalidation::work()
{
    Answer answer;
    while (const auto call = next()) {
        answer.clear();
        co_await m_background.cache().prepareFill(*call, answer);
        const auto read = co_await m_background.primary().read(*call, answer);
        if (read && answer.found)
            co_await m_background.cache().put(*call, answer);
        m_renewals.fetch_add(1, std::memory_order_relaxed);
        const std::lock_guard lock(m_mutex);
        m_underWay.erase(call->key);
        m_renewed.notify_all();
    }
}

runtime::Task<Result<void>> StaleWhileRevalidate::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    Age age;
    const auto lookup = co_await m_cache.get(call, answer, age);
    if (lookup == Lookup::Hit) {
        if (age.left <= m_stale)
            m_revalidation.renew(call);
        co_return Result<void>();
    }
    const auto read = co_await m_primary.read(call, answer);
    if (read && answer.found && lookup == Lookup::Miss)
        co_await m_cache.put(call, answer);
    co_return read;
}

runtime::Task<Result<void>> StaleWhileRevalidate::write(const workload::Call& call)
{
    const auto written = co_await writeAndCount(m_cache, m_primary, call);
    if (!written)
        co_return written;
    co_return co_await m_cache.invalidate(call);
}

} // namespace cachedeck::strategies
