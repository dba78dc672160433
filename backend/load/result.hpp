#pragma once
// What a run measured, live (Sample) and in the end (Result). report/ writes a Result as run.json and its companions;
// the fields carry the names of command-line.md. Where run.json's name is not this one in snake_case, or the field came
// after the contract's, its name there stands in [brackets].

#include "backend/latency/histogram.hpp"
#include "backend/latency/statistics.hpp"
#include "backend/load/scenario.hpp"
#include "backend/strategies/figure.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::load {

// Little's law holds between them, or a run is not to be trusted.
inline constexpr double littleLow = 0.97, littleHigh = 1.03;

// A slice with fewer has no hit ratio to speak of.
inline constexpr std::uint64_t fewestLookups = 20;

// Counts of one path over some time. issued = ok + errors + timeouts + unfinished.
struct Counts {
    std::uint64_t issued = 0, ok = 0, errors = 0, timeouts = 0, unfinished = 0;
    std::uint64_t hits = 0, misses = 0, fallbacks = 0, storeReads = 0;
    std::uint64_t checked = 0, wrong = 0, missing = 0, stale = 0;
    std::uint64_t writes = 0;
    // Of errors, timeouts and unfinished ones, the writes that may have taken effect all the same: no answer came, or
    // not a whole one. They are not tried again. [unknown_writes, absent where there are none]
    std::uint64_t unknownWrites = 0;
    // Store reads of a key that another user of the path was reading from the store at that moment: the work that a
    // stampede wastes and single flight saves. [recomputations]
    std::uint64_t recomputations = 0;
    // Of errors and timeouts, those that the store and those that the cache caused; what waited too long in an open
    // loop's queue is neither. [store_errors, cache_errors]
    std::uint64_t storeErrors = 0, cacheErrors = 0;
    // Answers that are estimates by design (a HyperLogLog's), checked against the exact number: how many, and the sums
    // of their relative errors, in millionths, and of these errors' squares. [estimates: { "checked", "mean_error",
    // "standard_error" }, absent where there are none]
    std::uint64_t estimates = 0, estimateErrors = 0, estimateSquares = 0;
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
    std::uint64_t storeInFlight = 0; // the most reads that were in the store at the same moment of the interval
};

// One point of the live charts: what every path did in [from, to], seconds since the run's start (warm-up included).
struct Sample {
    double from = 0, to = 0;
    bool warmUp = false;
    std::vector<PathSample> paths; // in the scenario's order
};

struct Mark {         // an event on the time axis
    double at = 0;    // seconds since the run's start
    std::string kind; // "invalidate", "expire", "recovered", "failover", "fault", "stage", "steady", "note"; a
                      // fault's interval, from and to, is in Result::faults
    std::string text; // plain, English: "DEL movie:*, 9,540 keys"
};

struct OperationResult {
    std::string name;
    bool write = false;
    Counts counts;
    latency::Histogram service, response;
    double share = 0; // of the run's operations; 0: only there for others (a document, the whole of a part)
};

// One measured second of one path: a row of timeline.csv and an interval of latency.hlog. The histograms are kept as
// that log writes them (latency/hlog.hpp: compressed, base64), so that an hour of several paths fits into memory; their
// sums are PathResult::service and ::response, and the counts sum to PathResult::counts.
struct Second {
    int second = 0; // since the run's start; the warm-up's seconds are left out
    Counts counts;
    Quantiles service, response;         // of successful reads
    std::string serviceLog, responseLog; // empty where no read succeeded
    std::uint64_t storeInFlight = 0;     // as PathSample's
};

// Response time far above service time: operations waited for their turn while something stalled. A tool that times
// only what it has sent does not see this wait (coordinated omission), and would report the service time. [waiting: {
// "response_p99_us", "service_p99_us", "text" }; absent where they agree]
struct Waiting {
    double responseP99 = 0, serviceP99 = 0; // microseconds
    std::string text;                       // a plain English sentence that says why they differ; also in `reasons`
};

