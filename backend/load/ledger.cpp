#include "backend/load/ledger.hpp"

#include "backend/latency/hlog.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

Quantiles quantilesOf(const latency::Histogram& histogram)
{
    return {histogram.count(),
            latency::microseconds(histogram.quantile(0.5)),
            latency::microseconds(histogram.quantile(0.95)),
            latency::microseconds(histogram.quantile(0.99)),
            latency::microseconds(histogram.quantile(0.999)),
            latency::microseconds(histogram.max())};
}

void PathDrain::clear()
{
    for (auto& operation : operations)
        operation.clear();
    seconds = inSystemSeconds = userSeconds = 0;
    threads.clear();
    servers.clear();
    sampled = {};
    staleVersions = storeInFlight = recomputations = 0;
    staleAges.clear();
    serverSeconds = serverWallSeconds = 0;
}

void Ledger::add(const PathDrain& drain, double from, double to, bool measuring)
{
    Counts counts;
    if (measuring)
        beginSecond(static_cast<int>(std::floor((from + to) / 2)));
    for (std::size_t i = 0; i < drain.operations.size(); ++i) {
        const auto& operation = drain.operations[i];
        counts += operation.counts;
        const bool isRead = !operation.isWrite;
        if (isRead) {
            m_sampleService.add(operation.service);
            m_sampleResponse.add(operation.response);
        }
        if (!measuring)
            continue;
        auto& total = m_operations[i];
        total.counts += operation.counts;
        total.failedSeconds += operation.failedSeconds;
        total.hitSeconds += operation.hitSeconds;
        total.missSeconds += operation.missSeconds;
        total.service.add(operation.service);
        total.response.add(operation.response);
        if (isRead) {
            m_sliceResponse.add(operation.response);
            m_secondService.add(operation.service);
            m_secondResponse.add(operation.response);
        }
    }
    counts.recomputations = drain.recomputations; // of the path: a store read does not say which operation it answers
    m_sample.counts += counts;
    m_sample.activeSeconds += drain.seconds;
    m_sample.storeInFlight = std::max(m_sample.storeInFlight, drain.storeInFlight);
    if (!measuring) {
        m_warmUp += drain.seconds;
        return;
    }
    m_second->counts += counts;
    m_second->storeInFlight = std::max(m_second->storeInFlight, drain.storeInFlight);
    m_recomputations += drain.recomputations;
    m_storeInFlight = std::max(m_storeInFlight, drain.storeInFlight);
    m_sliceOk += counts.ok;
    m_sliceSeconds += drain.seconds;
    m_seconds += drain.seconds;
    m_inSystemSeconds += drain.inSystemSeconds;
    m_sampled += drain.sampled;
    m_threads.resize(std::max(m_threads.size(), drain.threads.size()));
    for (std::size_t i = 0; i < drain.threads.size(); ++i) {
        m_threads[i].time += drain.threads[i].time;
        m_threads[i].wall += drain.threads[i].wall;
    }
    m_servers.resize(std::max(m_servers.size(), drain.servers.size()));
    for (std::size_t i = 0; i < drain.servers.size(); ++i)
        m_servers[i] += drain.servers[i];
    m_staleAges.add(drain.staleAges);
    m_staleVersionsSum += drain.staleVersions;
    m_serverSeconds += drain.serverSeconds;
    m_serverWallSeconds += drain.serverWallSeconds;
}

void Ledger::endSlice()
{
    if (m_sliceSeconds > 0)
        m_slices.add({latency::SparseHistogram(m_sliceResponse), m_sliceOk, m_sliceSeconds});
    m_sliceResponse.clear();
    m_sliceOk = 0;
    m_sliceSeconds = 0;
}

void Ledger::beginSecond(int second)
{
    if (m_second && m_second->second == second)
        return;
    flushSecond();
    m_second.emplace();
    m_second->second = second;
}

void Ledger::flushSecond()
{
    if (!m_second)
        return;
    m_second->service = quantilesOf(m_secondService);
    m_second->response = quantilesOf(m_secondResponse);
    if (!m_secondService.empty()) {
        m_second->serviceLog = latency::encode(m_secondService);
        m_second->responseLog = latency::encode(m_secondResponse);
    }
    m_timeline.add(std::move(*m_second));
    m_second.reset();
    m_secondService.clear();
    m_secondResponse.clear();
}

