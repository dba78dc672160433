#include "ui/load/run_views.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/load/break_even_view.hpp"
#include "ui/load/figure_pane.hpp"
#include "ui/load/operations_view.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/heatmap/heatmap.hpp"
#include "widgets/plot/xy_plot.hpp"
#include "widgets/theme/text.hpp"

#include <QComboBox>

#include <algorithm>

namespace cachedeck::ui {

RunViews::RunViews(RunSession& run, FigurePane* time, QWidget* parent)
    : QStackedWidget(parent),
      m_run(run),
      m_feed(run, this),
      m_heatmap(new heatmap::Heatmap),
      m_heatPath(new QComboBox),
      m_percentiles(new plot::XyPlot),
      m_times(new badge::SegmentedControl(badge::SegmentedControl::Mode::Multiple)),
      m_histogram(new plot::XyPlot),
      m_counts(new badge::SegmentedControl),
      m_operations(new OperationsView),
      m_stampede(new plot::XyPlot),
      m_limit(new plot::XyPlot),
      m_breakEven(new BreakEvenView)
{
    m_panes[std::size_t(View::Time)] = time;
    addWidget(time);
    buildHeatmap();
    buildPercentiles();
    buildHistogram();
    addView(View::Operations, m_operations);
    buildStampede();
    buildLimit();
    addView(View::BreakEven, m_breakEven);
    connect(&m_run, &RunSession::started, this, &RunViews::begin);
    connect(&m_feed, &FigureFeed::changed, this, &RunViews::refresh);
    connect(this, &QStackedWidget::currentChanged, this, [this] {
        m_feed.setWanted(view() != View::Time);
        refresh();
    });
}

FigurePane* RunViews::addView(View view, QWidget* figure)
{
    auto* pane = new FigurePane(view, figure);
    if (auto* drawn = qobject_cast<plot::Figure*>(figure)) {
        drawn->setObjectName(QStringLiteral("figure-") + explanations::fileName(view));
        drawn->setTitle(explanations::title(view));
        drawn->setExplanation(explanations::explanation(view));
        drawn->setEmptyText(explanations::empty(view));
    }
    m_panes[std::size_t(view)] = pane;
    addWidget(pane);
    return pane;
}

void RunViews::buildHeatmap()
{
    m_heatPath->setObjectName(QStringLiteral("heatmapPath"));
    m_heatPath->setAccessibleName(tr("Path of the heatmap"));
    m_heatPath->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* pane = addView(View::Heatmap, m_heatmap);
    pane->addControl(m_heatPath);
    connect(m_heatPath, &QComboBox::currentIndexChanged, this, &RunViews::showHeatmap);
}

void RunViews::buildPercentiles()
{
    m_times->addSegment(tr("Response"), tr("From when a read was due until its answer was there."));
    m_times->addSegment(tr("Service"), tr("From when a read was sent until its answer was there."));
    m_times->setChecked(0, true);
    m_times->setChecked(1, true);
    m_times->setAccessibleName(tr("Times"));
    m_percentiles->setAxes({tr("percentile"), plot::AxisKind::Nines, chart::Unit::Ratio, {}},
                           {tr("latency"), plot::AxisKind::Log, chart::Unit::Seconds, {}});
    addView(View::Percentiles, m_percentiles)->addControl(m_times);
    connect(m_times, &badge::SegmentedControl::checkedChanged, this, &RunViews::showPercentiles);
}

void RunViews::buildHistogram()
{
    m_counts->addSegment(tr("Linear"), tr("Twice as high is twice as many."));
    m_counts->addSegment(tr("Log"), tr("Each line is ten times as many: rare slow reads are seen, too."));
    m_counts->setAccessibleName(tr("Scale of the counts"));
    m_counts->setObjectName(QStringLiteral("histogramScale"));
    addView(View::Histogram, m_histogram)->addControl(m_counts);
    connect(m_counts, &badge::SegmentedControl::currentChanged, this, &RunViews::showHistogram);
    showHistogram();
}

void RunViews::buildStampede()
{
    m_stampede->setAxes({tr("time of the run"), plot::AxisKind::Clock, chart::Unit::Seconds, {}},
                        {tr("reads in the store at once"), plot::AxisKind::Linear, chart::Unit::Count, {}});
    addView(View::Stampede, m_stampede);
}

void RunViews::buildLimit()
{
    m_limit->setAxes({tr("operations/s served"), plot::AxisKind::Log, chart::Unit::Count, {}},
                     {tr("p99 of reads"), plot::AxisKind::Log, chart::Unit::Seconds, {}});
    addView(View::Limit, m_limit);
}

View RunViews::view() const
{
    const auto* pane = qobject_cast<FigurePane*>(currentWidget());
    return pane ? pane->view() : View::Time;
}

void RunViews::setView(View view)
{
    setCurrentWidget(m_panes[std::size_t(view)]);
}

QWidget* RunViews::figure() const
{
    return figure(view());
}

QWidget* RunViews::figure(View view) const
{
    return m_panes[std::size_t(view)]->figure();
}

void RunViews::setHeadsVisible(bool visible)
{
    for (auto* pane : m_panes)
        pane->setHeadVisible(visible);
}

QString RunViews::pathName(std::size_t path) const
{
    return theme::plain(QString::fromStdString(m_run.scenario().paths[path].name));
}

void RunViews::begin()
{
    const QSignalBlocker quiet(m_heatPath);
    const auto before = m_heatPath->currentText();
    m_heatPath->clear();
    for (std::size_t path = 0; path < m_run.scenario().paths.size(); ++path)
        m_heatPath->addItem(pathName(path));
    // The path that was looked at, else the first one with a cache.
    const int same = m_heatPath->findText(before);
    m_heatPath->setCurrentIndex(same >= 0 ? same : std::min(1, m_heatPath->count() - 1));
}

void RunViews::refresh()
{
    switch (view()) {
    case View::Heatmap:
        return showHeatmap();
    case View::Percentiles:
        return showPercentiles();
    case View::Histogram:
        return showHistogram();
    case View::Operations:
        return m_operations->model()->setFigures(m_run.scenario(), m_feed.figures().operations);
    case View::Stampede:
        return showStampede();
    case View::Limit:
        return showLimit();
    case View::BreakEven:
        return m_breakEven->setResult(m_run.result());
    default:
        return;
    }
}

void RunViews::showHeatmap()
{
    const auto& paths = m_feed.figures().paths;
    const int path = m_heatPath->currentIndex();
    m_heatmap->setCells(m_heatPath->currentText(), path >= 0 && std::size_t(path) < paths.size()
                                                       ? paths[std::size_t(path)].heat
                                                       : heatmap::Cells{});
    QVector<heatmap::Moment> moments;
    for (const auto& mark : m_run.marks())
        if (mark.kind != "note" && mark.kind != "steady" && mark.kind != "recovered")
            moments.append({mark.at, theme::plain(backendText(mark.text))});
    m_heatmap->setMoments(moments);
}

void RunViews::addGhosts(QVector<plot::Series>& series, QVector<QPointF> PathFigures::*curve,
                         plot::Series::Shape shape) const
{
    const auto& ghost = m_feed.ghost();
    const auto& paths = m_feed.ghostFigures().paths;
    for (std::size_t path = 0; ghost && path < paths.size(); ++path)
        series.append({tr("%1, earlier").arg(theme::plain(QString::fromStdString(ghost->paths[path].spec.name))),
                       words::roleOf(ghost->scenario, path), paths[path].*curve, shape, true, true});
}

void RunViews::showPercentiles()
{
    QVector<plot::Series> series;
    const auto& paths = m_feed.figures().paths;
    const auto checked = m_times->checked();
    for (std::size_t path = 0; path < paths.size(); ++path) {
        const auto role = words::roleOf(m_run.scenario(), path);
        if (checked.contains(0))
            series.append({pathName(path), role, paths[path].response, plot::Series::Shape::Line});
        if (checked.contains(1))
            series.append({checked.contains(0) ? tr("service") : tr("%1, service").arg(pathName(path)), role,
                           paths[path].service, plot::Series::Shape::Line, true});
    }
    addGhosts(series, &PathFigures::response, plot::Series::Shape::Line);
    m_percentiles->setSeries(series);
}

void RunViews::showHistogram()
{
    const bool logarithmic = m_counts->current() == 1;
    m_histogram->setAxes(
        {tr("latency"), plot::AxisKind::Log, chart::Unit::Seconds, {}},
        {tr("reads"), logarithmic ? plot::AxisKind::Log : plot::AxisKind::Linear, chart::Unit::Count, {}});
    QVector<plot::Series> series;
    const auto& paths = m_feed.figures().paths;
    for (std::size_t path = 0; path < paths.size(); ++path)
        series.append(
            {pathName(path), words::roleOf(m_run.scenario(), path), paths[path].histogram, plot::Series::Shape::Steps});
    addGhosts(series, &PathFigures::histogram, plot::Series::Shape::Steps);
    m_histogram->setSeries(series);
}

// The peak of each sample; of a long run, that of as many neighbours as share a point. Expiries and invalidations stand
// on the base.
void RunViews::showStampede()
{
    static constexpr std::size_t mostPoints = 600;
    const auto& samples = m_run.samples();
    const auto together = samples.size() / mostPoints + 1;
    QVector<plot::Series> series;
    for (std::size_t path = 0; path < m_run.scenario().paths.size(); ++path) {
        plot::Series one{pathName(path), words::roleOf(m_run.scenario(), path), {}, plot::Series::Shape::Line};
        for (std::size_t from = 0; from < samples.size(); from += together) {
            double most = 0;
            const auto to = std::min(from + together, samples.size());
            for (auto i = from; i < to; ++i)
                if (path < samples[i].paths.size())
                    most = std::max(most, double(samples[i].paths[path].storeInFlight));
            one.points.append(QPointF(samples[to - 1].to, most));
        }
        series.append(one);
    }
    QVector<plot::PlotMark> marks;
    for (const auto& mark : m_run.marks())
        if (mark.kind == "invalidate" || mark.kind == "expire") {
            if (!marks.isEmpty()) // there is room for the newest one's words
                marks.last().text.clear();
            marks.append({QPointF(mark.at, 0), theme::plain(backendText(mark.text))});
        }
    m_stampede->setSeries(series);
    m_stampede->setMarks(marks);
}

// A point for each step, by the rate that was served; the knee of each path is marked.
void RunViews::showLimit()
{
    QVector<plot::Series> series;
    QVector<plot::PlotMark> knees;
    const auto result = m_run.result();
    for (std::size_t path = 0; result && path < result->paths.size(); ++path) {
        const auto& limit = result->paths[path].limit;
        if (!limit)
            continue;
        plot::Series one{pathName(path), words::roleOf(m_run.scenario(), path), {}, plot::Series::Shape::Points};
        QPointF knee;
        for (const auto& step : limit->steps)
            if (step.p99 > 0 && step.throughput > 0) {
                one.points.append(QPointF(step.throughput, step.p99 / 1e6));
                if (limit->rate && step.holds() && step.rate == *limit->rate)
                    knee = one.points.last();
            }
        std::sort(one.points.begin(), one.points.end(),
                  [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
        if (!knee.isNull()) // no step was at the knee where the search was cut short
            knees.append({knee, tr("%1: %2/s hold %3")
                                    .arg(one.name, chart::valueText(*limit->rate, chart::Unit::Count),
                                         theme::plain(QString::fromStdString(limit->threshold)))});
        series.append(one);
    }
    m_limit->setSeries(series);
    m_limit->setMarks(knees);
}

} // namespace cachedeck::ui
