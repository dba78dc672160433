#pragma once
// The legend of a TimeChart: a swatch and a name per path, and under the crosshair its values. Each entry is a button
// that shows and hides its path.

#include <QPointer>
#include <QWidget>

namespace cachedeck::chart {

class TimeChart;

class ChartLegend : public QWidget {
    Q_OBJECT
public:
    /// Follows the chart's paths by itself; the chart must not be null and may die first.
    explicit ChartLegend(TimeChart* chart, QWidget* parent = nullptr);

private:
    void rebuild();
    void refresh();

    QPointer<TimeChart> m_chart;
};

} // namespace cachedeck::chart
