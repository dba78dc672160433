#include "backend/load/sample_store.hpp"

#include "backend/load/ledger.hpp"

#include <algorithm>

namespace cachedeck::load {

latency::SparseHistogram SampleStore::coarse(const latency::Histogram& histogram)
{
    latency::Histogram wide;
    for (auto index = histogram.firstIndex(); index <= histogram.lastIndex(); ++index)
        if (const auto count = histogram.countAt(index))
            wide.recordIndex(index | 7, count); // the last of eight neighbours: its highest value is the octet's
    return latency::SparseHistogram(wide);
}

void SampleStore::add(Sample sample, std::vector<Latencies> latencies)
{
    m_samples.push_back(std::move(sample));
    m_latencies.push_back(std::move(latencies));
    if (m_samples.size() <= m_most)
        return;
    const auto older = m_samples.size() / 4; // pairs: half of all samples
    for (std::size_t i = 0; i < older; ++i) {
        if (i > 0) {
            m_samples[i] = std::move(m_samples[2 * i]);
            m_latencies[i] = std::move(m_latencies[2 * i]);
        }
        merge(i, 2 * i + 1);
    }
    const auto from = static_cast<std::ptrdiff_t>(older);
    m_samples.erase(m_samples.begin() + from, m_samples.begin() + 2 * from);
    m_latencies.erase(m_latencies.begin() + from, m_latencies.begin() + 2 * from);
}

void SampleStore::merge(std::size_t into, std::size_t from)
{
    auto& left = m_samples[into];
    const auto& right = m_samples[from];
    left.to = right.to;
    left.warmUp = left.warmUp && right.warmUp;
    for (std::size_t path = 0; path < left.paths.size(); ++path) {
        left.paths[path].counts += right.paths[path].counts;
        left.paths[path].activeSeconds += right.paths[path].activeSeconds;
        left.paths[path].storeInFlight = std::max(left.paths[path].storeInFlight, right.paths[path].storeInFlight);
        auto& latencies = m_latencies[into][path];
        latencies.service.add(m_latencies[from][path].service);
        latencies.response.add(m_latencies[from][path].response);
        latency::Histogram service;
        latency::Histogram response;
        latencies.service.addTo(service);
        latencies.response.addTo(response);
        left.paths[path].service = quantilesOf(service);
        left.paths[path].response = quantilesOf(response);
    }
}

} // namespace cachedeck::load
