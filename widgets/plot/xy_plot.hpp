#pragma once
// Curves over any two axes: percentiles by their number of nines, a histogram, latency against throughput.
//
//     plot->setAxes({tr("percentile"), plot::AxisKind::Nines}, {tr("latency"), plot::AxisKind::Log,
//     chart::Unit::Seconds}); plot->setSeries({{tr("uncached"), theme::PathRole::Uncached, points}});
//
// The legend stands above the plot and is the readout under the crosshair. GUI thread.

#include "widgets/plot/axis.hpp"
#include "widgets/plot/figure.hpp"

#include <QPainterPath>
#include <QPointF>

namespace cachedeck::plot {

struct Series {
    enum class Shape {
        Line,
        Steps,  ///< a point's y holds from its x to the next one's; filled to the base
        Points, ///< a line with a marker at each point
    };
    QString name;
    theme::PathRole role = theme::PathRole::Other;
    QVector<QPointF> points; ///< in ascending x; on a log axis the line breaks at a value of zero
    Shape shape = Shape::Line;
    bool thin = false;  ///< 1 px in the path's dash: the second curve of a path
    bool ghost = false; ///< of an earlier run: thin, dashed, half as strong
};

struct PlotMark {
    QPointF at;
    QString text; ///< "knee: 12.4 k/s"
};

class XyPlot : public Figure {
    Q_OBJECT
public:
    explicit XyPlot(QWidget* parent = nullptr);

    /// Their ranges follow the data.
    void setAxes(const Axis& x, const Axis& y);
    void setSeries(QVector<Series> series);
    const QVector<Series>& series() const { return m_series; }
    void setMarks(QVector<PlotMark> marks);
    const QVector<PlotMark>& marks() const { return m_marks; }
    /// A series' value at x: between two points on the axes' own scales, NaN beyond the ends and in gaps.
    double valueAt(int series, double x) const;
    const Axis& xAxis() const { return m_x; }
    const Axis& yAxis() const { return m_y; }

    QString summary() const override;
    bool isEmpty() const override;
    QVector<QStringList> exportRows() const override;

protected:
    void draw(QPainter& painter, const QRectF& target, const theme::Theme& theme,
              const std::optional<QPointF>& crosshair) const override;
    QRectF plotArea(const QRectF& target, const theme::Theme& theme) const override;
    QVector<QStringList> tableRows() const override;

private:
    void fitAxes();
    bool hasPlace(const QPointF& value) const; // a log axis has none for zero
    QPainterPath lineOf(const QRectF& area, const Series& series) const;
    QPointF place(const QRectF& area, const QPointF& value) const;
    void drawAxes(QPainter& painter, const QRectF& area, const theme::Theme& theme) const;
    void drawSeries(QPainter& painter, const QRectF& area, const theme::Theme& theme, const Series& series) const;
    void drawMarks(QPainter& painter, const QRectF& area, const theme::Theme& theme) const;
    void drawLegend(QPainter& painter, const QRectF& target, const theme::Theme& theme,
                    const std::optional<double>& x) const;
    void drawCrosshair(QPainter& painter, const QRectF& area, const theme::Theme& theme, double x) const;

    Axis m_x, m_y;
    QVector<Series> m_series;
    QVector<PlotMark> m_marks;
};

} // namespace cachedeck::plot
