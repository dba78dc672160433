#pragma once
// Tries a draft once, for real: its query on its store, its answer into a cache and out of it.
//
// Threads: probe() blocks for as long as the store takes, at most a little over its deadline; call it on a thread of
// its own. It uses threads and connections of its own and leaves nothing behind in either server.

#include "backend/probe/draft.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace cachedeck::redis {
struct ConnectionOptions;
}

namespace cachedeck::probe {

struct Findings {
    std::string storeKind, storeVersion;
    bool storeInProcess = false;
    Shape shape;
    std::size_t rows = 0;
    std::string key;   // as the workload writes it; a run puts its prefix before it
    std::string value; // the canonical JSON that is kept
    // One read each, which is no measurement.
    std::chrono::nanoseconds storeRead{0};
    std::optional<std::chrono::nanoseconds> cacheRead; // a GET that hits
    std::optional<std::uint64_t> memory;               // bytes in the cache, MEMORY USAGE
    std::string cacheNote; // why there is no figure of the cache: plain English; empty: there is
};

// Without a cache (null) only the store is tried.
Outcome<Findings> probe(const Draft& draft, const redis::ConnectionOptions* cache,
                        std::chrono::milliseconds deadline = std::chrono::seconds(10));

} // namespace cachedeck::probe
