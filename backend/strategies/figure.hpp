#pragma once
// A number of a strategy's own, for the run's result: "writes_lost", 2.

#include <cstdint>
#include <string>

namespace cachedeck::strategies {

struct Figure {
    std::string name; // [a-z_]+, unique in a path
    std::uint64_t value = 0;
};

} // namespace cachedeck::strategies
