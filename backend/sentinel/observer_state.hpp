#pragma once
// What an Observer is made of; private to this room. Everything runs on its IoThread except what `mutex` guards.

#include "backend/redis/connection.hpp"
#include "backend/sentinel/observer.hpp"

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>

namespace cachedeck::sentinel {

struct WatchedSentinel {
    SentinelView view;
    std::unique_ptr<redis::Connection> control;
    std::unique_ptr<redis::Connection> messages; // subscribed
    bool lostSaid = false;                       // "sentinel-lost" was put in the log
};

struct WatchedServer {
    ServerView view;
    std::unique_ptr<redis::Connection> connection;
    std::vector<struct ReplicaLag> lags; // what it says of its replicas while it is the primary
    bool wasLost = false;
    Clock::time_point nextInfo{};
};

struct Observer::Implementation : std::enable_shared_from_this<Observer::Implementation> {
    using Self = std::shared_ptr<Implementation>;

    Implementation(runtime::IoThread& ioThread, ObserverOptions observerOptions);

    void begin();
    void end();
    std::shared_ptr<WatchedSentinel> addSentinel(const redis::Address& address);
    void addServer(const redis::Address& address);
    std::unique_ptr<redis::Connection> connect(const redis::Address& address, const redis::Credentials& credentials,
                                               std::chrono::milliseconds deadline, int protocol) const;

    // One coroutine each; they end soon after `stopped`.
    static runtime::Task<void> watchSentinel(Self self, std::shared_ptr<WatchedSentinel> sentinel);
    static runtime::Task<void> watchNaming(Self self, std::shared_ptr<WatchedSentinel> sentinel);
    static runtime::Task<void> watchMessages(Self self, std::shared_ptr<WatchedSentinel> sentinel);
    static runtime::Task<void> watchServer(Self self, std::shared_ptr<WatchedServer> server);
    static runtime::Task<void> publish(Self self);
    static runtime::Task<void> poll(Self self, std::shared_ptr<WatchedSentinel> sentinel);
    static runtime::Task<void> probe(Self self, std::shared_ptr<WatchedServer> server);
    static runtime::Task<void> askInfo(Self self, std::shared_ptr<WatchedServer> server);
    // Sleeps in short steps, so that a stop, a refresh or a failover is noticed.
    static runtime::Task<void> pause(Self self, std::chrono::milliseconds ordinary);

    void message(WatchedSentinel& sentinel, resp::View push);
    void learn(const SentinelView& view);
    void log(Event event);
    void lost(WatchedSentinel& sentinel, const redis::Error& why);
    void back(WatchedSentinel& sentinel);
    void countCommands();
    void failoverChanged(const Failover& failover);
    std::shared_ptr<Topology> build() const;
    bool hurried() const { return watch.running() || Clock::now() < hurryUntil; }

    runtime::IoThread& thread;
    ObserverOptions options;
    std::function<void(std::shared_ptr<const Topology>)> topologyHandler;
    std::function<void(const Event&)> eventHandler;
    std::function<void(const Failover&)> failoverHandler;

    // Calls a handler unless it is all over; stop() waits for one that runs.
    template<class Handler, class Value>
    void tell(const Handler& handler, const Value& value)
    {
        const std::lock_guard lock(calling);
        if (!stopped && handler)
            handler(value);
    }

    std::recursive_mutex calling; // a handler may stop the observer
    std::atomic<bool> stopped{false};
    std::atomic<std::uint64_t> commands{0};
    std::vector<std::shared_ptr<WatchedSentinel>> sentinels;
    std::vector<std::shared_ptr<WatchedServer>> servers;
    FailoverWatch watch;
    Clock::time_point hurryUntil{};
    std::uint64_t refreshes = 0;
    bool dirty = true;

    mutable std::mutex mutex; // guards what follows
    std::shared_ptr<const Topology> latest = std::make_shared<Topology>();
    std::deque<Event> eventLog;
    std::deque<Failover> failoverLog;
    std::optional<Failover> current;
};

} // namespace cachedeck::sentinel
