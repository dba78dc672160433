#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;

namespace {

struct Site {
    test::RedisServer server;
    Site()
    {
        for (const auto* key : {"movie:42", "movie:43", "movie:42:cast", "top:10", "top:20", "other"})
            server.command({"SET", key, "1"});
    }
    test::Outcome invalidate(test::Arguments arguments) const
    {
        arguments.insert(arguments.begin(),
                         {"invalidate", "--redis", "redis://127.0.0.1:" + std::to_string(server.port()), "--json"});
        return test::runCli(arguments);
    }
    std::string keys() const { return server.command({"DBSIZE"}); }
};

void checkCounts(const test::Outcome& outcome, int matched, int removed)
{
    REQUIRE(outcome.code == 0);
    const auto json = outcome.json();
    CHECK(json.at("matched").as_int64() == matched);
    CHECK(json.at("removed").as_int64() == removed);
    CHECK(json.at("seconds").as_double() >= 0);
}

} // namespace

TEST_CASE("one key, by text or by Base64")
{
    const Site site;
    checkCounts(site.invalidate({"--key", "movie:42", "--dry-run"}), 1, 0);
    CHECK(site.keys() == "6");
    checkCounts(site.invalidate({"--key", "movie:42"}), 1, 1);
    checkCounts(site.invalidate({"--key", "movie:42"}), 0, 0);
    checkCounts(site.invalidate({"--key-base64", "b3RoZXI="}), 1, 1);
    CHECK(site.keys() == "4");
}

TEST_CASE("a pattern, after a dry run")
{
    const Site site;
    checkCounts(site.invalidate({"--pattern", "movie:*", "--dry-run"}), 3, 0);
    CHECK(site.keys() == "6");
    checkCounts(site.invalidate({"--pattern", "movie:*"}), 3, 3);
    CHECK(site.keys() == "3");
}

TEST_CASE("an entity and what is derived from it")
{
    const Site site;
    checkCounts(site.invalidate({"--entity", "movie:42"}), 2, 2);
    CHECK(site.server.command({"EXISTS", "movie:43", "top:10"}) == "2");
}

TEST_CASE("an entity as a workload knows it: the lists that it appears in go too")
{
    const Site site;
    checkCounts(site.invalidate({"--entity", "movie:43", "--workload", "movies", "--dry-run"}), 3, 0);
    checkCounts(site.invalidate({"--entity", "movie:43", "--workload", "movies"}), 3, 3);
    CHECK(site.server.command({"EXISTS", "movie:42", "other"}) == "2");
    CHECK(site.invalidate({"--entity", "planet:9", "--workload", "movies"}).code == 2);
    CHECK(site.invalidate({"--entity", "movie:43", "--workload", "/nonexistent.json"}).code == 2);
}

TEST_CASE("a tag's keys, and nothing that is no tag")
{
    const Site site;
    site.server.command({"ZADD", "tag:top:*", "9999999999", "top:10", "9999999999", "top:20"});
    checkCounts(site.invalidate({"--tag", "top:*", "--dry-run"}), 2, 0);
    checkCounts(site.invalidate({"--tag", "top:*"}), 2, 2);
    CHECK(site.server.command({"EXISTS", "tag:top:*"}) == "0");
    checkCounts(site.invalidate({"--tag", "top:*"}), 0, 0);
    site.server.command({"SET", "tag:text", "1"});
    CHECK(site.invalidate({"--tag", "text"}).code == 3);
}
