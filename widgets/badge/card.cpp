#include "widgets/badge/card.hpp"

#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace cachedeck::badge {

namespace {
constexpr int textWidth = 400; // of an empty state's explanation, in pixels
}

using theme::Theme;
using theme::Token;

Card::Card(QWidget* parent) : QFrame(parent)
{
    setFrameShape(QFrame::NoFrame);
}

void Card::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.color(Token::SurfacePanel));
    painter.setPen(QPen(theme.color(Token::LineHairline), 1));
    const qreal radius = theme.line(theme::space::radius);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

Pane::Pane(QWidget* parent) : QFrame(parent)
{
    setFrameShape(QFrame::NoFrame);
}

void Pane::setSurface(Token token)
{
    m_surface = token;
    update();
}

void Pane::setLines(Qt::Edges edges)
{
    m_lines = edges;
    update();
}

void Pane::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(m_surface));
    const QColor line = theme.color(Token::LineHairline);
    if (m_lines & Qt::TopEdge)
        painter.fillRect(QRect(0, 0, width(), 1), line);
    if (m_lines & Qt::BottomEdge)
        painter.fillRect(QRect(0, height() - 1, width(), 1), line);
    if (m_lines & Qt::LeftEdge)
        painter.fillRect(style()->visualRect(layoutDirection(), rect(), QRect(0, 0, 1, height())), line);
    if (m_lines & Qt::RightEdge)
        painter.fillRect(style()->visualRect(layoutDirection(), rect(), QRect(width() - 1, 0, 1, height())), line);
}

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::of(this).color(Token::LineHairline));
}

ValueCard::ValueCard(const QString& caption, QWidget* parent)
    : Card(parent),
      m_caption(new Label(caption, theme::Role::Caption, Token::TextMuted, this)),
      m_value(new Label({}, theme::Role::Title, Token::TextPrimary, this)),
      m_note(new Label({}, theme::Role::Caption, Token::TextSecondary, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 12, 6);
    column->setSpacing(0);
    column->addWidget(m_caption);
    column->addWidget(m_value);
    column->addWidget(m_note);
    setValue({});
}

void ValueCard::setCaption(const QString& caption)
{
    m_caption->setText(caption);
    updateAccess();
}

void ValueCard::setValue(const QString& value, Token token)
{
    m_value->setText(value.isEmpty() ? QStringLiteral("–") : value);
    m_value->setToken(value.isEmpty() ? Token::TextMuted : token);
    updateAccess();
}

void ValueCard::setNote(const QString& note)
{
    m_note->setText(note);
    updateAccess();
}

void ValueCard::updateAccess()
{
    setAccessibleName(m_caption->text() % u": " % m_value->text());
    setAccessibleDescription(m_note->text());
}

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent),
      m_title(new Label(title, theme::Role::Title, Token::TextPrimary, this)),
      m_text(new Label(text, theme::Role::Body, Token::TextSecondary, this))
{
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(textWidth);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch(1);
    column->addWidget(new IconLabel(icon, 32, Token::TextMuted, this), 0, Qt::AlignHCenter);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    // Not by alignment: an aligned label gets the height of one line as wide as the column.
    auto* centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addWidget(m_text);
    centred->addStretch(1);
    column->addLayout(centred);
    column->addStretch(1);
}

void EmptyState::setText(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_text->setText(text);
}

void EmptyState::addAction(QWidget* widget)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->count() - 1, widget, 0, Qt::AlignHCenter);
}

} // namespace cachedeck::badge
