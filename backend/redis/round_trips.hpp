#pragma once
// How far away a server is: the time from a PING to its answer, taken again and again on a connection of its own, one
// at a time, so that nothing waits behind anything else. PING reads and writes nothing; a pause between two keeps them
// from being a load.
//
// Threads: any but an IoThread; blocks.

#include "backend/redis/connection.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <vector>

namespace cachedeck::redis {

struct RoundTripPlan {
    std::size_t count = 200;
    std::chrono::milliseconds pause{5};
};

// All of them, in their order, or the first error. `cancel` is looked at before each; Cancelled then.
Result<std::vector<std::chrono::microseconds>> takeRoundTrips(ConnectionOptions options, const RoundTripPlan& plan,
                                                              const std::atomic<bool>& cancel);

} // namespace cachedeck::redis
