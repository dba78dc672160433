#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/style_paint.hpp"

#include <QPainter>
#include <QStyleOption>

namespace cachedeck::theme::paint {

void box(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& edge, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (edge.isValid()) {
        painter.setPen(QPen(edge, 1));
        const QRectF inner = radius > 0 ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect.adjusted(0, 0, -1, -1);
        painter.drawRoundedRect(inner, qMax(0.0, radius - 0.5), qMax(0.0, radius - 0.5));
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, radius, radius);
    }
    painter.restore();
}

void chevron(QPainter& painter, const QRect& rect, const QString& icon, const QColor& color, int size)
{
    drawIcon(painter, icon, QRectF(rect).center() - QPointF(size / 2.0, size / 2.0), size, color);
}

Token buttonToken(ButtonKind kind, bool enabled, bool checked)
{
    if (!enabled)
        return Token::TextDisabled;
    switch (kind) {
    case ButtonKind::Primary:
        return Token::TextOnAccent;
    case ButtonKind::Danger:
        return Token::StateDown;
    case ButtonKind::Link:
        return Token::AccentText;
    case ButtonKind::Normal:
    case ButtonKind::Quiet:
        break;
    }
    return checked ? Token::AccentText : Token::TextPrimary;
}

void button(QPainter& painter, const Theme& theme, const QStyleOption& option, ButtonKind kind)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & QStyle::State_Sunken;
    const bool on = option.state & QStyle::State_On;
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    QColor fill = theme.color(Token::SurfacePanel);
    QColor edge = theme.color(enabled ? Token::LineControl : Token::LineHairline);
    if (kind == ButtonKind::Primary && enabled) {
        fill = theme.color(hover || down ? Token::AccentHover : Token::Accent);
        edge = fill;
    } else if (kind == ButtonKind::Link) {
        return;
    } else if (on || (down && enabled)) {
        fill = theme.color(Token::SurfaceSelected);
    } else if (hover) {
        fill = theme.color(Token::SurfaceHover);
    }
    if (kind == ButtonKind::Quiet) {
        edge = QColor();
        if (!hover && !down && !on)
            return;
    }
    const qreal radius = option.rect.height() < 20 ? space::smallRadius : space::radius;
    box(painter, option.rect, fill, edge, theme.line(radius));
}

void check(QPainter& painter, const Theme& theme, const QStyleOption& option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const bool partly = option.state & QStyle::State_NoChange;
    const qreal side = theme.line(16);
    QRectF rect(0, 0, side, side);
    rect.moveCenter(QRectF(option.rect).center());
    if (!on && !partly) {
        const bool hover = enabled && (option.state & QStyle::State_MouseOver);
        box(painter, rect, theme.color(hover ? Token::SurfaceHover : Token::SurfacePanel),
            theme.color(enabled ? Token::LineStrong : Token::LineHairline), theme.line(space::smallRadius));
        return;
    }
    const QColor fill = theme.color(enabled ? Token::Accent : Token::SurfaceHover);
    box(painter, rect, fill, fill, theme.line(space::smallRadius));
    const QColor sign = theme.color(enabled ? Token::TextOnAccent : Token::TextDisabled);
    if (partly)
        painter.fillRect(
            QRectF(rect.center().x() - side / 4, rect.center().y() - theme.line(1), side / 2, theme.line(2)), sign);
    else
        drawIcon(painter, QStringLiteral("check"), rect.topLeft() + QPointF(side / 8, side / 8), side * 0.75, sign);
}

void radio(QPainter& painter, const Theme& theme, const QStyleOption& option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const qreal side = theme.line(16);
    QRectF rect(0, 0, side, side);
    rect.moveCenter(QRectF(option.rect).center());
    const Token edge = !enabled ? Token::LineHairline : on ? Token::Accent : Token::LineStrong;
    box(painter, rect, theme.color(Token::SurfacePanel), theme.color(edge), side / 2);
    if (on)
        box(painter, rect.adjusted(side / 4, side / 4, -side / 4, -side / 4),
            theme.color(enabled ? Token::Accent : Token::TextDisabled), {}, side / 4);
}

void tabShape(QPainter& painter, const Theme& theme, const QStyleOptionTab& option)
{
    if (!(option.state & QStyle::State_Selected))
        return;
    const QRect text = option.rect.adjusted(theme.px(8), 0, -theme.px(8), 0);
    painter.fillRect(QRect(text.left(), option.rect.bottom() - theme.px(2) + 1, text.width(), theme.px(2)),
                     theme.color(Token::Accent));
}

void tabLabel(QPainter& painter, const Theme& theme, const QStyleOptionTab& option)
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool hover = option.state & QStyle::State_MouseOver;
    Token token = selected ? Token::AccentText : hover ? Token::TextPrimary : Token::TextSecondary;
    if (!enabled)
        token = Token::TextDisabled;
    painter.setFont(theme.font(Role::Body, selected ? Weight::SemiBold : Weight::Regular));
    painter.setPen(theme.color(token));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
}

void progress(QPainter& painter, const Theme& theme, const QStyleOptionProgressBar& option)
{
    const qreal height = theme.line(4);
    QRectF bar(option.rect.left(), option.rect.center().y() - height / 2 + 0.5, option.rect.width(), height);
    box(painter, bar, theme.color(Token::LineHairline), {}, theme.line(space::barRadius));
    const double span = double(option.maximum) - option.minimum;
    if (span <= 0)
        return; // progress has a number, or no bar
    const double share = qBound(0.0, (option.progress - option.minimum) / span, 1.0);
    QRectF filled = bar;
    filled.setWidth(bar.width() * share);
    if (option.direction == Qt::RightToLeft)
        filled.moveRight(bar.right());
    if (filled.width() > 0)
        box(painter, filled, theme.color(Token::Accent), {}, theme.line(space::barRadius));
}

void scrollBar(QPainter& painter, const Theme& theme, const QStyleOptionSlider& option, const QStyle& style,
               const QWidget* widget)
{
    if (option.minimum == option.maximum)
        return;
    QRectF thumb = style.subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget);
    const bool active = option.activeSubControls & QStyle::SC_ScrollBarSlider;
    const qreal inset = theme.line(active ? 2 : 3);
    thumb = option.orientation == Qt::Vertical ? thumb.adjusted(inset, 1, -inset, -1)
                                               : thumb.adjusted(1, inset, -1, -inset);
    const qreal radius = qMin(thumb.width(), thumb.height()) / 2;
    box(painter, thumb, theme.color(active || theme.isHighContrast() ? Token::LineStrong : Token::LineControl), {},
        radius);
}

void focusRing(QPainter& painter, const Theme& theme, const QRect& rect)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Token::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    const qreal radius = theme.line(space::radius) + 3;
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

} // namespace cachedeck::theme::paint
