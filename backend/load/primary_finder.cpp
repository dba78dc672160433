#include "backend/load/primary_finder.hpp"

#include <chrono>

namespace cachedeck::load {

namespace {

constexpr auto pause = std::chrono::milliseconds(100);

} // namespace

PrimaryFinder::PrimaryFinder(Resolve resolve, redis::Address current, Moved moved)
    : m_resolve(std::move(resolve)), m_current(std::move(current)), m_moved(std::move(moved))
{
    if (m_resolve)
        m_thread = std::thread([this] { loop(); });
}

PrimaryFinder::~PrimaryFinder()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void PrimaryFinder::setTrouble(bool trouble)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_trouble == trouble)
            return;
        m_trouble = trouble;
    }
    m_changed.notify_all();
}

void PrimaryFinder::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        m_changed.wait(lock, [this] { return m_trouble || m_ending; });
        if (m_ending)
            return;
        lock.unlock();
        const auto endpoint = m_resolve();
        if (endpoint && endpoint->address != m_current) {
            m_current = endpoint->address;
            m_moved(*endpoint);
        }
        lock.lock();
        m_changed.wait_for(lock, pause, [this] { return m_ending; });
    }
}

} // namespace cachedeck::load
