#pragma once
// A scenario: a workload, the paths to compare, and the load profile. A JSON file
// (resources/schemas/scenario.schema.json, format 1), read with the same care as a workload: a bad file gets the line,
// the field and what was expected.
//
// Threads: values.

#include "backend/stores/distance.hpp"
#include "backend/strategies/options.hpp"
#include "backend/workload/workload.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::load {

using workload::FileError;
using workload::FileResult;

enum class Loop : std::uint8_t { Closed, Open };
enum class Schedule : std::uint8_t { Interleaved, Parallel, Sequential };
enum class Arrivals : std::uint8_t { Uniform, Poisson }; // of an open loop
enum class Think : std::uint8_t { Constant, Exponential };

struct PathSpec {
    std::string name;     // [a-z0-9-]+, unique; also the path's key prefix
    std::string strategy; // a name of strategies::registry()
    std::string store = "sqlite";
    bool namesStore = false; // in the file; else it is the scenario's
    workload::Encoding encoding = workload::Encoding::Json;
    strategies::Options options; // those of its strategy count
    std::string keyPrefix;       // what its keys begin with, behind the run's and the path's own
};
bool usesCache(const PathSpec& path); // not where nobody knows its strategy: of a run that another version stored

// A part of the measured time, flat: a level, reached at once or linearly at the end of the stage. The named shapes of
// a file ("shape": "spike"…) are stages of this kind once read.
struct Stage {
    std::chrono::milliseconds duration{0};
    int users = 0;     // closed loop
    double rate = 0;   // open loop: operations a second
    bool ramp = false; // from the level of the stage before (of the load itself, for the first)
};

// The search for the highest rate that a path sustains: from step to step `factor` times faster until the threshold
// breaks or the rate is not sustained, then the gap is halved (geometrically). Paths take turns, a step each.
struct FindLimit {
    std::string threshold; // of each path, without its name: "response_us.p99 < 5000"
    double from = 100, to = 1'000'000;
    double factor = 2;
    int bisections = 4;
    std::chrono::milliseconds step{2000};
    // The longest that a search over so many paths can take.
    std::chrono::milliseconds longest(std::size_t paths) const;
};

struct LoadProfile {
    Loop loop = Loop::Closed;
    int users = 8;                          // closed: virtual users a path; open: the most operations in flight
    std::chrono::microseconds thinkTime{0}; // closed loop; the mean where it is exponential
    Think think = Think::Constant;
    double rate = 1000; // open loop, a path
    Arrivals arrivals = Arrivals::Uniform;
    int pipeline = 1; // operations that each user has in flight, over its one connection
    int threads = 0;  // 0: one for each user where the store blocks, else as many as the machine has cores
    std::optional<double> writeShare; // of all operations, in place of the workload's own
    Schedule schedule = Schedule::Interleaved;
    std::chrono::milliseconds slice{250};
    std::vector<Stage> stages;                // empty: one stage of the whole run
    std::chrono::milliseconds deadline{5000}; // an operation beyond it is a timeout
    std::optional<FindLimit> findLimit;       // open loop; there are no stages then
};

struct CacheProfile {
    std::optional<std::uint64_t> maxMemory; // bytes for each cached path; only on servers that CacheDeck started
    std::string evictionPolicy;             // "allkeys-lru"…; empty: as the server is
    // How it picks its victims, on servers that CacheDeck started; empty: as the server does. Keys compared at each
    // eviction; LFU: how slowly the counter of a popular key grows, and the minutes after which it shrinks by one.
    std::optional<int> evictionSamples, lfuLogFactor, lfuDecayMinutes;
    bool coldStart = false;                 // measure from the first operation: no warm-up
    std::chrono::milliseconds deadline{50}; // what a read may lose to a cache that does not answer
    double ttlJitter = 0; // 0.1: a TTL is between 90 % and 110 % of the operation's (workload/ttl.hpp)

    // Whether it asks for settings that only servers get that CacheDeck started.
    bool setsServer() const noexcept
    {
        return maxMemory || !evictionPolicy.empty() || evictionSamples || lfuLogFactor || lfuDecayMinutes;
    }
};

// Something that happens to the keys of every cached path at a moment of the measured time, as a person would do it
// from the window.
struct ScheduledEvent {
    enum class Kind : std::uint8_t { Invalidate, Expire } kind = Kind::Invalidate;
    std::string keys;                               // a glob on them as the workload writes them: "movie:*"
    std::chrono::milliseconds at{0};                // of the measured time
    std::optional<std::chrono::milliseconds> every; // and again and again
    std::chrono::milliseconds in{1000};             // expire: their TTLs are cut down to so much
};

// What a run tells of itself while it runs, and to whom.
struct StreamProfile {
    std::optional<int> sampleOneIn; // cache operations; 0: none; empty: none, or 1 in 64 where somebody listens
    std::string broker;             // events/broker_url.hpp; empty: in our own process
    std::vector<std::string> paths; // whose operations are told; empty: of all
    bool world = false;             // the workload's own events happen, and are applied on every path

    bool tellsOf(std::string_view path) const
    {
        return paths.empty() || std::find(paths.begin(), paths.end(), path) != paths.end();
    }
};

// A limit on a number of run.json, as k6 has them.
struct ThresholdSpec {
    std::string what;                   // "paths.cache-aside.response_us.p99 < 5000"
    bool abort = false;                 // the run ends as soon as it does not hold…
    std::chrono::milliseconds after{0}; // …but not before so much measured time
};

struct Scenario {
    std::string name;
    std::string storeUrl;     // of a workload of one's own: its primary store; empty: given to the run, or generated
    std::string workloadName; // a shipped world, or a file beside the scenario
    std::shared_ptr<const workload::Workload> workload;
    std::string size = "auto";    // a size of the world's data; auto: full where it is made, else quick
    std::string store = "sqlite"; // the kind of primary store of the paths that name none
    std::uint64_t seed = 42;
    std::chrono::milliseconds duration{30000};   // measured time of the whole run, without preparing and warm-up
    std::chrono::milliseconds warmUp{5000};      // at least; it ends when the paths are steady…
    std::chrono::milliseconds warmUpMost{15000}; // …or after so long: three times the least where the file says nothing
    std::vector<PathSpec> paths;
    LoadProfile load;
    CacheProfile cache;
    std::vector<ScheduledEvent> events;
    int checkOneIn = 64; // 1: every answer; 0: none
    std::vector<ThresholdSpec> thresholds;
    StreamProfile stream;
    stores::Distance storeDistance; // added between the paths and their primary store; simulated
    stores::Distance cacheDistance; // … and the cache
    std::string json;               // the scenario as read, for run.json
};

// Where shipped worlds and scenarios lie: beside the program's source or installed.
struct ResourcePaths {
    std::filesystem::path worlds, scenarios;
    static ResourcePaths find(); // by the executable's place; CACHEDECK_RESOURCES overrides
};

// `fileOrName`: a file, or the name of a shipped scenario. `overrides` are "load.users=50": a path and a JSON value
// (bare words are strings); an unknown path is an error that names it.
FileResult<Scenario> loadScenario(std::string_view fileOrName, const ResourcePaths& resources,
                                  const std::vector<std::string>& overrides = {});
FileResult<Scenario> parseScenario(std::string_view json, std::string_view name, const ResourcePaths& resources);
// The scenario as a file's text; parsing it gives the same scenario.
std::string toJson(const Scenario& scenario);
// A profile as the value of "load.stages", for withOverride(); reading it gives the same stages.
std::string toJson(const std::vector<Stage>& stages, Loop loop);

} // namespace cachedeck::load
