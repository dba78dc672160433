#include "widgets/badge/message_bar.hpp"

#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace cachedeck::badge {

using theme::ButtonKind;
using theme::ButtonSize;
using theme::Theme;
using theme::Token;

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new IconLabel(QStringLiteral("info"), 16, Token::TextSecondary, this)),
      m_title(new Label({}, theme::Role::Body, Token::TextPrimary, this)),
      m_text(new Label({}, theme::Role::Body, Token::TextPrimary, this)),
      m_action(new Button({}, {}, ButtonKind::Normal, ButtonSize::Small, this)),
      m_detailsButton(new Button(tr("Details"), {}, ButtonKind::Quiet, ButtonSize::Small, this)),
      m_copy(new Button({}, QStringLiteral("copy"), ButtonKind::Quiet, ButtonSize::Small, this)),
      m_close(new Button({}, QStringLiteral("close"), ButtonKind::Quiet, ButtonSize::Small, this)),
      m_details(new QPlainTextEdit(this))
{
    m_title->setWeight(theme::Weight::SemiBold);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_copy->setAccessibleName(tr("Copy the message"));
    m_copy->setToolTip(tr("Copy the message"));
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setToolTip(tr("Close the message"));
    m_detailsButton->setCheckable(true);
    m_details->setReadOnly(true);
    m_details->setAccessibleName(tr("Details of the message"));
    m_details->setMaximumHeight(120);
    m_details->setTabChangesFocus(true);
    m_details->hide();

    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    for (Button* button : {m_action, m_detailsButton, m_copy, m_close})
        row->addWidget(button, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 8, 8);
    column->setSpacing(8);
    column->addLayout(row);
    column->addWidget(m_details);

    connect(m_action, &QAbstractButton::clicked, this, &MessageBar::actionTriggered);
    connect(m_detailsButton, &QAbstractButton::toggled, this, &MessageBar::toggleDetails);
    connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(fullText()); });
    connect(m_close, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString& title, const QString& text, const QString& details)
{
    m_kind = kind;
    m_titleText = title;
    m_bodyText = text;
    m_detailsText = details;
    static const char* const icons[] = {"info", "check", "warn", "kill"};
    m_icon->setIcon(QLatin1String(icons[static_cast<int>(kind)]));
    m_icon->setToken(token());
    m_title->setText(title);
    m_title->setToken(token());
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->hide();
    m_details->setPlainText(theme::plainLines(details));
    m_details->hide();
    m_detailsButton->setChecked(false);
    m_detailsButton->setVisible(!details.isEmpty());
    setAccessibleName(text.isEmpty() ? title : QString(title % u". " % text));
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::setAction(const QString& text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void MessageBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString MessageBar::fullText() const
{
    QStringList lines{m_titleText};
    if (!m_bodyText.isEmpty())
        lines.append(m_bodyText);
    if (!m_detailsText.isEmpty())
        lines.append(m_detailsText);
    return theme::plainLines(lines.join(QLatin1Char('\n')));
}

void MessageBar::toggleDetails()
{
    m_details->setVisible(m_detailsButton->isChecked());
    m_detailsButton->setText(m_detailsButton->isChecked() ? tr("Hide details") : tr("Details"));
}

Token MessageBar::token() const
{
    switch (m_kind) {
    case Kind::Success:
        return Token::StateOk;
    case Kind::Warning:
        return Token::StateWarn;
    case Kind::Error:
        return Token::StateDown;
    case Kind::Info:
        break;
    }
    return Token::TextSecondary;
}

Token MessageBar::tint() const
{
    switch (m_kind) {
    case Kind::Success:
        return Token::StateOkTint;
    case Kind::Warning:
        return Token::StateWarnTint;
    case Kind::Error:
        return Token::StateDownTint;
    case Kind::Info:
        break;
    }
    return Token::SurfaceHover;
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.color(tint()));
    painter.setPen(QPen(theme.color(theme.isHighContrast() ? token() : tint()), 1));
    const qreal radius = theme.line(theme::space::radius);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace cachedeck::badge
