#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;

namespace {

std::string urlOf(const test::RedisServer& server)
{
    return "redis://127.0.0.1:" + std::to_string(server.port());
}

} // namespace

TEST_CASE("keys counts, by type and TTL")
{
    const test::RedisServer server;
    for (int i = 0; i < 30; ++i)
        server.command({"SET", "s:" + std::to_string(i), "value"});
    server.command({"EXPIRE", "s:0", "1000"});
    server.command({"HSET", "h:1", "a", "1"});
    server.command({"ZADD", "z:1", "1", "a"});
    server.command({"SET", std::string("odd:\xFF", 5), "1"});

    const auto all = test::runCli({"keys", "--redis", urlOf(server), "--json"});
    REQUIRE(all.code == 0);
    const auto json = all.json();
    CHECK(json.at("keys").as_int64() == 33);
    CHECK(json.at("complete").as_bool());
    CHECK(json.at("seconds").as_double() >= 0);
    CHECK(json.at("types").at("string").as_int64() == 31);
    CHECK(json.at("types").at("hash").as_int64() == 1);
    CHECK(json.at("types").at("zset").as_int64() == 1);
    CHECK(json.at("no_ttl").as_int64() == 32);
    CHECK(json.at("memory_per_key").as_int64() > 0);
    CHECK(json.at("peak_resident").as_int64() > 1'000'000);
    CHECK(all.out.find('\n') == all.out.size() - 1);

    const auto list = test::runCli({"keys", "--redis", urlOf(server), "--match", "odd:*", "--list", "--json"}).json();
    CHECK(list.at("keys").as_int64() == 1);
    CHECK(list.at("list").as_array().at(0).at("base64").as_string() == "b2RkOv8=");
    CHECK(test::runCli({"keys", "--redis", urlOf(server), "--type", "hash", "--json"}).json().at("keys").as_int64() ==
          1);

    const auto text = test::runCli({"keys", "--redis", urlOf(server), "--match", "h:*", "--list"});
    CHECK(text.out == "h:1\n");
    CHECK(text.err.find("1 keys") != std::string::npos);
}

TEST_CASE("an empty keyspace is a result too")
{
    const test::RedisServer server;
    const auto json = test::runCli({"keys", "--redis", urlOf(server), "--json"}).json();
    CHECK(json.at("keys").as_int64() == 0);
    CHECK(json.at("complete").as_bool());
    CHECK(json.at("no_ttl").as_int64() == 0);
}
