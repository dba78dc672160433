#pragma once
// TTLs that differ from fill to fill, so that keys which were filled together do not expire together.

#include <chrono>
#include <cstdint>
#include <string_view>

namespace cachedeck::workload {

// Evenly between (1 − share) and (1 + share) of `ttl`, as a pure function of the key and the number of the operation
// that fills it; at least a millisecond. A share of 0 gives `ttl`.
std::chrono::milliseconds jitteredTtl(std::chrono::seconds ttl, double share, std::string_view key,
                                      std::uint64_t number);

} // namespace cachedeck::workload
