#include "widgets/chart/chart_scene.hpp"

#include <QAreaSeries>
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
constexpr qreal bandsZ = 0;
constexpr qreal linesZ = 1;
constexpr qreal foregroundZ = 10;
// Keys of a path's series within a plot: the band, then its quantiles or its one value.
constexpr int keysPerPath = 64;

QPointF toPixels(const QPointF& point, const Layout& layout, const PlotFrame& plot)
{
    return {layout.x(point.x()) - plot.area.left(), plot.area.bottom() - plot.y(point.y())};
}

QVector<Segment> pixelSegments(const Curve& curve, const Layout& layout, const PlotFrame& plot)
{
    QVector<Segment> segments = curve.decimated(layout.time.low, layout.time.high, layout.columns());
    for (Segment& segment : segments)
        for (QPointF& point : segment)
            point = toPixels(point, layout, plot);
    return segments;
}

QPen dashed(const QColor& color, qreal width, const QVector<qreal>& dash, qreal scale)
{
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!dash.isEmpty()) {
        QVector<qreal> pattern;
        for (const qreal length : dash)
            pattern.append(length * scale / width); // QPen counts dashes in pen widths
        pen.setDashPattern(pattern);
    }
    return pen;
}

std::unique_ptr<QChart> newChart(qreal z)
{
    auto chart = std::make_unique<QChart>();
    chart->setZValue(z);
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
    std::unique_ptr<QChart> bands;
    std::unique_ptr<QChart> lines;
    QRectF area;
    QHash<int, QVector<QLineSeries*>> lineSeries; ///< a series per unbroken piece
    QHash<int, QVector<QAreaSeries*>> bandSeries;
    QSet<int> used;
};

ChartScene::ChartScene() : m_background(new LayerItem(paintBackground, backgroundZ)), m_foreground(new LayerItem(paintForeground, foregroundZ))
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_scene.addItem(m_background);
    m_scene.addItem(m_foreground);
}

ChartScene::~ChartScene()
{
    for (const auto& plot : m_plots)
        for (QChart* chart : {plot->bands.get(), plot->lines.get()})
            if (chart)
                m_scene.removeItem(chart);
}

void ChartScene::prepare(const Frame& frame)
{
    m_scene.setSceneRect(QRectF(QPointF(0, 0), frame.layout.size));
    while (m_plots.size() < static_cast<std::size_t>(frame.layout.plots.size())) {
        auto plot = std::make_unique<Plot>();
        if (m_plots.empty()) {
            plot->bands = newChart(bandsZ);
            m_scene.addItem(plot->bands.get());
        }
        plot->lines = newChart(linesZ);
        m_scene.addItem(plot->lines.get());
        m_plots.push_back(std::move(plot));
    }
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        Plot& plot = *m_plots[i];
        const bool shown = static_cast<qsizetype>(i) < frame.layout.plots.size();
        for (QChart* chart : {plot.bands.get(), plot.lines.get()}) {
            if (!chart)
                continue;
            chart->setVisible(shown);
            if (shown && plot.area != frame.layout.plots[static_cast<qsizetype>(i)].area)
                setDomain(*chart, frame.layout.plots[static_cast<qsizetype>(i)].area);
        }
        if (shown)
            plot.area = frame.layout.plots[static_cast<qsizetype>(i)].area;
        plot.used.clear();
    }
}

