#pragma once
// The samples of a run as charted, however long it is: the newest as they came, the older ones added up so that each
// stands for the same number and there are never too many. Percentiles of what was added up come from histograms that
// were (kept to 2 digits for that: within 1 %), never from percentiles.

#include "backend/latency/even_series.hpp"
#include "backend/latency/sparse_histogram.hpp"
#include "backend/load/result.hpp"

#include <deque>
#include <vector>

namespace cachedeck::load {

class SampleStore {
public:
    struct Latencies { // of one path in one sample
        latency::SparseHistogram service, response;
    };
    explicit SampleStore(std::size_t older = 384, std::size_t newest = 128) : m_most(newest), m_older(older) {}
    void add(Sample sample, std::vector<Latencies> latencies);
    // In the order of time, without gap.
    std::vector<Sample> samples() const;
    // Samples as added in each of the older ones; 1: all are as they came.
    std::size_t width() const noexcept { return m_older.width(); }

    static latency::SparseHistogram coarse(const latency::Histogram& histogram) { return {histogram, 8}; }

private:
    struct Entry {
        Sample sample;
        std::vector<Latencies> latencies;
        Entry& operator+=(const Entry& next);
    };

    std::size_t m_most;
    latency::EvenSeries<Entry> m_older;
    std::deque<Entry> m_newest;
};

} // namespace cachedeck::load
