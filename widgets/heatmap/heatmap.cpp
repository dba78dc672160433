#include "widgets/heatmap/heatmap.hpp"

#include "widgets/heatmap/viridis.hpp"

#include <QLinearGradient>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cachedeck::heatmap {

using theme::Theme;
using theme::Token;

namespace {

// A count's place on the colour scale: one is the dark end, the most the bright one.
double share(double count, quint64 most)
{
    return most <= 1 ? 1 : std::log(count) / std::log(static_cast<double>(most));
}

double edge(const Cells& cells, int bucket)
{
    return cells.low * std::pow(cells.factor, bucket);
}

QString cText(double value)
{
    return QString::number(value, 'g', 9);
}

} // namespace

Heatmap::Heatmap(QWidget* parent) : Figure(parent)
{
    m_time = {{}, plot::AxisKind::Clock, chart::Unit::Seconds, {0, 30}};
    m_latency = {tr("latency"), plot::AxisKind::Log, chart::Unit::Seconds, {1e-5, 1e-1}};
}

void Heatmap::setCells(const QString& name, const Cells& cells)
{
    m_name = name;
    if (cells == m_cells && !m_image.isNull())
        return;
    m_cells = cells;
    fit();
    makeImage();
    changed();
}

void Heatmap::setMoments(QVector<Moment> moments)
{
    m_moments = std::move(moments);
    update();
}

// The latency axis holds what was seen, the time axis all columns.
void Heatmap::fit()
{
    m_most = 0;
    m_first = m_cells.buckets;
    m_last = -1;
    for (int column = 0; column < m_cells.columns(); ++column)
        for (int bucket = 0; bucket < m_cells.buckets; ++bucket)
            if (const auto count = m_cells.at(column, bucket)) {
                m_most = std::max(m_most, count);
                m_first = std::min(m_first, bucket);
                m_last = std::max(m_last, bucket);
            }
    if (m_most == 0)
        return;
    m_latency.range = {edge(m_cells, m_first), edge(m_cells, m_last + 1)};
    m_time.range = {m_cells.from, m_cells.from + m_cells.step * m_cells.columns()};
}

void Heatmap::makeImage()
{
    m_image = {};
    if (m_most == 0)
        return;
    QImage image(m_cells.columns(), m_last - m_first + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (int bucket = m_first; bucket <= m_last; ++bucket) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(m_last - bucket));
        for (int column = 0; column < m_cells.columns(); ++column)
            if (const auto count = m_cells.at(column, bucket))
                line[column] = viridis(share(static_cast<double>(count), m_most));
    }
    m_image = image;
}

QRectF Heatmap::plotArea(const QRectF& target, const Theme& theme) const
{
    return target.adjusted(theme.line(68), theme.line(32), -theme.line(96), -theme.line(28));
}

void Heatmap::drawAxes(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    painter.setFont(theme.font(theme.scale() > 1.5 ? theme::Role::Body : theme::Role::Caption));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& tick : m_latency.ticks(area.height(), theme.line(18))) {
        const double y = plot::onPixel(area.bottom() - m_latency.share(tick.value) * area.height());
        painter.setPen(QPen(theme.color(Token::LineGrid), 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(Token::TextMuted));
        plot::drawWords(painter, {area.left() - theme.line(8), y}, Qt::AlignRight, tick.label);
    }
    const double base = plot::onPixel(area.bottom());
    for (const auto& tick : m_time.ticks(area.width(), theme.line(52))) {
        const double x = plot::onPixel(area.left() + m_time.share(tick.value) * area.width());
        painter.setPen(QPen(theme.color(Token::LineControl), 1));
        painter.drawLine(QPointF(x, base), QPointF(x, base + theme.line(4)));
        painter.setPen(theme.color(Token::TextMuted));
        plot::drawWords(painter, {x, base + theme.line(13)}, Qt::AlignHCenter, tick.label);
    }
    painter.setPen(QPen(theme.color(Token::LineControl), 1));
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base));
}

// The colours' own axis, right of the picture.
void Heatmap::drawScale(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const QRectF bar(area.right() + theme.line(24), area.top(), theme.line(10),
                     std::min(area.height(), theme.line(180)));
    QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
    for (int i = 0; i <= 9; ++i)
        gradient.setColorAt(i / 9.0, viridis(i / 9.0));
    painter.fillRect(bar, gradient);
    painter.setFont(theme.font(theme::Role::Caption));
    painter.setPen(theme.color(Token::TextMuted));
    const double most = static_cast<double>(m_most);
    double lastY = bar.bottom() + 100;
    for (double count = 1; count <= most; count *= 10) {
        const double y = bar.bottom() - share(count, m_most) * bar.height();
        if (lastY - y >= theme.line(14))
            plot::drawWords(painter, {bar.right() + theme.line(6), y}, Qt::AlignLeft,
                            chart::tickText(count, chart::Unit::Count));
        lastY = y;
    }
    if (lastY - bar.top() >= theme.line(14))
        plot::drawWords(painter, {bar.right() + theme.line(6), bar.top()}, Qt::AlignLeft,
                        chart::valueText(most, chart::Unit::Count));
    plot::drawWords(painter, {bar.left(), bar.bottom() + theme.line(14)}, Qt::AlignLeft, tr("reads"));
}

