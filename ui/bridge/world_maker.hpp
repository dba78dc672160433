#pragma once
// Makes a world's full data behind a run on its quick subset, once, on a thread that only takes what the machine has left.

#include "backend/workload/workload.hpp"
#include "ui/bridge/inbox.hpp"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace cachedeck::ui {

class WorldMaker : public QObject {
    Q_OBJECT

public:
    explicit WorldMaker(const QString& dataDirectory, QObject* parent = nullptr);
    ~WorldMaker() override; // gives up what is being made; it is begun anew next time

    // Begins unless the full data is there or being made.
    void make(std::shared_ptr<const workload::Workload> workload);
    bool isMaking() const { return m_thread != nullptr; }
    double done() const { return m_done; }   // 0…1

Q_SIGNALS:
    void progressed();
    void finished(bool ready);

private:
    std::string m_directory;
    Inbox m_inbox;
    std::atomic<bool> m_cancel = false;
    double m_done = 0;
    std::unique_ptr<QThread> m_thread;
};

} // namespace cachedeck::ui
