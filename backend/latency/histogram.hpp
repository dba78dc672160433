#pragma once
// An HDR histogram: counts of values in buckets whose width grows with the value, so that every value from 1 ns to 1 h is
// kept to 3 significant digits. Algorithm: Gil Tene's HdrHistogram (http://hdrhistogram.org), written anew.
//
// Unit: nanoseconds. Values above the highest are counted as the highest (and told by saturated()), 0 as 1.
// Threads: Histogram is a value. Recorder has one writer and any number of readers that take turns.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cachedeck::latency {

using Nanoseconds = std::chrono::nanoseconds;

// The layout that all histograms of CacheDeck share: lowest 1 ns, highest 1 h, 3 digits → 2,048 sub-buckets.
struct Layout {
    static constexpr std::int64_t highest = 3'600'000'000'000;
    static constexpr int digits = 3;
    static constexpr int subBucketBits = 11;
    static constexpr std::size_t subBuckets = std::size_t{1} << subBucketBits;
    static constexpr std::size_t subBucketHalf = subBuckets / 2;
    static constexpr int buckets = 42 - subBucketBits + 1; // 2^42 ns > 1 h
    static constexpr std::size_t counts = static_cast<std::size_t>(buckets + 1) * subBucketHalf;

    static std::size_t indexOf(std::int64_t value) noexcept;          // branch-free in the hot path
    static std::int64_t lowestOf(std::size_t index) noexcept;         // lowest value of the bucket
    static std::int64_t highestOf(std::size_t index) noexcept;        // highest value equivalent to it
    static std::int64_t middleOf(std::size_t index) noexcept;
};

class Histogram {
public:
    Histogram();

    void record(Nanoseconds value, std::uint64_t times = 1) noexcept;
    void recordIndex(std::size_t index, std::uint64_t times) noexcept;
    void add(const Histogram& other);        // exact
    void clear() noexcept;

    std::uint64_t count() const noexcept { return m_count; }
    bool empty() const noexcept { return m_count == 0; }
    // The value at a quantile in [0, 1], as HdrHistogram's readers give it: the highest value equivalent to the bucket
    // in which rank ceil(quantile × count) falls. 0 when empty.
    Nanoseconds quantile(double quantile) const noexcept;
    Nanoseconds min() const noexcept;        // lowest equivalent
    Nanoseconds max() const noexcept;        // highest equivalent
    double mean() const noexcept;            // in nanoseconds, of the buckets' middles
    double standardDeviation() const noexcept;
    std::uint64_t saturated() const noexcept { return m_saturated; }

    std::uint64_t countAt(std::size_t index) const noexcept { return m_counts[index]; }
    // Non-empty buckets lie in [firstIndex, lastIndex]; first > last when empty.
    std::size_t firstIndex() const noexcept { return m_first; }
    std::size_t lastIndex() const noexcept { return m_last; }

private:
    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_count = 0;
    std::uint64_t m_saturated = 0;
    std::size_t m_first = Layout::counts;
    std::size_t m_last = 0;
};

// Written by one thread, read by another: single-writer counters with relaxed atomics, so recording is a load and a
// store. The reader takes what has come since it last looked; nothing is lost and nothing is counted twice.
class Recorder {
public:
    Recorder();
    void record(Nanoseconds value) noexcept;          // the writer; no lock, no allocation
    void drainInto(Histogram& interval);              // the reader: adds all since the last call

private:
    std::unique_ptr<std::atomic<std::uint64_t>[]> m_counts;
    std::atomic<std::size_t> m_first;
    std::atomic<std::size_t> m_last;
    std::vector<std::uint64_t> m_taken;               // the reader's
};

} // namespace cachedeck::latency
