#pragma once
// Added network distance: a store, or the cache, as if it stood further away. Every call waits for one round trip more,
// on the event loop, so that no thread is occupied (but that of a store that blocks its user anyway). What is measured
// so is simulated, and is named so on screen and in every export (load::Result::simulated).
//
// Profiles are normal distributions around these round trips; their deviations are a tenth:
//   rack       0.1 ms   two network cards and a switch (an estimate)
//   zone       0.5 ms   "round trip within same datacenter" (J. Dean, "Designs, Lessons and Advice from Building Large
//                       Distributed Systems", LADIS 2009, "Numbers Everyone Should Know")
//   region       1 ms   zones at most 100 km apart, at 5 µs per kilometre of fibre (ITU-T G.114, table A.1)
//   continent   25 ms   2,500 km, likewise
//   ocean      150 ms   "send packet CA → Netherlands → CA" (Dean, as above)
//
// A measured distance is round trips that were taken somewhere: every call waits for one of them, drawn at random.
// Their order is not kept, so a burst of slow ones is spread over the run.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::stores {

class Store;

using RoundTrips = std::vector<std::chrono::microseconds>;

struct Distance {
    std::chrono::microseconds mean{0}; // of a round trip; 0: none. Measured: their median
    std::chrono::microseconds deviation{0};
    std::string profile;                          // "region"; empty: the numbers were given
    std::shared_ptr<const RoundTrips> measured{}; // one or more, shared by all who draw from them; null: not measured

    bool isNone() const noexcept { return mean.count() == 0 && !measured; }
    // "25 ms", "25 ± 2.5 ms", "25 ± 2.5 ms (continent)", "0.43 ms measured (median of 200)"
    std::string text() const;
};

constexpr std::size_t mostRoundTrips = 1000;

// Of one round trip or more.
Distance measuredDistance(RoundTrips roundTrips);

// "rack", "zone", "region", "continent" or "ocean".
std::optional<Distance> distanceProfile(std::string_view name);
const std::vector<std::string_view>& distanceProfiles();

// The store itself where the distance is none. Its copies are as far away.
std::unique_ptr<Store> atDistance(std::unique_ptr<Store> store, Distance distance);

} // namespace cachedeck::stores
