#include "widgets/badge/label.hpp"

#include "widgets/theme/icons.hpp"
#include "widgets/theme/text.hpp"

#include <QEvent>
#include <QPainter>

namespace cachedeck::badge {

using theme::Theme;
using theme::Token;

Label::Label(const QString& text, theme::Role role, Token token, QWidget* parent)
    : QLabel(parent), m_role(role), m_token(token)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    restyle();
}

void Label::setText(const QString& text)
{
    const QString plain = theme::plainLines(text);
    QLabel::setText(wordWrap() ? theme::unbroken(plain) : plain);
}

void Label::setRole(theme::Role role, theme::Weight weight)
{
    m_role = role;
    m_weight = weight;
    restyle();
}

void Label::setWeight(theme::Weight weight)
{
    m_weight = weight;
    restyle();
}

void Label::setToken(Token token)
{
    m_token = token;
    m_path = -1;
    restyle();
}

void Label::setPath(theme::PathRole role)
{
    m_path = static_cast<int>(role);
    restyle();
}

void Label::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if ((event->type() == QEvent::StyleChange || event->type() == QEvent::ParentChange) && !m_restyling)
        restyle();
}

void Label::restyle()
{
    m_restyling = true;
    const Theme theme = Theme::of(this);
    setFont(theme.font(m_role, m_weight));
    QPalette palette = theme.palette();
    const QColor ink = m_path >= 0 ? theme.path(static_cast<theme::PathRole>(m_path)).textColor : theme.color(m_token);
    palette.setColor(QPalette::WindowText, ink);
    palette.setColor(QPalette::Text, ink);
    setPalette(palette);
    m_restyling = false;
}

ElidedLabel::ElidedLabel(const QString& text, theme::Role role, Token token, QWidget* parent)
    : QWidget(parent), m_role(role), m_token(token)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString& text)
{
    m_text = theme::plain(text);
    setAccessibleName(m_text);
    updateToolTip();
    updateGeometry();
    update();
}

void ElidedLabel::setRole(theme::Role role, theme::Weight weight)
{
    m_role = role;
    m_weight = weight;
    updateToolTip();
    updateGeometry();
    update();
}

void ElidedLabel::setToken(Token token)
{
    m_token = token;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {QFontMetrics(theme.font(m_role, m_weight)).horizontalAdvance(m_text) + 1, theme.lineHeight(m_role)};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {qMin(sizeHint().width(), theme.px(32)), theme.lineHeight(m_role)};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setFont(theme.font(m_role, m_weight));
    painter.setPen(theme.color(isEnabled() ? m_token : Token::TextDisabled));
    const QString shown = painter.fontMetrics().elidedText(m_text, m_mode, width());
    painter.drawText(
        rect(), static_cast<int>(QStyle::visualAlignment(layoutDirection(), m_alignment)) | Qt::TextSingleLine, shown);
}

void ElidedLabel::resizeEvent(QResizeEvent*)
{
    updateToolTip();
}

void ElidedLabel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateToolTip();
        updateGeometry();
    }
}

void ElidedLabel::updateToolTip()
{
    theme::setPlainToolTip(this, sizeHint().width() > width() ? m_text : QString());
}

IconLabel::IconLabel(const QString& icon, int size, Token token, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_size(size), m_token(token)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString& icon)
{
    m_icon = icon;
    update();
}

void IconLabel::setToken(Token token)
{
    m_token = token;
    update();
}

QSize IconLabel::sizeHint() const
{
    const int side = Theme::of(this).px(m_size);
    return {side, side};
}

void IconLabel::paintEvent(QPaintEvent*)
{
    if (m_icon.isEmpty())
        return;
    const Theme theme = Theme::of(this);
    const int side = theme.px(m_size);
    QPainter painter(this);
    painter.drawPixmap(QPoint((width() - side) / 2, (height() - side) / 2),
                       theme::icon(m_icon, side, theme.color(isEnabled() ? m_token : Token::TextDisabled),
                                   devicePixelRatioF(), layoutDirection()));
}

PathSwatch::PathSwatch(theme::PathRole role, QWidget* parent) : QWidget(parent), m_role(role)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PathSwatch::setPath(theme::PathRole role)
{
    m_role = role;
    update();
}

QSize PathSwatch::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(24), theme.px(12)};
}

void PathSwatch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    theme::drawSwatch(painter, Theme::of(this).path(m_role), QRectF(rect()));
}

} // namespace cachedeck::badge
