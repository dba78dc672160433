#include "ui/keys/ask_bar.hpp"

#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace cachedeck::ui {

AskBar::AskBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new badge::IconLabel(QStringLiteral("warn"))),
      m_title(new badge::Label({}, theme::Role::Body)),
      m_text(new badge::Label({}, theme::Role::Body)),
      m_field(new QLineEdit),
      m_action(new badge::Button),
      m_cancel(new badge::Button(tr("Cancel"), {}, theme::ButtonKind::Quiet))
{
    m_title->setWeight(theme::Weight::SemiBold);
    m_text->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 4, 4);
    column->setSpacing(4);
    auto* words = new QHBoxLayout;
    words->setSpacing(8);
    words->addWidget(m_icon, 0, Qt::AlignVCenter);
    words->addWidget(m_title);
    words->addWidget(m_text, 1);
    words->addWidget(m_field, 1);
    words->addWidget(m_action);
    words->addWidget(m_cancel);
    column->addLayout(words);
    m_action->setObjectName(QStringLiteral("askYes"));
    m_cancel->setObjectName(QStringLiteral("askNo"));
    m_field->setObjectName(QStringLiteral("askField"));
    connect(m_action, &QPushButton::clicked, this, [this] { Q_EMIT accepted(m_field->text()); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] { Q_EMIT accepted(m_field->text()); });
    connect(m_cancel, &QPushButton::clicked, this, &AskBar::dismissed);
    hide();
}

void AskBar::ask(const Question& question)
{
    m_token = question.token;
    m_tint = question.tint;
    m_canCancel = question.cancel;
    m_icon->setIcon(question.icon);
    m_icon->setToken(question.token);
    m_title->setToken(question.token);
    m_title->setText(question.title);
    m_title->setVisible(!question.title.isEmpty());
    m_text->setText(question.text);
    m_text->setVisible(!question.text.isEmpty());
    m_field->clear();
    m_field->setVisible(!question.field.isEmpty());
    m_field->setAccessibleName(question.field);
    m_field->setPlaceholderText(question.placeholder);
    m_action->setText(question.action);
    m_cancel->setVisible(question.cancel);
    setAccessibleName(question.title + QLatin1Char(' ') + question.text);
    show();
    update();
    if (!question.cancel)
        return; // it only tells; the focus stays where it is
    if (question.field.isEmpty())
        m_action->setFocus(Qt::OtherFocusReason);
    else
        m_field->setFocus(Qt::OtherFocusReason);
}

void AskBar::setText(const QString& text)
{
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

QString AskBar::typed() const
{
    return m_field->text();
}

void AskBar::paintEvent(QPaintEvent*)
{
    const auto theme = theme::Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto radius = theme.line(theme::space::radius);
    painter.setPen(theme.isHighContrast() ? QPen(theme.color(m_token), 1) : QPen(Qt::NoPen));
    painter.setBrush(theme.color(m_tint));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void AskBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_canCancel)
        Q_EMIT dismissed();
    else
        QFrame::keyPressEvent(event);
}

} // namespace cachedeck::ui
