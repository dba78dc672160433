#pragma once
// One execution of a scenario. It prepares data, copies it for each path, warms up, measures and hands up values.
//
// Threads: the members may be called from any thread and return at once. The observer's functions are called on the
// run's own coordinator thread, one at a time; they must not block (the window posts what they bring to its own
// thread). The destructor stops the run and waits, at most about a second.
//
// Inside: every virtual user is a coroutine on a worker (an IoThread). Paths whose store blocks get a worker for each
// user, so that the store's call is made on the user's own thread; others share a few. Each user has a recorder of its
// own for each path; the coordinator drains them between slices and at least ten times a second. No request takes a
// lock, allocates or signals.

#include "backend/events/publisher.hpp"
#include "backend/load/result.hpp"
#include "backend/load/scenario.hpp"
#include "backend/redis/connection.hpp"
#include "backend/runtime/secret.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace cachedeck::load {

enum class Phase : std::uint8_t { Preparing, WarmUp, Measuring, Finishing, Finished, Failed };

struct Progress {
    Phase phase = Phase::Preparing;
    std::string text;             // "Making 100,000 movies", plain English
    double done = 0;              // 0…1 of this phase
    double elapsed = 0, left = 0; // seconds
};

struct RunFailure { // the run could not start or go on at all
    enum class Kind : std::uint8_t { BadScenario, Server, Store, Refused, Interrupted } kind = Kind::Server;
    std::string text; // what, where, what to do
};

struct Observer {
    std::function<void(const Progress&)> progress;
    std::function<void(const Sample&)> sample;
    // Now and then in a long run: all samples so far, in the place of those that came. The older ones are added up, so
    // that there are never too many.
    std::function<void(std::vector<Sample>)> thinned;
    std::function<void(const Mark&)> mark;
    // The result so far, about once a second while measuring, for live percentiles and the live verdict. Its
    // comparisons are renewed at most every three seconds, as the bootstrap has its price; samples stay empty (they
    // came already).
    std::function<void(std::shared_ptr<const Result>)> interim;
    std::function<void(std::shared_ptr<const Result>)> finished; // also after stop(): what was measured
    std::function<void(const RunFailure&)> failed;
};

// What a run runs on.
struct RunTargets {
    redis::ConnectionOptions cache; // the primary; paths without a cache do not connect
    bool cacheIsOurs = false;       // started by CacheDeck: maxmemory and eviction may be set
    std::function<redis::Result<redis::Endpoint>()> resolvePrimary; // asked again after a failover; may be empty
    std::vector<int> serverPids;                                    // of our own servers, for the noise check
    std::vector<std::string> storeUrls; // one of a kind, for the paths on such a store; SQLite without: generated
    // By a store's URL, also the scenario's own; a store that has none here takes it from the environment. Nothing of a
    // run keeps them.
    std::map<std::string, runtime::Secret> storePasswords;
    // Takes the run's events, unless the scenario names a broker of its own; empty: where the scenario has any, the run
    // makes one. With one that is given, the run goes on also where its carrier cannot be reached.
    std::shared_ptr<events::Publisher> events;
    std::filesystem::path dataDirectory; // where generated worlds are kept
    std::filesystem::path workDirectory; // for the paths' copies; emptied afterwards
};

class Run {
public:
    Run(Scenario scenario, RunTargets targets, Observer observer);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void start();
    // Ends within one second; what was measured is reported through `finished`.
    void stop();

    // Puts a mark on the time axis now.
    void mark(std::string kind, std::string text);
    // Removes the keys of every cached path that match a glob on the keys as the workload writes them ("movie:*"),
    // marks it, and later marks the recovery of the hit ratio. `done` gets the number of keys removed.
    void invalidate(std::string glob, std::function<void(redis::Result<std::uint64_t>)> done);
    // Lets the same keys expire together: cuts their TTLs down to `in`, marks it ("expire"), and later the recovery.
    // `done` gets the number of keys whose time was cut.
    void expire(std::string glob, std::chrono::milliseconds in, std::function<void(redis::Result<std::uint64_t>)> done);

    const Scenario& scenario() const noexcept;
    // The prefix that a path's keys carry in Redis, for example "cd:7f3a:cache-aside:".
    std::string keyPrefix(std::string_view path) const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::load
