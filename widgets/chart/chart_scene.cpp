#include "widgets/chart/chart_scene.hpp"

#include <QChart>
#include <QGraphicsItem>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

namespace cachedeck::chart {

/// Paints a layer of the newest frame over the whole scene.
class LayerItem : public QGraphicsItem {
public:
    using Paint = void (*)(QPainter&, const Frame&);
    LayerItem(Paint with, qreal z) : m_paint(with) { setZValue(z); }
    void setFrame(const Frame& frame)
    {
        if (m_frame.layout.size != frame.layout.size)
            prepareGeometryChange();
        m_frame = frame;
        update();
    }
    QRectF boundingRect() const override { return QRectF(QPointF(0, 0), m_frame.layout.size); }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        if (!m_frame.data)
            return;
        painter->save(); // the layers turn hints on and off; the curves want theirs as they were
        m_paint(*painter, m_frame);
        painter->restore();
    }

private:
    Paint m_paint;
    Frame m_frame;
};

namespace {

constexpr qreal backgroundZ = -10;
constexpr qreal foregroundZ = 10;
// Keys of a path's series within a plot: its quantiles in their order, or its one value.
constexpr int keysPerPath = 64;

// The area between two lines, a polygon for each unbroken piece of the upper one. Both break at the same samples unless
// a value is missing, so the pieces are matched by where they lie.
QVector<Band> bandsBetween(const QVector<Segment>& upper, const QVector<Segment>& lower, const QRectF& area,
                           const QColor& color)
{
    QVector<Band> bands;
    const auto onChart = [&](const QPointF& point) {
        return QPointF(area.left() + point.x(), area.bottom() - point.y());
    };
    for (const Segment& top : upper) {
        Band band{{}, {}, color};
        for (const QPointF& point : top)
            band.upper.append(onChart(point));
        for (const Segment& piece : lower)
            for (const QPointF& point : piece)
                if (point.x() >= top.first().x() - 1 && point.x() <= top.last().x() + 1)
                    band.lower.append(onChart(point));
        if (band.upper.size() > 1 && band.lower.size() > 1)
            bands.append(band);
    }
    return bands;
}

QPointF toPixels(const QPointF& point, const Layout& layout, const PlotFrame& plot)
{
    return {layout.x(point.x()) - plot.area.left(), plot.area.bottom() - plot.y(point.y())};
}

QVector<Segment> pixelSegments(const Curve& curve, const Layout& layout, const PlotFrame& plot, int columns)
{
    QVector<Segment> segments = curve.decimated(layout.time.low, layout.time.high, columns);
    for (Segment& segment : segments)
        for (QPointF& point : segment)
            point = toPixels(point, layout, plot);
    return segments;
}

QPen dashed(const QColor& color, qreal width, const QVector<qreal>& dash, qreal scale)
{
    // Bevelled: round joins cost an arc for each of a thousand points.
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    if (!dash.isEmpty()) {
        QVector<qreal> pattern;
        for (const qreal length : dash)
            pattern.append(length * scale / width); // QPen counts dashes in pen widths
        pen.setDashPattern(pattern);
    }
    return pen;
}

std::unique_ptr<QChart> newChart()
{
    auto chart = std::make_unique<QChart>();
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins({0, 0, 0, 0});
    chart->legend()->hide();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setAcceptHoverEvents(false);
    for (const Qt::Alignment side : {Qt::AlignBottom, Qt::AlignLeft}) {
        auto* axis = new QValueAxis;
        axis->setVisible(false);
        chart->addAxis(axis, side);
    }
    return chart;
}

void setDomain(QChart& chart, const QRectF& area)
{
    chart.setGeometry(area);
    chart.setPlotArea(QRectF(QPointF(0, 0), area.size()));
    chart.axes(Qt::Horizontal).first()->setRange(0, area.width());
    chart.axes(Qt::Vertical).first()->setRange(0, area.height());
}

void attach(QChart& chart, QAbstractSeries* series)
{
    chart.addSeries(series);
    series->attachAxis(chart.axes(Qt::Horizontal).first());
    series->attachAxis(chart.axes(Qt::Vertical).first());
}

} // namespace

struct ChartScene::Plot {
    std::unique_ptr<QChart> chart;
    QRectF area;
    QHash<int, QVector<QLineSeries*>> series; ///< a series per unbroken piece
    QSet<int> used;
};

ChartScene::ChartScene()
    : m_background(new LayerItem(paintBackground, backgroundZ)),
      m_foreground(new LayerItem(paintForeground, foregroundZ))
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_scene.addItem(m_background);
    m_scene.addItem(m_foreground);
}

ChartScene::~ChartScene()
{
    for (const auto& plot : m_plots)
        m_scene.removeItem(plot->chart.get());
}

