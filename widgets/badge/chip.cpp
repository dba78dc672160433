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

    const int gap = theme.px(8);
    int left = theme.px(m_tag.isEmpty() ? 10 : 6);
    int right = width() - theme.px(10);
    const auto visual = [&](int x, int w, int h) { return style()->visualRect(layoutDirection(), rect(), QRect(x, (height() - h) / 2, w, h)); };
    const Qt::Alignment leading = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    const auto sign = [&](const QString& name, int x, int side, Token token) {
        painter.drawPixmap(visual(x, side, side).topLeft(), theme::icon(name, side, theme.color(token), devicePixelRatioF(), layoutDirection()));
    };

    if (m_chevron) {
        right -= theme.px(12);
        sign(QStringLiteral("down"), right, theme.px(12), Token::TextPrimary);
        right -= gap;
    }
    if (m_state) {
        right -= theme.px(12);
        if (*m_state == State::Ok)
            sign(QStringLiteral("check"), right, theme.px(12), Token::StateOk);
        else if (*m_state == State::Warn)
            sign(QStringLiteral("warn"), right, theme.px(12), Token::StateWarn);
        else
            drawState(painter, theme, *m_state, QRectF(visual(right, theme.px(12), theme.px(12))).center(), theme.line(4.5));
        right -= gap;
    }
    if (!m_tag.isEmpty()) {
        const int width = qMin(tagWidth(theme, m_tag, m_tagIcon), right - left);
        const QRect tag = visual(left, width, theme.px(20));
        const QColor ink = theme.color(environmentToken(m_environment));
        const QColor tint = theme.color(environmentTint(m_environment));
        painter.setBrush(tint);
        painter.setPen(QPen(theme.isHighContrast() ? ink : tint, 1));
        painter.drawRoundedRect(QRectF(tag).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        int inset = theme.px(8);
        if (!m_tagIcon.isEmpty()) {
            painter.drawPixmap(visual(left + inset, theme.px(12), theme.px(12)).topLeft(),
                               theme::icon(m_tagIcon, theme.px(12), ink, devicePixelRatioF()));
            inset += theme.px(16);
        }
        painter.setPen(ink);
        painter.setFont(tagFont(theme));
        painter.drawText(visual(left + inset, width - inset, height()), static_cast<int>(leading) | Qt::TextSingleLine, m_tag);
        left += width + gap;
    }
    if (!m_icon.isEmpty()) {
        sign(m_icon, left, theme.px(16), Token::TextPrimary);
        left += theme.px(16) + gap;
    }
    const QFont strong = theme.font(theme::Role::Body, m_strong ? theme::Weight::Medium : theme::Weight::Regular);
    const int nameWidth = qMin(QFontMetrics(strong).horizontalAdvance(m_name) + 1, right - left);
    if (!m_name.isEmpty() && nameWidth > 0) {
        painter.setFont(strong);
        painter.setPen(theme.color(isEnabled() ? Token::TextPrimary : Token::TextDisabled));
        painter.drawText(visual(left, nameWidth, height()), static_cast<int>(leading) | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_name, Qt::ElideMiddle, nameWidth));
        left += nameWidth + gap;
    }
    if (!m_detail.isEmpty() && right - left > theme.px(16)) {
        painter.setFont(theme.font(theme::Role::Body));
        painter.setPen(theme.color(isEnabled() ? Token::TextMuted : Token::TextDisabled));
        painter.drawText(visual(left, right - left, height()), static_cast<int>(leading) | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, right - left));
    }
}

} // namespace cachedeck::badge
