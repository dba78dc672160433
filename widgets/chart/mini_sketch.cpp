#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/text.hpp"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cachedeck::chart {

using theme::Role;
using theme::Theme;
using theme::Token;
using theme::Weight;

namespace {

void join(Range& range, const QVector<QPointF>& points, bool& any)
{
    for (const QPointF& point : points) {
        if (point.y() <= 0)
            continue;
        range.low = any ? std::min(range.low, point.y()) : point.y();
        range.high = any ? std::max(range.high, point.y()) : point.y();
        any = true;
    }
}

} // namespace

MiniSketch::MiniSketch(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Sketch of a stored run"));
}

void MiniSketch::setCurves(const QVector<Curve>& curves)
{
    m_curves = curves;
    QStringList words;
    for (const Curve& curve : curves)
        if (!curve.p50.isEmpty())
            words.append(curve.name % u' ' % valueText(curve.p50.last().y(), Unit::Seconds));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

QSize MiniSketch::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(320), theme.px(196)};
}

QSize MiniSketch::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(200), theme.px(120)};
}

QSize MiniSketch::exportSize() const
{
    return size().expandedTo(minimumSizeHint());
}

void MiniSketch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    exportTo(painter, QRectF(rect()));
}

void MiniSketch::exportTo(QPainter& painter, const QRectF& target)
{
    const Theme theme = Theme::of(this);
    Range values;
    bool any = false;
    double end = 1;
    qreal names = 0;
    const QFontMetricsF metrics(theme.font(Role::Caption, Weight::SemiBold));
    for (const Curve& curve : std::as_const(m_curves)) {
        join(values, curve.p50, any);
        join(values, curve.p99, any);
        if (!curve.p50.isEmpty())
            end = std::max(end, curve.p50.last().x());
        names = std::max(names, metrics.horizontalAdvance(curve.name));
    }
    if (!any)
        return;
    const Range range = niceRange(values.low, values.high, Unit::Seconds, Scale::Log);
    const QRectF area = target.adjusted(theme.line(48), theme.line(20), -names - theme.line(16), -theme.line(24));
    // The axis ends a little behind the data, as a run that goes on.
    const double span = std::ceil(end / 5 + 1e-9) * 5;
    const auto at = [&](const QPointF& point) {
        return QPointF(area.left() + point.x() / span * area.width(),
                       area.bottom() - (std::log10(point.y()) - std::log10(range.low)) /
                                           (std::log10(range.high) - std::log10(range.low)) * area.height());
    };
    painter.save();
    painter.setFont(theme.font(Role::Caption));
    for (const Tick& tick : ticks(range, Unit::Seconds, Scale::Log, area.height(), theme.line(40))) {
        const qreal y = std::round(at({0, tick.value}).y()) + 0.5;
        painter.setPen(QPen(theme.color(Token::LineGrid), 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(QRectF(area.left() - theme.line(100), y - 10, theme.line(92), 20),
                         Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    painter.setPen(QPen(theme.color(Token::LineControl), 1));
    const qreal base = std::round(area.bottom()) + 0.5;
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base));
    painter.setPen(theme.color(Token::TextMuted));
    const QRectF axis(area.left(), base + theme.line(4), area.width(), theme.line(16));
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, tickText(0, Unit::Count) % u" s");
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, tickText(span, Unit::Count) % u" s");
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Curve& curve : std::as_const(m_curves)) {
        const theme::PathLook look = theme.path(curve.role);
        QPolygonF line;
        QPolygonF band;
        for (const QPointF& point : curve.p99)
            if (point.y() > 0)
                band.append(at(point));
        for (const QPointF& point : curve.p50)
            if (point.y() > 0)
                line.append(at(point));
        if (line.isEmpty())
            continue;
        if (!band.isEmpty()) {
            for (auto point = line.crbegin(); point != line.crend(); ++point)
                band.append(*point);
            QColor tint = look.color;
            tint.setAlphaF(static_cast<float>(theme.bandOpacity()));
            painter.setPen(Qt::NoPen);
            painter.setBrush(tint);
            painter.drawPolygon(band);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.color, theme.line(2), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        theme::drawMarker(painter, look, line.last(), theme.line(4.5));
        painter.setFont(theme.font(Role::Caption, Weight::SemiBold));
        painter.setPen(look.textColor);
        painter.drawText(QRectF(area.right() + theme.line(12), line.last().y() - 10, names + theme.line(8), 20),
                         Qt::AlignLeft | Qt::AlignVCenter, theme::plain(curve.name));
    }
    painter.restore();
}

} // namespace cachedeck::chart
