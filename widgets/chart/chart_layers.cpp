#include "widgets/chart/chart_layers.hpp"

#include "widgets/theme/text.hpp"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cachedeck::chart {

using theme::Role;
using theme::Theme;
using theme::Token;
using theme::Weight;

namespace {

// Words of the chart are captions; in presentation nothing below body size carries meaning.
Role smallRole(const Theme& theme)
{
    return theme.scale() > 1.5 ? Role::Body : Role::Caption;
}

// Lines of one pixel lie on pixels.
qreal snap(qreal at)
{
    return std::round(at) + 0.5;
}

void text(QPainter& painter, const QPointF& at, Qt::Alignment alignment, const QString& words)
{
    // A box around the point, since a baseline says nothing about where the middle of the words is.
    const qreal reach = 2000;
    QRectF box(at.x() - reach, at.y() - 40, 2 * reach, 80);
    if (alignment & Qt::AlignLeft)
        box.setLeft(at.x());
    else if (alignment & Qt::AlignRight)
        box.setRight(at.x());
    painter.drawText(box, static_cast<int>(alignment) | Qt::AlignVCenter | Qt::TextSingleLine, words);
}

void drawValueAxis(QPainter& painter, const Frame& frame, const PlotFrame& plot)
{
    const Theme& theme = frame.theme;
    painter.setFont(theme.font(smallRole(theme)));
    const qreal gap = theme.line(8);
    for (const Tick& tick : plot.ticks) {
        const qreal y = snap(plot.y(tick.value));
        const bool base = plot.plot >= 0 && qAbs(y - plot.area.bottom()) < 1;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme.color(base ? Token::LineControl : Token::LineGrid), 1));
        painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
        painter.setPen(theme.color(Token::TextMuted));
        text(painter, {plot.area.left() - gap, y}, Qt::AlignRight, tick.label);
    }
}

void drawTimeAxis(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    const Layout& layout = frame.layout;
    const qreal y = snap(layout.all.bottom());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.color(Token::LineControl), 1));
    painter.drawLine(QPointF(layout.all.left(), y), QPointF(layout.all.right(), y));
    painter.setFont(theme.font(smallRole(theme)));
    for (const Tick& tick : layout.timeTicks) {
        const qreal x = snap(layout.x(tick.value));
        painter.setPen(QPen(theme.color(Token::LineControl), 1));
        painter.drawLine(QPointF(x, y), QPointF(x, y + theme.line(4)));
        painter.setPen(theme.color(Token::TextMuted));
        text(painter, {x, y + theme.line(4) + painter.fontMetrics().height() / 2.0}, Qt::AlignHCenter, tick.label);
    }
}

// The height of a line at x; its ends are carried on.
qreal heightAt(const QPolygonF& line, qreal x)
{
    const auto right =
        std::lower_bound(line.begin(), line.end(), x, [](const QPointF& point, qreal at) { return point.x() < at; });
    if (right == line.begin())
        return line.first().y();
    if (right == line.end())
        return line.last().y();
    const QPointF& left = *(right - 1);
    const qreal span = right->x() - left.x();
    return span > 0 ? left.y() + (right->y() - left.y()) * (x - left.x()) / span : right->y();
}

/// The band between two abscissae.
QPolygonF slab(const Band& band, qreal from, qreal to)
{
    const auto inside = [&](const QPolygonF& line) {
        const auto before = [](const QPointF& point, qreal at) { return point.x() < at; };
        const auto first = std::upper_bound(line.begin(), line.end(), from,
                                            [](qreal at, const QPointF& point) { return at < point.x(); });
        return std::pair(first, std::lower_bound(first, line.end(), to, before));
    };
    QPolygonF outline{{from, heightAt(band.upper, from)}};
    const auto [topFirst, topEnd] = inside(band.upper);
    std::copy(topFirst, topEnd, std::back_inserter(outline));
    outline.append({to, heightAt(band.upper, to)});
    outline.append({to, heightAt(band.lower, to)});
    const auto [lowFirst, lowEnd] = inside(band.lower);
    std::reverse_copy(lowFirst, lowEnd, std::back_inserter(outline));
    outline.append({from, heightAt(band.lower, from)});
    return outline;
}

