#pragma once
// Cached against uncached, live: verdict, charts on one time axis, percentiles, and the scenario beside them.

#include "ui/shell/chart_menu.hpp"
#include "ui/shell/page.hpp"

#include "backend/load/scenario.hpp"

#include <optional>

namespace cachedeck::badge {
class Button;
class Label;
class SegmentedControl;
} // namespace cachedeck::badge

namespace cachedeck::chart {
class TimeChart;
}

namespace cachedeck::table {
class TableView;
}

namespace cachedeck::ui {

class ChartFeed;
class PercentileModel;
class PresentationHead;
class RunArchive;
class ScenarioPanel;
class VerdictBar;

class LoadPage : public Page {
    Q_OBJECT

public:
    LoadPage(const AppContext& context, RunArchive& archive, const load::ResourcePaths& resources, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("load"); }
    QString title() const override { return tr("Load"); }
    QString iconName() const override { return QStringLiteral("load"); }
    void setPresentation(bool on) override;
    void togglePause() override;
    QString invalidationSuggestion() const override;

    // Opens a scenario: a shipped one's name, or a file. `seconds` above 0 replaces its measured time.
    void open(const QString& scenario, int seconds = 0);
    // Starts it as soon as a server is connected.
    void startWhenConnected();
    chart::TimeChart* chart() const { return m_chart; }

private:
    QWidget* buildHead();
    void buildTable();
    void start();
    void updateServer();
    void updateProgress();
    void updateResult();
    void updateDataNote();
    void showMenu();
    ChartMenu chartMenu();
    void saveReport();

    AppContext m_context;
    RunArchive& m_archive;
    bool m_startPending = false;
    VerdictBar* m_verdict;
    PresentationHead* m_presentationHead;
    QWidget* m_head = nullptr;
    badge::SegmentedControl* m_quantiles;
    badge::Button* m_pause;
    badge::Button* m_more;
    chart::TimeChart* m_chart;
    ChartFeed* m_feed;
    PercentileModel* m_model;
    table::TableView* m_table;
    badge::Label* m_footer;
    ScenarioPanel* m_panel;
};

} // namespace cachedeck::ui
