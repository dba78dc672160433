#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;
using redis::CommandClass;
using redis::Environment;
using redis::Gate;

TEST_CASE("Production is read-only until it is unlocked, and for that time only")
{
    Gate gate(Environment::Production);
    CHECK(gate.check("GET", "", "here:1"));
    CHECK(gate.check("info", "", "here:1"));
    CHECK(gate.check("CONFIG", "GET", "here:1"));
    for (const auto* command : {"SET", "DEL", "PUBLISH", "EVAL", "UNHEARDOF", "FLUSHALL"}) {
        CAPTURE(command);
        CHECK_FALSE(gate.check(command, "", "here:1"));
    }
    const auto refused = gate.check("SET", "", "here:1");
    CHECK(refused.error().kind == redis::ErrorKind::Gate);
    CHECK(refused.error().advice.find("Unlock") != std::string::npos);
    CHECK(refused.error().server == "here:1");

    gate.unlock(1h);
    CHECK(gate.isUnlocked());
    CHECK(gate.check("SET", "", "here:1"));
    CHECK(gate.check("DEL", "", "here:1"));
    CHECK_FALSE(gate.check("FLUSHALL", "", "here:1"));
    CHECK_FALSE(gate.check("config", "set", "here:1"));
    gate.lock();
    CHECK_FALSE(gate.check("SET", "", "here:1"));
    gate.unlock(-1s);
    CHECK_FALSE(gate.isUnlocked());
}

TEST_CASE("Development allows writes, asks once before destruction, and forbids what empties a server")
{
    Gate gate(Environment::Development);
    CHECK(gate.check("SET", "", ""));
    CHECK(gate.check("DEL", "", ""));
    for (const auto* command : {"FLUSHALL", "flushdb", "KEYS", "SAVE", "SHUTDOWN", "DEBUG", "REPLICAOF"}) {
        CAPTURE(command);
        CHECK_FALSE(gate.check(command, "", ""));
    }
    CHECK_FALSE(gate.check("CLIENT", "PAUSE", ""));
    CHECK(gate.asksFirst("UNLINK", ""));
    CHECK_FALSE(gate.asksFirst("SET", ""));
    gate.confirm();
    CHECK_FALSE(gate.asksFirst("UNLINK", ""));
}

TEST_CASE("Our own demo servers take everything")
{
    const Gate gate(Environment::Demo);
    CHECK(gate.check("FLUSHALL", "", ""));
    CHECK(gate.check("CONFIG", "SET", ""));
    CHECK_FALSE(gate.asksFirst("DEL", ""));
}

TEST_CASE("A server's COMMAND decides about all that it knows")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    redis::Client client(thread, test::optionsFor(server));
    const auto commands = client.call({"COMMAND"});
    REQUIRE(commands);
    Gate gate(Environment::Production);
    gate.learn(commands->root());
    for (const auto* command :
         {"GET", "HGETALL", "SCAN", "GEOSEARCH", "XRANGE", "PING", "INFO", "SUBSCRIBE", "ZRANDMEMBER", "SORT_RO"}) {
        CAPTURE(command);
        CHECK(gate.classify(command, "") == CommandClass::Read);
    }
    for (const auto* command :
         {"SET", "GETEX", "HSET", "EXPIRE", "SORT", "EVAL", "PUBLISH", "GEORADIUS", "COPY", "NOTHINGLIKEIT"}) {
        CAPTURE(command);
        CHECK(gate.classify(command, "") == CommandClass::Write);
    }
    CHECK(gate.classify("UNLINK", "") == CommandClass::Destructive);
    CHECK(gate.classify("FLUSHALL", "") == CommandClass::Forbidden);
    CHECK(gate.classify("KEYS", "") == CommandClass::Forbidden);
    CHECK(gate.classify("OBJECT", "ENCODING") == CommandClass::Read);
    CHECK(gate.classify("MEMORY", "USAGE") == CommandClass::Read);
    CHECK(gate.classify("MEMORY", "PURGE") == CommandClass::Write);
    CHECK(gate.classify("XGROUP", "CREATE") == CommandClass::Write);
    CHECK(gate.classify("CLIENT", "LIST") == CommandClass::Read);
    CHECK(gate.classify("SENTINEL", "MASTERS") == CommandClass::Read);
}

TEST_CASE("No command goes round the gate, alone or in a pipeline")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    auto options = test::optionsFor(server);
    options.gate = std::make_shared<Gate>(Environment::Production);
    redis::Client client(thread, options);
    CHECK(test::kindOf(client.call({"SET", "a", "b"})) == redis::ErrorKind::Gate);
    CHECK(test::kindOf(client.call({"config", "set", "maxmemory", "1"})) == redis::ErrorKind::Gate);
    CHECK(test::said(client.call({"GET", "a"})) == "(nil)");

    redis::Connection connection(thread, options);
    resp::Request request;
    request.append({"GET", "a"}).append({"SET", "a", "b"});
    std::vector<resp::Reply> replies;
    const auto refused = thread.run(connection.execute(request, replies, 1s));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == redis::ErrorKind::Gate);
    CHECK(refused.error().command == "SET");
    CHECK(server.command({"EXISTS", "a"}) == "0");
}
