// A real run, in a process of its own that is killed in the middle.

#include "backend/history/run_history.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cachedeck;

namespace {

// Runs until it is killed; writes as the window does.
[[noreturn]] void runForLong(const test::Site& site, const std::filesystem::path& file)
{
    auto history = std::move(history::RunHistory::open(file)->history);
    const auto scenario = site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                        R"("seconds": 120, "warm_up": 0.2, "load": { "users": 2, "slice_ms": 50 })");
    const auto id = history->plan(scenario);
    load::Observer observer;
    observer.interim = [&](std::shared_ptr<const load::Result> result) { (void)history->record(*id, *result); };
    load::Run run(scenario, site.targets(), std::move(observer));
    run.start();
    std::this_thread::sleep_for(std::chrono::minutes(2));
    ::_exit(1);
}

} // namespace

TEST_CASE("kill -9 in the middle of a run leaves its measured seconds, as interrupted")
{
    const test::Site site; // the server stays with this process
    const auto file = site.folder() / "history" / "runs.db";
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0)
        runForLong(site, file);

    // Until three seconds are stored; another connection sees what is committed.
    std::size_t stored = 0;
    std::int64_t id = 0;
    for (int tries = 0; tries < 300 && stored < 3; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const auto watcher = history::RunHistory::open(file);
        if (!watcher || watcher->history->entries()->empty())
            continue;
        id = watcher->history->entries()->front().id;
        CHECK(watcher->history->entries()->front().state != history::State::Interrupted);
        if (const auto soFar = watcher->history->read(id, {}))
            stored = soFar->paths[1].timeline.size();
    }
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(stored >= 3);

    const auto opened = history::RunHistory::open(file);
    REQUIRE(opened.has_value());
    CHECK(opened->notice.empty());
    const auto entries = *opened->history->entries();
    REQUIRE(entries.size() == 1);
    CHECK(entries.front().state == history::State::Interrupted);
    CHECK(entries.front().seconds >= 3);
    const auto back = opened->history->read(id, {});
    REQUIRE(back.has_value());
    CHECK(back->interrupted);
    for (const auto& path : back->paths) {
        CAPTURE(path.spec.name);
        CHECK(path.timeline.size() >= 3);
        CHECK(path.response.count() > 0);
        // The totals are those of the seconds that are there.
        load::Counts counts;
        for (const auto& second : path.timeline)
            counts += second.counts;
        CHECK(path.counts.ok == counts.ok);
        CHECK(path.response.count() == counts.ok - counts.writes);
    }
}
