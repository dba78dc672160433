#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/style_paint.hpp"

#include <QPainter>
#include <QStyleOption>

namespace cachedeck::theme::paint {

void headerSection(QPainter& painter, const Theme& theme, const QStyleOptionHeader& option)
{
    const bool hover = option.state & QStyle::State_MouseOver;
    painter.fillRect(option.rect, theme.color(hover ? Token::SurfaceHover : Token::SurfaceSunken));
    const QColor line = theme.color(Token::LineHairline);
    if (option.orientation == Qt::Horizontal)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), line);
    else
        painter.fillRect(QRect(option.rect.right(), option.rect.top(), 1, option.rect.height()), line);
}

void headerLabel(QPainter& painter, const Theme& theme, const QStyleOptionHeader& option)
{
    painter.save();
    const QFont font = theme.font(Role::Caption, Weight::Medium);
    painter.setFont(font);
    painter.setPen(theme.color(Token::TextMuted));
    QRect rect = option.rect;
    if (option.sortIndicator != QStyleOptionHeader::None) {
        // Qt calls a descending order SortDown; the arrow points where the larger values are.
        const int size = theme.px(10);
        const bool trailing = option.textAlignment & Qt::AlignRight;
        const int width = QFontMetrics(font).horizontalAdvance(option.text);
        const int x = trailing ? rect.right() - width - size - theme.px(3) : rect.left() + width + theme.px(3);
        const QRectF arrow(qBound(rect.left(), x, rect.right() - size), rect.center().y() - size / 2.0 + 0.5, size,
                           size);
        painter.save();
        painter.translate(arrow.center());
        if (option.sortIndicator == QStyleOptionHeader::SortDown)
            painter.rotate(180);
        drawIcon(painter, QStringLiteral("sort"), {-size / 2.0, -size / 2.0}, size, theme.color(Token::TextSecondary));
        painter.restore();
    }
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, option.textAlignment | Qt::AlignVCenter);
    painter.drawText(rect, static_cast<int>(alignment | Qt::TextSingleLine),
                     QFontMetrics(font).elidedText(option.text, Qt::ElideRight, rect.width()));
    painter.restore();
}

void menuItem(QPainter& painter, const Theme& theme, const QStyleOptionMenuItem& option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(option.rect.left() + 1, option.rect.center().y(), option.rect.width() - 2, 1),
                         theme.color(Token::LineHairline));
        return;
    }
    if (enabled && (option.state & QStyle::State_Selected))
        box(painter, option.rect.adjusted(4, 0, -4, 0), theme.color(Token::SurfaceHover),
            theme.isHighContrast() ? theme.color(Token::Accent) : QColor(), theme.line(space::smallRadius));
    const QColor ink = theme.color(enabled ? Token::TextPrimary : Token::TextDisabled);
    const int gutter = theme.px(12);
    const int size = theme.px(icon_size::button);
    const bool hasColumn = option.maxIconWidth > 0 || option.menuHasCheckableItems;
    const auto visual = [&](const QRect& rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    QRect text = option.rect.adjusted(gutter + (hasColumn ? size + theme.px(8) : 0), 0, -gutter, 0);
    const QRect sign = visual(QRect(option.rect.left() + gutter, option.rect.center().y() - size / 2, size, size));
    if (option.checked)
        drawIcon(painter, QStringLiteral("check"), sign.topLeft(), size, theme.color(Token::AccentText));
    else if (!option.icon.isNull())
        option.icon.paint(&painter, sign, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    painter.save();
    painter.setFont(option.font);
    const qsizetype tab = option.text.indexOf(QLatin1Char('\t'));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        chevron(painter, visual(QRect(text.right() - theme.px(12), text.top(), theme.px(12), text.height())),
                option.direction == Qt::RightToLeft ? QStringLiteral("left") : QStringLiteral("right"), ink,
                theme.px(icon_size::small));
    const int flags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine | Qt::TextDontClip;
    painter.setPen(ink);
    const Qt::Alignment leading = QStyle::visualAlignment(option.direction, Qt::AlignLeft);
    painter.drawText(visual(text), flags | static_cast<int>(leading), tab < 0 ? option.text : option.text.left(tab));
    if (tab >= 0) {
        painter.setPen(theme.color(Token::TextMuted));
        const Qt::Alignment trailing = QStyle::visualAlignment(option.direction, Qt::AlignRight);
        painter.drawText(visual(text), flags | static_cast<int>(trailing), option.text.mid(tab + 1));
    }
    painter.restore();
}

void itemGround(QPainter& painter, const Theme& theme, const QStyleOption& option)
{
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(&option);
    if (item && item->backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, item->backgroundBrush);
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, theme.color(Token::SurfaceSelected));
    else if ((option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled))
        painter.fillRect(option.rect, theme.color(Token::SurfaceHover));
}

} // namespace cachedeck::theme::paint
