#pragma once
// How many operations of an open loop are in the system, over time: without a single latency. What has fallen due is
// known at every moment from the schedule; what is over is a counter that somebody looks at now and then. Between two
// looks the counter is taken to rise evenly, so each look stands for the time it was made in, however unevenly they
// come; and the meter knows how far it can be off for what it did not see.
//
// Threads: none; see InSystemSampler.

#include "backend/load/pacing.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace cachedeck::load {

// Operations in the system, integrated over time: operation-seconds.
struct InSystem {
    double seconds = 0;
    // How far that may be off: looks as close as they should be miss by chance, this way and that, so their squares
    // add; what happened between looks that are far apart, because the machine was busy, may always miss the same way.
    double variance = 0, bound = 0;

    double error() const noexcept;
    InSystem& operator+=(const InSystem& other) noexcept;
};

class InSystemMeter {
public:
    static constexpr auto close = std::chrono::milliseconds(4); // looks no further apart are "as close as they should"

    // The segment begins; nothing of it is over. It must outlive the looks at it.
    void begin(const Segment& segment);
    // Nothing more falls due: the run was stopped.
    void stop(Clock::time_point at) { m_stop = std::min(m_stop, at); }
    // `over` operations of the segment are over.
    void look(Clock::time_point at, std::uint64_t over);
    // What came since it was last taken.
    InSystem take() noexcept { return std::exchange(m_sum, {}); }

private:
    std::uint64_t due(Clock::time_point at) const { return m_segment->due(std::min(at, m_stop)); }
    double dueSeconds(Clock::time_point from, Clock::time_point to, std::uint64_t dueBefore,
                      std::uint64_t dueAfter) const;

    const Segment* m_segment = nullptr;
    Clock::time_point m_stop = Clock::time_point::max(), m_at;
    std::uint64_t m_due = 0, m_over = 0; // at the last look
    InSystem m_sum;
};

} // namespace cachedeck::load
