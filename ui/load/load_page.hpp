#pragma once
// Cached against uncached, live: verdict, charts on one time axis, percentiles, and the scenario beside them.

#include "backend/load/scenario.hpp"
#include "ui/load/explanations.hpp"
#include "ui/shell/chart_menu.hpp"
#include "ui/shell/page.hpp"

#include <optional>

namespace cachedeck::badge {
class Button;
class Label;
class SegmentedControl;
} // namespace cachedeck::badge

namespace cachedeck::chart {
class TimeChart;
}

namespace cachedeck::ui {

class ChartFeed;
class FigurePane;
class PercentileModel;
class PercentileTable;
class PresentationHead;
class HistoryPanel;
class RunArchive;
class RunLibrary;
class RunViews;
class ScenarioPanel;
class VerdictBar;

class LoadPage : public Page {
    Q_OBJECT

public:
    LoadPage(const AppContext& context, RunArchive& archive, RunLibrary& library, const load::ResourcePaths& resources,
             QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("load"); }
    QString title() const override { return tr("Load"); }
    QString iconName() const override { return QStringLiteral("load"); }
    void setPresentation(bool on) override;
    void togglePause() override;
    QString invalidationSuggestion() const override;

    // Opens a scenario: a shipped one's name, or a file. `seconds` above 0 replaces its measured time, `store` the kind
    // of its primary store.
    void open(const QString& scenario, int seconds = 0, const QString& store = {});
    // Starts it as soon as a server is connected.
    void startWhenConnected();
    chart::TimeChart* chart() const { return m_chart; }
    RunViews* views() const { return m_views; }
    void setView(View view);
    // An earlier run behind the curves; null takes it away.
    void compareWith(std::shared_ptr<const load::Result> earlier);

private:
    QWidget* buildBar();
    FigurePane* buildTime();
    void start();
    void run(const load::Scenario& scenario);
    void updateServer();
    void updateProgress();
    void updateResult();
    void updateDataNote();
    void showMenu();
    ChartMenu chartMenu(QWidget* figure, const QString& fileName);
    void saveReport();
    void connectHistory();
    void repeat(const load::Scenario& scenario);

    AppContext m_context;
    RunArchive& m_archive;
    RunLibrary& m_library;
    bool m_startPending = false;
    QString m_reportFolder; // that was chosen; runs save themselves elsewhere without a word
    VerdictBar* m_verdict;
    PresentationHead* m_presentationHead;
    QWidget* m_bar = nullptr;
    badge::SegmentedControl* m_choice;
    badge::SegmentedControl* m_quantiles;
    badge::Button* m_pause;
    badge::Button* m_more;
    badge::Button* m_earlier;
    chart::TimeChart* m_chart;
    ChartFeed* m_feed;
    RunViews* m_views;
    PercentileModel* m_model;
    PercentileTable* m_table;
    badge::Label* m_footer;
    ScenarioPanel* m_panel;
    HistoryPanel* m_history;
};

} // namespace cachedeck::ui
