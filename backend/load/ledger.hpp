#pragma once
// What a path has done, as the coordinator books it: totals, slices for the bootstrap, seconds for the files, and the
// interval of the next chart sample. Everything is bounded, whatever the run's length.
//
// Threads: the coordinator's.

#include "backend/latency/statistics.hpp"
#include "backend/load/counters.hpp"
#include "backend/load/in_system_meter.hpp"
#include "backend/load/machine.hpp"
#include "backend/load/result.hpp"
#include "backend/load/sample_store.hpp"
#include "backend/load/second_store.hpp"

#include <optional>
#include <vector>

namespace cachedeck::load {

// What came of a path since the last drain.
struct PathDrain {
    std::vector<OperationDrain> operations;
    double seconds = 0;             // user-time ÷ users
    double inSystemSeconds = 0;     // the integral over time of operations in the system, known without the histograms:
                                    // closed loop, user-time without thinking; open loop, from the arrivals' own clock
    InSystem sampled;               // open loop: the same integral from samples, and how far it may be off
    double userSeconds = 0;         // user-time
    std::vector<ThreadUse> threads; // the users', each
    std::uint64_t recomputations = 0;
    std::uint64_t storeInFlight = 0; // the most store reads at the same moment
    latency::Histogram staleAges;
    std::uint64_t staleVersions = 0;                 // their sum
    double serverSeconds = 0, serverWallSeconds = 0; // CPU of the servers while the path worked, and for how long
    std::vector<ThreadTime> servers;                 // the main thread of each in that time
    void clear();
};

Quantiles quantilesOf(const latency::Histogram& histogram);

class Ledger {
public:
    explicit Ledger(std::size_t operations) : m_operations(operations) {}

    // Books an interval [from, to], in seconds since the run's start. Warm-up shows in samples only.
    void add(const PathDrain& drain, double from, double to, bool measuring);
    // Ends a slice for the bootstrap.
    void endSlice();
    // What came since the last sample.
    std::pair<PathSample, SampleStore::Latencies> takeSample();
    void finish(); // the last second

    // Fills counts, times, histograms, operations, timeline and slices; where it is not the whole, no slices and the
    // newest seconds only.
    void fill(PathResult& result, const workload::Workload& workload, bool whole) const;
    const std::vector<latency::Slice>& slices() const noexcept { return m_slices.elements(); }
    // Cores that the servers used while the path worked; empty where nobody read them.
    std::optional<double> serverCores() const noexcept
    {
        return m_serverWallSeconds > 0 ? std::optional(m_serverSeconds / m_serverWallSeconds) : std::nullopt;
    }
    // How busy the busiest of the users' threads was, and the busiest server (empty: not known), by
    // ThreadTime::busyShare; and the share of its time that the busiest thread computed.
    double threadsBusy() const noexcept { return busiestShare(m_threads); }
    std::chrono::nanoseconds threadsWall() const noexcept; // of the one that worked longest
    double cpuShare() const noexcept { return mostComputing(m_threads); }
    std::optional<double> serversBusy() const noexcept;
    void setMaxima(double staleAge, std::uint64_t staleVersions)
    {
        m_staleAge = staleAge;
        m_staleVersions = staleVersions;
    }
    // Operations that were due when the run was stopped and never began.
    void addUnfinished(std::size_t operation, double waitedSeconds);

private:
    struct Total {
        Counts counts;
        double failedSeconds = 0, hitSeconds = 0, missSeconds = 0;
        latency::Histogram service, response;
    };
    void beginSecond(int second);
    void flushSecond();

    std::vector<Total> m_operations;
    double concurrencySeconds() const noexcept;

    double m_seconds = 0, m_warmUp = 0, m_inSystemSeconds = 0;
    std::vector<ThreadUse> m_threads;
    std::vector<ThreadTime> m_servers;
    InSystem m_sampled;
    double m_staleAge = 0;
    latency::Histogram m_staleAges;
    std::uint64_t m_staleVersionsSum = 0;
    std::uint64_t m_storeInFlight = 0, m_recomputations = 0;
    double m_serverSeconds = 0, m_serverWallSeconds = 0;
    std::uint64_t m_staleVersions = 0;

    latency::SliceSeries m_slices{latency::mostSlices};
    latency::Histogram m_sliceResponse;
    std::uint64_t m_sliceOk = 0;
    double m_sliceSeconds = 0;

    std::optional<Second> m_second;
    latency::Histogram m_secondService, m_secondResponse;
    static constexpr std::size_t newestSeconds = 5; // of an interim result
    SecondStore m_timeline{newestSeconds};

    PathSample m_sample;
    latency::Histogram m_sampleService, m_sampleResponse;
};

} // namespace cachedeck::load
