#pragma once
// What lies under and over the curves: grid, warm-up, axes, marks, labels, crosshair. Private to the room.

#include "widgets/chart/chart_layout.hpp"

class QPainter;

namespace cachedeck::chart {

/// Everything one picture of the chart shows.
struct Frame {
    const ChartData* data = nullptr;
    Layout layout;
    theme::Theme theme;
    std::optional<double> crosshair;
    QString emptyText;
};

void paintBackground(QPainter& painter, const Frame& frame);
void paintForeground(QPainter& painter, const Frame& frame);
/// The middle of an event's diamond.
QPointF eventMark(const Frame& frame, int event);

} // namespace cachedeck::chart
