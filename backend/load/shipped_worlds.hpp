#pragma once
// The worlds that are shipped to be tried: those with a scenario of their own name. Worlds that only serve one question
// (a hot key, an eviction policy) are made of synthetic items and are not among them.
//
// Threads: values.

#include "backend/load/scenario.hpp"

namespace cachedeck::load {

struct ShippedWorld {
    std::string name; // of the world and of its scenario
    workload::Workload workload;
    // The kinds of store for which every operation that has a share has a query and the data a schema: the embedded one
    // first, then in alphabetical order.
    std::vector<std::string> stores;
};

// In the order in which they are taught, others after them by their names; a file that cannot be read is left out.
std::vector<ShippedWorld> shippedWorlds(const ResourcePaths& resources);

std::vector<std::string> storesOf(const workload::Workload& workload);

} // namespace cachedeck::load
