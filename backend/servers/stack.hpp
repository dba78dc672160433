#pragma once
// The embedded stack: one primary, replicas and sentinels as child processes on free loopback ports, in a private
// directory, with one random password for all of them. Nothing listens beyond 127.0.0.1 and nothing is stored on disk.
//
// Life: on Linux every child has a parent-death signal, bound to the stack's own launcher thread; elsewhere a watchdog
// process kills the children as soon as the pipe to the application closes. Either way kill -9 of the application ends
// the servers. What even that leaves behind (a directory; on a power cut nothing else) is found by findLeftovers().
//
// Lab actions exist for the stack's own children only: nobody else's server can be named.
//
// Threads: every member may be called from any thread. Those marked "blocks" wait for processes or servers; never call
// them on the GUI thread or on an IoThread. Nodes are values.

#include "backend/redis/endpoint.hpp"
#include "backend/runtime/clock.hpp"
#include "backend/servers/binary.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::servers {

struct StackOptions {
    int replicas = 2;
    int sentinels = 3;                  // 0: none, and the nodes are plain servers
    std::optional<ServerBinary> binary; // none: findServerBinary()
    std::string parentDirectory;        // empty: runDirectory(), see leftovers.hpp
    // Below 1 s a failover is at times followed by a second: a sentinel tries to reach a primary once in a second, the
    // dead one's last try counts for its successor, and the leader calls that one down while it waits.
    std::chrono::milliseconds downAfter{500};        // silence after which a sentinel thinks a server down
    std::chrono::milliseconds failoverTimeout{3000}; // a failed attempt is repeated after twice this
    std::chrono::milliseconds startTimeout{10'000};
    std::uint64_t maxMemory = 0;               // bytes, of each server; 0: no limit
    std::string evictionPolicy = "noeviction"; // as CONFIG SET maxmemory-policy takes it
};

enum class NodeKind : std::uint8_t { Server, Sentinel };

struct Node {
    NodeKind kind = NodeKind::Server;
    std::string name;       // "redis-1" (the first primary), "redis-2"…, "sentinel-1"…; stays through failovers
    redis::Address address; // stays through restarts
    std::int64_t pid = 0;   // 0 when not running
    bool running = false;   // a process exists (a paused one too)
    bool paused = false;    // stopped by pause()
};

class Stack {
public:
    // Blocks until every node answers as ours (0.1–0.5 s). A port taken by someone else in between is replaced by
    // another.
    static Result<std::unique_ptr<Stack>> start(StackOptions options = {});
    // Blocks briefly (about 0.05 s): ends all children and removes the directory.
    ~Stack();
    Stack(const Stack&) = delete;
    Stack& operator=(const Stack&) = delete;

    static constexpr std::string_view primaryName = "cachedeck"; // as the sentinels call it

    std::vector<Node> nodes() const; // servers first, in order of their names
    std::optional<Node> node(std::string_view name) const;
    std::optional<Node> nodeAt(const redis::Address& address) const;

    const ServerBinary& binary() const noexcept;
    const std::string& directory() const noexcept;         // mode 0700, removed by the destructor
    const std::string& passwordFile() const noexcept;      // mode 0600, in the directory
    const redis::Secret& password() const noexcept;        // for servers and sentinels
    std::chrono::milliseconds readyAfter() const noexcept; // how long start() took

    // How to enter a node: address and password. `primary()` is redis-1 as it was at the start; after a failover ask
    // the sentinels (sentinel::resolvePrimary with sentinelUrl()), or currentPrimary().
    redis::Endpoint endpoint(const Node& node) const;
    redis::Endpoint primary() const;
    redis::Url sentinelUrl() const; // redis+sentinel://…?primary=cachedeck, with the password
    std::vector<redis::Address> sentinelAddresses() const;

    // Blocks (a few ms): the node that most sentinels name now; without sentinels the server that says it is primary.
    Result<Node> currentPrimary() const;

    // Whether every running sentinel names the same primary, sees it up, sees all other sentinels and replicas, and
    // finds its quorum, and every replica's link is up. Blocks a few ms; waitAgreed() until it is so (about 1–2 s after
    // start()).
    bool agreed() const;
    Result<std::chrono::milliseconds> waitAgreed(std::chrono::milliseconds timeout);

    // The lab. Each blocks until done (kill, pause, resume: at once; restart: until it answers, about 50 ms).
    Result<void> kill(std::string_view node);   // SIGKILL
    Result<void> pause(std::string_view node);  // SIGSTOP
    Result<void> resume(std::string_view node); // SIGCONT
    // Starts a dead node again on its address. A server is told the primary that the sentinels name now, as an
    // orchestrator would, so that it comes back as a replica and never as a second primary.
    Result<void> restart(std::string_view node);
    Result<void> failover(); // SENTINEL FAILOVER; returns when it was accepted

    // Settings of every running server, and of those that are restarted later. Blocks (a few ms).
    Result<void> setMaxMemory(std::uint64_t bytes);          // 0: no limit
    Result<void> setEvictionPolicy(std::string_view policy); // "allkeys-lru", "allkeys-lfu", "volatile-ttl"…

private:
    struct Implementation;
    explicit Stack(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> m_implementation;
};

// One plain server, no replica and no sentinel: for tests and benchmarks. Blocks, as Stack::start.
Result<std::unique_ptr<Stack>> startSingle(StackOptions options = {});

} // namespace cachedeck::servers
