// Ports that speak something else.
#include "tests/backend/redis/fixture.hpp"
#include "tests/backend/redis/relay.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;
using redis::ErrorKind;
using test::optionsFor;

TEST_CASE("A port that speaks another protocol is no Redis server, and is quoted briefly")
{
    const auto [says, quoted] = GENERATE(table<std::string, std::string>({
        {"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<html>", "\"HTTP/1.1 400 Bad Request\""},
        {"SSH-2.0-OpenSSH_9.2p1\r\n", "\"SSH-2.0-OpenSSH_9.2p1\""},
        {"220 mail ready\r\n", "\"220 mail ready\""},
        {std::string(100'000, 'x'), std::string(40, 'x')},
        {"+" + std::string(100'000, 'x'), "not a Redis server"},
        {"$100000000\r\n", "not a Redis server"},
        {"*100000\r\n", "not a Redis server"},
    }));
    const test::Stranger stranger(says);
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(stranger.port()));
    const auto refused = test::connectError(client);
    REQUIRE(test::kindOf(refused) == ErrorKind::NotRedis);
    CAPTURE(refused.error().text());
    CHECK(refused.error().text().find(quoted) != std::string::npos);
    CHECK(refused.error().text().size() < 200);
    CHECK_FALSE(refused.error().retryable());
}

TEST_CASE("A port that speaks TLS is hinted at")
{
    // What OpenSSL answers to plain text: an alert record.
    const test::Stranger stranger(std::string("\x15\x03\x01\x00\x02\x02\x46", 7));
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(stranger.port()));
    const auto refused = test::connectError(client);
    REQUIRE(test::kindOf(refused) == ErrorKind::Tls);
    CHECK(refused.error().advice.find("rediss://") != std::string::npos);
}

TEST_CASE("A silent port times out, one that hangs up is unreachable; both say what to look for")
{
    runtime::IoThread thread("test");
    SECTION("silent")
    {
        const test::Stranger stranger("");
        auto options = optionsFor(stranger.port());
        options.connectTimeout = 50ms;
        redis::Client client(thread, options);
        const auto refused = test::connectError(client);
        CHECK(test::kindOf(refused) == ErrorKind::Timeout);
        CHECK(refused.error().retryable());
    }
    SECTION("hangs up")
    {
        const test::Stranger stranger("", true);
        redis::Client client(thread, optionsFor(stranger.port()));
        const auto refused = test::connectError(client);
        CHECK(test::kindOf(refused) == ErrorKind::Unreachable);
        CHECK(refused.error().advice.find("rediss://") != std::string::npos);
    }
}

TEST_CASE("Protected mode and a farewell before any command are told in the server's own words")
{
    const test::Stranger stranger("-DENIED Redis is running in protected mode because protected mode is enabled\r\n");
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(stranger.port()));
    const auto refused = test::connectError(client);
    REQUIRE(test::kindOf(refused) == ErrorKind::Denied);
    CHECK(refused.error().message.find("DENIED") == 0);
    CHECK(refused.error().advice.find("protected mode") != std::string::npos);
}