void ChartScene::prepare(const Frame& frame)
{
    m_scene.setSceneRect(QRectF(QPointF(0, 0), frame.layout.size));
    while (m_plots.size() < static_cast<std::size_t>(frame.layout.plots.size())) {
        auto plot = std::make_unique<Plot>();
        plot->chart = newChart();
        m_scene.addItem(plot->chart.get());
        m_plots.push_back(std::move(plot));
    }
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        Plot& plot = *m_plots[i];
        const bool shown = static_cast<qsizetype>(i) < frame.layout.plots.size();
        plot.chart->setVisible(shown);
        if (shown && plot.area != frame.layout.plots[static_cast<qsizetype>(i)].area) {
            plot.area = frame.layout.plots[static_cast<qsizetype>(i)].area;
            setDomain(*plot.chart, plot.area);
        }
        plot.used.clear();
    }
}

void ChartScene::drawLine(Plot& plot, int key, const QVector<Segment>& segments, const QPen& pen)
{
    plot.used.insert(key);
    QVector<QLineSeries*>& pool = plot.series[key];
    while (pool.size() < segments.size()) {
        pool.append(new QLineSeries);
        attach(*plot.chart, pool.last());
    }
    for (int i = 0; i < pool.size(); ++i) {
        if (i >= segments.size()) {
            if (pool[i]->count() > 0)
                pool[i]->clear();
            continue;
        }
        if (pool[i]->pen() != pen)
            pool[i]->setPen(pen);
        pool[i]->replace(segments[i]);
        m_points += static_cast<int>(segments[i].size());
    }
}

QVector<Band> ChartScene::drawLatency(Plot& plot, const Frame& frame)
{
    const PlotFrame& at = frame.layout.plots.first();
    const theme::Theme& theme = frame.theme;
    const QVector<int>& visible = frame.data->visibleQuantiles;
    QVector<Band> bands;
    for (int i = 0; i < static_cast<int>(frame.data->paths.size()); ++i) {
        const ChartData::Path& path = frame.data->paths[static_cast<std::size_t>(i)];
        if (!path.visible || visible.isEmpty())
            continue;
        const theme::PathLook look = theme.path(path.spec.role);
        QVector<QVector<Segment>> lines;
        // Lines of two pixels, or dashed, show no finer detail than that.
        for (const int quantile : visible)
            lines.append(pixelSegments(path.quantiles[static_cast<std::size_t>(quantile)], frame.layout, at,
                                       frame.layout.columns() / 2));
        if (lines.size() > 1) {
            QColor tint = look.color;
            tint.setAlphaF(static_cast<float>(theme.bandOpacity()));
            bands += bandsBetween(lines.last(), lines.first(), at.area, tint);
        }
        for (int k = static_cast<int>(lines.size()) - 1; k >= 0; --k) {
            const QPen pen = k == 0 ? dashed(look.color, theme.line(2), {}, 1)
                                    : dashed(look.color, theme.line(1), look.dash, theme.scale());
            drawLine(plot, i * keysPerPath + k, lines[k], pen);
        }
    }
    return bands;
}

void ChartScene::drawSmall(Plot& plot, const PlotFrame& at, const Frame& frame)
{
    for (int i = 0; i < static_cast<int>(frame.data->paths.size()); ++i) {
        const ChartData::Path& path = frame.data->paths[static_cast<std::size_t>(i)];
        if (!path.visible || at.plot >= static_cast<int>(path.values.size()))
            continue;
        const QColor color = frame.theme.path(path.spec.role).color;
        // A plot as low as this shows no more than a third of the columns.
        drawLine(
            plot, i * keysPerPath,
            pixelSegments(path.values[static_cast<std::size_t>(at.plot)], frame.layout, at, frame.layout.columns() / 3),
            dashed(color, frame.theme.line(1.5), {}, 1));
    }
}

void ChartScene::update(const Frame& frame)
{
    m_points = 0;
    prepare(frame);
    Frame below = frame;
    for (qsizetype i = 0; i < frame.layout.plots.size(); ++i) {
        Plot& plot = *m_plots[static_cast<std::size_t>(i)];
        if (i == 0)
            below.bands = drawLatency(plot, frame);
        else
            drawSmall(plot, frame.layout.plots[i], frame);
        // What was drawn before and is not any more: a hidden path, an unchosen quantile.
        for (auto pool = plot.series.cbegin(); pool != plot.series.cend(); ++pool)
            if (!plot.used.contains(pool.key()))
                for (QLineSeries* series : pool.value())
                    if (series->count() > 0)
                        series->clear();
    }
    m_background->setFrame(below);
    m_foreground->setFrame(frame);
}

void ChartScene::updateForeground(const Frame& frame)
{
    m_foreground->setFrame(frame);
}

} // namespace cachedeck::chart
