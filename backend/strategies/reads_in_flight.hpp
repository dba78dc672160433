#pragma once
// How many reads of a path are in its store at the same moment, and how many there were: what a stampede raises and its
// protections keep down. Work behind the users' backs counts too; checks of answers do not.
//
// Threads: any.

#include <atomic>
#include <cstdint>

namespace cachedeck::strategies {

class ReadsInFlight {
public:
    void began() noexcept
    {
        const auto now = m_begun.fetch_add(1, std::memory_order_relaxed) + 1 - m_ended.load(std::memory_order_relaxed);
        auto most = m_most.load(std::memory_order_relaxed);
        while (now > most && !m_most.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
        }
    }
    void ended() noexcept { m_ended.fetch_add(1, std::memory_order_relaxed); }

    std::uint64_t total() const noexcept { return m_begun.load(std::memory_order_relaxed); }
    std::uint64_t now() const noexcept
    {
        const auto over = m_ended.load(std::memory_order_relaxed);
        return total() - over;
    }
    // The most at the same moment since this was asked last. One asker.
    std::uint64_t takeMost() noexcept { return m_most.exchange(now(), std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_begun{0}, m_ended{0}, m_most{0};
};

} // namespace cachedeck::strategies
