#include "backend/keyspace/metadata.hpp"
#include "tests/backend/keyspace/support.hpp"

using namespace cachedeck;
using namespace cachedeck::keyspace;

namespace {

MetadataBatch fetched(Served& served, MetadataReader& reader, const std::vector<std::string>& keys)
{
    auto batch = served.thread.run(reader.fetch(served.client->connection(), keys, {}));
    REQUIRE(batch.has_value());
    REQUIRE(batch->values.size() == keys.size());
    return *std::move(batch);
}

} // namespace

TEST_CASE("type, TTL, memory, encoding and idle time come in one pipeline")
{
    Served served;
    const std::string binary("\0\xff", 2);
    REQUIRE(served.client->call({"SET", binary, "12345", "PX", "60000"}).has_value());
    REQUIRE(served.client->call({"ZADD", "board", "1", "a"}).has_value());
    MetadataReader reader;
    const auto batch = fetched(served, reader, {binary, "board", "missing"});
    CHECK(batch.refused.empty());
    CHECK(batch.values[0].type == KeyType::String);
    CHECK(batch.values[0].encoding == "int");
    REQUIRE(batch.values[0].ttl);
    CHECK(batch.values[0].ttl->count() <= 60'000);
    CHECK(batch.values[0].ttl->count() > 30'000);
    CHECK(*batch.values[0].ttlAt(batch.values[0].at + std::chrono::minutes(2)) == std::chrono::milliseconds(0));
    CHECK(batch.values[0].idle);
    CHECK_FALSE(batch.values[0].frequency);
    CHECK(batch.values[1].type == KeyType::SortedSet);
    CHECK(batch.values[1].persistent);
    CHECK_FALSE(batch.values[1].ttl);
    CHECK(*batch.values[1].memory > 0);
    CHECK_FALSE(batch.values[2].exists);
    CHECK(batch.values[2].type == KeyType::None);
}

TEST_CASE("under an LFU policy the frequency comes in place of the idle time")
{
    Served served;
    REQUIRE(served.client->call({"CONFIG", "SET", "maxmemory-policy", "allkeys-lfu"}).has_value());
    REQUIRE(served.client->call({"SET", "key", "value"}).has_value());
    MetadataReader reader;
    fetched(served, reader, {"key"}); // learns
    auto batch = fetched(served, reader, {"key"});
    CHECK(batch.values[0].frequency);
    CHECK_FALSE(batch.values[0].idle);
    CHECK(batch.refused.empty());
    REQUIRE(served.client->call({"CONFIG", "SET", "maxmemory-policy", "noeviction"}).has_value());
    fetched(served, reader, {"key"});
    CHECK(fetched(served, reader, {"key"}).values[0].idle);
}

TEST_CASE("what a user may not ask is left out, named, and not asked again")
{
    Served served;
    REQUIRE(served.client->call({"SET", "key", "value", "EX", "100"}).has_value());
    REQUIRE(
        served.client
            ->call({"ACL", "SETUSER", "reader", "on", ">secret", "~*", "+type", "+pttl", "+hello", "+client", "+ping"})
            .has_value());
    redis::ConnectionOptions options;
    options.endpoint.address.host = "127.0.0.1";
    options.endpoint.address.port = served.server.port();
    options.endpoint.credentials = {"reader", redis::Secret("secret")};
    redis::Client client(served.thread, options);
    MetadataReader reader;
    std::promise<redis::Result<MetadataBatch>> promise;
    reader.request(client, {"key"}, {},
                   [&](redis::Result<MetadataBatch> batch) { promise.set_value(std::move(batch)); });
    const auto batch = promise.get_future().get();
    REQUIRE(batch.has_value());
    CHECK(batch->values[0].type == KeyType::String);
    CHECK(batch->values[0].ttl);
    CHECK_FALSE(batch->values[0].memory);
    CHECK(batch->refused.size() == 3);

    const auto refusedSoFar = [&] {
        const auto info = served.client->call({"INFO", "errorstats"});
        return std::string(info->root().text());
    };
    const auto before = refusedSoFar();
    REQUIRE(served.thread.run(reader.fetch(client.connection(), {"key"}, {})).has_value());
    CHECK(refusedSoFar() == before);
}
