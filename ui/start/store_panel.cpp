#include "ui/start/store_panel.hpp"

#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int storePanelWidth = 520;

// Each store takes its password from a variable of its own, which its drivers know too.
QString passwordVariable(const QString& kind)
{
    return kind == QLatin1String("postgresql") ? QStringLiteral("PGPASSWORD")
                                               : kind.toUpper() + QStringLiteral("_PASSWORD");
}

} // namespace

StorePanel::StorePanel(StoreAddresses& addresses, QWidget* parent)
    : Card(parent),
      m_addresses(addresses),
      m_title(new badge::Label({}, theme::Role::Title)),
      m_address(new QLineEdit),
      m_note(new badge::Label({}, theme::Role::Body, theme::Token::TextSecondary)),
      m_use(new badge::Button(tr("Use this store"), {}, theme::ButtonKind::Primary))
{
    setObjectName(QStringLiteral("storePanel"));
    setFixedWidth(storePanelWidth);
    m_address->setObjectName(QStringLiteral("storeAddress"));
    m_address->setAccessibleName(tr("Address"));
    m_note->setObjectName(QStringLiteral("storeNote"));
    m_note->setWordWrap(true);
    m_use->setObjectName(QStringLiteral("useStore"));
    auto* close = new badge::Button(tr("Cancel"));
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(close);
    row->addWidget(m_use);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::group);
    column->setSpacing(space::group);
    column->addWidget(m_title);
    column->addWidget(m_address);
    column->addWidget(m_note);
    column->addLayout(row);
    connect(close, &QAbstractButton::clicked, this, &QWidget::hide);
    connect(m_use, &QAbstractButton::clicked, this, &StorePanel::use);
    connect(m_address, &QLineEdit::returnPressed, this, &StorePanel::use);
    connect(m_address, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_use->setEnabled(!text.trimmed().isEmpty()); });
    hide();
}

void StorePanel::open(const QString& world, const QString& kind)
{
    m_world = world;
    m_kind = kind;
    m_title->setText(tr("%1 elsewhere").arg(StoreAddresses::kindName(kind)));
    m_address->setPlaceholderText(kind + QStringLiteral("://user@host:port/database"));
    m_address->setText(m_addresses.urlOf(kind));
    m_use->setEnabled(!m_address->text().isEmpty());
    say(tr("The world's data goes into a database or schema of its own there. A password comes from the environment "
           "(%1), never from here.")
            .arg(passwordVariable(kind)),
        false);
    show();
    raise();
    m_address->setFocus();
    m_address->selectAll();
}

void StorePanel::use()
{
    const auto url = m_address->text().trimmed();
    if (url.isEmpty() || !m_use->isEnabled())
        return;
    m_use->setEnabled(false);
    say(tr("Connecting…"), false);
    m_addresses.probe(url, [this, wanted = m_kind](const StoreAddresses::Address& address, const QString& version,
                                                   const QString& error) {
        m_use->setEnabled(true);
        if (!error.isEmpty()) {
            say(error, true);
        } else if (address.kind != wanted) {
            say(tr("This is %1 %2; %3 is asked for.")
                    .arg(StoreAddresses::kindName(address.kind), version, StoreAddresses::kindName(wanted)),
                true);
        } else {
            hide();
            Q_EMIT chosen(m_world, address.kind);
        }
    });
}

void StorePanel::say(const QString& text, bool isError)
{
    m_note->setToken(isError ? theme::Token::StateDown : theme::Token::TextSecondary);
    m_note->setText(text);
    adjustSize();
}

void StorePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        Card::keyPressEvent(event);
}

} // namespace cachedeck::ui
