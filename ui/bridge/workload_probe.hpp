#pragma once
// Tries a workload of one's own and writes its files, off the GUI thread: probe/ for the window. GUI thread; one thing
// at a time.

#include "backend/probe/workload_files.hpp"
#include "ui/bridge/inbox.hpp"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace cachedeck::ui {

class ServerSession;

class WorkloadProbe : public QObject {
    Q_OBJECT

public:
    WorkloadProbe(ServerSession& server, const load::ResourcePaths& resources, QObject* parent = nullptr);
    ~WorkloadProbe() override; // waits for what is under way: no longer than a store's deadline

    bool isBusy() const { return m_busy; }
    // Tries the draft on its store and on the connected cache; without one, on its store alone. tried() or refused()
    // follows.
    void tryOnce(const probe::Draft& draft);
    // The draft that was tried last, with what was found. saved() or refused() follows.
    void save(const QString& scenarioFile);
    // What the last tryOnce() found; null: nothing.
    std::shared_ptr<const probe::Findings> findings() const { return m_findings; }

Q_SIGNALS:
    void tried(); // findings()
    void saved(const QString& scenarioFile);
    void refused(cachedeck::probe::Part part, const QString& text);

private:
    void work(std::function<std::function<void()>()> job); // what it gives runs on the GUI thread

    ServerSession& m_server;
    load::ResourcePaths m_resources;
    Inbox m_inbox;
    QThreadPool m_pool;
    bool m_busy = false;
    probe::Draft m_draft;
    std::shared_ptr<const probe::Findings> m_findings;
};

} // namespace cachedeck::ui
