#pragma once
// Watches a set of sentinels and the servers they name: polls each sentinel's own view, subscribes to its messages,
// probes the servers, and measures failovers. It never writes and never asks for a failover.
//
// A sentinel that is down, wants a password or refuses a command makes the view partial; it is never a failure of all.
//
// Threads: everything happens on one IoThread, and callbacks run there: set them before start(), return at once, and
// post on to your own thread. topology(), events() and failovers() may be called from any thread: values and immutable
// snapshots. The IoThread must outlive the Observer; destroy the Observer on any other thread.

#include "backend/runtime/io_thread.hpp"
#include "backend/sentinel/failover.hpp"
#include "backend/sentinel/topology.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::sentinel {

struct ObserverOptions {
    std::vector<redis::Address> sentinels;
    std::string primaryName;
    redis::Credentials sentinelCredentials;
    redis::Credentials serverCredentials;
    std::optional<redis::Tls> tls;           // for sentinels and servers
    std::chrono::milliseconds poll{1000};    // each sentinel's view; INFO of each server
    std::chrono::milliseconds fastPoll{50};  // while a failover runs, and for 5 s after
    std::chrono::milliseconds probe{10};     // PING and ROLE to the primary, and to all servers during a failover
    std::chrono::milliseconds deadline{500}; // of every command; a probe's is a fifth of it
    bool measureFailovers = true;            // false: servers are only asked at `poll`, no probing
    bool discover = false;                   // also watch sentinels that the given ones know of
    std::size_t eventLimit = 10'000;         // the oldest are dropped
};

class Observer {
public:
    Observer(runtime::IoThread& thread, ObserverOptions options);
    ~Observer(); // stops; any thread but the IoThread
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;

    // Before start(). The topology comes after each poll that changed or refreshed it, at most 30 times a second.
    void onTopology(std::function<void(std::shared_ptr<const Topology>)> handler);
    void onEvent(std::function<void(const Event&)> handler);
    void onFailover(std::function<void(const Failover&)> handler); // at each new phase; `finished` is set at the end

    void start();
    void stop(); // when it returns no callback is running or will be called

    std::shared_ptr<const Topology> topology() const; // never null; empty before the first poll
    std::vector<Event> events() const;                // oldest first
    std::vector<Failover> failovers() const;          // finished ones without false alarms, oldest first, at most 100
    std::optional<Failover> currentFailover() const;
    // Polls every sentinel and server again now (after an action of the lab).
    void refresh();

    std::uint64_t commandsSent() const; // CacheDeck's own cost

private:
    struct Implementation;
    std::shared_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::sentinel
