#pragma once
// A scenario: a workload, the paths to compare, and the load profile. A JSON file
// (resources/schemas/scenario.schema.json, format 1), read with the same care as a workload: a bad file gets the line,
// the field and what was expected.
//
// Threads: values.

#include "backend/strategies/options.hpp"
#include "backend/workload/workload.hpp"

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

struct PathSpec {
    std::string name;     // [a-z0-9-]+, unique; also the path's key prefix
    std::string strategy; // a name of strategies::registry()
    std::string store = "sqlite";
    workload::Encoding encoding = workload::Encoding::Json;
    strategies::Options options; // those of its strategy count
    std::string keyPrefix;       // what its keys begin with, behind the run's and the path's own
};

struct Stage {
    std::chrono::milliseconds duration{0};
    int users = 0;   // closed loop: users from here on
    double rate = 0; // open loop: operations a second, reached linearly at the end where `ramp` is set
    bool ramp = false;
};

struct LoadProfile {
    Loop loop = Loop::Closed;
    int users = 8; // closed: virtual users a path; open: the most operations in flight
    std::chrono::microseconds thinkTime{0};
    double rate = 1000; // open loop, a path
    Schedule schedule = Schedule::Interleaved;
    std::chrono::milliseconds slice{250};
    std::vector<Stage> stages;                // empty: one stage of the whole run
    std::chrono::milliseconds deadline{5000}; // an operation beyond it is a timeout
};

struct CacheProfile {
    std::optional<std::uint64_t> maxMemory; // bytes for each cached path; only on servers that CacheDeck started
    std::string evictionPolicy;             // "allkeys-lru"…; empty: as the server is
    bool coldStart = false;                 // measure from the first operation: no warm-up
    std::chrono::milliseconds deadline{50}; // what a read may lose to a cache that does not answer
};

struct Scenario {
    std::string name;
    std::string workloadName; // a shipped world, or a file beside the scenario
    std::shared_ptr<const workload::Workload> workload;
    std::string size = "auto"; // a size of the world's data; auto: full where it is made, else quick
    std::uint64_t seed = 42;
    std::chrono::milliseconds duration{30000}; // measured time of the whole run, without preparing and warm-up
    std::chrono::milliseconds warmUp{5000};
    std::vector<PathSpec> paths;
    LoadProfile load;
    CacheProfile cache;
    int checkOneIn = 64;                 // 1: every answer; 0: none
    std::vector<std::string> thresholds; // "paths.cache-aside.response_us.p99 < 5000"
    std::string json;                    // the scenario as read, for run.json
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

} // namespace cachedeck::load