void Ledger::finish()
{
    endSlice();
    flushSecond();
}

std::pair<PathSample, SampleStore::Latencies> Ledger::takeSample()
{
    m_sample.service = quantilesOf(m_sampleService);
    m_sample.response = quantilesOf(m_sampleResponse);
    SampleStore::Latencies latencies{SampleStore::coarse(m_sampleService), SampleStore::coarse(m_sampleResponse)};
    m_sampleService.clear();
    m_sampleResponse.clear();
    return {std::exchange(m_sample, {}), std::move(latencies)};
}

// Samples know nothing of single operations, so they are the better witness where they are exact enough: with few
// operations in the system, or on a machine so busy that samples came late, they are not.
double Ledger::concurrencySeconds() const noexcept
{
    static constexpr double exact = 0.01;
    const bool trusted = m_sampled.seconds > 0 && m_sampled.error() <= exact * m_sampled.seconds;
    return trusted ? m_sampled.seconds : m_inSystemSeconds;
}

std::optional<double> Ledger::serversBusy() const noexcept
{
    const auto wall = std::chrono::nanoseconds(std::llround(m_serverWallSeconds * 1e9));
    std::optional<double> most;
    for (const auto& server : m_servers)
        if (wall.count() > 0)
            most = std::max(most.value_or(0), server.busyShare(wall));
    return most;
}

std::chrono::nanoseconds Ledger::threadsWall() const noexcept
{
    std::chrono::nanoseconds longest{0};
    for (const auto& thread : m_threads)
        longest = std::max(longest, thread.wall);
    return longest;
}

void Ledger::addUnfinished(std::size_t operation, double waitedSeconds)
{
    Counts one;
    one.issued = one.unfinished = 1;
    m_operations[operation].counts += one;
    m_operations[operation].failedSeconds += waitedSeconds;
    m_inSystemSeconds += waitedSeconds;
    if (m_second)
        m_second->counts += one;
}

void Ledger::fill(PathResult& result, const workload::Workload& workload, bool whole) const
{
    double responseSeconds = 0; // of all operations, whatever came of them
    double hitSeconds = 0;
    double missSeconds = 0;
    for (std::size_t i = 0; i < m_operations.size(); ++i) {
        const auto& total = m_operations[i];
        const bool isWrite = workload.operations[i].kind == workload::Kind::Write;
        result.counts += total.counts;
        responseSeconds +=
            static_cast<double>(total.response.count()) * total.response.mean() / 1e9 + total.failedSeconds;
        hitSeconds += total.hitSeconds;
        missSeconds += total.missSeconds;
        if (!isWrite) {
            result.service.add(total.service);
            result.response.add(total.response);
        }
        result.operations.push_back({workload.operations[i].name, isWrite, total.counts, total.service, total.response,
                                     workload.operations[i].share});
    }
    result.seconds = m_seconds;
    result.warmUp = m_warmUp;
    result.throughput = m_seconds > 0 ? static_cast<double>(result.counts.ok) / m_seconds : 0;
    result.concurrency = m_seconds > 0 ? concurrencySeconds() / m_seconds : 0;
    result.little = responseSeconds > 0 ? concurrencySeconds() / responseSeconds : 1;
    result.staleAgeMax = m_staleAge;
    result.staleVersionsMax = m_staleVersions;
    result.staleAges = m_staleAges;
    result.storeInFlightMax = m_storeInFlight;
    result.counts.recomputations = m_recomputations;
    if (m_staleAges.count() > 0)
        result.staleVersionsMean = static_cast<double>(m_staleVersionsSum) / static_cast<double>(m_staleAges.count());
    if (result.counts.hits > 0)
        result.hitMean = hitSeconds * 1e6 / static_cast<double>(result.counts.hits);
    if (result.counts.misses > 0)
        result.missMean = missSeconds * 1e6 / static_cast<double>(result.counts.misses);
    result.ownThreadShare = cpuShare();
    result.serverCores = serverCores();
    if (whole) {
        result.slices = m_slices.elements();
        result.timeline = m_timeline.all();
    } else {
        result.timeline.assign(m_timeline.newest().begin(), m_timeline.newest().end());
    }
}

} // namespace cachedeck::load
