#pragma once
// A server with a client, and quick ways to fill it.

#include "backend/keyspace/key_store.hpp"
#include "backend/redis/client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <set>

namespace cachedeck::keyspace {

struct Served {
    explicit Served(test::RedisServerOptions options = {}, std::shared_ptr<const redis::Gate> gate = nullptr)
        : server(options)
    {
        redis::ConnectionOptions connection;
        connection.endpoint.address.host = "127.0.0.1";
        connection.endpoint.address.port = server.port();
        connection.gate = std::move(gate);
        client = std::make_unique<redis::Client>(thread, connection);
    }

    // Runs `each(request, index)` for every index in pipelines of 1,000 commands.
    template<class Each>
    void fill(std::size_t count, Each each)
    {
        for (std::size_t begin = 0; begin < count; begin += 1000) {
            resp::Request request;
            for (auto index = begin; index < std::min(count, begin + 1000); ++index)
                each(request, index);
            std::vector<resp::Reply> replies;
            REQUIRE(thread.run(client->connection().execute(request, replies, std::chrono::seconds(10))).has_value());
            for (const auto& reply : replies)
                REQUIRE_FALSE(reply.root().isError());
        }
    }
    std::int64_t size() { return client->call({"DBSIZE"})->root().integer().value_or(-1); }
    bool exists(const std::string& key) { return client->call({"EXISTS", key})->root().integer() == 1; }

    test::RedisServer server;
    runtime::IoThread thread{"test"};
    std::unique_ptr<redis::Client> client;
};

inline std::set<std::string> keysOf(const KeySnapshot& keys)
{
    std::set<std::string> out;
    for (KeySnapshot::Row row = 0; row < keys.size(); ++row)
        if (!keys.isRemoved(row))
            out.emplace(keys[row]);
    return out;
}

} // namespace cachedeck::keyspace
