#pragma once
// A bounded ring between one writer and one reader, without locks: the hot path's way out. The writer never waits; what
// finds no room is counted. Lamport's queue with each side's last look at the other's index kept beside its own
// ("FastForward", Giacomoni et al., PPoPP 2008, section 2, describes why that matters).
//
// Threads: push() on one thread, take() and dropped() on another.

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cachedeck::events {

template<class T>
class SpscRing {
public:
    explicit SpscRing(std::size_t capacity) : m_slots(std::bit_ceil(capacity)), m_mask(m_slots.size() - 1) {}

    void push(const T& value) noexcept
    {
        const auto at = m_written.load(std::memory_order_relaxed);
        if (at - m_readSeen >= m_slots.size()) {
            m_readSeen = m_read.load(std::memory_order_acquire);
            if (at - m_readSeen >= m_slots.size()) {
                m_dropped.store(m_dropped.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
                return;
            }
        }
        m_slots[at & m_mask] = value;
        m_written.store(at + 1, std::memory_order_release);
    }

    // Appends all that is there.
    void take(std::vector<T>& out)
    {
        const auto to = m_written.load(std::memory_order_acquire);
        for (auto at = m_read.load(std::memory_order_relaxed); at != to; ++at)
            out.push_back(m_slots[at & m_mask]);
        m_read.store(to, std::memory_order_release);
    }

    std::uint64_t dropped() const noexcept { return m_dropped.load(std::memory_order_relaxed); }

private:
    static constexpr std::size_t cacheLine = 64;
    std::vector<T> m_slots;
    const std::size_t m_mask;
    alignas(cacheLine) std::atomic<std::uint64_t> m_written{0};
    std::uint64_t m_readSeen = 0;
    std::atomic<std::uint64_t> m_dropped{0};
    alignas(cacheLine) std::atomic<std::uint64_t> m_read{0};
};

} // namespace cachedeck::events
