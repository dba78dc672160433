#pragma once
// What may be sent at all: every command of every connection comes by here. Private to this room.

#include "backend/redis/gate.hpp"

#include <memory>
#include <string>

namespace cachedeck::redis {

// Why a request (encoded commands, one after the other) may not be sent: by the gate, or because its replies could not
// be matched. Null where it may.
std::unique_ptr<Error> refusalOf(std::string_view requests, const Gate* gate, const std::string& server);

} // namespace cachedeck::redis
