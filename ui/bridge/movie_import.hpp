#pragma once
// A person's own movies for the window: read from a file (workload/import/movies.hpp) and kept as a database of the
// world (stores/imported_data.hpp), off the GUI thread. GUI thread; one import at a time.
//
// The database lies in directory() under the file's name and a fingerprint of all that decides its rows, so the same
// file is imported once; scenarios that were saved or run on it find it there.

#include "backend/workload/workload.hpp"
#include "ui/bridge/inbox.hpp"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace cachedeck::ui {

class MovieImport : public QObject {
    Q_OBJECT

public:
    explicit MovieImport(QObject* parent = nullptr);
    ~MovieImport() override; // cancels, and waits for the file that is being read

    static QString directory();
    // Whether movies of one's own can stand in for the world's.
    static bool isFor(const workload::Workload& workload);

    bool isBusy() const { return m_busy; }
    // imported(), failed() or, where it was cancelled, cancelled() follows.
    void start(const QString& file, std::shared_ptr<const workload::Workload> workload);
    void cancel() { m_cancel = true; }

Q_SIGNALS:
    void progressed(quint64 rows, double done); // 0…1
    void imported(const QString& storeUrl);
    void failed(const QString& text); // with line and field, where the file is to blame
    void cancelled();

private:
    std::function<void()> import(const QString& file, const workload::Workload& workload);

    Inbox m_inbox;
    QThreadPool m_pool;
    std::atomic<bool> m_cancel{false};
    bool m_busy = false;
};

} // namespace cachedeck::ui
