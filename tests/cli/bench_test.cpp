#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

#include <boost/json/value.hpp>

#include <csignal>
#include <unistd.h>

using namespace cachedeck;

namespace {

test::Arguments bench(const test::RedisServer& server, std::initializer_list<std::string> more)
{
    test::Arguments arguments{"bench", "--redis", "redis://127.0.0.1:" + std::to_string(server.port()), "--json"};
    arguments.insert(arguments.end(), more);
    return arguments;
}

const boost::json::value& pathOf(const boost::json::value& json, std::size_t index = 0)
{
    return json.at("paths").as_array().at(index);
}

} // namespace

TEST_CASE("bench asks redis-benchmark's keys, exactly so many times, and never fills")
{
    const test::RedisServer server;
    const auto empty = test::runCli(bench(server, {"-t", "get", "-n", "500", "-c", "5", "-r", "100"}));
    REQUIRE(empty.code == 0);
    CHECK(pathOf(empty.json()).at("misses").as_int64() == 500);
    CHECK(pathOf(empty.json()).at("hits").as_int64() == 0);
    CHECK(server.command({"DBSIZE"}) == "0");

    const auto both =
        test::runCli(bench(server, {"-t", "set,get", "-n", "3000", "-c", "7", "-P", "4", "-r", "10", "-d", "33"}));
    REQUIRE(both.code == 0);
    const auto json = both.json();
    CHECK(json.at("format").as_int64() == 1);
    REQUIRE(json.at("paths").as_array().size() == 2);
    for (const auto& path : json.at("paths").as_array()) {
        CHECK(path.at("issued").as_int64() == 3000);
        CHECK(path.at("ok").as_int64() == 3000);
        CHECK(path.at("errors").as_int64() == 0);
        CHECK(path.at("response_us").at("count").as_int64() == 3000);
        CHECK(path.at("loop").as_string() == "closed");
        CHECK(path.at("throughput").as_double() > 0);
        CHECK(path.at("trusted").as_bool());
        CHECK(path.at("little").as_double() == Approx(1).margin(0.03));
    }
    CHECK(pathOf(json, 1).at("hits").as_int64() == 3000);
    CHECK(server.command({"DBSIZE"}) == "10");
    CHECK(server.command({"STRLEN", "key:000000000007"}) == "33");
}

TEST_CASE("bench with several threads and a warm-up counts only what was measured")
{
    const test::RedisServer server;
    const auto outcome =
        test::runCli(bench(server, {"-t", "set", "-n", "1001", "-c", "5", "--threads", "2", "--warmup", "0.1"}));
    REQUIRE(outcome.code == 0);
    const auto path = pathOf(outcome.json());
    CHECK(path.at("issued").as_int64() == 1001);
    CHECK(path.at("warm_up").as_double() == Approx(0.1));
}

TEST_CASE("bench at a rate issues what is due, and its in-flight count agrees with Little's law")
{
    const test::RedisServer server;
    const auto outcome = test::runCli(bench(server, {"-t", "get", "--seconds", "1", "--rate", "1000", "-c", "4"}));
    REQUIRE(outcome.code == 0);
    const auto path = pathOf(outcome.json());
    CHECK(path.at("loop").as_string() == "open");
    CHECK(path.at("issued").as_int64() == 1000);
    CHECK(path.at("little").as_double() == Approx(1).margin(0.03));
}

TEST_CASE("a stall stands in the response times of everything that was due meanwhile")
{
    test::RedisServer server;
    test::Process process(bench(server, {"-t", "get", "--seconds", "2", "--rate", "500", "-c", "1"}));
    while (server.command({"INFO", "commandstats"}).find("cmdstat_get:") == std::string::npos)
        ;
    server.suspend();
    ::usleep(800'000);
    server.resume();
    const auto path = pathOf(process.wait().json());
    // 400 of 1,000 operations were due in the stall: one in five waited for 400 ms and more, though one alone was sent.
    CHECK(path.at("response_us").at("p90").as_double() > 300'000);
    CHECK(path.at("service_us").at("p90").as_double() < 300'000);
}

TEST_CASE("errors are counted, and a bench without a success is a 3")
{
    const test::RedisServer server;
    server.command({"HSET", "key:000000000000", "a", "1"});
    const auto outcome = test::runCli(bench(server, {"-t", "get", "-n", "50", "-c", "2"}));
    CHECK(outcome.code == 3);
    CHECK(pathOf(outcome.json()).at("errors").as_int64() == 50);
    CHECK(outcome.err.find("WRONGTYPE") != std::string::npos);
}

TEST_CASE("Ctrl-C ends a bench with what was measured")
{
    const test::RedisServer server;
    test::Process process(bench(server, {"-t", "get", "--seconds", "600", "-c", "2"}));
    while (server.command({"INFO", "commandstats"}).find("cmdstat_get:") == std::string::npos)
        ;
    process.signal(SIGINT);
    const auto outcome = process.wait();
    CHECK(outcome.code == 130);
    CHECK(pathOf(outcome.json()).at("ok").as_int64() > 0);
}
