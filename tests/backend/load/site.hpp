#pragma once
// A small site for the engine's tests: 200 items in an SQLite file, a workload over them, a real Redis server, and runs
// of a second or so.

#include "backend/load/run.hpp"
#include "tests/support/redis_server.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace cachedeck::test {

struct SiteOptions {
    double writes = 0.1;    // share of writes
    bool slowReads = false; // a read takes seconds
    bool withServer = true;
    int ttl = 100;                              // seconds
    bool even = false;                          // every item as often as any other
    bool lists = true;                          // a tenth of the operations asks for the top items
    std::vector<std::string> serverConfig = {}; // more lines of redis.conf
};

class Site {
public:
    explicit Site(SiteOptions options = {});

    // A scenario of this site: `rest` are more fields, JSON ("\"seconds\": 2, …").
    load::Scenario scenario(const std::string& paths, const std::string& rest) const;
    load::RunTargets targets() const;
    RedisServer& server() { return *m_server; }
    const std::filesystem::path& folder() const { return m_folder.path(); }
    int keysLeft() const; // of any run

private:
    TemporaryFolder m_folder;
    std::unique_ptr<RedisServer> m_server;
};

// For RunTargets::resolvePrimary: the primary is the targets' own server, and the successor once it has moved.
inline auto primaryThatMoves(const load::RunTargets& targets, const RedisServer& successor,
                             const std::atomic<bool>& hasMoved)
{
    return [endpoint = targets.cache.endpoint, &successor, &hasMoved]() -> redis::Result<redis::Endpoint> {
        auto now = endpoint;
        if (hasMoved)
            now.address.port = successor.port();
        return now;
    };
}

// A run and what it told. All members but the Run's are safe to read after wait().
class RunUnderTest {
public:
    RunUnderTest(load::Scenario scenario, load::RunTargets targets);
    // Until it has finished or failed; nullptr: failed.
    std::shared_ptr<const load::Result> wait(std::chrono::seconds atMost = std::chrono::seconds(30));
    void waitFor(load::Phase phase);                                          // until it is there
    void waitForMark(const std::string& kind, const std::string& words = {}); // that its text begins with
    void waitForFallback(std::size_t path);                                   // in a sample
    bool hasMark(const std::string& kind);

    std::vector<load::Sample> samples;
    int thinned = 0; // how often older samples were added up
    std::vector<load::Mark> marks;
    std::vector<load::Phase> phases;
    std::shared_ptr<const load::Result> interim, result;
    std::optional<load::RunFailure> failure;

private:
    load::Observer observer();
    std::mutex m_mutex;
    std::condition_variable m_changed;

public:
    std::unique_ptr<load::Run> run; // the last member: it ends before what its observer uses
};

} // namespace cachedeck::test
