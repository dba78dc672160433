#pragma once
// The samples of a run as charted, however long it is: when there are too many, the older half is merged by pairs. A
// merged sample's percentiles come from merged histograms (kept to 2 digits for that: within 1 %), never from
// percentiles.

#include "backend/latency/histogram.hpp"
#include "backend/load/result.hpp"

#include <utility>
#include <vector>

namespace cachedeck::load {

class SampleStore {
public:
    struct Latencies { // of one path in one sample
        latency::SparseHistogram service, response;
    };
    explicit SampleStore(std::size_t most = 1200) : m_most(most) {}
    void add(Sample sample, std::vector<Latencies> latencies);
    const std::vector<Sample>& samples() const noexcept { return m_samples; }

    // The same counts in buckets eight times as wide.
    static latency::SparseHistogram coarse(const latency::Histogram& histogram);

private:
    void merge(std::size_t into, std::size_t from);

    std::size_t m_most;
    std::vector<Sample> m_samples;
    std::vector<std::vector<Latencies>> m_latencies;
};

} // namespace cachedeck::load
