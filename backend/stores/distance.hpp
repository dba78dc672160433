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

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::stores {

class Store;

struct Distance {
    std::chrono::microseconds mean{0}; // of a round trip; 0: none
    std::chrono::microseconds deviation{0};
    std::string profile; // "region"; empty: the numbers were given

    bool isNone() const noexcept { return mean.count() == 0; }
    std::string text() const; // "25 ms", "25 ± 2.5 ms", "25 ± 2.5 ms (continent)"
};

// "rack", "zone", "region", "continent" or "ocean".
std::optional<Distance> distanceProfile(std::string_view name);
const std::vector<std::string_view>& distanceProfiles();

// The store itself where the distance is none. Its copies are as far away.
std::unique_ptr<Store> atDistance(std::unique_ptr<Store> store, Distance distance);

} // namespace cachedeck::stores
