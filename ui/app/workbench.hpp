#pragma once
// The composition root: builds the sessions, bridges, pages and the window, and ties them together. Everything lives as
// long as this object. GUI thread.

#include "ui/bridge/event_log.hpp"
#include "ui/bridge/event_stream.hpp"
#include "ui/bridge/recent.hpp"
#include "ui/bridge/run_archive.hpp"
#include "ui/bridge/run_library.hpp"
#include "ui/bridge/run_session.hpp"
#include "ui/bridge/sentinel_bridge.hpp"
#include "ui/bridge/server_session.hpp"
#include "ui/bridge/store_addresses.hpp"
#include "ui/shell/main_window.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QSettings>

#include <memory>

namespace cachedeck::ui {

class KeysPage;
class LoadPage;
class SentinelPage;
class StartPage;

class Workbench : public QObject {
    Q_OBJECT

public:
    Workbench(QApplication& application, QSettings& settings);
    ~Workbench() override;

    MainWindow& window() { return *m_window; }
    ServerSession& server() { return m_server; }
    RunSession& run() { return m_run; }
    RunArchive& archive() { return m_archive; }
    RunLibrary& library() { return m_library; }
    SentinelBridge& sentinel() { return m_sentinel; }
    EventLog& events() { return m_events; }
    EventStream& stream() { return m_stream; }
    theme::ThemeManager& themes() { return m_themes; }
    StartPage& startPage() { return *m_start; }
    LoadPage& loadPage() { return *m_load; }

    // The embedded stack and a scenario on it.
    // `seconds`: measured time instead of the scenario's; 0: as it says. `store`: the kind of primary store; empty: the
    // same.
    void startDemo(const QString& scenario, int seconds = 0, const QString& store = {});
    void connectTo(const redis::Url& url);

private:
    void openConnect();
    void runFile(const QString& scenario);

    QSettings& m_settings;
    theme::ThemeManager m_themes;
    load::ResourcePaths m_resources;
    EventLog m_events;
    ServerSession m_server;
    EventStream m_stream;
    RunSession m_run;
    SentinelBridge m_sentinel;
    Recent m_recent;
    StoreAddresses m_stores;
    RunArchive m_archive;
    RunLibrary m_library;
    std::unique_ptr<MainWindow> m_window;
    StartPage* m_start = nullptr;
    LoadPage* m_load = nullptr;
};

} // namespace cachedeck::ui
