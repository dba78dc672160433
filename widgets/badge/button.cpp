#include "widgets/badge/button.hpp"

#include "widgets/theme/icons.hpp"
#include "widgets/theme/text.hpp"

#include <QEvent>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace cachedeck::badge {

using theme::ButtonKind;
using theme::ButtonSize;
using theme::Theme;
using theme::Token;

namespace {

struct Measures {
    int height;
    int padding;
    int gap;
    int icon;
};

Measures measures(const Theme& theme, ButtonSize size)
{
    switch (size) {
    case ButtonSize::Small:
        return {theme.px(24), theme.px(8), theme.px(4), theme.px(12)};
    case ButtonSize::Large:
        return {theme.px(40), theme.px(20), theme.px(8), theme.px(16)};
    case ButtonSize::Medium:
        break;
    }
    return {theme.px(32), theme.px(12), theme.px(8), theme.px(16)};
}

Token ink(const QPushButton& button, ButtonKind kind)
{
    if (!button.isEnabled())
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
    return button.isChecked() ? Token::AccentText : Token::TextPrimary;
}

} // namespace

Button::Button(const QString& text, const QString& icon, ButtonKind kind, ButtonSize size, QWidget* parent)
    : QPushButton(text, parent), m_icon(icon)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    theme::setButtonKind(this, kind);
    theme::setButtonSize(this, size);
}

void Button::setKind(ButtonKind kind)
{
    theme::setButtonKind(this, kind);
}

void Button::setSize(ButtonSize size)
{
    theme::setButtonSize(this, size);
}

void Button::setIconName(const QString& icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

void Button::setChevron(bool on)
{
    m_chevron = on;
    updateGeometry();
    update();
}

void Button::setLocked(const QString& reason)
{
    m_lockReason = reason;
    setEnabled(reason.isEmpty());
    theme::setPlainToolTip(this, reason);
    setAccessibleDescription(reason);
    update();
}

QSize Button::sizeHint() const
{
    ensurePolished();
    const Measures at = measures(Theme::of(this), theme::buttonSize(this));
    const bool hasIcon = !m_icon.isEmpty() || isLocked();
    if (text().isEmpty() && !m_chevron)
        return {at.height, at.height};
    const bool link = theme::buttonKind(this) == ButtonKind::Link;
    int width = link ? 0 : 2 * at.padding;
    width += fontMetrics().size(Qt::TextShowMnemonic | Qt::TextSingleLine, text()).width();
    if (hasIcon)
        width += at.icon + (text().isEmpty() ? 0 : at.gap);
    if (m_chevron)
        width += at.gap + Theme::of(this).px(theme::icon_size::small);
    return {width + 1, link ? Theme::of(this).px(20) : at.height};
}

void Button::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    QStylePainter painter(this);
    painter.drawControl(QStyle::CE_PushButtonBevel, option);

    const Measures at = measures(theme, theme::buttonSize(this));
    const QString sign = isLocked() ? QStringLiteral("lock") : m_icon;
    const QColor color = theme.color(ink(*this, theme::buttonKind(this)));
    const int chevron = m_chevron ? theme.px(theme::icon_size::small) : 0;
    const int iconWidth = sign.isEmpty() ? 0 : at.icon + (text().isEmpty() ? 0 : at.gap);
    const int around = theme::buttonKind(this) == ButtonKind::Link ? 0 : theme.px(4);
    const int room = width() - 2 * around - iconWidth - (chevron ? chevron + at.gap : 0);
    const int textWidth = qMin(room, fontMetrics().size(Qt::TextShowMnemonic | Qt::TextSingleLine, text()).width());
    const int whole = iconWidth + textWidth + (chevron ? chevron + at.gap : 0);
    int x = (width() - whole) / 2;
    const auto place = [&](int w, int h) {
        return style()->visualRect(layoutDirection(), rect(), QRect(x, (height() - h) / 2, w, h));
    };
    if (!sign.isEmpty()) {
        painter.drawPixmap(place(at.icon, at.icon).topLeft(),
                           theme::icon(sign, at.icon, color, devicePixelRatioF(), layoutDirection()));
        x += iconWidth;
    }
    painter.setPen(color);
    painter.setFont(font());
    painter.drawText(
        place(textWidth, height()), Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine | Qt::TextDontClip,
        textWidth < room ? text() : fontMetrics().elidedText(text(), Qt::ElideRight, room, Qt::TextShowMnemonic));
    if (chevron) {
        x += textWidth + at.gap;
        painter.drawPixmap(place(chevron, chevron).topLeft(),
                           theme::icon(QStringLiteral("down"), chevron, color, devicePixelRatioF()));
    }
}

void Button::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        restyle();
}

void Button::restyle()
{
    updateGeometry();
    update();
}

} // namespace cachedeck::badge
