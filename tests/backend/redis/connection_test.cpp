#include "tests/support/catch.hpp"

#include "backend/redis/client.hpp"
#include "tests/support/redis_server.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;

namespace {

redis::ConnectionOptions optionsFor(const test::RedisServer& server)
{
    redis::ConnectionOptions options;
    options.endpoint.address = {"127.0.0.1", server.port(), {}};
    options.endpoint.credentials.password = redis::Secret(server.password());
    return options;
}

} // namespace

TEST_CASE("A connection enters with HELLO, AUTH and SELECT, and learns who the server is")
{
    test::RedisServerOptions serverOptions;
    serverOptions.password = "a secret";
    test::RedisServer server(serverOptions);
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.endpoint.database = 3;
    redis::Client client(thread, options);
    const auto connected = client.connect();
    INFO((connected ? std::string() : connected.error().text()));
    REQUIRE(connected);
    const auto facts = client.facts();
    CHECK(facts.protocol == 3);
    CHECK(facts.role == "master");
    CHECK(facts.runId.size() == 40);
    CHECK(facts.connectionId > 0);
    CHECK_FALSE(facts.version.empty());
    const auto info = client.call({"CLIENT", "INFO"});
    REQUIRE(info);
    CHECK(info->root().text().find("db=3 ") != std::string_view::npos);
    CHECK(info->root().text().find("name=cachedeck ") != std::string_view::npos);
}

TEST_CASE("Ten thousand commands in one pipeline come back in order")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Connection connection(thread, optionsFor(server));
    resp::Request request;
    for (int i = 0; i < 10'000; ++i)
        request.append({"ECHO", std::to_string(i)});
    std::vector<resp::Reply> replies;
    const auto done = thread.run(connection.execute(request, replies, 5s));
    REQUIRE(done);
    REQUIRE(replies.size() == 10'000);
    for (int i = 0; i < 10'000; ++i) {
        if (replies[static_cast<std::size_t>(i)].root().text() != std::to_string(i))
            FAIL("reply " << i);
    }
}
