#include "backend/latency/hlog.hpp"
#include "backend/load/scenario_override.hpp"
#include "backend/workload/sequence.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace cachedeck::load;
using test::RunUnderTest;
using test::Site;

namespace {

const std::string threePaths = R"({ "strategy": "uncached" }, { "strategy": "cache-aside" },
                                  { "strategy": "write-through", "encoding": "hash" })";

void checkBooks(const Result& result)
{
    for (const auto& path : result.paths) {
        CAPTURE(path.spec.name);
        CHECK(path.counts.issued ==
              path.counts.ok + path.counts.errors + path.counts.timeouts + path.counts.unfinished);
        CHECK(path.counts.ok == path.service.count() + path.counts.writes);
        CHECK(path.service.count() == path.response.count());
        Counts operations;
        for (const auto& operation : path.operations)
            operations += operation.counts;
        CHECK(operations.issued == path.counts.issued);
        Counts seconds;
        latency::Histogram fromLog;
        for (const auto& second : path.timeline) {
            seconds += second.counts;
            if (!second.responseLog.empty())
                fromLog.add(*latency::decode(second.responseLog));
        }
        CHECK(seconds.issued == path.counts.issued);
        CHECK(seconds.hits == path.counts.hits);
        CHECK(fromLog.count() == path.response.count());
        CHECK(fromLog.quantile(0.99) == path.response.quantile(0.99));
    }
}

} // namespace

TEST_CASE("A run of three paths by turns: books that balance, Little's law, checked answers, nothing left behind")
{
    Site site;
    auto targets = site.targets();
    targets.cacheIsOurs = false; // of someone else's server every key is removed
    RunUnderTest test(
        site.scenario(threePaths,
                      R"("seconds": 3, "warm_up": 0.4, "check_one_in": 4, "load": { "users": 4, "slice_ms": 25 },
                                                   "thresholds": ["paths.cache-aside.hit_ratio > 0.1", "paths.uncached.ok < 1"])"),
        targets);
    const auto result = test.wait();
    REQUIRE(result);
    REQUIRE(result->paths.size() == 3);
    checkBooks(*result);
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name, path.little, path.reasons);
        CHECK(path.counts.ok > 100);
        CHECK(path.counts.errors == 0);
        CHECK(path.counts.checked > 0);
        CHECK(path.counts.wrong == 0);
        CHECK(path.counts.missing == 0);
        CHECK(path.counts.writes > 0);
        CHECK(path.little > 0.97);
        CHECK(path.little < 1.03);
        CHECK(path.concurrency <= 4.0001);
        CHECK(path.warmUp > 0);
    }
    CHECK(result->paths[0].counts.hits == 0);
    CHECK_FALSE(result->paths[0].counts.hitRatio());
    CHECK(result->paths[1].counts.hits > result->paths[1].counts.misses);
    CHECK(result->comparisons.size() == 12);
    CHECK(result->comparisons[0].speedup.has_value());
    CHECK(result->thresholds.size() == 2);
    CHECK(result->thresholds[0].met);
    CHECK_FALSE(result->thresholds[1].met);
    CHECK_FALSE(result->thresholdsMet());
    CHECK_FALSE(result->interrupted);
    CHECK(result->versions.count("redis") + result->versions.count("valkey") == 1);
    CHECK(result->versions.count("sqlite") == 1);
    CHECK(test.interim);
    CHECK(test.samples.size() >= 5);
    CHECK(test.samples.front().warmUp);
    CHECK(result->samples.size() == test.samples.size());
    CHECK(site.keysLeft() == 0);
    CHECK(std::filesystem::is_empty(site.folder() / "work"));
}

TEST_CASE("Every path answers the same seeded sequence, whatever the number of users")
{
    Site site;
    for (const std::string users : {"1", "7"}) {
        CAPTURE(users);
        RunUnderTest test(
            site.scenario(threePaths, R"("seconds": 0.6, "check_one_in": 0, "cache": { "cold_start": true },
                                                       "load": { "users": )" +
                                          users + " }"),
            site.targets());
        const auto result = test.wait();
        REQUIRE(result);
        const workload::Sequence sequence(result->scenario.workload, {}, result->scenario.seed);
        workload::Call call;
        for (const auto& path : result->paths) {
            std::vector<std::uint64_t> expected(path.operations.size(), 0);
            for (std::uint64_t number = 0; number < path.counts.issued; ++number) {
                sequence.at(number, call);
                ++expected[call.operation->index];
            }
            for (std::size_t i = 0; i < expected.size(); ++i)
                CHECK(path.operations[i].counts.issued == expected[i]);
        }
    }
}

TEST_CASE("Paths may also run at once or one after the other, with think time and stages")
{
    Site site;
    const std::string schedule = GENERATE("parallel", "sequential");
    CAPTURE(schedule);
    RunUnderTest test(
        site.scenario(threePaths,
                      R"("seconds": 1.8, "warm_up": 0.2, "load": { "users": 2, "think_ms": 2, "schedule": ")" +
                          schedule + R"(", "slice_ms": 100,
                                                   "stages": [ { "seconds": 0.9, "users": 1 }, { "seconds": 0.9, "users": 3 } ] })"),
        site.targets());
    const auto result = test.wait();
    REQUIRE(result);
    checkBooks(*result);
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name, path.little);
        CHECK(path.little > 0.97);
        CHECK(path.little < 1.03);
        CHECK(path.counts.ok > 50);
        CHECK(path.concurrency < 3.0); // thinking is not in the system
    }
    CHECK(test.hasMark("stage"));
    CHECK(result->paths[0].seconds == Approx(schedule == "parallel" ? 1.8 : 0.6).margin(0.3));
}

