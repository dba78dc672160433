#pragma once
// What run.json holds, as values: the contract of command-line.md ("A run's files"), field for field. A Result becomes
// a document, a document becomes run.json, and run.json becomes a document again (for `compare`, "Open a run").
//
// Units as in the file: latencies in microseconds, durations in seconds, sizes in bytes. Threads: values.

#include "backend/load/result.hpp"
#include "backend/report/break_even.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::report {

// A file that could not be written or read, or holds something else than a run: where, which field, what was expected.
using Error = workload::FileError;
template<class T>
using Result = workload::FileResult<T>;

struct Latency { // microseconds; all 0 where count is 0
    std::uint64_t count = 0;
    double min = 0, mean = 0, p50 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0, p9999 = 0, max = 0;
};
Latency summarize(const latency::Histogram& histogram);

struct OperationSummary {
    std::string name;
    std::string kind; // "read" or "write"
    load::Counts counts;
    Latency service, response;
};

struct Durations { // milliseconds; all 0 where count is 0
    std::uint64_t count = 0;
    double mean = 0, p50 = 0, p90 = 0, p99 = 0, max = 0;
};
using StaleAges = Durations;

// load::StreamResult; without a carrier there was no stream.
struct StreamSummary {
    load::StreamResult stream; // read back without its histogram
    Durations publish;
};

// What came after the contract's first fields; load::PathResult says what each is.
struct PathDetails {
    std::optional<double> steadyAfter;
    double drift = 0;
    StaleAges staleAges;
    double staleVersionsMean = 0;
    std::uint64_t storeInFlightMax = 0;
    double ownThreadShare = 0;
    std::optional<double> serverCores;
    std::optional<load::Waiting> waiting;
    std::optional<double> hitMean, missMean; // microseconds
    std::optional<std::uint64_t> cacheBytes, cacheKeys;
    std::optional<load::LimitResult> limit;
    std::vector<strategies::Figure> figures;
    Durations eventToApplied, eventToFresh;
    std::uint64_t eventsApplied = 0, eventsFailed = 0, eventsNotFresh = 0;
};

struct PathSummary {
    std::string name, strategy, store, encoding, loop;
    load::Counts counts;
    double seconds = 0, warmUp = 0;
    bool steady = true;
    double throughput = 0;
    std::optional<double> hitRatio;
    double staleAgeMax = 0; // seconds
    std::uint64_t staleVersionsMax = 0;
    Latency service, response;
    double concurrency = 0, little = 1;
    bool trusted = true;
    std::vector<std::string> reasons;
    std::vector<OperationSummary> operations;
    PathDetails details;
};
PathSummary summarize(const load::PathResult& path, load::Loop loop);

struct BreakEvenSummary {
    BreakEven breakEven; // read back without the writes' means and the memory, which the paths have
    std::vector<MethodSentence> sentences;
};

struct RunDocument {
    std::string name;
    std::chrono::system_clock::time_point started;
    double seconds = 0;
    std::uint64_t seed = 0;
    std::string scenario; // a JSON object
    load::Machine machine;
    std::map<std::string, std::string> versions;
    std::vector<std::string> simulated;
    std::vector<PathSummary> paths;
    std::vector<load::Comparison> comparisons;
    std::vector<load::Mark> events;
    std::vector<load::ThresholdResult> thresholds;
    // Beyond the contract's first fields:
    bool interrupted = false;
    std::string data;                  // "100,000 movies in SQLite, seed 20240611"
    std::vector<std::string> verdicts; // a sentence a path
    load::NoiseCheck noise;
    std::uint64_t ownConnections = 0, ownCommands = 0; // CacheDeck's own cost
    std::vector<load::Fault> faults;
    load::ServerCost server;
    StreamSummary stream;
    std::vector<BreakEvenSummary> breakEven;

    const PathSummary* find(std::string_view path) const noexcept;
};
RunDocument summarize(const load::Result& result);

// run.json's bytes.
std::string toJson(const RunDocument& document);
// One path object of run.json on its own: what `bench --json` lists.
std::string toJson(const PathSummary& path);

// Reads run.json's bytes; `name` is for messages. Unknown fields are passed over, as later versions add some; a missing
// or mistyped one is an error that names it. Safe on any bytes.
Result<RunDocument> parseRun(std::string_view json, std::string_view name);

// "2026-11-21T10:00:00Z"
std::string isoTime(std::chrono::system_clock::time_point time);

} // namespace cachedeck::report
