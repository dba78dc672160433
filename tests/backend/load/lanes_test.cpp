// Several operations in flight, several users on a thread, prefixes of keys: against a real server.
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

using namespace cachedeck;
using namespace cachedeck::load;

namespace {

const std::string paths = R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })";

} // namespace

TEST_CASE("A pipelining user has several operations in flight over one connection, and Little's law holds")
{
    test::Site site;
    const auto scenario = site.scenario(paths, R"("seconds": 1.2, "warm_up": 0.3, "check_one_in": 4,
                                                  "load": {"users": 2, "pipeline": 8})");
    test::RunUnderTest run(scenario, site.targets());
    const auto result = run.wait();
    REQUIRE(result);
    CHECK(result->ownConnections == 2 + 1); // of the cached path's users, and the run's own
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name);
        CHECK(path.concurrency == Approx(16).epsilon(0.05));
        CHECK(path.little == Approx(1).margin(0.05));
        CHECK(path.counts.ok > 50);
        CHECK(path.counts.errors == 0);
        CHECK(path.counts.checked > 0);
        CHECK(path.counts.wrong == 0);
    }
}

TEST_CASE("Users that share one thread all get their turns")
{
    test::Site site;
    const auto scenario = site.scenario(paths, R"("seconds": 0.8, "warm_up": 0.2, "load": {"users": 6, "threads": 1})");
    test::RunUnderTest run(scenario, site.targets());
    const auto result = run.wait();
    REQUIRE(result);
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name);
        CHECK(path.concurrency == Approx(6).epsilon(0.05));
        CHECK(path.counts.errors == 0);
    }
}

TEST_CASE("A path's prefix stands in its keys, and invalidation knows it")
{
    test::Site site;
    // One user: no reader can fill with the old while a writer deletes, so invalidation that misses the key is seen at
    // once.
    const auto scenario = site.scenario(R"({ "strategy": "cache-aside", "prefix": "tenant-42:" })",
                                        R"("seconds": 0.6, "warm_up": 0, "check_one_in": 1, "load": {"users": 1})");
    test::RunUnderTest run(scenario, site.targets());
    const auto result = run.wait();
    REQUIRE(result);
    const std::string prefix = run.run->keyPrefix("cache-aside");
    CHECK(prefix.ends_with(":cache-aside:tenant-42:"));
    // Any item: the hottest may have been written, and so deleted, last.
    const auto keys = site.server().command({"KEYS", "cd:*:cache-aside:tenant-42:item:*"});
    CHECK(keys.find(prefix + "item:") != std::string::npos);
    const auto& counts = result->paths[0].counts;
    CHECK(counts.hits > 0);
    CHECK(counts.writes > 0);
    CHECK(counts.checked > 0);
    CHECK(counts.stale == 0);
    CHECK(counts.wrong == 0);
}

TEST_CASE("The same arrivals ask the same, whatever the number of users and threads")
{
    // An open loop's number of operations is given, so the keys that are filled tell which they were.
    const auto asked = [](int users, int threads) {
        test::Site site(test::SiteOptions{.writes = 0});
        const auto scenario = site.scenario(R"({ "strategy": "cache-aside" })",
                                            fmt::format(R"("seconds": 0.8, "warm_up": 0, "seed": 11, "check_one_in": 0,
                "load": {{"loop": "open", "arrivals": "poisson", "rate": 500, "users": {}, "threads": {}}})",
                                                        users, threads));
        test::RunUnderTest run(scenario, site.targets());
        const auto result = run.wait();
        REQUIRE(result);
        std::string keys;
        for (int id = 1; id <= 200; ++id)
            keys += site.server().command(
                std::vector<std::string>{"EXISTS", run.run->keyPrefix("cache-aside") + "item:" + std::to_string(id)});
        return std::pair(result->paths[0].counts.issued, keys);
    };
    const auto alone = asked(1, 1);
    CHECK(alone.first > 300);
    CHECK(alone == asked(8, 1));
    CHECK(alone == asked(8, 3));
}