// On screen a jagged outline costs the rasteriser a walk over all its edges for each of them in a row of pixels, so it
// is filled in slabs, and not smoothed, which would show their seams; the lines lie on both edges. Drawings get it
// whole.
void drawBand(QPainter& painter, const Band& band)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(band.color);
    const qreal left = std::max(band.upper.first().x(), band.lower.first().x());
    const qreal right = std::min(band.upper.last().x(), band.lower.last().x());
    const bool raster = painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster;
    painter.setRenderHint(QPainter::Antialiasing, !raster);
    const qreal step = raster ? 24 : right - left;
    for (qreal from = left; from < right; from += step)
        painter.drawPolygon(slab(band, from, std::min(from + step, right)));
}

void drawMarkers(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    const Layout& layout = frame.layout;
    const PlotFrame& plot = layout.plots.first();
    if (frame.data->visibleQuantiles.isEmpty())
        return;
    // Every 12 s as designed, more seldom when that would crowd, more often when it would leave the line bare.
    const double pixelsPerSecond = layout.all.width() / (layout.time.high - layout.time.low);
    double step = 12;
    while (step * pixelsPerSecond < theme.line(60))
        step *= 2;
    while (step * pixelsPerSecond > theme.line(240))
        step /= 2;
    painter.save();
    painter.setClipRect(plot.area.adjusted(-6, -6, 6, 6));
    for (const ChartData::Path& path : frame.data->paths) {
        if (!path.visible)
            continue;
        const theme::PathLook look = theme.path(path.spec.role);
        const Curve& curve = path.quantiles[static_cast<std::size_t>(frame.data->visibleQuantiles.first())];
        for (double at = std::ceil((layout.time.low - step / 2) / step) * step + step / 2; at <= layout.time.high;
             at += step) {
            // On a sample: between two the line is elsewhere.
            const auto point = curve.pointAt(at);
            if (point && point->x() > layout.time.low && std::isfinite(point->y()) && at <= curve.lastTime())
                theme::drawMarker(painter, look, {layout.x(point->x()), plot.y(point->y())}, theme.line(4.5),
                                  theme.color(Token::SurfacePanel), theme.line(1));
        }
    }
    painter.restore();
}

void drawEndLabels(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    const qreal x = frame.layout.all.right() + theme.line(8);
    const qreal room = frame.layout.size.width() - x;
    const QVector<EndLabel> labels = endLabels(*frame.data, frame.layout, theme);
    for (const EndLabel& label : labels) {
        const theme::PathLook look = theme.path(frame.data->paths[static_cast<std::size_t>(label.path)].spec.role);
        painter.setPen(label.stale ? theme.color(Token::TextMuted) : look.textColor);
        painter.setFont(theme.font(smallRole(theme), label.main ? Weight::SemiBold : Weight::Regular));
        const qreal line = label.value.isEmpty() ? 0 : theme.line(10);
        text(painter, {x, label.centre - line}, Qt::AlignLeft,
             painter.fontMetrics().elidedText(label.text, Qt::ElideRight, static_cast<int>(room)));
        if (!label.value.isEmpty()) {
            painter.setFont(theme.font(Role::Title));
            text(painter, {x, label.centre + theme.line(8)}, Qt::AlignLeft, label.value);
        }
    }
}

void drawSmallLabels(QPainter& painter, const Frame& frame, const PlotFrame& plot)
{
    const Theme& theme = frame.theme;
    const qreal x = plot.area.right() + theme.line(8);
    painter.setFont(theme.font(smallRole(theme), Weight::SemiBold));
    painter.setPen(theme.color(Token::TextSecondary));
    text(painter, {x, plot.area.top() + theme.line(8)}, Qt::AlignLeft,
         frame.data->plots[static_cast<std::size_t>(plot.plot)].title);
    painter.setFont(theme.font(smallRole(theme)));
    qreal at = x;
    for (const ChartData::Path& path : frame.data->paths) {
        if (!path.visible || plot.plot >= static_cast<int>(path.values.size()))
            continue;
        const Curve& curve = path.values[static_cast<std::size_t>(plot.plot)];
        const bool newest = !curve.isEmpty() && curve.lastTime() <= frame.layout.time.high;
        const double value = newest ? curve.recentMedian(1) : curve.at(frame.layout.time.high);
        if (!std::isfinite(value))
            continue;
        const theme::PathLook look = theme.path(path.spec.role);
        const QString words = valueText(value, plot.unit);
        painter.setPen(look.textColor);
        text(painter, {at, plot.area.top() + theme.line(24)}, Qt::AlignLeft, words);
        at += painter.fontMetrics().horizontalAdvance(words) + theme.line(8);
        if (newest)
            theme::drawMarker(
                painter, look,
                {frame.layout.x(curve.lastTime()), qBound(plot.area.top(), plot.y(value), plot.area.bottom())},
                theme.line(3));
    }
}

