#include "tests/backend/redis/fixture.hpp"
#include "tests/backend/redis/relay.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;
using test::optionsFor;
using test::said;

TEST_CASE("Ten thousand commands in one pipeline come back in order")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Connection connection(thread, optionsFor(server));
    resp::Request request;
    for (int i = 0; i < 10'000; ++i)
        request.append({"ECHO", std::to_string(i)});
    std::vector<resp::Reply> replies;
    REQUIRE(thread.run(connection.connect()));
    const auto entering = connection.commandsSent();
    const auto done = thread.run(connection.execute(request, replies, 5s));
    REQUIRE(done);
    REQUIRE(replies.size() == 10'000);
    for (int i = 0; i < 10'000; ++i) {
        if (replies[static_cast<std::size_t>(i)].root().text() != std::to_string(i))
            FAIL("reply " << i);
    }
    CHECK(connection.commandsSent() - entering == 10'000);
}

TEST_CASE("The commands of entering a server are counted as the server counts them, each time")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.endpoint.database = 3;
    SECTION("with HELLO") {}
    SECTION("without")
    {
        options.protocol = 2;
    }
    SECTION("where it is refused")
    {
        server.command({"ACL", "SETUSER", "default", "-hello", "-role"});
    }
    redis::Connection connection(thread, options);
    // What the server has processed without us: the INFO that asks is not in it yet.
    const auto ofOthers = [&] {
        const auto info = thread.run(connection.command({"INFO", "stats"}));
        REQUIRE(info);
        const std::string text(info->root().text());
        static const std::string name = "total_commands_processed:";
        const auto at = text.find(name);
        REQUIRE(at != std::string::npos);
        return std::stoll(text.substr(at + name.size())) - static_cast<long long>(connection.commandsSent() - 1);
    };
    const auto before = ofOthers();
    CHECK(before >= 0);
    const auto sent = connection.commandsSent();
    for (int i = 0; i < 3; ++i) {
        thread.run([](redis::Connection& leaves) -> runtime::Task<void> {
            leaves.close();
            co_return;
        }(connection));
        CHECK(ofOthers() == before);
    }
    CHECK(connection.commandsSent() >= sent + 3 * 5);
    connection.noteCalledByScript(7);
    CHECK(ofOthers() == before - 7);
}

TEST_CASE("A pipeline succeeds in part: error replies are replies")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Connection connection(thread, optionsFor(server));
    resp::Request request;
    request.append({"SET", "a", "text"}).append({"INCR", "a"}).append({"GET", "a"});
    std::vector<resp::Reply> replies;
    REQUIRE(thread.run(connection.execute(request, replies, 1s)));
    REQUIRE(replies.size() == 3);
    CHECK(replies[0].root().text() == "OK");
    CHECK(replies[1].root().isError());
    CHECK(replies[2].root().text() == "text");
    resp::Request none;
    CHECK(thread.run(connection.execute(none, replies, 1s)));
    CHECK(replies.empty());
}

TEST_CASE("One command's error reply is an error that names the command and the server, never the value")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    CHECK(said(client.call({"SET", "movie:42", "text"})) == "OK");
    const auto result = client.call({"LPUSH", "movie:42", "a hidden value"});
    REQUIRE_FALSE(result);
    const auto error = result.error();
    CHECK(error.command == "LPUSH movie:42");
    CHECK(error.server == "127.0.0.1:" + std::to_string(server.port()));
    CHECK(error.message.find("WRONGTYPE") == 0);
    CHECK(error.text().find("a hidden value") == std::string::npos);
    const auto unknown = client.call({"NOSUCHTHING", "a", "b"});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().kind == redis::ErrorKind::UnknownCommand);
    CHECK(unknown.error().message.find("beginning with") == std::string::npos);
}

