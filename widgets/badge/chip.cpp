#include "widgets/badge/chip.hpp"

#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QPainter>

namespace cachedeck::badge {

using theme::Theme;
using theme::Token;

namespace {

QFont tagFont(const Theme& theme)
{
    return theme.font(theme::Role::Caption, theme::Weight::SemiBold);
}

int tagWidth(const Theme& theme, const QString& tag, const QString& icon)
{
    if (tag.isEmpty())
        return 0;
    return QFontMetrics(tagFont(theme)).horizontalAdvance(tag) + theme.px(16) + (icon.isEmpty() ? 0 : theme.px(16)) + 1;
}

} // namespace

Chip::Chip(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::setTag(const QString& text, Environment environment, const QString& icon)
{
    m_tag = theme::plain(text);
    m_tagIcon = icon;
    m_environment = environment;
    updateAccess();
}

void Chip::setIconName(const QString& icon)
{
    m_icon = icon;
    updateAccess();
}

void Chip::setName(const QString& name)
{
    m_name = theme::plain(name);
    updateAccess();
}

void Chip::setStrong(bool strong)
{
    m_strong = strong;
    updateAccess();
}

void Chip::setDetail(const QString& detail)
{
    m_detail = theme::plain(detail);
    updateAccess();
}

void Chip::setState(std::optional<State> state)
{
    m_state = state;
    updateAccess();
}

void Chip::setChevron(bool on)
{
    m_chevron = on;
    updateAccess();
}

void Chip::updateAccess()
{
    QStringList words;
    for (const QString& part : {m_tag, m_name, m_detail, m_state ? stateWord(*m_state) : QString()})
        if (!part.isEmpty())
            words.append(part);
    setAccessibleName(words.join(QStringLiteral(", ")));
    theme::setPlainToolTip(this, words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics strong(theme.font(theme::Role::Body, m_strong ? theme::Weight::Medium : theme::Weight::Regular));
    const QFontMetrics body(theme.font(theme::Role::Body));
    const int gap = theme.px(8);
    int width = theme.px(m_tag.isEmpty() ? 10 : 6) + theme.px(10);
    QVector<int> parts;
    for (const int part : {tagWidth(theme, m_tag, m_tagIcon), m_icon.isEmpty() ? 0 : theme.px(16),
                           m_name.isEmpty() ? 0 : strong.horizontalAdvance(m_name) + 1,
                           m_detail.isEmpty() ? 0 : body.horizontalAdvance(m_detail) + 1, m_state ? theme.px(12) : 0,
                           m_chevron ? theme.px(12) : 0})
        if (part > 0)
            width += part + (parts.append(part), gap);
    return {width - (parts.isEmpty() ? 0 : gap), theme.px(theme::space::button)};
}

QSize Chip::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {qMin(sizeHint().width(), theme.px(96)), theme.px(theme::space::button)};
}

void Chip::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = theme.line(theme::space::radius);
    const bool hover = isEnabled() && (underMouse() || isDown());
    painter.setBrush(theme.color(hover ? Token::SurfaceHover : Token::SurfacePanel));
    painter.setPen(QPen(theme.color(Token::LineHairline), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    // The signs at both ends first; the words share what is left.
    const int right = paintEnd(painter, theme, width() - theme.px(10));
    const int left = paintStart(painter, theme, theme.px(m_tag.isEmpty() ? 10 : 6), right);
    paintWords(painter, theme, left, right);
}

QRect Chip::visual(int x, int width, int height) const
{
    return style()->visualRect(layoutDirection(), rect(), QRect(x, (this->height() - height) / 2, width, height));
}

void Chip::paintSign(QPainter& painter, const Theme& theme, const QString& name, int x, int side, Token token) const
{
    painter.drawPixmap(visual(x, side, side).topLeft(),
                       theme::icon(name, side, theme.color(token), devicePixelRatioF(), layoutDirection()));
}

int Chip::paintEnd(QPainter& painter, const Theme& theme, int right) const
{
    const int side = theme.px(12);
    const int gap = theme.px(8);
    if (m_chevron) {
        paintSign(painter, theme, QStringLiteral("down"), right - side, side, Token::TextPrimary);
        right -= side + gap;
    }
    if (m_state) {
        if (*m_state == State::Ok)
            paintSign(painter, theme, QStringLiteral("check"), right - side, side, Token::StateOk);
        else if (*m_state == State::Warn)
            paintSign(painter, theme, QStringLiteral("warn"), right - side, side, Token::StateWarn);
        else
            drawState(painter, theme, *m_state, QRectF(visual(right - side, side, side)).center(), theme.line(4.5));
        right -= side + gap;
    }
    return right;
}

int Chip::paintStart(QPainter& painter, const Theme& theme, int left, int right) const
{
    const int gap = theme.px(8);
    if (!m_tag.isEmpty()) {
        const int width = qMin(tagWidth(theme, m_tag, m_tagIcon), right - left);
        const QColor ink = theme.color(environmentToken(m_environment));
        const QColor tint = theme.color(environmentTint(m_environment));
        painter.setBrush(tint);
        painter.setPen(QPen(theme.isHighContrast() ? ink : tint, 1));
        const qreal radius = theme.line(theme::space::radius);
        painter.drawRoundedRect(QRectF(visual(left, width, theme.px(20))).adjusted(0.5, 0.5, -0.5, -0.5), radius,
                                radius);
        int inset = theme.px(8);
        if (!m_tagIcon.isEmpty()) {
            paintSign(painter, theme, m_tagIcon, left + inset, theme.px(12), environmentToken(m_environment));
            inset += theme.px(16);
        }
        painter.setPen(ink);
        painter.setFont(tagFont(theme));
        const Qt::Alignment leading = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
        painter.drawText(visual(left + inset, width - inset, height()), static_cast<int>(leading) | Qt::TextSingleLine,
                         m_tag);
        left += width + gap;
    }
    if (!m_icon.isEmpty()) {
        paintSign(painter, theme, m_icon, left, theme.px(16), Token::TextPrimary);
        left += theme.px(16) + gap;
    }
    return left;
}

void Chip::paintWords(QPainter& painter, const Theme& theme, int left, int right) const
{
    const int leading =
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)) |
        Qt::TextSingleLine;
    const QFont strong = theme.font(theme::Role::Body, m_strong ? theme::Weight::Medium : theme::Weight::Regular);
    const int nameWidth = qMin(QFontMetrics(strong).horizontalAdvance(m_name) + 1, right - left);
    if (!m_name.isEmpty() && nameWidth > 0) {
        painter.setFont(strong);
        painter.setPen(theme.color(isEnabled() ? Token::TextPrimary : Token::TextDisabled));
        painter.drawText(visual(left, nameWidth, height()), leading,
                         painter.fontMetrics().elidedText(m_name, Qt::ElideMiddle, nameWidth));
        left += nameWidth + theme.px(8);
    }
    if (!m_detail.isEmpty() && right - left > theme.px(16)) {
        painter.setFont(theme.font(theme::Role::Body));
        painter.setPen(theme.color(isEnabled() ? Token::TextMuted : Token::TextDisabled));
        painter.drawText(visual(left, right - left, height()), leading,
                         painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, right - left));
    }
}

} // namespace cachedeck::badge
