#pragma once
// What a path's users ran into since the coordinator last looked: how often, from when to when, and of what kind.
//
// Threads: users note, the coordinator takes. A lock, as only what fails comes here.

#include "backend/runtime/clock.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>

namespace cachedeck::load {

using runtime::Clock;

enum class TroubleKind : std::uint8_t { Down, NotResponding, ReadOnly, OutOfMemory, CannotSave, Failing };
inline constexpr std::size_t troubleKinds = 6;

struct Trouble {
    std::array<std::uint64_t, troubleKinds> times{}; // by kind
    Clock::time_point first, last;                   // when the first of these operations began, and the last ended

    std::uint64_t count() const noexcept
    {
        std::uint64_t sum = 0;
        for (const auto each : times)
            sum += each;
        return sum;
    }
    bool has(TroubleKind kind) const noexcept { return times[static_cast<std::size_t>(kind)] > 0; }
    TroubleKind most() const noexcept
    {
        return static_cast<TroubleKind>(std::max_element(times.begin(), times.end()) - times.begin());
    }
};

class TroubleMeter {
public:
    void note(TroubleKind kind, Clock::time_point began, Clock::time_point ended)
    {
        const std::lock_guard lock(m_mutex);
        if (m_come.count() == 0 || began < m_come.first)
            m_come.first = began;
        m_come.last = std::max(m_come.last, ended);
        ++m_come.times[static_cast<std::size_t>(kind)];
        m_waiting.store(true, std::memory_order_relaxed);
    }
    // Something has come since the last take().
    bool waiting() const noexcept { return m_waiting.load(std::memory_order_relaxed); }
    Trouble take()
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.store(false, std::memory_order_relaxed);
        return std::exchange(m_come, {});
    }

private:
    std::mutex m_mutex;
    Trouble m_come;
    std::atomic<bool> m_waiting{false};
};

} // namespace cachedeck::load
