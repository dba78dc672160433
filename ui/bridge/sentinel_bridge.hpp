#pragma once
// What the sentinels of the connected server say, for the window: the Observer's snapshots on the GUI thread, the lab
// of the embedded stack, and the way from a failover to the rest of the window (ServerSession::followPrimary, the run's
// time axis, the event strip).
//
// Threads: GUI thread only. The Observer has an IoThread of its own, so that a long scan cannot delay its probes; the
// lab's actions block and run on a worker.

#include "backend/redis/client.hpp" // before observer.hpp: moc 6.4 loses its way in <coroutine> otherwise
#include "backend/sentinel/observer.hpp"
#include "ui/bridge/inbox.hpp"
#include "ui/bridge/server_session.hpp"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace cachedeck::ui {

class EventLog;
class RunSession;

class SentinelBridge : public QObject {
    Q_OBJECT

public:
    enum class LabAction { Kill, Pause, Resume, Restart, FailOver };

    // The newest failover, while it runs and afterwards, with what the lab had done before it.
    struct Measured {
        sentinel::Failover failover;
        QString cause; // "Kill redis-1"; empty: nothing that CacheDeck did
    };

    SentinelBridge(ServerSession& server, RunSession& run, EventLog& events, QObject* parent = nullptr);
    ~SentinelBridge() override;

    // False while disconnected and where the server has no sentinels that we know of.
    bool isWatching() const { return m_observer != nullptr; }
    std::shared_ptr<const sentinel::Topology> topology() const { return m_topology; } // never null

    // For the Sentinel chip: "3 of 3 agree".
    std::size_t agreeing() const { return m_topology->naming; }
    std::size_t total() const;
    QString primaryName() const;                         // what nameOf() says of the primary; empty: none
    QString nameOf(const redis::Address& address) const; // "redis-1" in the embedded stack, else "host:port"

    const std::deque<sentinel::Event>& events() const { return m_events; } // oldest first, the newest 1,000
    const std::optional<Measured>& measured() const { return m_measured; }

    // The lab; only on the embedded stack. act() returns at once, busyChanged() and noticed() follow.
    bool hasLab() const { return m_server.stack() != nullptr; }
    std::vector<servers::Node> nodes() const; // of the stack; servers first
    bool isBusy() const { return m_pending > 0; }
    void act(LabAction action, const QString& node);
    static QString text(LabAction action, const QString& node); // "Kill redis-1"

    void refresh(); // polls now

Q_SIGNALS:
    void changed(); // topology, or what is watched
    void eventAdded();
    void failoverChanged();
    void busyChanged();
    void noticed(const cachedeck::ui::Notice& notice);

private:
    void follow(); // watches what the session now knows
    void mindRun();
    void watch();
    void stop();
    void takeTopology(std::shared_ptr<const sentinel::Topology> topology);
    void takeEvent(const sentinel::Event& event);
    void takeFailover(const sentinel::Failover& failover);
    void finishAction(LabAction action, const QString& node, const servers::Result<void>& result);
    void tell(int kind, const QString& markKind, const QString& text);

    ServerSession& m_server;
    RunSession& m_run;
    EventLog& m_log;
    Inbox m_inbox;
    QThreadPool m_worker;
    std::uint64_t m_watch = 0; // what an earlier observer still sends is dropped
    std::vector<redis::Address> m_watched;
    std::vector<servers::Node> m_names;
    std::shared_ptr<const sentinel::Topology> m_topology;
    std::deque<sentinel::Event> m_events;
    std::optional<Measured> m_measured;
    QString m_cause; // the lab's last action that can cause a failover
    sentinel::WallClock::time_point m_causeDate;
    int m_pending = 0;
    std::unique_ptr<runtime::IoThread> m_thread;
    std::unique_ptr<sentinel::Observer> m_observer;
};

} // namespace cachedeck::ui
