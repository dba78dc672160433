#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <thread>

using namespace cachedeck;
using namespace cachedeck::load;
using test::RunUnderTest;
using test::Site;

TEST_CASE("When the cache dies in a run, reads fall back to the store; when it is back, they use it again")
{
    Site site;
    auto targets = site.targets();
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                    R"("seconds": 20, "warm_up": 0.2, "load": { "users": 2, "slice_ms": 50 })"),
                      targets);
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    site.server().kill();
    test.waitForMark("fault"); // which a write's invalidation, or a fill, may have met: neither falls back
    test.waitForFallback(1);
    site.server().start();
    test.waitForMark("recovered");
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    const auto& path = result->paths[1];
    CHECK(path.counts.fallbacks > 0);
    CHECK(path.counts.hits > 0);
    CHECK(path.counts.wrong == 0);
    CHECK(result->paths[0].counts.errors == 0); // the other path never noticed
    CHECK(path.counts.issued == path.counts.ok + path.counts.errors + path.counts.timeouts + path.counts.unfinished);
}

TEST_CASE("After a failover all users move to the new primary")
{
    Site site({.writes = 0});
    test::RedisServer successor;
    std::atomic<bool> failedOver{false};
    auto targets = site.targets();
    targets.resolvePrimary = test::primaryThatMoves(targets, successor, failedOver);
    RunUnderTest test(
        site.scenario(R"({ "strategy": "cache-aside" })", R"("seconds": 20, "warm_up": 0, "load": { "users": 3 })"),
        targets);
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    failedOver = true;
    site.server().kill();
    test.waitForMark("failover");
    test.waitForMark("recovered");
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    CHECK(result->paths[0].counts.fallbacks > 0);
    CHECK(successor.command({"CLIENT", "LIST"}).find("cachedeck-load") == std::string::npos); // all closed in the end
    CHECK(std::stoull(successor.command({"INFO", "stats"})
                          .substr(successor.command({"INFO", "stats"}).find("keyspace_hits:") + 14)) > 0);
}

TEST_CASE("A server that is not ours and changes its identity stops the run")
{
    Site site({.writes = 0});
    auto targets = site.targets();
    targets.cacheIsOurs = false;
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside" })", R"("seconds": 60, "warm_up": 0)"), targets);
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    site.server().kill();
    site.server().start(); // another run_id
    const auto result = test.wait();
    REQUIRE(result);
    CHECK(result->interrupted);
    REQUIRE_FALSE(result->events.empty());
    CHECK(std::any_of(result->events.begin(), result->events.end(),
                      [](const Mark& mark) { return mark.text.find("run_id") != std::string::npos; }));
}
