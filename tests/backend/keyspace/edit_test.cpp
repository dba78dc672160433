#include "backend/keyspace/edit.hpp"
#include "tests/backend/keyspace/support.hpp"

using namespace cachedeck;
using namespace cachedeck::keyspace;

TEST_CASE("a TTL is set, removed, and refused to what is gone")
{
    Served served;
    REQUIRE(served.client->call({"SET", "key", "value"}).has_value());
    auto& connection = served.client->connection();
    CHECK(*served.thread.run(setTtl(connection, "key", std::chrono::seconds(100))));
    CHECK(served.client->call({"PTTL", "key"})->root().integer().value() > 90'000);
    CHECK(*served.thread.run(persist(connection, "key")));
    CHECK(served.client->call({"PTTL", "key"})->root().integer() == -1);
    CHECK_FALSE(*served.thread.run(persist(connection, "key")));
    CHECK_FALSE(*served.thread.run(setTtl(connection, "missing", std::chrono::seconds(1))));

    std::promise<redis::Result<bool>> promise;
    setTtl(*served.client, "key", std::chrono::seconds(5),
           [&](redis::Result<bool> result) { promise.set_value(std::move(result)); });
    CHECK(*promise.get_future().get());
}

TEST_CASE("keys are removed in batches, and the count is the server's")
{
    Served served;
    served.fill(1200, [](auto& request, std::size_t index) {
        request.append({"SET", "key:" + std::to_string(index), "x"});
    });
    std::vector<std::string> keys{"missing"};
    for (int index = 0; index < 1100; ++index)
        keys.push_back("key:" + std::to_string(index));
    std::promise<redis::Result<std::uint64_t>> promise;
    removeKeys(*served.client, keys,
               [&](redis::Result<std::uint64_t> result) { promise.set_value(std::move(result)); });
    CHECK(*promise.get_future().get() == 1100);
    CHECK(served.size() == 100);
}

TEST_CASE("where UNLINK is unknown, DEL does it")
{
    test::RedisServerOptions options;
    options.config = {"rename-command UNLINK \"\""};
    Served served(options);
    REQUIRE(served.client->call({"SET", "key", "value"}).has_value());
    CHECK(*served.thread.run(removeKeys(served.client->connection(), {"key"})) == 1);
    CHECK(served.size() == 0);
}

TEST_CASE("the gate of a production connection holds every change back")
{
    Served served({}, std::make_shared<redis::Gate>(redis::Environment::Production));
    auto& connection = served.client->connection();
    served.server.command({"SET", "key", "value"});
    for (const auto kind : {served.thread.run(setTtl(connection, "key", std::chrono::seconds(1))).error().kind,
                            served.thread.run(persist(connection, "key")).error().kind,
                            served.thread.run(removeKeys(connection, {"key"})).error().kind})
        CHECK(kind == redis::ErrorKind::Gate);
    CHECK(served.server.command({"PTTL", "key"}) == "-1");
}
