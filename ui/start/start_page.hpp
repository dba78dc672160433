#pragma once
// The first page: start the demo, connect, open what was used before, pick an experiment. Never an empty chart.

#include "backend/load/scenario.hpp"
#include "ui/bridge/recent.hpp"
#include "ui/shell/page.hpp"

namespace cachedeck::ui {

class ConnectPanel;
class DemoCard;
class RecentCard;
class ScenarioGallery;
class WorkloadPanel;
class StoreAddresses;
class StorePanel;

class StartPage : public Page {
    Q_OBJECT

public:
    StartPage(const AppContext& context, Recent& recent, StoreAddresses& stores, const load::ResourcePaths& resources,
              QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("start"); }
    QString title() const override { return tr("Start"); }
    QString iconName() const override { return QStringLiteral("start"); }
    void setActive(bool active) override;

    // Opens the form that connects to a URL, with one filled in, and its environment where that is known.
    void openConnect(const QString& url = {}, std::optional<redis::Environment> environment = std::nullopt);
    // Opens the form that makes a workload of one's own.
    void openWorkload();

Q_SIGNALS:
    // Starts the embedded stack and this scenario on it; `store` is the kind of its primary store, empty as it says.
    void demoRequested(const QString& scenario, const QString& store);
    // Runs a scenario's file on the connected server; without one as above.
    void runRequested(const QString& scenarioFile);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* layOut();
    void connectCards();
    void openRecent(int index);
    void keepConnection(ServerSession::State state);
    void openRun();
    void updateRecent();
    void placePanels();

    AppContext m_context;
    Recent& m_recent;
    DemoCard* m_demo;
    RecentCard* m_connections;
    RecentCard* m_runs;
    ScenarioGallery* m_gallery;
    ConnectPanel* m_connect;
    WorkloadPanel* m_workload;
    StorePanel* m_store;
};

} // namespace cachedeck::ui
