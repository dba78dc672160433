#pragma once
// The non-empty buckets of a histogram alone: what is kept of an interval when many intervals are kept. Two or three
// bytes a bucket: the distance from the bucket before, then the count, each as short as it can be written.
//
// A value; one thread at a time.

#include "backend/latency/histogram.hpp"
#include "backend/latency/varint.hpp"

#include <cstdint>
#include <string>

namespace cachedeck::latency {

class SparseHistogram {
public:
    struct Bucket {
        std::size_t index;
        std::uint64_t count;
    };
    SparseHistogram() = default;
    explicit SparseHistogram(const Histogram& histogram) : SparseHistogram(histogram, 1) {}
    // The same counts in buckets as wide as `together` of the histogram's, a power of two: each stands where the last
    // of them did, so that quantiles are at most so much too high.
    SparseHistogram(const Histogram& histogram, std::size_t together);
    void add(const SparseHistogram& other); // exact
    void addTo(Histogram& histogram) const;
    std::uint64_t count() const noexcept { return m_count; }
    bool empty() const noexcept { return m_count == 0; }
    Nanoseconds quantile(double quantile) const noexcept; // as Histogram's

    // Goes through the buckets in the order of their values.
    class Reader {
    public:
        explicit Reader(const SparseHistogram& histogram) noexcept : m_bytes(histogram.m_bytes) {}
        std::optional<Bucket> next() noexcept
        {
            const auto gap = getVarint(m_bytes, m_offset);
            const auto count = getVarint(m_bytes, m_offset);
            if (!gap || !count)
                return std::nullopt;
            m_index += static_cast<std::size_t>(*gap);
            return Bucket{m_index, *count};
        }

    private:
        std::string_view m_bytes;
        std::size_t m_offset = 0;
        std::size_t m_index = 0;
    };

private:
    class Writer;
    std::string m_bytes;
    std::uint64_t m_count = 0;
};

} // namespace cachedeck::latency
