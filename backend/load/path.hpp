#pragma once
// A path while it runs: its own copy of the store, its prefix in the cache, its virtual users and their common pace.

#include "backend/load/pacing.hpp"
#include "backend/load/scenario.hpp"
#include "backend/load/trouble.hpp"
#include "backend/load/truth.hpp"
#include "backend/redis/connection.hpp"
#include "backend/stores/store.hpp"
#include "backend/strategies/strategy.hpp"
#include "backend/workload/sequence.hpp"

#include <fmt/format.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cachedeck::load {

// Every key that any run writes begins so; then come the run's name and the path's.
inline constexpr std::string_view runKeys = "cd:";
inline std::string keyPrefixOf(std::string_view run, std::string_view path)
{
    return fmt::format("{}{}:{}:", runKeys, run, path);
}

class EventFeed;
class User;

// Where the cache is now. It moves after a failover; users look at `generation` before each operation.
class CachePlace {
public:
    explicit CachePlace(redis::ConnectionOptions options) : m_options(std::move(options)) {}
    redis::ConnectionOptions options() const
    {
        const std::lock_guard lock(m_mutex);
        return m_options;
    }
    void moveTo(const redis::Endpoint& endpoint)
    {
        const std::lock_guard lock(m_mutex);
        m_options.endpoint = endpoint;
        m_generation.fetch_add(1, std::memory_order_release);
    }
    std::uint32_t generation() const noexcept { return m_generation.load(std::memory_order_acquire); }

private:
    mutable std::mutex m_mutex;
    redis::ConnectionOptions m_options;
    std::atomic<std::uint32_t> m_generation{0};
};

// What all paths and users of a run share.
struct RunShared {
    const Scenario& scenario;
    const workload::Sequence& sequence;
    CachePlace& cache;
    std::atomic<bool> stop{false};     // begin no more operations
    EventFeed* events = nullptr;       // the stream of cache operations, where there is one
    std::atomic<bool> aborting{false}; // what fails now was cut off by us: unfinished, not an error
};

struct Path {
    Path(RunShared& run, PathSpec pathSpec, std::string pathPrefix);
    ~Path();
    strategies::Keeping keeping() const;
    strategies::PathSurroundings surroundings();
    strategies::Result<void> startStrategy(); // after the statements are prepared, before the first user; blocks

    RunShared& shared;
    PathSpec spec;
    const strategies::StrategyEntry* strategy;
    std::string prefix;
    std::unique_ptr<stores::Store> store;
    strategies::Statements statements;
    strategies::ReadsInFlight storeReads;
    std::unique_ptr<strategies::PathShared> strategyShared; // nullptr: its users share nothing
    std::vector<std::unique_ptr<User>> users;               // or their lanes

    std::atomic<std::uint64_t> next{0};      // number of the next operation, closed loop and open
    Segment segment;                         // the one that users work on; changed only while all of them rest
    std::atomic<std::uint64_t> arrival{0};   // open loop: the next arrival of the segment
    std::atomic<std::uint64_t> served{0};    // open loop: arrivals that are through
    TroubleMeter cacheTrouble, storeTrouble; // operations that the cache and the store failed
    std::atomic<int> working{0};             // users that have not finished the segment
    WriteLog writes;
    workload::Versions versions; // as its application knows them
};

} // namespace cachedeck::load