// A search for the limit (FindLimit) on one path.
struct LimitStep {
    double rate = 0;         // asked for, operations a second
    double throughput = 0;   // ok operations a second
    double p50 = 0, p99 = 0; // response time, microseconds; 0: no read succeeded
    bool sustained = true;   // all that arrived was served in time, but for a twentieth
    bool met = true;         // the threshold held
    bool decided = true;     // false: too few operations to tell either [decided; missing in older results: true]
    std::uint64_t told = 0; // values that a threshold of a latency was held against; else the arrivals; not in run.json
    bool holds() const noexcept { return decided && sustained && met; }
};
struct LimitResult {
    std::string threshold;        // "response_us.p99 < 5000"
    std::optional<double> rate;   // the knee: the highest rate that held; empty: not even the first did
    std::optional<double> above;  // the lowest rate that did not hold; empty: all held, the limit lies beyond `to`
    bool complete = true;         // false: stopped before the search was over
    std::vector<LimitStep> steps; // in the order of time; sort by rate for the curve
};

struct PathResult {
    PathSpec spec;
    Counts counts;
    double seconds = 0; // user-time ÷ users, without warm-up
    double warmUp = 0;
    bool steady = true;
    // The steady state, as the warm-up's end saw it: seconds of warm-up until it was steady; empty: it was not when the
    // warm-up's limit came. `drift` is the median's movement over the measured time, as a share of it: +0.2 is 20 %
    // slower at the end. [steady_after, drift]
    std::optional<double> steadyAfter;
    double drift = 0;
    double throughput = 0;  // ok operations a second
    double staleAgeMax = 0; // seconds
    std::uint64_t staleVersionsMax = 0;
    // Ages of the stale answers among those checked: since when a newer version had been written. In run.json
    // milliseconds: [stale_age_ms: { "count", "mean", "p50", "p90", "p99", "max" }, stale_versions_mean]
    latency::Histogram staleAges;
    double staleVersionsMean = 0;
    std::uint64_t storeInFlightMax = 0; // the most reads in the store at the same moment [store_in_flight_max]
    // CPU while this path worked: the share of its time that the busiest of its users' threads computed (1: it was the
    // bottleneck), and the cores that the servers used; empty where nobody can tell. [own_thread_share, server_cores]
    double ownThreadShare = 0;
    std::optional<double> serverCores;
    std::optional<Waiting> waiting;
    // What a hit and what a miss cost: mean service time in microseconds of reads that the cache answered and of those
    // that went on to the store; and what the path's keys take in the cache when the measuring ends (MEMORY USAGE of a
    // sample, times their number). Empty where not known. [hit_mean_us, miss_mean_us, cache_bytes, cache_keys]
    std::optional<double> hitMean, missMean;
    std::optional<std::uint64_t> cacheBytes, cacheKeys;
    latency::Histogram service, response; // successful reads
    double concurrency = 0;               // known without the latencies
    double little = 1;                    // concurrency ÷ (throughput × mean response time)
    bool trusted = true;
    std::vector<std::string> reasons; // why not, or what to keep in mind
    std::vector<OperationResult> operations;
    std::vector<Second> timeline; // in order; of an interim result the newest five that are complete
    // What the strategy itself counted, by name: "writes_lost", "near_hits"… [figures: { name: value }]
    std::vector<strategies::Figure> figures;
    // Of the world's own events: from the event until its write was applied here, and until a read through this path
    // gave the news (the reads that looked for it came at growing intervals, 250 ms at most: no time is too short).
    // [event_to_applied_ms, event_to_fresh_ms: as stale_age_ms; events_applied; events_failed; events_not_fresh: the
    // run ended before]
    latency::Histogram eventToApplied, eventToFresh;
    std::uint64_t eventsApplied = 0, eventsFailed = 0, eventsNotFresh = 0;
    std::optional<LimitResult> limit; // where the scenario searches for it
    // Of response times: what the comparisons were drawn from; empty in interim results.
    std::vector<latency::Slice> slices;
};

struct Comparison {
    std::string what; // "latency" or "throughput"
    std::string baseline, path;
    std::optional<double> quantile;
    std::optional<double> speedup, low, high; // empty: not enough samples
    double confidence = 0.95;
    std::string missing; // why there is no number: "needs 1,000 reads on each side, has 812"; empty where there is one
};

// A stretch of the run in which the cache or a path's store failed. [faults: [ { "from", "to", "over", "path", "where",
// "kind", "text", "errors", "timeouts", "fallbacks", "response_us": { "count", "p50", "p95", "p99", "p99_9", "max" } }
// ]]
struct Fault {
    double from = 0, to = 0; // seconds since the run's start, of the first and the last operation that it hit
    bool over = false;       // false: it lasted to the end
    std::string path;        // whose store; empty: the cache of all cached paths
    std::string where;       // "cache" or "store"
    // "down" (refused, reset or closed), "not-responding" (no reply within the deadline), "read-only", "out-of-memory",
    // "cannot-save", "failing" (anything else)
    std::string kind;
    std::string text; // plain English: "the cache does not respond within 50 ms: reads fall back to the store"
    std::uint64_t errors = 0, timeouts = 0, fallbacks = 0;
    Quantiles response; // of the reads that succeeded in it: what it cost them
};