void Heatmap::drawMoments(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    painter.setFont(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    double free = area.left();
    for (const auto& moment : m_moments) {
        const double place = m_time.share(moment.time);
        if (place < 0 || place > 1)
            continue;
        const double x = plot::onPixel(area.left() + place * area.width());
        painter.setPen(QPen(theme.color(Token::Accent), theme.line(1), Qt::DashLine));
        painter.drawLine(QPointF(x, area.top() - theme.line(4)), QPointF(x, area.bottom()));
        const double width = painter.fontMetrics().horizontalAdvance(moment.text);
        if (x < free || x + width > area.right())
            continue;
        painter.setPen(theme.color(Token::AccentText));
        plot::drawWords(painter, {x + theme.line(6), area.top() - theme.line(10)}, Qt::AlignLeft, moment.text);
        free = x + width + theme.line(16);
    }
}

void Heatmap::draw(QPainter& painter, const QRectF& target, const Theme& theme,
                   const std::optional<QPointF>& crosshair) const
{
    const QRectF area = plotArea(target, theme);
    if (area.width() < 40 || area.height() < 40 || m_most == 0)
        return;
    drawAxes(painter, area, theme);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(area, m_image);
    drawMoments(painter, area, theme);
    drawScale(painter, area, theme);
    if (!crosshair)
        return;
    const QPointF at(area.left() + crosshair->x() * area.width(), area.bottom() - crosshair->y() * area.height());
    painter.setPen(QPen(theme.color(Token::LineStrong), 1));
    painter.drawLine(QPointF(plot::onPixel(at.x()), area.top()), QPointF(plot::onPixel(at.x()), area.bottom()));
    painter.drawLine(QPointF(area.left(), plot::onPixel(at.y())), QPointF(area.right(), plot::onPixel(at.y())));
    painter.setFont(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    const auto words = readoutAt(*crosshair);
    const double width = painter.fontMetrics().horizontalAdvance(words) + theme.line(16);
    QRectF tag(std::min(at.x() + theme.line(8), area.right() - width), std::max(at.y() - theme.line(30), area.top()),
               width, theme.line(22));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::TextPrimary));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.drawRoundedRect(tag, theme.line(4), theme.line(4));
    painter.setPen(theme.color(Token::SurfacePanel));
    painter.drawText(tag, Qt::AlignCenter, words);
}

QString Heatmap::readoutAt(const QPointF& at) const
{
    const int column = std::clamp(static_cast<int>(at.x() * m_cells.columns()), 0, m_cells.columns() - 1);
    const int bucket = std::clamp(m_first + static_cast<int>(at.y() * (m_last - m_first + 1)), m_first, m_last);
    return tr("%1, %2 to %3: %L4 reads")
        .arg(chart::timeText(m_cells.from + column * m_cells.step, m_cells.step),
             chart::valueText(edge(m_cells, bucket), chart::Unit::Seconds),
             chart::valueText(edge(m_cells, bucket + 1), chart::Unit::Seconds))
        .arg(m_cells.at(column, bucket));
}

QString Heatmap::readout() const
{
    return crosshair() && m_most > 0 ? readoutAt(*crosshair()) : QString();
}

QString Heatmap::summary() const
{
    if (m_most == 0)
        return {};
    return tr("%1: reads between %2 and %3, from %4 to %5; at most %L6 in a cell.")
        .arg(m_name, chart::valueText(m_latency.range.low, chart::Unit::Seconds),
             chart::valueText(m_latency.range.high, chart::Unit::Seconds), chart::timeText(m_time.range.low),
             chart::timeText(m_time.range.high))
        .arg(m_most);
}

QVector<QStringList> Heatmap::exportRows() const
{
    if (m_most == 0)
        return {};
    QVector<QStringList> rows{{QStringLiteral("path"), QStringLiteral("second"), QStringLiteral("latency_from_s"),
                               QStringLiteral("latency_to_s"), QStringLiteral("reads")}};
    for (int column = 0; column < m_cells.columns(); ++column)
        for (int bucket = m_first; bucket <= m_last; ++bucket)
            if (const auto count = m_cells.at(column, bucket))
                rows.append({m_name, cText(m_cells.from + column * m_cells.step), cText(edge(m_cells, bucket)),
                             cText(edge(m_cells, bucket + 1)), QString::number(count)});
    return rows;
}

QVector<QStringList> Heatmap::tableRows() const
{
    QVector<QStringList> rows{{tr("Time"), tr("from"), tr("to"), tr("reads")}};
    for (int column = 0; column < m_cells.columns() && m_most > 0; ++column)
        for (int bucket = m_first; bucket <= m_last; ++bucket)
            if (const auto count = m_cells.at(column, bucket))
                rows.append({chart::timeText(m_cells.from + column * m_cells.step, m_cells.step),
                             chart::valueText(edge(m_cells, bucket), chart::Unit::Seconds),
                             chart::valueText(edge(m_cells, bucket + 1), chart::Unit::Seconds),
                             QLocale().toString(count)});
    return rows;
}

} // namespace cachedeck::heatmap
