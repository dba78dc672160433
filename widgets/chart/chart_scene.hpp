#pragma once
// The curves: QtCharts series in fixed plot areas of one scene, between two layers of our own. Private to the room.
// The bands are polygons of the lower layer: QAreaSeries strokes both its edges at every change (to know their shapes),
// which cost more than everything else together. The domain of each QChart is its plot's own pixels: our layout maps
// values to pixels (log axes, shared time), so that QtCharts neither lays out nor recalculates an axis when a curve
// grows.

#include "widgets/chart/chart_layers.hpp"
#include "widgets/chart/chart_layout.hpp"

#include <QGraphicsScene>
#include <QHash>

#include <memory>

class QChart;
class QLineSeries;

namespace cachedeck::chart {

class LayerItem;

class ChartScene {
public:
    ChartScene();
    ~ChartScene();

    QGraphicsScene& scene() { return m_scene; }
    /// Redraws everything; the frame's pointers must live until the next call.
    void update(const Frame& frame);
    /// Only what lies over the curves: the crosshair moved.
    void updateForeground(const Frame& frame);
    /// Points held by all series.
    int points() const { return m_points; }

private:
    struct Plot;
    void prepare(const Frame& frame);
    void drawLine(Plot& plot, int key, const QVector<Segment>& segments, const QPen& pen);
    QVector<Band> drawLatency(Plot& plot, const Frame& frame);
    void drawSmall(Plot& plot, const PlotFrame& at, const Frame& frame);

    QGraphicsScene m_scene;
    LayerItem* m_background;
    LayerItem* m_foreground;
    std::vector<std::unique_ptr<Plot>> m_plots;
    int m_points = 0;
};

} // namespace cachedeck::chart
