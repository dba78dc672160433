#pragma once
// What a run measured, live (Sample) and in the end (Result). report/ writes a Result as run.json and its companions;
// the fields carry the names of command-line.md.

#include "backend/latency/histogram.hpp"
#include "backend/load/scenario.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::load {

// Counts of one path over some time. issued = ok + errors + timeouts + unfinished.
struct Counts {
    std::uint64_t issued = 0, ok = 0, errors = 0, timeouts = 0, unfinished = 0;
    std::uint64_t hits = 0, misses = 0, fallbacks = 0, storeReads = 0;
    std::uint64_t checked = 0, wrong = 0, missing = 0, stale = 0;
    std::uint64_t writes = 0;
    std::optional<double> hitRatio() const noexcept; // empty where the cache was not asked
    Counts& operator+=(const Counts& other) noexcept;
};

struct Quantiles { // of one interval, in microseconds; count 0: nothing to show
    std::uint64_t count = 0;
    double p50 = 0, p95 = 0, p99 = 0, p999 = 0, max = 0;
};

struct PathSample {
    Counts counts;            // of the interval
    double activeSeconds = 0; // how long the path really ran in it; rates are counts / activeSeconds
    Quantiles response, service;
};

// One point of the live charts: what every path did in [from, to], seconds since the run's start (warm-up included).
struct Sample {
    double from = 0, to = 0;
    bool warmUp = false;
    std::vector<PathSample> paths; // in the scenario's order
};

struct Mark {         // an event on the time axis
    double at = 0;    // seconds since the run's start
    std::string kind; // "invalidate", "recovered", "failover", "fault", "stage", "steady", "note"
    std::string text; // plain, English: "DEL movie:*, 9,540 keys"
};

struct OperationResult {
    std::string name;
    bool write = false;
    Counts counts;
    latency::Histogram service, response;
};

// One measured second of one path: a row of timeline.csv and an interval of latency.hlog. The histograms are kept as
// that log writes them (latency/hlog.hpp: compressed, base64), so that an hour of several paths fits into memory; their
// sums are PathResult::service and ::response, and the counts sum to PathResult::counts.
struct Second {
    int second = 0; // since the run's start; the warm-up's seconds are left out
    Counts counts;
    Quantiles service, response;         // of successful reads
    std::string serviceLog, responseLog; // empty where no read succeeded
};

struct PathResult {
    PathSpec spec;
    Counts counts;
    double seconds = 0; // user-time ÷ users, without warm-up
    double warmUp = 0;
    bool steady = true;
    double throughput = 0;  // ok operations a second
    double staleAgeMax = 0; // seconds
    std::uint64_t staleVersionsMax = 0;
    latency::Histogram service, response; // successful reads
    double concurrency = 0;               // known without the latencies
    double little = 1;                    // concurrency ÷ (throughput × mean response time)
    bool trusted = true;
    std::vector<std::string> reasons; // why not, or what to keep in mind
    std::vector<OperationResult> operations;
    std::vector<Second> timeline; // in order
};

struct Comparison {
    std::string what; // "latency" or "throughput"
    std::string baseline, path;
    std::optional<double> quantile;
    std::optional<double> speedup, low, high; // empty: not enough samples
    double confidence = 0.95;
};

struct ThresholdResult {
    std::string what;
    bool met = true;
};

struct NoiseCheck {       // of the machine, over the measured time
    double steal = 0;     // share of CPU time taken by the hypervisor
    double otherLoad = 0; // cores used by processes that are neither CacheDeck's nor its servers'
    double ownCores = 0;  // CacheDeck's own CPU
    double serverCores = 0;
    int cores = 0;
    bool sharedCores = false;         // client and servers share them
    std::vector<std::string> remarks; // "client and servers share 2 cores"
};

struct Machine {
    std::string os, cpu;
    int cores = 0;
    std::uint64_t memory = 0;
};

struct Result {
    Scenario scenario;
    std::string dataDescription; // "100,000 movies in SQLite, seed 20240611"
    std::string size;            // which data was used: "quick" or "full"
    std::chrono::system_clock::time_point started;
    double seconds = 0; // measured
    bool interrupted = false;
    Machine machine;
    std::map<std::string, std::string> versions; // "cachedeck", "redis", "sqlite"
    std::vector<std::string> simulated;          // "generated data", "in-process store"
    std::vector<PathResult> paths;
    std::vector<Comparison> comparisons;
    std::vector<Mark> events;
    std::vector<ThresholdResult> thresholds;
    std::vector<Sample> samples; // as charted; bounded: older ones are merged by pairs
    NoiseCheck noise;
    std::uint64_t ownConnections = 0, ownCommands = 0;

    bool trusted() const noexcept;
    bool thresholdsMet() const noexcept;
    const PathResult* find(std::string_view path) const noexcept;
};

// The verdict as facts; the window and the reports put them into words.
struct Verdict {
    enum class Kind : std::uint8_t {
        Faster, // the interval lies above 1.05
        NoHelp, // it contains 1 or lies within 5 % of it: "a cache does not help here"
        Slower, // it lies below 0.95
        TooFewSamples,
        Untrusted, // reasons say why
    } kind = Kind::TooFewSamples;
    std::string baseline, path;
    std::optional<Comparison> p50, p99, throughput;
    double baselineP50 = 0, pathP50 = 0, pathP99 = 0; // microseconds
    std::optional<double> hitRatio;
    std::vector<std::string> checks;  // what held: "Little's law 1.00", "1 in 64 answers checked, 0 wrong"
    std::vector<std::string> remarks; // what to keep in mind: noise, simulated, drift
};
// Against the scenario's first path, for each other path.
std::vector<Verdict> verdicts(const Result& result);
// One plain English sentence, for the command line and report.md.
std::string sentence(const Verdict& verdict);

} // namespace cachedeck::load
