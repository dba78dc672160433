// Deadlines, lost sockets and cancellation: every command gets its own end.
#include "tests/backend/redis/fixture.hpp"
#include "tests/backend/redis/relay.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;
using redis::ErrorKind;
using runtime::Task;
using test::kindOf;
using test::optionsFor;
using test::said;

namespace {

// Runs many commands at once over one connection and gives their results in order.
Task<void> one(redis::Connection& connection, std::string text, std::chrono::milliseconds deadline,
               std::vector<std::string>& results, std::size_t index)
{
    std::vector<std::string> command{"ECHO", std::move(text)};
    auto calling = connection.command(std::move(command), deadline);
    const auto result = co_await calling;
    results[index] = said(result);
}

} // namespace

TEST_CASE("A deadline ends the command, and the next one gets its own reply")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    REQUIRE(client.call({"SET", "a", "1"}));
    REQUIRE(server.command({"CLIENT", "PAUSE", "300", "ALL"}) == "OK");
    const auto late = client.call({"GET", "a"}, 30ms);
    REQUIRE(kindOf(late) == ErrorKind::Timeout);
    CHECK(late.error().text() == "GET a on 127.0.0.1:" + std::to_string(server.port()) +
                                     ": no answer within 30 ms. Is the server stopped or overloaded?");
    CHECK(late.error().effectUnknown());
    CHECK(said(client.call({"ECHO", "mine"}, 5s)) == "\"mine\"");
}

TEST_CASE("A stopped server is not responding, told apart from one that is down; its late replies reach nobody")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.connectTimeout = 100ms;
    redis::Client client(thread, options);
    REQUIRE(client.connect());
    server.suspend();
    CHECK(kindOf(client.call({"ECHO", "one"}, 30ms)) == ErrorKind::Timeout);
    CHECK(kindOf(client.call({"ECHO", "two"}, 30ms)) == ErrorKind::Timeout);
    server.resume();
    CHECK(said(client.call({"ECHO", "three"}, 5s)) == "\"three\"");
    server.kill();
    CHECK(kindOf(client.call({"ECHO", "four"}, 200ms)) != ErrorKind::Timeout);
    CHECK(kindOf(client.call({"ECHO", "five"}, 100ms)) == ErrorKind::Refused);
}

TEST_CASE("When one of many runs out of time the others are told too, each by its own name")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Connection connection(thread, optionsFor(server));
    REQUIRE(thread.run(connection.connect()));
    server.suspend();
    std::vector<std::string> results(3);
    thread.spawn(one(connection, "patient", 10s, results, 0));
    thread.spawn(one(connection, "also patient", 10s, results, 1));
    thread.run(one(connection, "hasty", 30ms, results, 2));
    server.resume();
    thread.run(connection.connect()); // behind the others' resumption
    CHECK(results[0].find("Cancelled | ECHO on ") == 0);
    CHECK(results[1].find("Cancelled | ECHO on ") == 0);
    CHECK(results[2].find("Timeout | ECHO on ") == 0);
}

TEST_CASE("A reset within a reply discards the part, and says that the effect is unknown")
{
    test::RedisServer server;
    server.command({"SET", "large", std::string(100'000, 'x')});
    const test::Relay relay(server.port(), {0, 50'000});
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(relay.port()));
    REQUIRE(client.call({"SET", "a", "right"}));
    const auto cut = client.call({"GET", "large"});
    REQUIRE(kindOf(cut) == ErrorKind::Unreachable);
    CHECK(cut.error().effectUnknown());
    CHECK(cut.error().command == "GET large");
    CHECK(said(client.call({"GET", "a"})) == "\"right\"");
}

TEST_CASE("Closing fails what is in flight at once, and the connection can be used again")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    REQUIRE(client.connect());
    std::promise<std::string> ended;
    client.send({"BLPOP", "nothing", "0"}, 60s,
                [&](const redis::Result<resp::Reply>& result) { ended.set_value(said(result)); });
    client.thread().post([&] { client.connection().close(); });
    CHECK(ended.get_future().get().find("Cancelled | BLPOP nothing on ") == 0);
    CHECK(said(client.call({"ECHO", "again"})) == "\"again\"");
}

TEST_CASE("Destroying a connection ends its commands")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto connection = std::make_unique<redis::Connection>(thread, optionsFor(server));
    REQUIRE(thread.run(connection->connect()));
    server.suspend();
    std::vector<std::string> results(1);
    auto* raw = connection.get();
    std::promise<void> done;
    thread.spawn(one(*raw, "x", 60s, results, 0));
    thread.post([&] {
        connection.reset();
        done.set_value();
    });
    done.get_future().wait();
    CHECK(results[0].find("Cancelled | ECHO on ") == 0);
    server.resume();
}

TEST_CASE("A thread may end with commands in flight")
{
    test::RedisServer server;
    server.suspend();
    {
        std::vector<std::string> results(1);
        runtime::IoThread thread("test");
        redis::Connection connection(thread, optionsFor(server));
        thread.spawn(one(connection, "x", 60s, results, 0));
        thread.run(thread.sleepFor(5ms));
    }
    server.resume();
    CHECK(server.command({"PING"}) == "PONG");
}

TEST_CASE("A reply beyond the limits is a protocol error, and memory stays bounded")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.limits.bulk = 1000;
    redis::Client client(thread, options);
    REQUIRE(client.call({"SET", "large", std::string(2000, 'x')}));
    const auto refused = client.call({"GET", "large"});
    REQUIRE(kindOf(refused) == ErrorKind::Protocol);
    CHECK(refused.error().message.find("beyond the limit") != std::string::npos);
    CHECK(said(client.call({"STRLEN", "large"})) == "(integer) 2000");
}
