#include "ui/keys/key_list_parts.hpp"

#include "ui/keys/key_model.hpp"
#include "widgets/theme/space.hpp"

#include <QPainter>

#include <algorithm>

namespace cachedeck::ui {

KeyDelegate::KeyDelegate(QObject* parent) : TextDelegate(parent)
{
    setRole(theme::Role::Mono);
    setMutedPrefix(true);
    setElideMode(Qt::ElideMiddle);
}

void KeyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    TextDelegate::paint(painter, option, index);
    const auto* model = qobject_cast<const KeyModel*>(index.model());
    if (!model || !model->isGone(index.row()))
        return;
    const auto theme = themeOf(option);
    const QFontMetrics metrics(theme.font(theme::Role::Mono));
    const auto room = option.rect.adjusted(theme.px(8), 0, -theme.px(8), 0);
    const QRect line(room.left(), room.center().y(),
                     std::min(room.width(), metrics.horizontalAdvance(index.data().toString())), 1);
    painter->fillRect(QStyle::visualRect(option.direction, room, line), theme.color(theme::Token::TextMuted));
}

void FilterField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (!text().isEmpty() || hasFocus())
        return;
    const auto theme = theme::Theme::of(this);
    const auto side = theme.px(16);
    const QRect box(width() - side - theme.px(8), (height() - side) / 2, side, side);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(theme::Token::LineHairline));
    painter.setBrush(theme.color(theme::Token::SurfaceSunken));
    const auto place = QStyle::visualRect(layoutDirection(), rect(), box);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme::space::smallRadius,
                            theme::space::smallRadius);
    painter.setFont(theme.font(theme::Role::Caption, theme::Weight::Medium));
    painter.setPen(theme.color(theme::Token::TextMuted));
    painter.drawText(place, Qt::AlignCenter, QStringLiteral("/"));
}

} // namespace cachedeck::ui