TEST_CASE("Values of all sizes go and come back as they are")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    for (const std::size_t size : {0u, 1u, 16'383u, 16'384u, 70'000u, 20'000'000u}) {
        std::string value(size, '\0');
        for (std::size_t i = 0; i < size; ++i)
            value[i] = static_cast<char>(i * 31 + i / 256);
        REQUIRE(client.call({"SET", "large", value}, 10s));
        const auto back = client.call({"GET", "large"}, 10s);
        REQUIRE(back);
        CHECK(back->root().text() == value);
    }
}

TEST_CASE("RESP3 gives maps, sets, doubles and booleans as such")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    REQUIRE(client.call({"HSET", "h", "f", "v"}));
    REQUIRE(client.call({"SADD", "s", "m"}));
    REQUIRE(client.call({"ZADD", "z", "1.5", "m"}));
    CHECK(said(client.call({"HGETALL", "h"})) == "{\"f\": \"v\"}");
    CHECK(said(client.call({"SMEMBERS", "s"})) == "{\"m\"}");
    CHECK(said(client.call({"ZSCORE", "z", "m"})) == "(double) 1.5");
    CHECK(said(client.call({"GET", "nothing"})) == "(nil)");
}

TEST_CASE("What would put the replies out of order is refused before it is sent")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(server));
    for (const auto& command : std::vector<redis::Client::Command>{{"CLIENT", "REPLY", "SKIP"},
                                                                   {"client", "reply", "off"},
                                                                   {"MONITOR"},
                                                                   {"SYNC"},
                                                                   {"PSYNC", "?", "-1"},
                                                                   {"HELLO", "2"},
                                                                   {"RESET"}}) {
        CAPTURE(command[0]);
        CHECK(test::kindOf(client.call(command)) == redis::ErrorKind::Gate);
    }
    CHECK(said(client.call({"ECHO", "still right"})) == "\"still right\"");
}

TEST_CASE("One byte at a time gives the identical result")
{
    test::RedisServer server;
    const test::Relay relay(server.port(), {1, SIZE_MAX});
    runtime::IoThread thread("test");
    redis::Client client(thread, optionsFor(relay.port()));
    REQUIRE(client.call({"RPUSH", "list", "one", "", "three\r\nfour"}));
    CHECK(said(client.call({"LRANGE", "list", "0", "-1"})) == "[\"one\", \"\", \"three\\r\\nfour\"]");
    CHECK(client.facts().runId.size() == 40);
}

TEST_CASE("A Unix socket serves as well as a port")
{
    test::RedisServerOptions serverOptions;
    serverOptions.unixSocket = true;
    test::RedisServer server(serverOptions);
    runtime::IoThread thread("test");
    redis::ConnectionOptions options;
    options.endpoint.address.unixPath = server.unixPath();
    redis::Client client(thread, options);
    CHECK(said(client.call({"ECHO", "hello"})) == "\"hello\"");

    options.endpoint.address.unixPath = server.unixPath() + ".gone";
    redis::Client nobody(thread, options);
    const auto result = test::connectError(nobody);
    CHECK(test::kindOf(result) == redis::ErrorKind::Refused);
    CHECK(result.error().server == "unix:" + server.unixPath() + ".gone");
    options.endpoint.address.unixPath = "/" + std::string(300, 'x');
    redis::Client tooLong(thread, options);
    CHECK(test::kindOf(test::connectError(tooLong)) == redis::ErrorKind::Unreachable);
}

TEST_CASE("A host name is resolved, and one that is unknown is named as such")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.endpoint.address.host = "localhost";
    redis::Client client(thread, options);
    CHECK(said(client.call({"PING"})) == "PONG");
}

TEST_CASE("After the client is gone no handler runs")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    for (int round = 0; round < 20; ++round) {
        auto calls = std::make_unique<int>(0);
        {
            redis::Client client(thread, optionsFor(server));
            for (int i = 0; i < 20; ++i)
                client.send({"PING"}, [&counter = *calls](const redis::Result<resp::Reply>&) { ++counter; });
        }
        calls.reset(); // a handler that ran now would write to freed memory
    }
    thread.run(thread.sleepFor(1ms));
}
