#pragma once
// Where everything of a TimeChart lies. Private to the room. All in device-independent pixels of the whole chart.

#include "widgets/chart/chart_data.hpp"

#include <QRectF>

namespace cachedeck::chart {

struct PlotFrame {
    int plot = -1; ///< −1: the latency plot
    Unit unit = Unit::Seconds;
    Scale scale = Scale::Log;
    Range range;
    QRectF area;
    QVector<Tick> ticks;

    /// The vertical place of a value, not clipped.
    double y(double value) const;
};

struct Layout {
    QSizeF size;
    Range time;
    QRectF all;          ///< from the top of the first plot to the bottom of the last
    double noteLeft = 0; ///< above the gutter at the right: the events' words end here; the edge without a note
    QVector<PlotFrame> plots;
    QVector<Tick> timeTicks;

    double x(double seconds) const;
    double seconds(double x) const;
    /// Pixel columns the curves are decimated to: about 1,000 points a series at most.
    int columns() const;
};

struct LayoutRequest {
    QSizeF size;
    Range time;
    bool smallPlots = true;
};

Layout layOut(const ChartData& data, const LayoutRequest& request, const theme::Theme& theme);

/// "uncached 4.19 ms" and "p99 14.7 ms" at the right of the latency plot.
struct EndLabel {
    int path;
    int quantile;  ///< index into quantileNames
    bool main;     ///< the path's first visible quantile
    QString text;  ///< one line, or the name where value holds the second
    QString value; ///< second line in presentation, else empty
    double wanted; ///< the value's own height
    double height;
    double centre = 0; ///< after nudging
    bool stale = false;
};
QVector<EndLabel> endLabels(const ChartData& data, const Layout& layout, const theme::Theme& theme);

} // namespace cachedeck::chart
