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

TEST_CASE("what waits for a server that stalls to the end is on both sides of Little's law")
{
    test::RedisServer server;
    test::Process process(bench(server, {"-t", "get", "--seconds", "2", "--rate", "1000", "-c", "2"}));
    while (server.command({"INFO", "commandstats"}).find("cmdstat_get:") == std::string::npos)
        ;
    ::usleep(1'000'000);
    server.suspend(); // and it never comes back while it is measured
    const auto outcome = process.wait();
    server.resume();
    const auto path = pathOf(outcome.json());
    const auto of = [&](const char* field) { return path.at(field).as_int64(); };
    CHECK(of("unfinished") > 500);
    CHECK(of("issued") == 2000);
    CHECK(path.at("concurrency").as_double() > 100); // half of the time there was a queue that grew to 1,000
    CHECK(path.at("little").as_double() == Approx(1).margin(0.03));
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

TEST_CASE("bench takes redis-benchmark's habitual options, and every test of it succeeds")
{
    const test::RedisServer server;
    const auto port = std::to_string(server.port());
    const auto outcome = test::runCli(
        {"bench",     "-h",
         "127.0.0.1", "-p",
         port,        "-c",
         "3",         "-P",
         "2",         "-n",
         "60",        "-r",
         "50",        "-d",
         "20",        "--threads",
         "2",         "--dbnum",
         "1",         "-k",
         "1",         "-3",
         "-t",        "PING,set,get,incr,lpush,rpush,lpop,rpop,sadd,hset,spop,zadd,zpopmin,lrange,lrange_100,MSET",
         "--json"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const auto json = outcome.json();
    REQUIRE(json.at("paths").as_array().size() == 20);
    for (const auto& path : json.at("paths").as_array()) {
        CAPTURE(std::string(path.at("name").as_string()));
        CHECK(path.at("issued").as_int64() == 60);
        CHECK(path.at("ok").as_int64() == 60);
        CHECK(path.at("response_us").at("count").as_int64() == 60);
        CHECK(path.at("service_us").at("count").as_int64() == 60);
    }
    CHECK(pathOf(json, 0).at("name").as_string() == "ping-inline");
    CHECK(pathOf(json, 19).at("name").as_string() == "mset");
    CHECK(server.command({"DBSIZE"}) == "0"); // all of it went to database 1
    const auto keyspace = server.command({"INFO", "keyspace"});
    CHECK(keyspace.find("db1:") != std::string::npos);
}

TEST_CASE("random keys lie within the range, and the same seed asks for the same ones")
{
    const test::RedisServer server;
    const auto keysAfter = [&](const std::string& seed) {
        server.command({"FLUSHALL"});
        const auto outcome =
            test::runCli(bench(server, {"-t", "set", "-n", "40", "-c", "1", "-r", "100000", "--seed", seed}));
        REQUIRE(outcome.code == 0);
        return server.command(
            {"EVAL", "local k = redis.call('KEYS', '*') table.sort(k) return table.concat(k, ' ')", "0"});
    };
    const auto first = keysAfter("7");
    CHECK(first == keysAfter("7"));
    CHECK(first != keysAfter("8"));
    CHECK(first.find("key:0000000") != std::string::npos);
    CHECK(first.find("key:000000100000") == std::string::npos);
}

TEST_CASE("bench prints redis-benchmark's table and its short line")
{
    const test::RedisServer server;
    const auto port = std::to_string(server.port());
    const auto csv = test::runCli({"bench", "-p", port, "-n", "100", "-c", "2", "-t", "get", "--csv"});
    REQUIRE(csv.code == 0);
    CHECK(csv.out.rfind("\"test\",\"rps\",\"avg_latency_ms\"", 0) == 0);
    CHECK(csv.out.find("\n\"get\",\"") != std::string::npos);
    const auto quiet = test::runCli({"bench", "-p", port, "-n", "100", "-c", "2", "-t", "set", "-q"});
    REQUIRE(quiet.code == 0);
    CHECK(quiet.out.find("set: ") == 0);
    CHECK(quiet.out.find("requests per second, p50=") != std::string::npos);
}

TEST_CASE("busy polling measures the same, and being busy is no reproach then")
{
    const test::RedisServer server;
    const auto outcome = test::runCli(bench(server, {"-t", "get", "--seconds", "0.5", "-c", "1", "--busy-poll"}));
    INFO(outcome.out);
    CHECK(outcome.code == 0);
    CHECK(pathOf(outcome.json()).at("ok").as_int64() > 100);
}

TEST_CASE("a bench goes on when its connections are closed, and says what was lost")
{
    const test::RedisServer server;
    auto arguments = bench(server, {"-t", "get", "--seconds", "1.5", "-c", "4", "-P", "8"});
    const bool open = GENERATE(false, true);
    if (open)
        arguments.insert(arguments.end(), {"--rate", "4000"});
    test::Process process(arguments);
    while (server.command({"INFO", "commandstats"}).find("cmdstat_get:") == std::string::npos)
        ;
    const auto asked = [&] {
        const auto text = server.command({"INFO", "commandstats"});
        const auto at = text.find("cmdstat_get:calls=");
        return std::stoll(text.substr(at + 18));
    };
    server.command({"CLIENT", "KILL", "TYPE", "normal"});
    const auto before = asked();
    const auto path = pathOf(process.wait().json());
    CHECK(asked() > before + 100); // on new connections
    const auto of = [&](const char* field) { return path.at(field).as_int64(); };
    CHECK(of("issued") == of("ok") + of("errors") + of("timeouts") + of("unfinished"));
    CHECK(of("errors") <= 4 * 8);
    CHECK((open || of("errors") > 0)); // at a rate there may be nothing on its way at that moment
    CHECK(of("ok") > 0);
    CHECK(path.at("response_us").at("count").as_int64() == of("ok"));
    if (open)
        CHECK(of("issued") == 6000);
}

TEST_CASE("a reply that does not come is a timeout, not a latency")
{
    test::RedisServer server;
    test::Process process(bench(server, {"-t", "get", "--seconds", "2", "-c", "2", "--deadline", "0.2"}));
    while (server.command({"INFO", "commandstats"}).find("cmdstat_get:") == std::string::npos)
        ;
    ::usleep(200'000); // Little's law is a number only where something succeeded
    server.suspend();
    ::usleep(600'000);
    server.resume();
    const auto path = pathOf(process.wait().json());
    const auto of = [&](const char* field) { return path.at(field).as_int64(); };
    CHECK(of("timeouts") >= 2);
    CHECK(of("issued") == of("ok") + of("errors") + of("timeouts") + of("unfinished"));
    CHECK(path.at("response_us").at("count").as_int64() == of("ok"));
    REQUIRE(of("ok") > 0);
    CHECK(path.at("little").as_double() > 0.97); // what timed out was in the system too
    CHECK(path.at("little").as_double() < 1.03);
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
