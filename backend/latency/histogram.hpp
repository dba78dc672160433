#pragma once
// An HDR histogram: counts of values in buckets whose width grows with the value, so that every value from 1 ns to 1 h
// is kept to 3 significant digits. Algorithm: Gil Tene's HdrHistogram (http://hdrhistogram.org), written anew.
//
// Unit: nanoseconds. Values above the highest are counted as the highest (and told by saturated()), 0 as 1.
// Threads: a value; one thread at a time. Recorder (recorder.hpp) is what one thread writes and another reads.

#include <bit>
#include <chrono>
#include <cstdint>
#include <vector>

namespace cachedeck::latency {

using Nanoseconds = std::chrono::nanoseconds;
inline double microseconds(Nanoseconds value) noexcept
{
    return static_cast<double>(value.count()) / 1000;
}

// The layout that all histograms of CacheDeck share: lowest 1 ns, highest 1 h, 3 digits → 2,048 sub-buckets.
struct Layout {
    static constexpr std::int64_t highest = 3'600'000'000'000;
    static constexpr int digits = 3;
    static constexpr int subBucketBits = 11;
    static constexpr std::size_t subBuckets = std::size_t{1} << subBucketBits;
    static constexpr std::size_t subBucketHalf = subBuckets / 2;
    static constexpr int buckets = 42 - subBucketBits + 1; // 2^42 ns > 1 h
    static constexpr std::size_t counts = static_cast<std::size_t>(buckets + 1) * subBucketHalf;

    static std::size_t indexOf(std::int64_t value) noexcept;   // branch-free in the hot path
    static std::int64_t lowestOf(std::size_t index) noexcept;  // lowest value of the bucket
    static std::int64_t highestOf(std::size_t index) noexcept; // highest value equivalent to it
    static std::int64_t middleOf(std::size_t index) noexcept;
};

// The rank that a quantile in [0, 1] of `count` values asks for, from 1 on: ceil(quantile × count).
std::uint64_t rankOf(double quantile, std::uint64_t count) noexcept;

class Histogram {
public:
    Histogram();

    void record(Nanoseconds value, std::uint64_t times = 1) noexcept;
    void recordIndex(std::size_t index, std::uint64_t times) noexcept;
    void add(const Histogram& other); // exact
    void clear() noexcept;

    std::uint64_t count() const noexcept { return m_count; }
    bool empty() const noexcept { return m_count == 0; }
    // The value at a quantile in [0, 1]: the highest value equivalent to the bucket in which rank
    // ceil(quantile × count), 1 at least, falls. 0 when empty. HdrHistogram for Java takes this rank since 2.1.10; see
    // hlog.hpp for readers that take another.
    Nanoseconds quantile(double quantile) const noexcept;
    Nanoseconds min() const noexcept; // lowest equivalent
    Nanoseconds max() const noexcept; // highest equivalent
    double mean() const noexcept;     // in nanoseconds, of the buckets' middles
    double standardDeviation() const noexcept;
    std::uint64_t saturated() const noexcept { return m_saturated; }

    std::uint64_t countAt(std::size_t index) const noexcept
    {
        return index - m_base < m_counts.size() ? m_counts[index - m_base] : 0;
    }
    // Non-empty buckets lie in [firstIndex, lastIndex]; first > last when empty.
    std::size_t firstIndex() const noexcept { return m_first; }
    std::size_t lastIndex() const noexcept { return m_last; }

private:
    void cover(std::size_t first, std::size_t last); // makes room for these indexes

    // Counts of the indexes [m_base, m_base + size): memory goes with the range of the values, not with the layout.
    std::vector<std::uint64_t> m_counts;
    std::size_t m_base = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_saturated = 0;
    std::size_t m_first = Layout::counts;
    std::size_t m_last = 0;
};

// The bucket of a value. For values below 2,048 the bucket is the value; above, the top 11 bits tell the sub-bucket and
// their place the octave. A few instructions without a jump.
inline std::size_t Layout::indexOf(std::int64_t value) noexcept
{
    const auto clamped = static_cast<std::uint64_t>(value < 1 ? 1 : value > highest ? highest : value);
    const int octave = 64 - subBucketBits - std::countl_zero(clamped | (subBuckets - 1));
    return (static_cast<std::size_t>(octave) << (subBucketBits - 1)) + static_cast<std::size_t>(clamped >> octave);
}

} // namespace cachedeck::latency
