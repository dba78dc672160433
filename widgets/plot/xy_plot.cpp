#include "widgets/plot/xy_plot.hpp"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace cachedeck::plot {

using theme::Theme;
using theme::Token;

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

theme::Role smallRole(const Theme& theme)
{
    return theme.scale() > 1.5 ? theme::Role::Body : theme::Role::Caption;
}

QString cText(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
}

QPen penOf(const Series& series, const theme::PathLook& look, const Theme& theme)
{
    const bool thin = series.thin || series.ghost;
    QColor color = look.color;
    if (series.ghost)
        color.setAlphaF(0.55F);
    QPen pen(color, theme.line(thin ? 1.25 : 2), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (series.ghost)
        pen.setDashPattern({2, 3});
    else if (series.thin)
        pen.setDashPattern({5, 3});
    return pen;
}

} // namespace

XyPlot::XyPlot(QWidget* parent) : Figure(parent) {}

void XyPlot::setAxes(const Axis& x, const Axis& y)
{
    m_x = x;
    m_y = y;
    fitAxes();
    changed();
}

void XyPlot::setSeries(QVector<Series> series)
{
    m_series = std::move(series);
    fitAxes();
    changed();
}

void XyPlot::setMarks(QVector<PlotMark> marks)
{
    m_marks = std::move(marks);
    changed();
}

void XyPlot::fitAxes()
{
    m_x.range = m_x.kind == AxisKind::Nines ? chart::Range{1, 1000}
                : m_x.isLogarithmic()       ? chart::Range{1e-5, 1e-1}
                                            : chart::Range{0, 1};
    m_y.range = m_y.isLogarithmic()
                    ? (m_y.unit == chart::Unit::Seconds ? chart::Range{1e-5, 1e-1} : chart::Range{1, 1000})
                    : chart::Range{0, 1};
    QVector<double> xs, ys;
    for (const auto& one : std::as_const(m_series))
        for (const auto& point : one.points) {
            xs << point.x();
            ys << point.y();
        }
    m_x.fit(xs);
    m_y.fit(ys);
}

bool XyPlot::isEmpty() const
{
    return std::all_of(m_series.begin(), m_series.end(), [](const Series& one) { return one.points.isEmpty(); });
}

double XyPlot::valueAt(int series, double x) const
{
    if (series < 0 || series >= m_series.size())
        return nothing;
    const auto& points = m_series[series].points;
    const auto after = std::upper_bound(points.begin(), points.end(), x,
                                        [](double at, const QPointF& point) { return at < point.x(); });
    if (after == points.begin())
        return nothing;
    const auto& left = *(after - 1);
    if (!hasPlace(left))
        return nothing;
    if (qFuzzyCompare(left.x(), x))
        return left.y();
    if (after == points.end())
        return nothing;
    if (m_series[series].shape == Series::Shape::Steps)
        return left.y();
    if (!hasPlace(*after))
        return nothing;
    const double from = m_x.share(left.x());
    const double part = (m_x.share(x) - from) / (m_x.share(after->x()) - from);
    const double low = m_y.share(left.y());
    return m_y.valueAt(low + part * (m_y.share(after->y()) - low));
}

bool XyPlot::hasPlace(const QPointF& value) const
{
    return std::isfinite(value.y()) && (value.y() > 0 || !m_y.isLogarithmic());
}

QPointF XyPlot::place(const QRectF& area, const QPointF& value) const
{
    const double up = m_y.share(value.y());
    return {area.left() + m_x.share(value.x()) * area.width(),
            area.bottom() - (std::isfinite(up) ? std::clamp(up, 0.0, 1.0) : 0.0) * area.height()};
}

QRectF XyPlot::plotArea(const QRectF& target, const Theme& theme) const
{
    return target.adjusted(theme.line(68), theme.line(44), -theme.line(32), -theme.line(44));
}

