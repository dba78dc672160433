#pragma once
// Saves runs: every finished one by itself into the user's data directory, and any on request into a folder of the
// user's choice. Writing happens off the GUI thread.

#include "backend/load/result.hpp"
#include "ui/bridge/inbox.hpp"
#include "ui/bridge/recent.hpp"

#include <QObject>

#include <memory>

namespace cachedeck::ui {

class RunSession;

class RunArchive : public QObject {
    Q_OBJECT

public:
    RunArchive(RunSession& run, Recent& recent, QObject* parent = nullptr);

    // Where runs save themselves, a directory each.
    static QString directory();
    void saveTo(const QString& directory, std::shared_ptr<const load::Result> result);

Q_SIGNALS:
    void saved(const QString& directory);
    void failed(const QString& text);

private:
    void write(const QString& directory, std::shared_ptr<const load::Result> result, bool remember);

    RunSession& m_run;
    Recent& m_recent;
    Inbox m_inbox;
};

} // namespace cachedeck::ui
