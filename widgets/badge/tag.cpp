#include "widgets/badge/tag.hpp"

#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>

namespace cachedeck::badge {

using theme::Theme;
using theme::Token;

Token environmentToken(Environment environment)
{
    switch (environment) {
    case Environment::Demo:
        return Token::EnvDemo;
    case Environment::Development:
        return Token::EnvDevelopment;
    case Environment::Production:
        return Token::EnvProduction;
    case Environment::None:
        break;
    }
    return Token::TextMuted;
}

Token environmentTint(Environment environment)
{
    switch (environment) {
    case Environment::Demo:
        return Token::EnvDemoTint;
    case Environment::Development:
        return Token::EnvDevelopmentTint;
    case Environment::Production:
        return Token::EnvProductionTint;
    case Environment::None:
        break;
    }
    return Token::StateUnknownTint;
}

Tag::Tag(const QString& text, Environment environment, QWidget* parent)
    : QWidget(parent), m_token(environmentToken(environment)), m_tint(environmentTint(environment))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void Tag::setText(const QString& text)
{
    m_text = theme::plain(text);
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void Tag::setEnvironment(Environment environment)
{
    setTokens(environmentToken(environment), environmentTint(environment));
}

void Tag::setTokens(Token text, Token tint)
{
    m_token = text;
    m_tint = tint;
    update();
}

void Tag::setIcon(const QString& icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    return {metrics.horizontalAdvance(m_text) + theme.px(16) + (m_icon.isEmpty() ? 0 : theme.px(16)) + 1, theme.px(20)};
}

void Tag::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = theme.color(m_token);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setBrush(theme.color(m_tint));
    painter.setPen(QPen(theme.isHighContrast() ? ink : theme.color(m_tint), 1));
    painter.drawRoundedRect(box, theme.line(theme::space::radius), theme.line(theme::space::radius));
    QRect text = rect().adjusted(theme.px(8), 0, -theme.px(8), 0);
    if (!m_icon.isEmpty()) {
        const int side = theme.px(12);
        const QRect at =
            style()->visualRect(layoutDirection(), rect(), QRect(text.left(), (height() - side) / 2, side, side));
        painter.drawPixmap(at.topLeft(), theme::icon(m_icon, side, ink, devicePixelRatioF(), layoutDirection()));
        text.setLeft(text.left() + theme.px(16));
    }
    painter.setPen(ink);
    painter.setFont(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    const Qt::Alignment alignment = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    painter.drawText(style()->visualRect(layoutDirection(), rect(), text),
                     static_cast<int>(alignment) | Qt::TextSingleLine, m_text);
}

Token stateToken(State state)
{
    switch (state) {
    case State::Ok:
        return Token::StateOk;
    case State::Warn:
        return Token::StateWarn;
    case State::Down:
        return Token::StateDown;
    case State::Unknown:
        break;
    }
    return Token::StateUnknown;
}

Token stateTint(State state)
{
    switch (state) {
    case State::Ok:
        return Token::StateOkTint;
    case State::Warn:
        return Token::StateWarnTint;
    case State::Down:
        return Token::StateDownTint;
    case State::Unknown:
        break;
    }
    return Token::StateUnknownTint;
}

void drawState(QPainter& painter, const Theme& theme, State state, const QPointF& centre, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = theme.color(stateToken(state));
    const qreal thick = radius * 0.5;
    switch (state) {
    case State::Ok:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(centre, radius, radius);
        break;
    case State::Warn:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF{{centre.x(), centre.y() - radius * 1.2},
                                      {centre.x() + radius * 1.4, centre.y() + radius * 1.2},
                                      {centre.x() - radius * 1.4, centre.y() + radius * 1.2}});
        break;
    case State::Down: {
        const qreal arm = radius * 0.9;
        painter.setPen(QPen(color, thick, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(centre.x() - arm, centre.y() - arm), QPointF(centre.x() + arm, centre.y() + arm));
        painter.drawLine(QPointF(centre.x() - arm, centre.y() + arm), QPointF(centre.x() + arm, centre.y() - arm));
        break;
    }
    case State::Unknown:
        painter.setPen(QPen(color, radius * 0.35));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, radius * 0.85, radius * 0.85);
        break;
    }
    painter.restore();
}

QString stateWord(State state)
{
    const auto word = [](const char* text) { return QCoreApplication::translate("cachedeck::badge::State", text); };
    switch (state) {
    case State::Ok:
        return word(QT_TRANSLATE_NOOP("cachedeck::badge::State", "ok"));
    case State::Warn:
        return word(QT_TRANSLATE_NOOP("cachedeck::badge::State", "warning"));
    case State::Down:
        return word(QT_TRANSLATE_NOOP("cachedeck::badge::State", "down"));
    case State::Unknown:
        break;
    }
    return word(QT_TRANSLATE_NOOP("cachedeck::badge::State", "unknown"));
}

StatusDot::StatusDot(State state, const QString& text, QWidget* parent) : QWidget(parent), m_state(state)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void StatusDot::setState(State state)
{
    m_state = state;
    setAccessibleName(m_text.isEmpty() ? stateWord(m_state) : m_text);
    setAccessibleDescription(stateWord(m_state));
    update();
}

void StatusDot::setText(const QString& text)
{
    m_text = theme::plain(text);
    setState(m_state);
    updateGeometry();
}

void StatusDot::setRole(theme::Role role, Token token)
{
    m_role = role;
    m_token = token;
    updateGeometry();
    update();
}

QSize StatusDot::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const int words =
        m_text.isEmpty() ? 0 : theme.px(8) + QFontMetrics(theme.font(m_role)).horizontalAdvance(m_text) + 1;
    return {theme.px(12) + words, theme.lineHeight(m_role)};
}

