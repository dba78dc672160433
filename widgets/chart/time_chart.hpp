#pragma once
// Latency of several paths over time, and under it small plots that share its time axis.
//
//     auto* chart = new chart::TimeChart;
//     chart->setQuantiles({"p50", "p95", "p99", "p99.9"});
//     chart->setVisibleQuantiles({0, 2});
//     chart->addPlot({tr("operations/s, log"), chart::Unit::Count, chart::Scale::Log});
//     chart->addPlot({tr("hit ratio"), chart::Unit::Ratio, chart::Scale::Linear});
//     const int uncached = chart->addPath({tr("uncached"), theme::PathRole::Uncached});
//     chart->append(uncached, {.time = 1.5, .quantiles = {…seconds…}, .values = {1'699, NaN}});
//
// The curves are QtCharts series in fixed plot areas of one scene. Axes, grid, bands, labels, marks and crosshair are
// layers of our own under and over them, because QtCharts' log axis knows neither 1-2-5 ticks nor a unit per tick, pins
// non-positive values to its corner, and cannot line up the plots of several charts; and its area series strokes itself
// at every change. Series get a point or two for every two pixels, at most about 1,000 (see Curve), redrawn 30 times a
// second at most (10 where drawing is slow: it may take a fifth of the thread's time) while visible and not at all
// while nothing changed; no OpenGL.
//
// Keyboard: left/right move the crosshair (Shift: ten times as far), Home/End, Escape takes it away; + and − zoom, 0
// resets, L follows again; T shows the data as a table and back. Mouse: the pointer is the crosshair, the wheel zooms
// time, dragging pans, a double click resets. GUI thread only.

#include "widgets/chart/chart_export.hpp"
#include "widgets/chart/ticks.hpp"
#include "widgets/theme/theme.hpp"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAbstractItemModel;

namespace cachedeck::chart {

struct PathSpec {
    QString name; ///< plain text; legend and end labels
    theme::PathRole role;
};

struct PlotSpec {
    QString title; ///< "operations/s, log"; at the right of the plot
    Unit unit = Unit::Count;
    Scale scale = Scale::Linear;
};

/// One interval of one path. A value that is not there is NaN (or missing at the end): nothing is drawn for it.
struct Sample {
    double time = 0;               ///< seconds from the start of the run; never goes back within a path
    std::vector<double> quantiles; ///< seconds, in the order of setQuantiles()
    std::vector<double> values;    ///< in the order of addPlot(); counts per second, ratios 0–1
};

/// A curve of an earlier run, drawn thin and dashed behind the latency plot.
struct GhostCurve {
    theme::PathRole role;
    QVector<QPointF> points; ///< seconds from the start of its run, seconds of latency
};

/// A mark through every plot.
struct ChartEvent {
    double time = 0; ///< seconds from the start of the run
    QString title;   ///< "Invalidate movie:*", in the accent's colour
    QString detail;  ///< "9,540 keys, 98 % hits again after 7.8 s"; given up where there is no room
};

/// One path's values under the crosshair.
struct Readout {
    double time = 0;
    std::vector<std::vector<double>> quantiles; ///< [path][quantile], NaN where there is none
    std::vector<std::vector<double>> values;    ///< [path][plot]
};

class TimeChart : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit TimeChart(QWidget* parent = nullptr);
    ~TimeChart() override;

    // What is drawn. Set up before the first append(); clear() keeps it.
    /// The chart's name for exports and screen readers ("Latency of reads"); not drawn on screen, the page's head has
    /// it.
    void setTitle(const QString& title);
    QString title() const;
    /// A word on how the data came about ("simulated"): always in sight above the plots and in every picture, whatever
    /// the data; empty takes it away. clear() keeps it.
    void setNote(const QString& note);
    QString note() const;
    /// Names of the quantiles each sample carries, ascending. Default p50, p95, p99, p99.9.
    void setQuantiles(const QStringList& names);
    QStringList quantiles() const;
    /// Indexes into quantiles(). The lowest is the thick line with markers, the others thin in the path's dash, the
    /// band between the lowest and the highest. Default {0, 2}.
    void setVisibleQuantiles(const QVector<int>& indexes);
    QVector<int> visibleQuantiles() const;
    /// Adds a path; its index is its order of adding.
    int addPath(const PathSpec& path);
    const std::vector<PathSpec>& paths() const;
    /// Removes paths and data; plots, quantiles and settings stay.
    void clearPaths();
    void setPathVisible(int path, bool visible);
    bool isPathVisible(int path) const;
    /// Adds a small plot under the others; its index is the index into Sample::values.
    int addPlot(const PlotSpec& plot);
    /// Hides the small plots (presentation mode). Default shown.
    void setPlotsVisible(bool visible);
    /// What to say while there is nothing to draw. Default "No data yet".
    void setEmptyText(const QString& text);
    /// Samples of a path further apart than this are not joined. Seconds, default 2. Before the first append().
    void setGapAfter(double seconds);

    // The data.
    void append(int path, const Sample& sample);
    /// The run's clock in seconds: an end label whose newest point is older than two of its samples turns muted and
    /// says its age.
    void setNow(double seconds);
    /// Removes samples, events and warm-up.
    void clear();
    /// Removes samples alone, to be appended anew; the view stays.
    void clearSamples();
    /// The planned length: the time axis is at least this wide. Default 90 s.
    void setDuration(double seconds);
    /// Shades the start of the run and calls it excluded; 0 takes it away.
    void setWarmUp(double seconds);
    int addEvent(const ChartEvent& event);
    /// Completes an event later on ("… after 7.8 s").
    void setEventDetail(int event, const QString& detail);

    /// The curves of an earlier run, under one name for the legend ("earlier: movies, 21 Nov 12:30"); none: takes them
    /// away. They stay when the run's own data is cleared.
    void setGhosts(const QString& name, const QVector<GhostCurve>& curves);
    QString ghostName() const;
    const QVector<GhostCurve>& ghosts() const;

    // The view.
    /// Following (Live): the newest sample stays in sight. Paused: the view stands still while data goes on arriving.
    /// Panning, zooming into the past or setWindow() pauses. Default following.
    void setFollowing(bool following);
    bool isFollowing() const;
    void setWindow(double from, double to);
    /// Seconds, as drawn now.
    Range window() const;
    /// The whole run, following.
    void resetView();
    /// Puts the crosshair at a time (clamped to the window), or takes it away.
    void setCrosshair(std::optional<double> seconds);
    std::optional<double> crosshair() const;
    /// The values at the crosshair, or the newest ones without it.
    Readout readout() const;
    /// The data table in place of the plots (key T).
    void setTableVisible(bool visible);
    bool isTableVisible() const;
    /// Long format: time, path, quantiles, plots; the model behind the table and the CSV.
    QAbstractItemModel* tableModel() const;
    /// One paragraph for a screen reader: what is drawn, from when to when, each path's newest values. Also the
    /// widget's accessible description, refreshed at most once a second.
    QString summary() const;
    /// The points QtCharts holds at this moment over all series: bounded, whatever the run's length.
    int drawnPoints() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    // Exportable
    QSize exportSize() const override;
    void exportTo(QPainter& painter, const QRectF& target) override;
    QVector<QStringList> exportRows() const override;

Q_SIGNALS:
    void followingChanged(bool following);
    /// The crosshair moved, or the values under it did (at most 30 times a second).
    void readoutChanged();
    void pathsChanged();
    void ghostsChanged();
    void pathVisibilityChanged(int path, bool visible);
    /// A click on an event's diamond.
    void eventActivated(int event);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cachedeck::chart