void drawEvents(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    const Layout& layout = frame.layout;
    const qreal half = theme.line(7);
    const qreal gap = theme.line(12);
    QVector<int> shown;
    for (int i = 0; i < static_cast<int>(frame.data->events.size()); ++i) {
        const double time = frame.data->events[static_cast<std::size_t>(i)].time;
        if (time >= layout.time.low && time <= layout.time.high)
            shown.append(i);
    }
    std::stable_sort(shown.begin(), shown.end(), [&](int a, int b) {
        return frame.data->events[static_cast<std::size_t>(a)].time <
               frame.data->events[static_cast<std::size_t>(b)].time;
    });
    for (int k = 0; k < shown.size(); ++k) {
        const ChartEvent& event = frame.data->events[static_cast<std::size_t>(shown[k])];
        const QPointF mark = eventMark(frame, shown[k]);
        painter.setRenderHint(QPainter::Antialiasing, false);
        QPen pen(theme.color(Token::Accent), theme.line(1), Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(mark.x(), layout.all.top() - theme.line(2)), QPointF(mark.x(), layout.all.bottom()));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Accent));
        painter.drawPolygon(QPolygonF{mark - QPointF(0, half), mark + QPointF(half, 0), mark + QPointF(0, half),
                                      mark - QPointF(half, 0)});
        // Words reach to the next diamond, the note or the edge; what does not fit is left out rather than written
        // over.
        const qreal next = k + 1 < shown.size() ? eventMark(frame, shown[k + 1]).x() - half : layout.noteLeft;
        const qreal end = std::min(next, layout.noteLeft) - theme.line(4);
        qreal x = mark.x() + gap;
        painter.setFont(theme.font(smallRole(theme), Weight::SemiBold));
        QString title = theme::plain(event.title);
        if (painter.fontMetrics().horizontalAdvance(title) > end - x)
            title = end - x > theme.line(40)
                        ? painter.fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(end - x))
                        : QString();
        painter.setPen(theme.color(Token::AccentText));
        text(painter, {x, mark.y()}, Qt::AlignLeft, title);
        x += painter.fontMetrics().horizontalAdvance(title) + gap;
        painter.setFont(theme.font(smallRole(theme)));
        const QString detail = theme::plain(event.detail);
        if (!title.isEmpty() && painter.fontMetrics().horizontalAdvance(detail) <= end - x) {
            painter.setPen(theme.color(Token::TextMuted));
            text(painter, {x, mark.y()}, Qt::AlignLeft, detail);
        }
    }
}

void drawNote(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    if (frame.data->note.isEmpty())
        return;
    painter.setFont(theme.font(smallRole(theme), Weight::SemiBold));
    painter.setPen(theme.color(Token::StateWarn));
    text(painter, {frame.layout.noteLeft + theme.line(4), frame.layout.all.top() - theme.line(9)}, Qt::AlignLeft,
         theme::plain(frame.data->note));
}

void drawWarmUpWords(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    const Layout& layout = frame.layout;
    if (frame.data->warmUp <= layout.time.low)
        return;
    painter.setFont(theme.font(smallRole(theme)));
    painter.setPen(theme.color(Token::TextMuted));
    qreal end = layout.all.right();
    for (int i = 0; i < static_cast<int>(frame.data->events.size()); ++i) {
        const qreal x = eventMark(frame, i).x();
        if (x >= layout.all.left())
            end = std::min(end, x - theme.line(11));
    }
    const qreal room = end - layout.all.left();
    for (const QString& words : {TimeChart::tr("Warm-up, excluded"), TimeChart::tr("Warm-up")})
        if (painter.fontMetrics().horizontalAdvance(words) <= room) {
            text(painter, {layout.all.left(), layout.all.top() - theme.line(9)}, Qt::AlignLeft, words);
            return;
        }
}

