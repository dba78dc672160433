#include "backend/load/in_system_meter.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

using Seconds = std::chrono::duration<double>;

// So many arrivals between two looks are added one by one; more are taken to be even within a millisecond.
constexpr std::uint64_t fewArrivals = 64;
constexpr auto fine = std::chrono::milliseconds(1);
constexpr std::int64_t mostSteps = 256;

} // namespace

double InSystem::error() const noexcept
{
    return std::sqrt(variance) + bound;
}

InSystem& InSystem::operator+=(const InSystem& other) noexcept
{
    seconds += other.seconds;
    variance += other.variance;
    bound += other.bound;
    return *this;
}

void InSystemMeter::begin(const Segment& segment)
{
    m_segment = &segment;
    m_stop = Clock::time_point::max();
    m_at = segment.start;
    m_due = due(segment.start);
    m_over = 0;
}

// The integral of what is due, over the time between two looks, above what was due at the first.
double InSystemMeter::dueSeconds(Clock::time_point from, Clock::time_point to, std::uint64_t dueBefore,
                                 std::uint64_t dueAfter) const
{
    double sum = 0;
    if (dueAfter - dueBefore <= fewArrivals) {
        for (auto number = dueBefore; number < dueAfter; ++number)
            sum += Seconds(to - std::max(from, m_segment->arrival(number))).count();
        return sum;
    }
    const auto steps = std::clamp<std::int64_t>((to - from) / fine, 1, mostSteps);
    auto before = dueBefore;
    for (std::int64_t i = 1; i <= steps; ++i) {
        const auto after = i == steps ? dueAfter : due(from + (to - from) / steps * i);
        sum += (static_cast<double>(before + after) / 2 - static_cast<double>(dueBefore)) *
               Seconds((to - from) / steps).count();
        before = after;
    }
    return sum;
}

void InSystemMeter::look(Clock::time_point at, std::uint64_t over)
{
    if (m_segment == nullptr || at <= m_at)
        return;
    const auto time = Seconds(at - m_at).count();
    const auto dueNow = std::max(m_due, due(at)); // a stop is told a moment after it was made
    const auto ended = static_cast<double>(over - m_over);
    const auto before = static_cast<double>(m_due) - static_cast<double>(m_over);
    // Not cut at zero: what one look has too little the next has too much.
    m_sum.seconds += before * time + dueSeconds(m_at, at, m_due, dueNow) - ended / 2 * time;
    const auto unseen = ended * time / 2; // all of it at the beginning, or all at the end
    if (at - m_at <= close)
        m_sum.variance += unseen * unseen;
    else
        m_sum.bound += unseen;
    m_at = at;
    m_due = dueNow;
    m_over = over;
}

} // namespace cachedeck::load
