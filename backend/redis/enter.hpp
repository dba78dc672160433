#pragma once
// What is said first on a new channel: HELLO 3 with AUTH, or AUTH alone where the server or the user knows no HELLO;
// then SELECT, CLIENT SETNAME and the facts. Private to this room. Source: https://redis.io/commands/hello

#include "backend/redis/channel.hpp"
#include "backend/redis/connection.hpp"

namespace cachedeck::redis {

// Waits while the server is loading its data set, up to the deadline. Adds to `commandsSent` what it says; that must
// live until the task ends.
runtime::Task<Result<ServerFacts>> enter(runtime::IoThread& thread, Channel& channel, const ConnectionOptions& options,
                                         runtime::Clock::time_point deadline, std::uint64_t& commandsSent);

} // namespace cachedeck::redis