void drawCrosshair(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    const Layout& layout = frame.layout;
    if (!frame.crosshair || *frame.crosshair < layout.time.low || *frame.crosshair > layout.time.high)
        return;
    const qreal x = snap(layout.x(*frame.crosshair));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.color(Token::LineStrong), theme.line(1)));
    painter.drawLine(QPointF(x, layout.all.top()), QPointF(x, layout.all.bottom()));
    painter.setFont(theme.font(smallRole(theme), Weight::SemiBold));
    const double step = layout.timeTicks.size() > 1 ? layout.timeTicks[1].value - layout.timeTicks[0].value : 1;
    const QString words = timeText(*frame.crosshair, step <= 10 ? 0.1 : 1);
    const qreal width = painter.fontMetrics().horizontalAdvance(words) + theme.line(12);
    const qreal height = painter.fontMetrics().height() + theme.line(4);
    QRectF tag(x - width / 2, layout.all.bottom() + theme.line(3), width, height);
    tag.moveLeft(qBound(0.0, tag.left(), layout.size.width() - width));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::TextPrimary));
    painter.drawRoundedRect(tag, theme.line(4), theme.line(4));
    painter.setPen(theme.color(Token::SurfacePanel));
    painter.drawText(tag, Qt::AlignCenter | Qt::TextSingleLine, words);
}

} // namespace

QPointF eventMark(const Frame& frame, int event)
{
    const double time = frame.data->events[static_cast<std::size_t>(event)].time;
    return {snap(frame.layout.x(time)), frame.layout.all.top() - frame.theme.line(9)};
}

QPen ghostPen(const Theme& theme, QColor color)
{
    color.setAlphaF(0.6F);
    QPen pen(color, theme.line(1.25), Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    pen.setDashPattern({2, 3});
    return pen;
}

void drawGhosts(QPainter& painter, const Frame& frame)
{
    const Layout& layout = frame.layout;
    const PlotFrame& plot = layout.plots.first();
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const GhostCurve& ghost : frame.data->ghosts) {
        QPolygonF line;
        for (const QPointF& point : ghost.points)
            if (point.x() >= layout.time.low && point.x() <= layout.time.high && point.y() > 0)
                line.append({layout.x(point.x()), plot.y(point.y())});
        painter.setPen(ghostPen(frame.theme, frame.theme.path(ghost.role).color));
        painter.drawPolyline(line);
    }
}

void paintBackground(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    const Layout& layout = frame.layout;
    painter.fillRect(QRectF(QPointF(0, 0), layout.size), theme.color(Token::SurfacePanel));
    if (frame.data->warmUp > layout.time.low) {
        const qreal end = std::min(layout.x(frame.data->warmUp), layout.all.right());
        painter.fillRect(QRectF(layout.all.topLeft(), QPointF(end, layout.all.bottom())),
                         theme.color(Token::SurfaceSunken));
    }
    for (const PlotFrame& plot : layout.plots)
        drawValueAxis(painter, frame, plot);
    drawTimeAxis(painter, frame);
    painter.setClipRect(layout.plots.first().area);
    for (const Band& band : frame.bands)
        drawBand(painter, band);
    drawGhosts(painter, frame);
}

void paintForeground(QPainter& painter, const Frame& frame)
{
    const Theme& theme = frame.theme;
    if (frame.data->isEmpty()) {
        painter.setFont(theme.font(Role::Body));
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(frame.layout.all, Qt::AlignCenter | Qt::TextWordWrap, theme::plainLines(frame.emptyText));
    }
    drawMarkers(painter, frame);
    for (const PlotFrame& plot : frame.layout.plots)
        if (plot.plot >= 0)
            drawSmallLabels(painter, frame, plot);
    drawWarmUpWords(painter, frame);
    drawNote(painter, frame);
    drawEvents(painter, frame);
    drawEndLabels(painter, frame);
    drawCrosshair(painter, frame);
}

} // namespace cachedeck::chart
