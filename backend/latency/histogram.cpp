#include "backend/latency/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cachedeck::latency {

namespace {

// Octave (the shift) of an index and the value's top bits in it; the inverse of Layout::indexOf.
struct Place {
    int octave;
    std::int64_t top;
};

Place placeOf(std::size_t index) noexcept
{
    const auto bucket = static_cast<int>(index >> (Layout::subBucketBits - 1));
    const auto sub = static_cast<std::int64_t>(index & (Layout::subBucketHalf - 1));
    if (bucket == 0)
        return {0, sub};
    return {bucket - 1, sub + static_cast<std::int64_t>(Layout::subBucketHalf)};
}

} // namespace

std::uint64_t rankOf(double quantile, std::uint64_t count) noexcept
{
    const auto wanted = std::ceil(std::clamp(quantile, 0.0, 1.0) * static_cast<double>(count) - 1e-9);
    return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::max(wanted, 1.0)), 1, count);
}

std::int64_t Layout::lowestOf(std::size_t index) noexcept
{
    const auto [octave, top] = placeOf(index);
    return top << octave;
}

std::int64_t Layout::highestOf(std::size_t index) noexcept
{
    const auto [octave, top] = placeOf(index);
    return ((top + 1) << octave) - 1;
}

std::int64_t Layout::middleOf(std::size_t index) noexcept
{
    const auto [octave, top] = placeOf(index);
    return (top << octave) + ((std::int64_t{1} << octave) >> 1);
}

Histogram::Histogram() = default;

void Histogram::cover(std::size_t first, std::size_t last)
{
    static constexpr auto grain = Layout::subBucketHalf; // an octave
    auto from = first / grain * grain;
    auto to = (last / grain + 1) * grain;
    if (!m_counts.empty()) {
        from = std::min(from, m_base);
        to = std::max(to, m_base + m_counts.size());
        if (to - from == m_counts.size())
            return;
    }
    // Not resized, which would make room for twice as much: a histogram seldom grows, and many are kept.
    std::vector<std::uint64_t> wider(to - from, 0);
    std::copy(m_counts.begin(), m_counts.end(),
              wider.begin() + static_cast<std::ptrdiff_t>(m_base > from ? m_base - from : 0));
    m_counts = std::move(wider);
    m_base = from;
}

void Histogram::record(Nanoseconds value, std::uint64_t times) noexcept
{
    if (value.count() > Layout::highest)
        m_saturated += times;
    recordIndex(Layout::indexOf(value.count()), times);
}

void Histogram::recordIndex(std::size_t index, std::uint64_t times) noexcept
{
    if (times == 0)
        return;
    if (index - m_base >= m_counts.size())
        cover(index, index);
    m_counts[index - m_base] += times;
    m_count += times;
    m_first = std::min(m_first, index);
    m_last = std::max(m_last, index);
}

void Histogram::add(const Histogram& other)
{
    m_saturated += other.m_saturated;
    if (other.empty())
        return;
    cover(other.m_first, other.m_last);
    for (auto index = other.m_first; index <= other.m_last; ++index)
        m_counts[index - m_base] += other.m_counts[index - other.m_base];
    m_count += other.m_count;
    m_first = std::min(m_first, other.m_first);
    m_last = std::max(m_last, other.m_last);
}

void Histogram::clear() noexcept
{
    std::fill(m_counts.begin(), m_counts.end(), 0);
    m_count = m_saturated = 0;
    m_first = Layout::counts;
    m_last = 0;
}

Nanoseconds Histogram::quantile(double quantile) const noexcept
{
    if (empty())
        return Nanoseconds{0};
    const auto rank = rankOf(quantile, m_count);
    std::uint64_t seen = 0;
    for (auto index = m_first; index <= m_last; ++index) {
        seen += m_counts[index - m_base];
        if (seen >= rank)
            return Nanoseconds{Layout::highestOf(index)};
    }
    return max();
}

Nanoseconds Histogram::min() const noexcept
{
    return Nanoseconds{empty() ? 0 : Layout::lowestOf(m_first)};
}

Nanoseconds Histogram::max() const noexcept
{
    return Nanoseconds{empty() ? 0 : Layout::highestOf(m_last)};
}

double Histogram::mean() const noexcept
{
    if (empty())
        return 0;
    double sum = 0;
    for (auto index = m_first; index <= m_last; ++index)
        sum += static_cast<double>(m_counts[index - m_base]) * static_cast<double>(Layout::middleOf(index));
    return sum / static_cast<double>(m_count);
}

double Histogram::standardDeviation() const noexcept
{
    if (empty())
        return 0;
    const auto average = mean();
    double sum = 0;
    for (auto index = m_first; index <= m_last; ++index) {
        const auto difference = static_cast<double>(Layout::middleOf(index)) - average;
        sum += static_cast<double>(m_counts[index - m_base]) * difference * difference;
    }
    return std::sqrt(sum / static_cast<double>(m_count));
}

} // namespace cachedeck::latency
