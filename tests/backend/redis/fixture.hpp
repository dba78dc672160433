#pragma once
// What most tests of the client need: options for a server, and a call whose error is told.

#include "backend/redis/client.hpp"
#include "tests/support/redis_server.hpp"

#include <chrono>
#include <string>

namespace cachedeck::test {

inline redis::ConnectionOptions optionsFor(const RedisServer& server)
{
    redis::ConnectionOptions options;
    options.endpoint.address = {"127.0.0.1", server.port(), {}};
    options.endpoint.credentials.password = redis::Secret(server.password());
    return options;
}

inline redis::ConnectionOptions optionsFor(std::uint16_t port)
{
    redis::ConnectionOptions options;
    options.endpoint.address = {"127.0.0.1", port, {}};
    return options;
}

// What a call gives, as one line: the reply as redis-cli shows it, or the error's kind and text.
inline std::string said(const redis::Result<resp::Reply>& result)
{
    if (result)
        return resp::describe(result->root());
    const auto error = result.error();
    return std::string(name(error.kind)) + " | " + error.text();
}

inline redis::ErrorKind kindOf(const redis::Result<resp::Reply>& result)
{
    return result ? redis::ErrorKind::BadUrl : result.error().kind; // BadUrl: never from a command
}

inline redis::Result<resp::Reply> connectError(redis::Client& client)
{
    const auto connected = client.connect();
    if (connected)
        return resp::Reply();
    return connected.error();
}

} // namespace cachedeck::test
