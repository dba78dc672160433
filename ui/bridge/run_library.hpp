#pragma once
// The runs of this machine for the window: what goes on is written into the history as it is measured, and earlier runs
// are listed, read, repeated and deleted. The history lives on a thread of its own; nothing here waits for the disk.
// GUI thread.

#include "backend/history/run_history.hpp"
#include "ui/bridge/inbox.hpp"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace cachedeck::ui {

class RunSession;

class RunLibrary : public QObject {
    Q_OBJECT

public:
    RunLibrary(RunSession& run, const load::ResourcePaths& resources, QObject* parent = nullptr);
    // Waits until what was measured is written.
    ~RunLibrary() override;

    static QString defaultFile();
    const std::vector<history::Entry>& entries() const { return m_entries; }
    bool isWritable() const { return m_writable; } // false: the history could not be opened, or has no room

    using Take = std::function<void(std::shared_ptr<const load::Result>)>;
    // Reads a run and hands it to `take`, or says why it cannot in failed().
    void read(qint64 id, Take take);
    // The same of a run's directory or run.json.
    void readFile(const QString& file, Take take);
    // The scenario of a run, as it was.
    void readScenario(qint64 id, std::function<void(const load::Scenario&)> take);
    void remove(qint64 id);
    void refresh();

Q_SIGNALS:
    void changed(); // entries()
    void failed(const QString& text);
    void noticed(const QString& text); // something was set aside

private:
    struct Store; // lives on the pool's one thread
    void work(std::function<void(Store&)> job);
    void tell(const history::Error& error);
    void begin();
    void beat();

    RunSession& m_run;
    load::ResourcePaths m_resources;
    Inbox m_inbox;
    QThreadPool m_pool;
    QTimer m_heart;
    std::shared_ptr<Store> m_store;
    std::vector<history::Entry> m_entries;
    bool m_recording = false;
    bool m_writable = true;
    bool m_told = false; // that this run is not kept
};

} // namespace cachedeck::ui