TEST_CASE("A run stops at once, and what was measured is reported")
{
    Site site;
    RunUnderTest test(site.scenario(threePaths, R"("seconds": 600, "warm_up": 0)"), site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    CHECK(result->interrupted);
    CHECK(result->paths[0].counts.ok > 0);
    checkBooks(*result);
}

TEST_CASE("A store that is busy for minutes does not keep a run from stopping")
{
    Site site({.writes = 0, .slowReads = true, .withServer = false});
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" })", R"("seconds": 600, "warm_up": 0, "check_one_in": 0,
                                    "load": { "users": 2, "deadline_ms": 600000 })"),
                      site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    test.run->stop();
    const auto result = test.wait(); // within the fixture's patience; the query would take minutes
    REQUIRE(result);
    CHECK(result->paths[0].counts.unfinished + result->paths[0].counts.ok > 0);
    checkBooks(*result);
}

TEST_CASE("A run that cannot start says why")
{
    SECTION("no server")
    {
        Site site({.withServer = false});
        auto targets = site.targets();
        targets.cache.endpoint.address = {"127.0.0.1", test::freePort(), ""};
        RunUnderTest test(site.scenario(threePaths, R"("seconds": 1)"), targets);
        CHECK_FALSE(test.wait());
        REQUIRE(test.failure);
        CHECK(test.failure->kind == RunFailure::Kind::Server);
        CHECK(test.failure->text.find("127.0.0.1") != std::string::npos);
    }
    SECTION("no store")
    {
        Site site({.withServer = false});
        auto targets = site.targets();
        targets.storeUrls = {"sqlite:" + (site.folder() / "nosuch.sqlite").string()};
        RunUnderTest test(site.scenario(R"({ "strategy": "uncached" })", R"("seconds": 1)"), targets);
        CHECK_FALSE(test.wait());
        REQUIRE(test.failure);
        CHECK(test.failure->kind == RunFailure::Kind::Store);
        CHECK(test.failure->text.find("nosuch.sqlite") != std::string::npos);
    }
}

TEST_CASE("The cache's size and eviction policy are set for the run and set back after it")
{
    Site site;
    RunUnderTest test(site.scenario(threePaths, R"("seconds": 0.6, "warm_up": 0,
                                                   "cache": { "max_memory": 1048576, "eviction": "allkeys-lfu" })"),
                      site.targets());
    test.waitFor(Phase::Measuring);
    CHECK(site.server().command({"CONFIG", "GET", "maxmemory-policy"}).find("allkeys-lfu") != std::string::npos);
    const auto limit = site.server().command({"CONFIG", "GET", "maxmemory"});
    CHECK(std::stoull(limit.substr(limit.find('\n') + 1)) > 2 * 1048576);
    REQUIRE(test.wait());
    CHECK(site.server().command({"CONFIG", "GET", "maxmemory-policy"}).find("noeviction") != std::string::npos);
    CHECK(site.server().command({"CONFIG", "GET", "maxmemory"}).find("\n0") != std::string::npos);
}

TEST_CASE("On our own servers a run's keys stay to be looked at, until the next run begins")
{
    Site site;
    const auto runOnce = [&] {
        RunUnderTest test(site.scenario(threePaths, R"("seconds": 0.4, "warm_up": 0)"), site.targets());
        REQUIRE(test.wait());
        return test.run->keyPrefix("cache-aside");
    };
    const auto first = runOnce();
    CHECK(site.server().command({"KEYS", first + "*"}).find(first) != std::string::npos);
    const auto second = runOnce();
    CHECK(site.server().command({"KEYS", first + "*"}).find(first) == std::string::npos);
    CHECK(site.server().command({"KEYS", second + "*"}).find(second) != std::string::npos);
}

TEST_CASE("Of a long run the older samples are added up, on the way as in the result, and no count is lost")
{
    Site site;
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                    R"("seconds": 16, "warm_up": 0, "load": { "users": 2, "think_ms": 5,
                                       "schedule": "parallel", "slice_ms": 20 })"),
                      site.targets());
    const auto result = test.wait(std::chrono::minutes(2));
    REQUIRE(result);
    CHECK(test.thinned >= 1);
    for (const auto* samples : {&std::as_const(test.samples), &result->samples}) {
        CHECK(samples->size() < 700); // there were about 800
        double at = samples->front().from;
        Counts counts;
        for (const auto& sample : *samples) {
            CHECK(sample.from == Approx(at).margin(1e-9));
            at = sample.to;
            counts += sample.paths[1].counts;
        }
        CHECK(counts.issued == result->paths[1].counts.issued);
        CHECK(counts.hits == result->paths[1].counts.hits);
    }
    CHECK(result->paths[1].slices.size() <= latency::mostSlices);
}
