#include "tests/backend/strategies/rig.hpp"

#include <set>
#include <string>

using namespace cachedeck;
using strategies::Source;
using workload::Encoding;

TEST_CASE("The registry names each strategy once, and finds it")
{
    std::set<std::string_view> names;
    for (const auto& entry : strategies::registry()) {
        CHECK(names.insert(entry.name).second);
        CHECK(strategies::find(entry.name) == &entry);
        CHECK(entry.usesCache == (entry.name != "uncached"));
        CHECK_FALSE(entry.explanation.empty());
    }
    CHECK(names == std::set<std::string_view>{"uncached", "cache-aside", "cache-aside-no-invalidation", "write-through",
                                              "read-through", "write-behind", "refresh-ahead", "stale-while-revalidate",
                                              "single-flight", "distributed-lock", "lease", "near-cache"});
    CHECK(strategies::find("read-ahead") == nullptr);
}

TEST_CASE("Uncached: every read sees every write, and the cache is never touched")
{
    test::Rig rig;
    test::Path path(rig, "uncached");
    CHECK(path.version(rig.movie(3)) == 1);
    REQUIRE(path.write(rig.rate(3)).has_value());
    CHECK(path.version(rig.movie(3)) == 2);
    CHECK(rig.server.command({"DBSIZE"}) == "0");
}

TEST_CASE("Cache-aside: a write deletes what it made old, and nothing else")
{
    const auto encoding = GENERATE(Encoding::Json, Encoding::Hash);
    test::Rig rig;
    test::Path path(rig, "cache-aside", encoding);
    for (const auto& call : {rig.movie(3), rig.movie(4), rig.top(10), rig.top(20)})
        path.read(call);
    const auto genre = rig.call("movies_by_genre", {std::int64_t{1}, std::int64_t{1}});
    path.read(genre);

    REQUIRE(path.write(rig.rate(3)).has_value());
    CHECK(rig.server.command({"EXISTS", path.prefix + "movie:3", path.prefix + "top:10", path.prefix + "top:20"}) ==
          "0");
    CHECK(rig.server.command({"EXISTS", path.prefix + "movie:4", path.prefix + genre.key}) == "2");
    const auto again = path.read(rig.movie(3));
    CHECK(again.source == Source::Store);
    CHECK(boost::json::parse(again.json).at("version") == 2);
    CHECK(path.read(rig.movie(3)).source == Source::Cache);
    CHECK(path.read(rig.movie(4)).source == Source::Cache);

    REQUIRE(path.write(rig.call("edit_movie", {std::int64_t{3}, std::string("New.")})).has_value());
    CHECK(boost::json::parse(path.read(rig.movie(3)).json).at("overview") == "New.");
}

TEST_CASE("Cache-aside without invalidation: a read stays old until the TTL")
{
    test::Rig rig;
    test::Path path(rig, "cache-aside-no-invalidation");
    CHECK(path.version(rig.movie(3)) == 1);
    REQUIRE(path.write(rig.rate(3)).has_value());
    const auto old = path.read(rig.movie(3));
    CHECK(old.source == Source::Cache);
    CHECK(boost::json::parse(old.json).at("version") == 1);
    rig.server.command({"PEXPIRE", path.prefix + "movie:3", "0"}); // the TTL passes
    CHECK(path.version(rig.movie(3)) == 2);
}

TEST_CASE("Write-through: the read after a write hits and is fresh")
{
    const auto encoding = GENERATE(Encoding::Json, Encoding::Hash);
    test::Rig rig;
    test::Path path(rig, "write-through", encoding);
    path.read(rig.top(10));
    for (int i = 1; i <= 5; ++i) { // the first write renews a key that was never read
        REQUIRE(path.write(rig.rate(3, i)).has_value());
        const auto answer = path.read(rig.movie(3));
        CHECK(answer.source == Source::Cache);
        CHECK(boost::json::parse(answer.json).at("version") == i + 1);
    }
    CHECK(rig.server.command({"EXISTS", path.prefix + "top:10"}) == "0");
    CHECK(std::stoi(rig.server.command({"TTL", path.prefix + "movie:3"})) > 0);
    REQUIRE(path.write(rig.rate(999'999)).has_value()); // there is no such movie: nothing to renew
    CHECK(rig.server.command({"EXISTS", path.prefix + "movie:999999"}) == "0");
}

TEST_CASE("Paths do not see each other's writes or fills")
{
    test::Rig rig;
    test::Path one(rig, "cache-aside"), two(rig, "write-through");
    one.read(rig.movie(3));
    two.read(rig.movie(3));
    REQUIRE(one.write(rig.rate(3)).has_value());
    CHECK(one.version(rig.movie(3)) == 2);
    CHECK(two.version(rig.movie(3)) == 1);
    REQUIRE(two.write(rig.rate(3)).has_value());
    REQUIRE(two.write(rig.rate(3)).has_value());
    CHECK(one.version(rig.movie(3)) == 2);
    CHECK(two.version(rig.movie(3)) == 3);
}
