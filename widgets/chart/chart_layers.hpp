#pragma once
// What lies under and over the curves: grid, warm-up, axes, marks, labels, crosshair. Private to the room.

#include "widgets/chart/chart_layout.hpp"

#include <QPen>
#include <QPolygonF>

class QPainter;

namespace cachedeck::chart {

/// The area between two quantiles of a path, in the chart's pixels.
struct Band {
    QPolygonF upper; ///< both from left to right
    QPolygonF lower;
    QColor color;
};

/// Everything one picture of the chart shows.
struct Frame {
    const ChartData* data = nullptr;
    Layout layout;
    theme::Theme theme;
    std::optional<double> crosshair;
    QString emptyText;
    QVector<Band> bands;
};

/// How an earlier run's curve is drawn, in the chart and in its legend.
QPen ghostPen(const theme::Theme& theme, QColor color);
void paintBackground(QPainter& painter, const Frame& frame);
void paintForeground(QPainter& painter, const Frame& frame);
/// The middle of an event's diamond.
QPointF eventMark(const Frame& frame, int event);

} // namespace cachedeck::chart