void XyPlot::drawAxes(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    painter.setFont(theme.font(smallRole(theme)));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& tick : m_y.ticks(area.height(), theme.line(18))) {
        const double y = onPixel(area.bottom() - m_y.share(tick.value) * area.height());
        painter.setPen(QPen(theme.color(Token::LineGrid), 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(Token::TextMuted));
        drawWords(painter, {area.left() - theme.line(8), y}, Qt::AlignRight, tick.label);
    }
    const double base = onPixel(area.bottom());
    painter.setPen(QPen(theme.color(Token::LineControl), 1));
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base));
    for (const auto& tick : m_x.ticks(area.width(), theme.line(56))) {
        const double x = onPixel(area.left() + m_x.share(tick.value) * area.width());
        painter.setPen(QPen(theme.color(Token::LineControl), 1));
        painter.drawLine(QPointF(x, base), QPointF(x, base + theme.line(4)));
        painter.setPen(theme.color(Token::TextMuted));
        drawWords(painter, {x, base + theme.line(13)}, Qt::AlignHCenter, tick.label);
    }
    painter.setPen(theme.color(Token::TextMuted));
    drawWords(painter, {area.right(), base + theme.line(31)}, Qt::AlignRight, m_x.title);
    drawWords(painter, {area.left() - theme.line(52), area.top() - theme.line(14)}, Qt::AlignLeft, m_y.title);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

// Broken where a value has no place on the axis.
QPainterPath XyPlot::lineOf(const QRectF& area, const Series& series) const
{
    const bool steps = series.shape == Series::Shape::Steps;
    QPainterPath line;
    QPointF last = place(area, series.points.first());
    line.moveTo(steps ? QPointF(last.x(), area.bottom()) : last);
    bool isBroken = false;
    for (const auto& point : series.points) {
        const auto next = place(area, point);
        if (!steps && !hasPlace(point)) {
            isBroken = true;
            continue;
        }
        if (steps)
            line.lineTo(next.x(), last.y());
        std::exchange(isBroken, false) ? line.moveTo(next) : line.lineTo(next);
        last = next;
    }
    return line;
}

void XyPlot::drawSeries(QPainter& painter, const QRectF& area, const Theme& theme, const Series& series) const
{
    if (series.points.isEmpty())
        return;
    const auto look = theme.path(series.role);
    const auto line = lineOf(area, series);
    const QPointF last = place(area, series.points.last());
    if (series.shape == Series::Shape::Steps && !series.ghost) {
        QPainterPath filled = line;
        filled.lineTo(last.x(), area.bottom());
        QColor tint = look.color;
        tint.setAlphaF(static_cast<float>(theme.bandOpacity()));
        painter.fillPath(filled, tint);
    }
    painter.setBrush(Qt::NoBrush);
    auto pen = penOf(series, look, theme);
    if (series.shape == Series::Shape::Steps)
        pen.setWidthF(theme.line(1.25));
    painter.setPen(pen);
    painter.drawPath(line);
    if (series.ghost || series.thin)
        return;
    // The second cue beside the colour: a marker at each point, or at eight places of a curve.
    const auto every = series.shape == Series::Shape::Points ? 1 : std::max<qsizetype>(1, series.points.size() / 8);
    if (series.shape == Series::Shape::Steps) {
        const auto highest = std::max_element(series.points.begin(), series.points.end(),
                                              [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
        theme::drawMarker(painter, look, place(area, *highest), theme.line(4.5), theme.color(Token::SurfacePanel), 1);
        return;
    }
    const auto isDrawn = [&](qsizetype i) { return i >= 0 && i < series.points.size() && hasPlace(series.points[i]); };
    for (qsizetype i = 0; i < series.points.size(); ++i)
        if (isDrawn(i) && (i % every == every / 2 || (!isDrawn(i - 1) && !isDrawn(i + 1)))) // alone it has no line
            theme::drawMarker(painter, look, place(area, series.points[i]), theme.line(4.5),
                              theme.color(Token::SurfacePanel), 1);
}

void XyPlot::drawMarks(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    painter.setFont(theme.font(smallRole(theme), theme::Weight::SemiBold));
    for (const auto& mark : m_marks) {
        const auto at = place(area, mark.at);
        painter.setPen(QPen(theme.color(Token::Accent), theme.line(1), Qt::DashLine));
        painter.drawLine(QPointF(onPixel(at.x()), area.top()), QPointF(onPixel(at.x()), area.bottom()));
        painter.setPen(QPen(theme.color(Token::Accent), theme.line(2)));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, theme.line(8), theme.line(8));
        painter.setPen(theme.color(Token::AccentText));
        const bool leftwards = at.x() > area.center().x();
        drawWords(painter,
                  {at.x() + (leftwards ? -1 : 1) * theme.line(14),
                   std::max(at.y() - theme.line(14), area.top() + theme.line(8))},
                  leftwards ? Qt::AlignRight : Qt::AlignLeft, mark.text);
    }
}

void XyPlot::drawLegend(QPainter& painter, const QRectF& target, const Theme& theme,
                        const std::optional<double>& x) const
{
    double at = target.left() + theme.line(16);
    const double y = target.top() + theme.line(12);
    for (int i = 0; i < m_series.size(); ++i) {
        const auto& one = m_series[i];
        const auto look = theme.path(one.role);
        if (one.points.isEmpty())
            continue;
        const QRectF swatch(at, y - theme.line(6), theme.line(24), theme.line(12));
        if (one.thin || one.ghost) {
            painter.setPen(penOf(one, look, theme));
            painter.drawLine(QPointF(swatch.left(), y), QPointF(swatch.right(), y));
        } else {
            theme::drawSwatch(painter, look, swatch);
        }
        at += theme.line(32);
        painter.setFont(
            theme.font(theme::Role::Caption, one.thin || one.ghost ? theme::Weight::Regular : theme::Weight::SemiBold));
        painter.setPen(look.textColor);
        const double value = x ? valueAt(i, *x) : nothing;
        const QString words = x ? QString(one.name % u' ' % m_y.text(value)) : one.name;
        drawWords(painter, {at, y}, Qt::AlignLeft, words);
        at += painter.fontMetrics().horizontalAdvance(words) + theme.line(16);
    }
}

void XyPlot::drawCrosshair(QPainter& painter, const QRectF& area, const Theme& theme, double x) const
{
    const double at = onPixel(area.left() + m_x.share(x) * area.width());
    painter.setPen(QPen(theme.color(Token::LineStrong), 1));
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
    painter.setFont(theme.font(smallRole(theme), theme::Weight::Medium));
    const auto words = m_x.text(x);
    const double width = painter.fontMetrics().horizontalAdvance(words) + theme.line(12);
    QRectF tag(at - width / 2, area.bottom() + theme.line(4), width, theme.line(18));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::TextPrimary));
    painter.drawRoundedRect(tag, theme.line(4), theme.line(4));
    painter.setPen(theme.color(Token::SurfacePanel));
    painter.drawText(tag, Qt::AlignCenter, words);
}

