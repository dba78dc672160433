#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

#include <mutex>

using namespace cachedeck;
using namespace std::chrono_literals;
using redis::ConnectionState;
using redis::ErrorKind;
using test::kindOf;
using test::optionsFor;
using test::said;

TEST_CASE("After a kill the connection comes back by itself when the server does")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    REQUIRE(client.connect());
    const auto before = client.facts().runId;
    server.kill();
    CHECK_FALSE(client.call({"PING"}, 50ms));
    std::promise<std::string> waiting;
    client.send({"ECHO", "patience"}, 20s,
                [&](const redis::Result<resp::Reply>& result) { waiting.set_value(said(result)); });
    server.start();
    CHECK(waiting.get_future().get() == "\"patience\"");
    CHECK(client.facts().runId.size() == 40);
    CHECK(client.facts().runId != before); // the load engine stops at a changed run id
}

TEST_CASE("Failing fast gives the last attempt's error at once, and still comes back")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.failFast = true;
    options.backoffFirst = 20ms;
    options.backoffMost = 50ms;
    redis::Client client(thread, options);
    REQUIRE(client.connect());
    server.kill();
    CHECK_FALSE(client.call({"PING"}, 60s)); // a deadline that would be noticed
    for (int i = 0; i < 100; ++i) {
        const auto refused = client.call({"GET", "a"}, 60s);
        REQUIRE(kindOf(refused) == ErrorKind::Refused);
        CHECK(refused.error().command == "GET a");
    }
    server.start();
    auto result = client.call({"PING"}, 60s);
    for (int i = 0; i < 1000 && !result; ++i) {
        thread.run(thread.sleepFor(5ms));
        result = client.call({"PING"}, 60s);
    }
    CHECK(said(result) == "PONG");
}

TEST_CASE("A command waits for the next attempt within its own deadline, and then says why there is none")
{
    const auto port = test::freePort();
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(port));
    const auto refused = client.call({"GET", "a"}, 150ms);
    REQUIRE(kindOf(refused) == ErrorKind::Refused);
    CHECK(refused.error().text().find("GET a on 127.0.0.1:" + std::to_string(port) + ": nothing listens there.") == 0);
}

TEST_CASE("Without reconnection a closed connection stays closed until connect()")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.reconnect = false;
    redis::Client client(thread, options);
    CHECK_FALSE(client.call({"PING"}));
    REQUIRE(client.connect());
    CHECK(said(client.call({"PING"})) == "PONG");
    server.kill();
    server.start();
    CHECK_FALSE(client.call({"PING"}));
    CHECK_FALSE(client.call({"PING"}));
    REQUIRE(client.connect());
    CHECK(said(client.call({"PING"})) == "PONG");
}

TEST_CASE("The state tells what happens, and why")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    std::mutex mutex;
    std::vector<std::pair<ConnectionState, std::string>> states;
    client.thread().post([&] {
        client.connection().onStateChange([&](ConnectionState state, const redis::Error* why) {
            const std::lock_guard lock(mutex);
            states.emplace_back(state, why ? why->text() : std::string());
        });
    });
    REQUIRE(client.connect());
    server.kill();
    const auto refused = client.call({"PING"}, 100ms);
    CHECK_FALSE(refused);
    CHECK_FALSE(client.call({"PING"}, 100ms));
    const std::lock_guard lock(mutex);
    REQUIRE(states.size() >= 5);
    CHECK(states[0].first == ConnectionState::Connecting);
    CHECK(states[1].first == ConnectionState::Ready);
    CHECK(states[2].first == ConnectionState::Closed);
    CHECK(states[2].second.find("127.0.0.1") != std::string::npos);
    CHECK(states[3].first == ConnectionState::Connecting);
    CHECK(states[4].first == ConnectionState::Waiting);
    CHECK(states[4].second.find("nothing listens there") != std::string::npos);
}
