#include "backend/stores/reconnection.hpp"

#include <algorithm>

namespace cachedeck::stores {

runtime::Task<std::optional<Error>> Reconnection::refusal()
{
    if (!m_last || runtime::Clock::now() >= m_next)
        co_return std::optional<Error>();
    auto sleeping = m_thread.sleepFor(std::chrono::milliseconds(1));
    co_await sleeping;
    co_return m_last;
}

void Reconnection::failed(const Error& why)
{
    constexpr std::chrono::milliseconds shortest(20), longest(500);
    m_last = why;
    m_pause = std::clamp(m_pause * 2, shortest, longest);
    std::uniform_int_distribution<std::int64_t> jitter(m_pause.count() / 2, m_pause.count());
    m_next = runtime::Clock::now() + std::chrono::milliseconds(jitter(m_random));
}

void Reconnection::succeeded()
{
    m_last.reset();
    m_pause = std::chrono::milliseconds(0);
}

} // namespace cachedeck::stores
