// Entering a server: HELLO, AUTH with and without a user, what happens without them, and what is learnt.
#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;
using redis::ErrorKind;
using test::optionsFor;
using test::said;

namespace {

test::RedisServerOptions withPassword(std::vector<std::string> config = {})
{
    test::RedisServerOptions options;
    options.password = "correct horse";
    options.config = std::move(config);
    return options;
}

} // namespace

TEST_CASE("A connection enters with HELLO, AUTH and SELECT, and learns who the server is")
{
    test::RedisServer server(withPassword());
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.endpoint.database = 3;
    redis::Client client(thread, options);
    REQUIRE(client.connect());
    const auto facts = client.facts();
    CHECK(facts.protocol == 3);
    CHECK(facts.role == "master");
    CHECK(facts.runId.size() == 40);
    CHECK(facts.connectionId > 0);
    CHECK_FALSE(facts.version.empty());
    CHECK((facts.product == "redis" || facts.product == "valkey"));
    const auto info = client.call({"CLIENT", "INFO"});
    REQUIRE(info);
    CHECK(info->root().text().find("db=3 ") != std::string_view::npos);
    CHECK(info->root().text().find("name=cachedeck ") != std::string_view::npos);
}

TEST_CASE("A wrong or missing password is an authentication error, asked for once and never retried by itself")
{
    test::RedisServer server(withPassword());
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    const auto password = GENERATE("wrong", "");
    const int protocol = GENERATE(3, 2);
    CAPTURE(password, protocol);
    options.endpoint.credentials.password = redis::Secret(password);
    options.protocol = protocol;
    redis::Client client(thread, options);
    const auto refused = test::connectError(client);
    REQUIRE(test::kindOf(refused) == ErrorKind::Authentication);
    CHECK_FALSE(refused.error().advice.empty());
    CHECK_FALSE(refused.error().retryable());
    const auto before = server.command({"INFO", "stats"});
    for (int i = 0; i < 5; ++i)
        CHECK(test::kindOf(client.call({"PING"})) == ErrorKind::Authentication);
    const auto connections = [](const std::string& info) {
        const auto at = info.find("total_connections_received:");
        return std::stoi(info.substr(at + 27));
    };
    CHECK(connections(server.command({"INFO", "stats"})) == connections(before) + 1); // that question's own
}

TEST_CASE("A user of the ACL enters by name, and is told what it may not do")
{
    test::RedisServer server(withPassword({"user reader on >\"reader's\" ~movie:* +@read +ping +hello +auth"}));
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.endpoint.credentials = {"reader", redis::Secret("reader's")};
    redis::Client client(thread, options);
    const auto got = client.call({"GET", "movie:42"});
    INFO(said(got));
    REQUIRE(got);
    CHECK(client.facts().runId.empty()); // INFO is refused, which is no reason not to enter
    const auto denied = client.call({"SET", "movie:42", "x"});
    REQUIRE(test::kindOf(denied) == ErrorKind::Permission);
    CHECK(denied.error().command == "SET movie:42");
    CHECK(test::kindOf(client.call({"GET", "other"})) == ErrorKind::Permission);
    CHECK(said(client.call({"GET", "movie:1"})) == "(nil)");
}

TEST_CASE("Without HELLO the connection falls back to RESP2 and works")
{
    test::RedisServer server(withPassword({"rename-command HELLO \"\""}));
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    SECTION("because the server does not know it") {}
    SECTION("because we do not ask")
    {
        options.protocol = 2;
    }
    redis::Client client(thread, options);
    const auto connected = test::connectError(client);
    INFO((connected ? std::string() : said(connected)));
    REQUIRE(connected);
    const auto facts = client.facts();
    CHECK(facts.protocol == 2);
    CHECK(facts.role == "master");
    CHECK(facts.connectionId > 0);
    CHECK(facts.runId.size() == 40);
    CHECK_FALSE(facts.version.empty());
    REQUIRE(client.call({"HSET", "h", "f", "v"}));
    CHECK(said(client.call({"HGETALL", "h"})) == "[\"f\", \"v\"]");
}

TEST_CASE("A database that is not there is a reason not to enter")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.endpoint.database = 9999;
    redis::Client client(thread, options);
    const auto refused = test::connectError(client);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().command == "SELECT 9999");
}

TEST_CASE("A client name that the server refuses is no reason not to enter")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.clientName = "two words";
    redis::Client client(thread, options);
    CHECK(said(client.call({"CLIENT", "GETNAME"})) == "(nil)");
}

TEST_CASE("Sentinels and replicas are known for what they are")
{
    test::RedisServer primary;
    runtime::IoThread thread("test");
    test::RedisServerOptions options;
    SECTION("a sentinel")
    {
        options.sentinel = true;
        test::RedisServer sentinel(options);
        redis::Client client(thread, optionsFor(sentinel));
        REQUIRE(client.connect());
        CHECK(client.facts().role == "sentinel");
    }
    SECTION("a replica")
    {
        options.config = {"replicaof 127.0.0.1 " + std::to_string(primary.port())};
        test::RedisServer replica(options);
        redis::Client client(thread, optionsFor(replica));
        REQUIRE(client.connect());
        CHECK(client.facts().role == "replica");
        CHECK(test::kindOf(client.call({"SET", "a", "b"})) == ErrorKind::ReadOnlyReplica);
    }
}

TEST_CASE("A server that has no room says so")
{
    test::RedisServerOptions serverOptions;
    serverOptions.config = {"maxclients 1"};
    test::RedisServer server(serverOptions);
    runtime::IoThread thread("test");
    redis::Client first(thread, optionsFor(server));
    // The fixture's own PING may still count for a moment.
    for (int i = 0; i < 400 && !first.connect(); ++i)
        std::this_thread::sleep_for(5ms);
    REQUIRE(first.connect()); // at once where it is connected
    redis::Client second(thread, optionsFor(server));
    const auto refused = test::connectError(second);
    REQUIRE(test::kindOf(refused) == ErrorKind::Denied);
    CHECK(refused.error().retryable());
}

TEST_CASE("A server that loads its data is waited for, and named as loading when it takes too long")
{
    test::RedisServerOptions serverOptions;
    serverOptions.config = {"enable-debug-command yes", "dbfilename dump.rdb"};
    test::RedisServer server(serverOptions);
    server.command({"DEBUG", "POPULATE", "3000"});
    server.command({"SAVE"});
    server.command({"CONFIG", "SET", "key-load-delay", "1000"}); // microseconds a key: three seconds of loading
    server.command({"CONFIG", "SET", "loading-process-events-interval-bytes", "1024"});
    std::thread reload([&] {
        try {
            server.command({"DEBUG", "RELOAD", "NOSAVE"});
        } catch (const std::exception&) {
        }
    });
    runtime::IoThread thread("test");
    auto options = optionsFor(server);
    options.connectTimeout = 1500ms;
    redis::Client hasty(thread, options);
    options.connectTimeout = 20s;
    redis::Client patient(thread, options);
    while (server.command({"INFO", "persistence"}).find("loading:1") == std::string::npos)
        std::this_thread::yield();
    const auto refused = test::connectError(hasty);
    INFO((refused ? std::string("entered") : said(refused)));
    CHECK(test::kindOf(refused) == ErrorKind::Loading);
    CHECK(said(patient.call({"DBSIZE"}, 20s)) == "(integer) 3000");
    reload.join();
}
