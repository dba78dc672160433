#pragma once
// The run's own hand on the cache, beside the users' connections: settings for the run and back again, removal of keys,
// and a watch over servers that are not ours.
//
// Threads: members may be called from any thread; those marked "blocks" wait for the server. Callbacks run on the
// control's own IoThread.

#include "backend/load/scenario.hpp"
#include "backend/load/server_cost.hpp"
#include "backend/redis/client.hpp"
#include "backend/runtime/io_thread.hpp"
#include "backend/workload/orphans.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cachedeck::load {

enum class ServerChange : std::uint8_t { Identity, ReadOnly, OutOfMemory, CannotSave };

struct Footprint { // empty: not known
    std::optional<std::uint64_t> keys, bytes;
    std::uint64_t orphans = 0; // of the keys, if they are known
};

class CacheControl {
public:
    explicit CacheControl(redis::ConnectionOptions options);
    ~CacheControl();

    redis::Result<void> connect(); // blocks
    redis::ServerFacts facts() const;
    // maxmemory for `paths` cached paths on top of what the server holds already, and the eviction policy. Blocks.
    redis::Result<void> apply(const CacheProfile& profile, std::size_t paths);
    void restore(); // what apply() changed; blocks, at most half a second

    using Changed = std::function<void(redis::Result<std::uint64_t>)>; // how many keys were
    // Removes the keys below these prefixes that match a glob, with SCAN and UNLINK.
    void remove(std::vector<std::string> prefixes, std::string glob, Changed done);
    // Cuts their TTLs down, to a time for each prefix: all of them expire at once then. What lives no longer anyway,
    // and what strategies keep beside the answers (tags, leases, locks), stays as it is.
    using Lives = std::vector<std::pair<std::string, std::chrono::milliseconds>>;
    void expire(Lives lives, std::string glob, Changed done);
    // The same for all keys below the prefixes; blocks, no longer than `atMost`. What is left has TTLs.
    void removeAll(std::vector<std::string> prefixes, std::chrono::milliseconds atMost);

    // Looks once a second whether the server is still the same primary and takes writes; tells each change that it
    // finds.
    void watch(std::function<void(ServerChange, std::string)> changed);
    // What the server says of itself; blocks, at most a quarter of a second.
    ServerReading read();
    // What the keys below a prefix take, and how many are orphans (workload/orphans.hpp); blocks, no longer than
    // `atMost`.
    Footprint footprint(const std::string& prefix, const workload::Orphans& orphans, std::chrono::milliseconds atMost);
    std::uint64_t commandsSent(); // by this control; blocks
    // Where the server is after a failover; it gets what apply() set. Blocks where that was something. One thread at a
    // time.
    void moveTo(const redis::Endpoint& endpoint);

private:
    struct Watch {
        std::string runId;
        bool wasReplica = false;
        std::map<std::string, std::int64_t, std::less<>> errors;
    };
    // What is done to the keys of a page of SCAN; gives how many it concerned.
    using Page = std::function<runtime::Task<redis::Result<std::uint64_t>>(std::vector<std::string>)>;
    runtime::Task<redis::Result<std::uint64_t>> eachPage(std::string pattern, runtime::Clock::time_point until,
                                                         Page page);
    runtime::Task<redis::Result<std::uint64_t>> unlink(std::vector<std::string> keys);
    runtime::Task<redis::Result<std::uint64_t>> shorten(std::vector<std::string> keys, std::size_t prefix,
                                                        std::chrono::milliseconds life);
    runtime::Task<void> removeFrom(std::vector<std::string> prefixes, std::string glob,
                                   runtime::Clock::time_point until, Changed done);
    runtime::Task<void> expireFrom(Lives lives, std::string glob, Changed done);
    using Change = std::pair<ServerChange, std::string>;
    runtime::Task<void> watchLoop(std::function<void(ServerChange, std::string)> changed);
    runtime::Task<std::optional<Change>> whatChanged(Watch& before);
    runtime::Task<Footprint> measureFootprint(std::string prefix, const workload::Orphans& orphans,
                                              runtime::Clock::time_point until);
    redis::Result<std::string> setting(const std::string& name);

    redis::ConnectionOptions m_options;
    redis::Client& client() const noexcept { return *m_current.load(); }

    std::atomic<bool> m_closing{false};
    runtime::IoThread m_thread;
    std::vector<std::unique_ptr<redis::Client>> m_clients; // earlier ones stay: something may still wait on them
    std::atomic<redis::Client*> m_current{nullptr};
    std::vector<std::pair<std::string, std::string>> m_before, m_applied; // settings as they were, and as they are
};

} // namespace cachedeck::load
