#pragma once
// What the parts of this room that speak to the server have in common. Private to this room.

#include "backend/redis/error.hpp"
#include "backend/resp/reply.hpp"
#include "backend/resp/request.hpp"
#include "backend/strategies/answer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::strategies {

Failure failureOf(const redis::Error& error);
// The first error among replies, or inside the array that EXEC gave.
std::string_view firstError(const std::vector<resp::Reply>& replies);

// Something that no other reader will hold: 128 random bits.
std::string newToken();
// Deletes `key` where it holds `token`, and leaves it alone where it is somebody else's by now.
void appendRelease(resp::Request& request, std::string_view key, std::string_view token);
// How many commands its script called.
std::uint64_t calledByRelease(resp::View reply);
// The same of a script that answers with that number.
std::uint64_t calledByScript(resp::View reply);

} // namespace cachedeck::strategies
