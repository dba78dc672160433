#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <thread>

using namespace cachedeck;
using namespace cachedeck::load;
using test::RunUnderTest;
using test::Site;

TEST_CASE("A stall of the server shows in the response time, not in the service time")
{
    // 400 a second for 2 s, of which the server answers nothing for 0.5 s: a quarter of the arrivals wait, evenly from
    // 0.5 s down to 0, so the 99th percentile of the response time is about 0.48 s. Only the 2 in flight have a long
    // service time: a quarter of a percent, which the 99th percentile does not see.
    Site site({.writes = 0});
    RunUnderTest test(
        site.scenario(R"({ "strategy": "cache-aside" })",
                      R"("seconds": 2, "warm_up": 0.5, "check_one_in": 0, "cache": { "deadline_ms": 5000 },
                                       "load": { "loop": "open", "rate": 400, "users": 2 })"),
        site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    site.server().command({"CLIENT", "PAUSE", "500", "ALL"});
    const auto result = test.wait();
    REQUIRE(result);
    const auto& path = result->paths[0];
    const auto response = std::chrono::duration<double>(path.response.quantile(0.99)).count();
    const auto service = std::chrono::duration<double>(path.service.quantile(0.99)).count();
    CAPTURE(response, service, path.little, path.counts.issued);
    CHECK(response > 0.35);
    CHECK(service < response / 2);
    CHECK(path.counts.fallbacks == 0);
    CHECK(static_cast<double>(path.counts.issued) == Approx(800).margin(40));
    CHECK(path.counts.issued == path.counts.ok);
    CHECK(path.little > 0.9);
    CHECK(path.little < 1.1);
    CHECK(path.concurrency > 10); // the queue counts
}

TEST_CASE(
    "An open loop that cannot keep up gives up what waited beyond the deadline, and stops with the rest unfinished")
{
    Site site({.writes = 0, .slowReads = false});
    RunUnderTest test(
        site.scenario(R"({ "strategy": "cache-aside" })",
                      R"("seconds": 60, "warm_up": 0, "check_one_in": 0, "cache": { "deadline_ms": 60000 },
                                       "load": { "loop": "open", "rate": 2000, "users": 1, "deadline_ms": 200 })"),
        site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    site.server().command({"CLIENT", "PAUSE", "1000", "ALL"});
    std::this_thread::sleep_for(std::chrono::milliseconds(1200));
    site.server().command({"CLIENT", "PAUSE", "5000", "ALL"});
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    const auto& counts = result->paths[0].counts;
    CHECK(counts.timeouts > 0);
    CHECK(counts.unfinished > 0);
    CHECK(counts.issued == counts.ok + counts.errors + counts.timeouts + counts.unfinished);
    CHECK(result->paths[0].response.max() <= std::chrono::milliseconds(201));
}

TEST_CASE("An open loop keeps a rate of less than one operation a slice, in whatever order the paths work")
{
    const std::string schedule = GENERATE("interleaved", "parallel", "sequential");
    CAPTURE(schedule);
    Site site({.writes = 0});
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                    R"("seconds": 4, "warm_up": 0, "check_one_in": 0,
                                       "load": { "loop": "open", "rate": 3, "users": 2, "schedule": ")" +
                                        schedule + R"(" })"),
                      site.targets());
    const auto result = test.wait();
    REQUIRE(result);
    const double seconds = schedule == "parallel" ? 4 : 2; // of each path
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name, path.seconds);
        CHECK(static_cast<double>(path.counts.issued) == Approx(3 * seconds).margin(1.1));
        CHECK(path.seconds == Approx(seconds).epsilon(0.1));
        CHECK(path.throughput == Approx(3).epsilon(0.25));
        CHECK(path.counts.issued == path.counts.ok);
    }
}
