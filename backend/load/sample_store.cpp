#include "backend/load/sample_store.hpp"

#include "backend/load/ledger.hpp"

#include <algorithm>
#include <utility>

namespace cachedeck::load {
namespace {

Quantiles quantilesOf(const latency::SparseHistogram& histogram, double max)
{
    const auto at = [&](double quantile) { return std::min(max, latency::microseconds(histogram.quantile(quantile))); };
    return {histogram.count(), at(0.5), at(0.95), at(0.99), at(0.999), max};
}

} // namespace

void SampleStore::add(Sample sample, std::vector<Latencies> latencies)
{
    m_newest.push_back({std::move(sample), std::move(latencies)});
    if (m_newest.size() <= m_most)
        return;
    m_older.add(std::move(m_newest.front()));
    m_newest.pop_front();
}

std::vector<Sample> SampleStore::samples() const
{
    std::vector<Sample> all;
    all.reserve(m_older.elements().size() + m_newest.size());
    for (const auto& entry : m_older.elements())
        all.push_back(entry.sample);
    for (const auto& entry : m_newest)
        all.push_back(entry.sample);
    return all;
}

SampleStore::Entry& SampleStore::Entry::operator+=(const Entry& next)
{
    sample.to = next.sample.to;
    sample.warmUp = sample.warmUp && next.sample.warmUp;
    for (std::size_t path = 0; path < sample.paths.size(); ++path) {
        auto& left = sample.paths[path];
        const auto& right = next.sample.paths[path];
        left.counts += right.counts;
        left.activeSeconds += right.activeSeconds;
        left.storeInFlight = std::max(left.storeInFlight, right.storeInFlight);
        latencies[path].service.add(next.latencies[path].service);
        latencies[path].response.add(next.latencies[path].response);
        left.service = quantilesOf(latencies[path].service, std::max(left.service.max, right.service.max));
        left.response = quantilesOf(latencies[path].response, std::max(left.response.max, right.response.max));
    }
    return *this;
}

} // namespace cachedeck::load