QSize StatusDot::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return {qMin(hint.width(), Theme::of(this).px(48)), hint.height()};
}

void StatusDot::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    drawState(painter, theme, m_state, {mirrored ? width() - theme.line(6) : theme.line(6), height() / 2.0},
              theme.line(4));
    painter.setFont(theme.font(m_role));
    painter.setPen(theme.color(m_token));
    const QRect text = style()->visualRect(layoutDirection(), rect(), rect().adjusted(theme.px(20), 0, 0, 0));
    const Qt::Alignment alignment = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    painter.drawText(text, static_cast<int>(alignment) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, text.width()));
}

void StatusDot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

Pill::Pill(const QString& text, const QString& count, QWidget* parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCount(count);
}

void Pill::setCount(const QString& count)
{
    m_count = theme::plain(count);
    setAccessibleName(m_count.isEmpty() ? text() : QString(text() % u' ' % m_count));
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(theme::Role::Caption, theme::Weight::SemiBold)); // does not move when checked
    const int count = m_count.isEmpty() ? 0 : theme.px(4) + metrics.horizontalAdvance(m_count);
    return {metrics.horizontalAdvance(text()) + count + theme.px(16) + 1, theme.px(theme::space::chip)};
}

void Pill::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isChecked();
    const Token ground = on                            ? Token::AccentTint
                         : underMouse() && isEnabled() ? Token::SurfaceHover
                                                       : Token::SurfacePanel;
    painter.setBrush(theme.color(ground));
    painter.setPen(QPen(theme.color(on ? Token::Accent : Token::LineHairline), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.line(theme::space::radius),
                            theme.line(theme::space::radius));
    const QFont font = theme.font(theme::Role::Caption, on ? theme::Weight::SemiBold : theme::Weight::Regular);
    const QFontMetrics metrics(font);
    const int words = metrics.horizontalAdvance(text());
    const int count = m_count.isEmpty() ? 0 : theme.px(4) + metrics.horizontalAdvance(m_count);
    QRect at((width() - words - count) / 2, 0, words + 1, height());
    painter.setFont(font);
    painter.setPen(theme.color(!isEnabled() ? Token::TextDisabled : on ? Token::AccentText : Token::TextSecondary));
    painter.drawText(style()->visualRect(layoutDirection(), rect(), at), Qt::AlignCenter | Qt::TextSingleLine, text());
    if (count > 0) {
        at = QRect(at.left() + words + theme.px(4), 0, count - theme.px(4) + 1, height());
        if (!on)
            painter.setPen(theme.color(isEnabled() ? Token::TextMuted : Token::TextDisabled));
        painter.drawText(style()->visualRect(layoutDirection(), rect(), at), Qt::AlignCenter | Qt::TextSingleLine,
                         m_count);
    }
}

} // namespace cachedeck::badge
