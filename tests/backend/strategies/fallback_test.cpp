#include "tests/backend/strategies/rig.hpp"

using namespace cachedeck;
using strategies::Failure;
using strategies::Source;

TEST_CASE("When the cache dies, reads fall back to the store and are counted; when it is back, they hit again")
{
    test::Rig rig;
    test::Path path(rig, "cache-aside");
    const auto truth = path.read(rig.movie(3)).json;
    CHECK(path.read(rig.movie(3)).source == Source::Cache);

    rig.server.kill();
    for (int i = 0; i < 3; ++i) {
        const auto answer = path.read(rig.movie(3));
        CHECK(answer.json == truth);
        CHECK(answer.fallback);
        CHECK_FALSE(answer.cacheAsked);
        CHECK(answer.source == Source::Store);
        CHECK(answer.storeReads == 1);
    }
    CHECK(path.cache.unavailable() == 3);
    CHECK(path.cache.takeTrouble() == strategies::Trouble::Down);
    CHECK(path.cache.takeTrouble() == strategies::Trouble::None);

    rig.server.start();
    strategies::Answer answer;
    for (int i = 0; i < 2000 && answer.source != Source::Cache; ++i)
        answer = path.read(rig.movie(3));
    CHECK(answer.source == Source::Cache);
    CHECK(answer.json == truth);
}

TEST_CASE("A cache that does not answer costs a read no more than the deadline")
{
    test::Rig rig;
    test::Path path(rig, "cache-aside", workload::Encoding::Json, std::chrono::milliseconds(20));
    path.read(rig.movie(3));
    rig.server.suspend();
    const auto answer = path.read(rig.movie(3));
    rig.server.resume();
    CHECK(path.cache.takeTrouble() == strategies::Trouble::NotResponding);
    CHECK(answer.fallback);
    CHECK(answer.found);
}

TEST_CASE("A write while the cache is down reaches the store once, and is an error of the cache")
{
    for (const auto* name : {"cache-aside", "write-through"}) {
        test::Rig rig;
        test::Path path(rig, name);
        path.read(rig.movie(3));
        rig.server.kill();
        const auto written = path.write(rig.rate(3));
        REQUIRE_FALSE(written.has_value());
        CHECK(written.error().where == Failure::Where::Cache);
        CHECK_FALSE(written.error().text.empty());
        CHECK(path.version(rig.movie(3)) == 2); // once
    }
}

TEST_CASE("A write that the store refuses does not touch the cache")
{
    test::Rig rig;
    test::Path path(rig, "cache-aside");
    path.read(rig.movie(3));
    const auto refused =
        path.write(rig.call("rate_movie", {std::int64_t{3}, std::monostate{}, std::int64_t{5}, std::int64_t{1}}));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().where == Failure::Where::Store);
    CHECK(path.read(rig.movie(3)).source == Source::Cache);
    CHECK(path.version(rig.movie(3)) == 1);
}

TEST_CASE("A server that takes no more writes fills nothing, and reads go on")
{
    test::Rig rig;
    test::Path path(rig, "cache-aside");
    rig.server.command({"CONFIG", "SET", "maxmemory", "1"});
    for (int i = 0; i < 2; ++i) {
        const auto answer = path.read(rig.movie(3));
        CHECK(answer.found);
        CHECK(answer.source == Source::Store);
        CHECK(answer.cacheAsked); // it answered: that was a miss
        CHECK(path.cache.takeTrouble() == strategies::Trouble::OutOfMemory);
        CHECK(path.read(rig.top(10)).source == Source::Store);
        CHECK(path.cache.takeTrouble() == strategies::Trouble::OutOfMemory);
    }
}
