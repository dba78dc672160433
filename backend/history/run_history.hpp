#pragma once
// The runs of this machine in an SQLite database: planned → running → finished | interrupted.
//
// A run that goes on writes its seconds and a heartbeat as they come (WAL, a transaction a second), so what was
// measured survives the process: a run whose process is gone, or whose heartbeat is older than staleAfter, is
// interrupted. The schema's version is PRAGMA user_version; an older database is copied beside itself and brought up in
// one transaction; a damaged or newer one is set aside under another name, never deleted, and a clean one is begun.
//
// Threads: one thread at a time, for its whole life; every call blocks on the disk. Errors say what to do; a full disk
// or a full quota loses what was to be written and nothing else.

#include "backend/report/stored_result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::history {

struct Error {
    enum class Kind : std::uint8_t { Full, Damaged, Newer, Missing, Other } kind = Kind::Other;
    std::string text; // what, where, what to do
};
template<class T>
using Result = boost::system::result<T, Error>;

enum class State : std::uint8_t { Planned, Running, Finished, Interrupted };

struct Entry {
    std::int64_t id = 0;
    std::string name; // of the scenario
    std::chrono::system_clock::time_point started;
    State state = State::Planned;
    double seconds = 0;            // measured
    std::string path;              // the first one that was set against the baseline
    std::optional<double> speedup; // its, at p50
};

struct Limits {
    std::int64_t mostBytes = 2'000'000'000; // of the database
    int mostRuns = 200;                     // older ones go when a run is planned
};

class RunHistory {
public:
    static constexpr auto staleAfter = std::chrono::seconds(5);

    struct Opened {
        std::unique_ptr<RunHistory> history;
        std::string notice; // what was set aside and why; empty: nothing
    };
    static Result<Opened> open(const std::filesystem::path& file, Limits limits = {});
    ~RunHistory();

    Result<std::int64_t> plan(const load::Scenario& scenario);
    // Once a second while the run goes on; the first call makes it Running.
    Result<void> heartbeat(std::int64_t id);
    // What was measured so far: seconds that are not stored yet, at once; figures of the whole run at most every five
    // seconds, as they are renewed and not added to. Also a heartbeat.
    Result<void> record(std::int64_t id, const load::Result& soFar);
    // All of it. Interrupted where the run was stopped.
    Result<void> finish(std::int64_t id, const load::Result& result);
    // The run could not start or go on; one that measured nothing is forgotten.
    Result<void> abandon(std::int64_t id);

    // Newest first. Runs whose process is gone become Interrupted here.
    Result<std::vector<Entry>> entries();
    // An interrupted run's figures are those of its seconds.
    Result<load::Result> read(std::int64_t id, const load::ResourcePaths& resources);
    Result<std::string> scenario(std::int64_t id); // as JSON, to run it again
    Result<void> remove(std::int64_t id);

private:
    struct Implementation;
    explicit RunHistory(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::history
