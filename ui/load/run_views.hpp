#pragma once
// The views of a run, one at a time: the time chart, and beside it heatmap, percentiles, histogram and operations. Only
// the view in front is kept up to date.

#include "ui/load/explanations.hpp"
#include "ui/load/figure_feed.hpp"
#include "widgets/plot/xy_plot.hpp"

#include <QStackedWidget>

#include <array>

class QComboBox;

namespace cachedeck::badge {
class SegmentedControl;
}

namespace cachedeck::heatmap {
class Heatmap;
}

namespace cachedeck::ui {

class BreakEvenView;
class FigurePane;
class OperationsView;

class RunViews : public QStackedWidget {
    Q_OBJECT

public:
    // Takes the time chart's pane as its first view.
    RunViews(RunSession& run, FigurePane* time, QWidget* parent = nullptr);

    View view() const;
    void setView(View view);
    // What the view in front draws: for copying and saving.
    QWidget* figure() const;
    QWidget* figure(View view) const;
    void setHeadsVisible(bool visible);
    // An earlier run, drawn behind the curves of percentiles, histogram and limit; null: none.
    void setGhost(std::shared_ptr<const load::Result> ghost) { m_feed.setGhost(std::move(ghost)); }

private:
    FigurePane* addView(View view, QWidget* figure);
    void buildHeatmap();
    void buildPercentiles();
    void buildHistogram();
    void buildStampede();
    void buildLimit();
    void begin();
    void refresh();
    void showHeatmap();
    void showPercentiles();
    void showHistogram();
    void showStampede();
    void showLimit();
    void addGhosts(QVector<plot::Series>& series, QVector<QPointF> PathFigures::*curve,
                   plot::Series::Shape shape) const;
    QString pathName(std::size_t path) const;

    RunSession& m_run;
    FigureFeed m_feed;
    std::array<FigurePane*, viewCount> m_panes{};
    heatmap::Heatmap* m_heatmap;
    QComboBox* m_heatPath;
    plot::XyPlot* m_percentiles;
    badge::SegmentedControl* m_times;
    plot::XyPlot* m_histogram;
    badge::SegmentedControl* m_counts;
    OperationsView* m_operations;
    plot::XyPlot* m_stampede;
    plot::XyPlot* m_limit;
    BreakEvenView* m_breakEven;
};

} // namespace cachedeck::ui
