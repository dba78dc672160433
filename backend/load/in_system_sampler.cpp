#include "backend/load/in_system_sampler.hpp"

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;

constexpr auto period = 1ms;
constexpr auto oneLook = 50us; // a look that took longer was interrupted: nobody knows when it was
constexpr int attempts = 3;

} // namespace

InSystemSampler::~InSystemSampler()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_woken.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void InSystemSampler::watch(std::vector<Loop> loops)
{
    {
        const std::lock_guard lock(m_mutex);
        m_loops = std::move(loops);
        for (const auto& loop : m_loops)
            m_meters[loop.number].begin(*loop.segment);
    }
    m_woken.notify_all();
    if (!m_thread.joinable())
        m_thread = std::thread([this] { live(); });
}

void InSystemSampler::stopArrivals(Clock::time_point at)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& loop : m_loops)
        m_meters[loop.number].stop(at);
}

InSystem InSystemSampler::take(std::size_t number)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& loop : m_loops)
        if (loop.number == number)
            look(loop);
    return m_meters[number].take();
}

void InSystemSampler::rest()
{
    const std::lock_guard lock(m_mutex);
    m_loops.clear();
}

void InSystemSampler::look(const Loop& loop)
{
    auto before = Clock::now();
    auto over = loop.over->load(std::memory_order_acquire);
    auto after = Clock::now();
    for (int i = 1; i < attempts && after - before > oneLook; ++i) {
        before = Clock::now();
        over = loop.over->load(std::memory_order_acquire);
        after = Clock::now();
    }
    m_meters[loop.number].look(before + (after - before) / 2, over);
}

void InSystemSampler::live()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (m_loops.empty()) {
            m_woken.wait(lock, [this] { return m_ending || !m_loops.empty(); });
            continue;
        }
        for (const auto& loop : m_loops)
            look(loop);
        lock.unlock();
        std::this_thread::sleep_for(period);
        lock.lock();
    }
}

} // namespace cachedeck::load