void XyPlot::draw(QPainter& painter, const QRectF& target, const Theme& theme,
                  const std::optional<QPointF>& crosshair) const
{
    const auto area = plotArea(target, theme);
    if (area.width() < 40 || area.height() < 40 || isEmpty()) // no axes for nothing: their figures would be made up
        return;
    drawAxes(painter, area, theme);
    // What an earlier run left lies behind everything.
    for (const bool ghosts : {true, false})
        for (const auto& one : m_series)
            if (one.ghost == ghosts)
                drawSeries(painter, area, theme, one);
    drawMarks(painter, area, theme);
    std::optional<double> x;
    if (crosshair)
        x = m_x.valueAt(crosshair->x());
    drawLegend(painter, target, theme, x);
    if (x)
        drawCrosshair(painter, area, theme, *x);
}

QString XyPlot::summary() const
{
    if (isEmpty())
        return {};
    QStringList parts;
    for (const auto& one : m_series)
        if (!one.points.isEmpty())
            parts << tr("%1: %2 at %3, %4 at %5")
                         .arg(one.name, m_y.text(one.points.first().y()), m_x.text(one.points.first().x()),
                              m_y.text(one.points.last().y()), m_x.text(one.points.last().x()));
    for (const auto& mark : m_marks)
        parts << mark.text;
    return parts.join(QStringLiteral("; "));
}

QVector<QStringList> XyPlot::exportRows() const
{
    if (isEmpty())
        return {};
    QVector<QStringList> rows{{QStringLiteral("series"), m_x.title, m_y.title}};
    for (const auto& one : m_series)
        for (const auto& point : one.points)
            rows.append(
                {one.name, cText(m_x.kind == AxisKind::Nines ? 1 - 1 / point.x() : point.x()), cText(point.y())});
    return rows;
}

QVector<QStringList> XyPlot::tableRows() const
{
    QVector<QStringList> rows{{tr("Series"), m_x.title, m_y.title}};
    for (const auto& one : m_series)
        for (const auto& point : one.points)
            rows.append({one.name, m_x.text(point.x()), m_y.text(point.y())});
    return rows;
}

} // namespace cachedeck::plot