void ChartScene::drawLine(Plot& plot, int key, const QVector<Segment>& segments, const QPen& pen)
{
    plot.used.insert(key);
    QVector<QLineSeries*>& pool = plot.lineSeries[key];
    while (pool.size() < segments.size()) {
        pool.append(new QLineSeries);
        attach(*plot.lines, pool.last());
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

void ChartScene::drawBand(Plot& plot, int key, const QVector<Segment>& upper, const QVector<Segment>& lower, const QColor& color)
{
    plot.used.insert(key);
    QVector<QAreaSeries*>& pool = plot.bandSeries[key];
    int used = 0;
    for (const Segment& top : upper) {
        // The piece of the lower line under this one; both break at the same samples unless a value is missing.
        Segment bottom;
        for (const Segment& piece : lower)
            for (const QPointF& point : piece)
                if (!top.isEmpty() && point.x() >= top.first().x() - 1 && point.x() <= top.last().x() + 1)
                    bottom.append(point);
        if (top.size() < 2 || bottom.size() < 2)
            continue;
        if (used == pool.size()) {
            auto* area = new QAreaSeries(new QLineSeries, new QLineSeries);
            area->upperSeries()->setParent(area);
            area->lowerSeries()->setParent(area);
            area->setPen(Qt::NoPen);
            attach(*plot.bands, area);
            pool.append(area);
        }
        QAreaSeries* area = pool[used++];
        if (area->color() != color)
            area->setBrush(color);
        area->lowerSeries()->replace(bottom);
        area->upperSeries()->replace(top);
        m_points += static_cast<int>(top.size() + bottom.size());
    }
    for (int i = used; i < pool.size(); ++i)
        if (pool[i]->upperSeries()->count() > 0) {
            pool[i]->lowerSeries()->clear();
            pool[i]->upperSeries()->clear();
        }
}

void ChartScene::drawLatency(Plot& plot, const Frame& frame)
{
    const PlotFrame& at = frame.layout.plots.first();
    const theme::Theme& theme = frame.theme;
    const QVector<int>& visible = frame.data->visibleQuantiles;
    for (int i = 0; i < static_cast<int>(frame.data->paths.size()); ++i) {
        const ChartData::Path& path = frame.data->paths[static_cast<std::size_t>(i)];
        if (!path.visible || visible.isEmpty())
            continue;
        const theme::PathLook look = theme.path(path.spec.role);
        QVector<QVector<Segment>> lines;
        for (const int quantile : visible)
            lines.append(pixelSegments(path.quantiles[static_cast<std::size_t>(quantile)], frame.layout, at));
        if (lines.size() > 1) {
            QColor tint = look.color;
            tint.setAlphaF(static_cast<float>(theme.bandOpacity()));
            drawBand(plot, i * keysPerPath, lines.last(), lines.first(), tint);
        }
        for (int k = static_cast<int>(lines.size()) - 1; k >= 0; --k) {
            const QPen pen = k == 0 ? dashed(look.color, theme.line(2), {}, 1) : dashed(look.color, theme.line(1), look.dash, theme.scale());
            drawLine(plot, i * keysPerPath + 1 + k, lines[k], pen);
        }
    }
}

void ChartScene::drawSmall(Plot& plot, const PlotFrame& at, const Frame& frame)
{
    for (int i = 0; i < static_cast<int>(frame.data->paths.size()); ++i) {
        const ChartData::Path& path = frame.data->paths[static_cast<std::size_t>(i)];
        if (!path.visible || at.plot >= static_cast<int>(path.values.size()))
            continue;
        const QColor color = frame.theme.path(path.spec.role).color;
        drawLine(plot, i * keysPerPath + 1, pixelSegments(path.values[static_cast<std::size_t>(at.plot)], frame.layout, at),
                 dashed(color, frame.theme.line(1.5), {}, 1));
    }
}

void ChartScene::update(const Frame& frame)
{
    m_points = 0;
    prepare(frame);
    for (qsizetype i = 0; i < frame.layout.plots.size(); ++i) {
        Plot& plot = *m_plots[static_cast<std::size_t>(i)];
        if (i == 0)
            drawLatency(plot, frame);
        else
            drawSmall(plot, frame.layout.plots[i], frame);
        // What was drawn before and is not any more: a hidden path, an unchosen quantile.
        for (auto pool = plot.lineSeries.cbegin(); pool != plot.lineSeries.cend(); ++pool)
            if (!plot.used.contains(pool.key()))
                for (QLineSeries* series : pool.value())
                    series->clear();
        for (auto pool = plot.bandSeries.cbegin(); pool != plot.bandSeries.cend(); ++pool)
            if (!plot.used.contains(pool.key()))
                for (QAreaSeries* series : pool.value()) {
                    series->lowerSeries()->clear();
                    series->upperSeries()->clear();
                }
    }
    m_background->setFrame(frame);
    m_foreground->setFrame(frame);
}

void ChartScene::updateForeground(const Frame& frame)
{
    m_foreground->setFrame(frame);
}

} // namespace cachedeck::chart
