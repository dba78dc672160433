#include "backend/latency/histogram.hpp"

#include <algorithm>
#include <cmath>

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

std::uint64_t rankOf(double quantile, std::uint64_t count) noexcept
{
    const auto wanted = std::ceil(std::clamp(quantile, 0.0, 1.0) * static_cast<double>(count) - 1e-9);
    return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::max(wanted, 1.0)), 1, count);
}

} // namespace

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
    static constexpr auto grain = Layout::subBucketHalf;
    const auto from = first / grain * grain;
    const auto to = (last / grain + 1) * grain;
    if (m_counts.empty()) {
        m_base = from;
        m_counts.assign(to - from, 0);
        return;
    }
    if (from < m_base) {
        m_counts.insert(m_counts.begin(), m_base - from, 0);
        m_base = from;
    }
    if (to > m_base + m_counts.size())
        m_counts.resize(to - m_base, 0);
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

SparseHistogram::SparseHistogram(const Histogram& histogram)
{
    for (auto index = histogram.firstIndex(); index <= histogram.lastIndex(); ++index)
        if (const auto count = histogram.countAt(index))
            m_buckets.push_back({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(count)});
    m_buckets.shrink_to_fit();
}

void SparseHistogram::add(const SparseHistogram& other)
{
    std::vector<Bucket> merged;
    merged.reserve(m_buckets.size() + other.m_buckets.size());
    auto left = m_buckets.begin();
    for (const auto& bucket : other.m_buckets) {
        while (left != m_buckets.end() && left->index < bucket.index)
            merged.push_back(*left++);
        if (left != m_buckets.end() && left->index == bucket.index) {
            merged.push_back({bucket.index, left->count + bucket.count});
            ++left;
        } else {
            merged.push_back(bucket);
        }
    }
    merged.insert(merged.end(), left, m_buckets.end());
    merged.shrink_to_fit();
    m_buckets = std::move(merged);
}

void SparseHistogram::addTo(Histogram& histogram) const
{
    for (const auto& bucket : m_buckets)
        histogram.recordIndex(bucket.index, bucket.count);
}

std::uint64_t SparseHistogram::count() const noexcept
{
    std::uint64_t sum = 0;
    for (const auto& bucket : m_buckets)
        sum += bucket.count;
    return sum;
}

Nanoseconds SparseHistogram::quantile(double quantile) const noexcept
{
    const auto total = count();
    if (total == 0)
        return Nanoseconds{0};
    const auto rank = rankOf(quantile, total);
    std::uint64_t seen = 0;
    for (const auto& bucket : m_buckets)
        if ((seen += bucket.count) >= rank)
            return Nanoseconds{Layout::highestOf(bucket.index)};
    return Nanoseconds{Layout::highestOf(m_buckets.back().index)};
}

Recorder::~Recorder()
{
    for (auto& chunk : m_chunks)
        delete chunk.load(std::memory_order_relaxed);
}

Recorder::Chunk* Recorder::makeChunk(std::size_t chunk) noexcept
{
    auto* made = new Chunk{};
    m_chunks[chunk].store(made, std::memory_order_release);
    return made;
}

void Recorder::drainInto(Histogram& interval)
{
    for (std::size_t number = 0; number < m_chunks.size(); ++number) {
        auto* chunk = m_chunks[number].load(std::memory_order_acquire);
        if (!chunk)
            continue;
        for (std::size_t place = 0; place < chunkSize; ++place) {
            const auto count = chunk->counts[place].load(std::memory_order_relaxed);
            if (const auto come = count - chunk->taken[place]) {
                interval.recordIndex(number * chunkSize + place, come);
                chunk->taken[place] = count;
            }
        }
    }
}

} // namespace cachedeck::latency