// What the cache's server says of itself over the measured time, and CacheDeck's own share of it, which is taken off.
// [server: { "known", "why", "commands", "own_commands", "control_commands", "other_commands", "cpu_seconds",
// "connections_received", "connected_clients", "own_connections", "keyspace_hits", "keyspace_misses", "evicted_keys",
// "expired_keys", "net_input_bytes", "net_output_bytes", "used_memory", "by_command": { "get": { "calls", "usec" } } }]
struct ServerCost {
    bool known = false;
    std::string why;                   // not: "the server was restarted"
    std::uint64_t commands = 0;        // that it processed
    std::uint64_t ownCommands = 0;     // of them the load itself, with entering and what its scripts called
    std::uint64_t controlCommands = 0; // by CacheDeck's control connection: overhead
    std::uint64_t otherCommands = 0;   // what is left: other clients, the window's pages, replicas
    double cpuSeconds = 0;
    std::uint64_t connectionsReceived = 0, connectedClients = 0, ownConnections = 0;
    std::uint64_t keyspaceHits = 0, keyspaceMisses = 0, evictedKeys = 0, expiredKeys = 0;
    std::uint64_t netInput = 0, netOutput = 0; // bytes
    std::uint64_t usedMemory = 0;              // at the end
    struct Command {
        std::uint64_t calls = 0, microseconds = 0;
    };
    std::map<std::string, Command> byCommand; // of all clients
};

// The run's stream of events. [stream: { "carrier", "place", "sampled_one_in", "offered", "delivered", "lost",
// "waiting", "dropped", "most_waiting", "outages", "produced", "again", "dead_lettered", "most_lag", "publish_ms":
// { "count", "mean", "p50", "p90", "p99", "max" } }]; "waiting" is missing in older results
struct StreamResult {
    std::string carrier;           // "in-process", "rabbitmq", "kafka"; empty: there was no stream
    std::string place;             // without password
    std::string trouble;           // why the carrier was down or full at the end; empty: it was not
    int sampledOneIn = 0;          // cache operations; 0: none
    std::uint64_t offered = 0;     // events, = delivered + lost + waiting
    std::uint64_t delivered = 0;   // confirmed by the carrier
    std::uint64_t lost = 0;        // found no room, or were waiting when the run's own connection was closed
    std::uint64_t waiting = 0;     // at the end, for a carrier that goes on by itself: the window's
    std::uint64_t dropped = 0;     // operations that were not told, as the feed was behind
    std::uint64_t mostWaiting = 0; // here, for the carrier
    std::uint64_t outages = 0;     // times that the connection to the carrier was lost
    // Of the world's own events: messages made, deliveries that were recognised as second ones, messages that went to
    // the dead letters, and the most that waited for the receiver. [produced, again, dead_lettered, most_lag]
    std::uint64_t produced = 0, again = 0, deadLettered = 0, mostLag = 0;
    latency::Histogram publish; // from handing over to the carrier's confirmation
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
    std::vector<Fault> faults;
    ServerCost server; // known only where the run has a cache
    StreamResult stream;

    bool trusted() const noexcept;
    bool thresholdsMet() const noexcept;
    const PathResult* find(std::string_view path) const noexcept;
};

// The verdict as facts; the window and the reports put them into words.
struct Verdict {
    enum class Kind : std::uint8_t {
        Faster,    // the interval lies above 1.05
        NoHelp,    // it ends at 1.05 or below: "a cache does not help here"; of two caches it lies within 5 % of 1
        Slower,    // it lies below 0.95
        Undecided, // it is too wide for any of these
        TooFewSamples,
        Untrusted, // reasons say why
        NoVerdict, // the primary store failed in the run: its figures say nothing about the cache
    } kind = Kind::TooFewSamples;
    std::string baseline, path;
    bool baselineIsCached = false; // then it compares two caches, and says nothing of having one
    std::optional<Comparison> p50, p90, p99, throughput;
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
