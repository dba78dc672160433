#pragma once
// Measures how far away the connected server is: round trips (redis/round_trips.hpp) as a distance, off the GUI thread.
// GUI thread; one measurement at a time.

#include "backend/stores/distance.hpp"
#include "ui/bridge/inbox.hpp"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <atomic>

namespace cachedeck::ui {

class ServerSession;

class DistanceProbe : public QObject {
    Q_OBJECT

public:
    explicit DistanceProbe(ServerSession& server, QObject* parent = nullptr);
    ~DistanceProbe() override; // ends what is under way: no longer than one round trip

    bool isBusy() const { return m_busy; }
    // Why it cannot be measured now; empty: it can.
    QString obstacle() const;
    QString place() const; // of the server that is measured
    // Either a distance, or what went wrong. Needs that there is no obstacle.
    void measure();

Q_SIGNALS:
    void measured(const cachedeck::stores::Distance& distance);
    void failed(const QString& text);

private:
    ServerSession& m_server;
    Inbox m_inbox;
    QThreadPool m_pool;
    std::atomic<bool> m_cancel{false};
    bool m_busy = false;
};

} // namespace cachedeck::ui
