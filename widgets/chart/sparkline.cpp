#include "widgets/chart/sparkline.hpp"

#include "widgets/theme/space.hpp"
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

void drawBar(QPainter& painter, const Theme& theme, const QRectF& bar, double share, Token token,
             Qt::LayoutDirection direction, bool ground)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal radius = qMin(theme.line(theme::space::barRadius), bar.height() / 2);
    if (ground) {
        painter.setBrush(theme.color(Token::LineHairline));
        painter.drawRoundedRect(bar, radius, radius);
    }
    QRectF filled = bar;
    filled.setWidth(bar.width() * std::clamp(share, 0.0, 1.0));
    if (direction == Qt::RightToLeft)
        filled.moveRight(bar.right());
    if (filled.width() > 0) {
        painter.setBrush(theme.color(token));
        painter.drawRoundedRect(filled, ground ? radius : 0, ground ? radius : 0);
    }
    painter.restore();
}

} // namespace

Sparkline::Sparkline(const QString& name, QWidget* parent) : QWidget(parent), m_name(name)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    updateAccess();
}

void Sparkline::setValue(const QString& value)
{
    m_value = theme::plain(value);
    updateAccess();
    updateGeometry();
    update();
}

void Sparkline::setPoints(const QVector<double>& points)
{
    m_points = points;
    update();
}

void Sparkline::append(double value, int keep)
{
    m_points.append(value);
    while (m_points.size() > keep)
        m_points.removeFirst();
    update();
}

void Sparkline::updateAccess()
{
    setAccessibleName(m_name % u' ' % (m_value.isEmpty() ? QStringLiteral("–") : m_value));
}

QSize Sparkline::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const int name = QFontMetrics(theme.font(Role::Caption)).horizontalAdvance(m_name);
    const QFontMetrics value(theme.font(Role::Body, Weight::Medium));
    const int words =
        std::max({name, value.horizontalAdvance(m_value), value.horizontalAdvance(QStringLiteral("00.0 k"))});
    return {words + theme.px(8 + 72) + 1, theme.px(32)};
}

void Sparkline::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int lineWidth = theme.px(72);
    const auto visual = [&](const QRect& at) { return style()->visualRect(layoutDirection(), rect(), at); };
    const int flags =
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)) |
        Qt::TextSingleLine;
    const int wordsWidth = width() - lineWidth - theme.px(8);
    const int half = height() / 2;
    painter.setFont(theme.font(Role::Caption));
    painter.setPen(theme.color(Token::TextMuted));
    painter.drawText(visual(QRect(0, 0, wordsWidth, half)), flags, m_name);
    painter.setFont(theme.font(Role::Body, Weight::Medium));
    painter.setPen(theme.color(Token::TextPrimary));
    painter.drawText(visual(QRect(0, half, wordsWidth, height() - half)), flags,
                     m_value.isEmpty() ? QStringLiteral("–") : m_value);

    double low = 0;
    double high = 0;
    bool any = false;
    for (const double point : std::as_const(m_points)) {
        if (!std::isfinite(point))
            continue;
        low = any ? std::min(low, point) : point;
        high = any ? std::max(high, point) : point;
        any = true;
    }
    if (!any || m_points.size() < 2)
        return;
    const QRectF line = visual(QRect(width() - lineWidth, (height() - theme.px(20)) / 2, lineWidth, theme.px(20)));
    const double span = high > low ? high - low : 1;
    QPainterPath path;
    bool drawing = false;
    for (qsizetype i = 0; i < m_points.size(); ++i) {
        if (!std::isfinite(m_points[i])) {
            drawing = false;
            continue;
        }
        const QPointF at(line.left() + 1 + double(i) * (line.width() - 2) / double(m_points.size() - 1),
                         high > low ? line.bottom() - 2 - (m_points[i] - low) / span * (line.height() - 4)
                                    : line.center().y());
        drawing ? path.lineTo(at) : path.moveTo(at);
        drawing = true;
    }
    painter.setPen(
        QPen(theme.color(Token::TextSecondary), theme.line(1.25), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPath(path);
}

ShareBar::ShareBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateAccess();
}

void ShareBar::setShare(double share)
{
    m_share = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0;
    updateAccess();
    update();
}

void ShareBar::setToken(Token token)
{
    m_token = token;
    update();
}

void ShareBar::setLabel(const QString& label)
{
    m_label = theme::plain(label);
    updateAccess();
}

void ShareBar::updateAccess()
{
    const QString share = tickText(std::round(m_share * 1000) / 1000, Unit::Ratio);
    setAccessibleName(m_label.isEmpty() ? share : QString(m_label % u' ' % share));
}

QSize ShareBar::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(56), theme.px(4)};
}

QSize ShareBar::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(16), theme.px(4)};
}

void ShareBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    const qreal bar = qMin<qreal>(height(), theme.line(4));
    drawBar(painter, theme, QRectF(0, (height() - bar) / 2, width(), bar), m_share, m_token, layoutDirection(), true);
}

BarList::BarList(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarList::setRows(const QVector<Row>& rows)
{
    m_rows = rows;
    QStringList words;
    for (Row& row : m_rows) {
        row.label = theme::plain(row.label);
        if (row.text.isEmpty())
            row.text = valueText(row.value, Unit::Count);
        words.append(row.label % u' ' % row.text);
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void BarList::setRole(Role role)
{
    m_role = role;
    updateGeometry();
    update();
}

int BarList::rowHeight() const
{
    return Theme::of(this).px(m_role == Role::Caption ? 14 : 24);
}

QSize BarList::sizeHint() const
{
    return {Theme::of(this).px(172), rowHeight() * static_cast<int>(m_rows.size())};
}

void BarList::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    const QFont font = theme.font(m_role);
    const QFontMetrics metrics(font);
    int label = 0;
    int number = 0;
    double largest = 0;
    for (const Row& row : std::as_const(m_rows)) {
        label = std::max(label, metrics.horizontalAdvance(row.label));
        number = std::max(number, metrics.horizontalAdvance(row.text));
        largest = std::max(largest, row.value);
    }
    label = std::min(label, width() / 2);
    const int gap = theme.px(8);
    const int bar = std::max(theme.px(16), width() - label - number - 2 * gap);
    const auto visual = [&](const QRect& at) { return style()->visualRect(layoutDirection(), rect(), at); };
    const auto flags = [&](Qt::Alignment side) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), side | Qt::AlignVCenter)) |
               Qt::TextSingleLine;
    };
    painter.setFont(font);
    int y = 0;
    const int height = rowHeight();
    for (const Row& row : std::as_const(m_rows)) {
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(visual(QRect(0, y, label + 1, height)), flags(Qt::AlignLeading),
                         metrics.elidedText(row.label, Qt::ElideRight, label + 1));
        painter.drawText(visual(QRect(width() - number - 1, y, number + 1, height)), flags(Qt::AlignTrailing),
                         row.text);
        const int thick = theme.px(m_role == Role::Caption ? 8 : 4);
        const QRect at = visual(QRect(label + gap, y + (height - thick) / 2, bar, thick));
        // A value that is there is seen, however small.
        const double share = largest > 0 && row.value > 0 ? std::max(row.value / largest, 1.0 / bar) : 0;
        drawBar(painter, theme, at, share, Token::TextMuted, layoutDirection(), m_role != Role::Caption);
        y += height;
    }
}

} // namespace cachedeck::chart
