#include "ui/start/store_panel.hpp"

#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QUrl>
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
      m_password(new QLineEdit),
      m_note(new badge::Label({}, theme::Role::Body, theme::Token::TextSecondary)),
      m_use(new badge::Button(tr("Use this store"), {}, theme::ButtonKind::Primary))
{
    setObjectName(QStringLiteral("storePanel"));
    setFixedWidth(storePanelWidth);
    m_address->setObjectName(QStringLiteral("storeAddress"));
    m_password->setObjectName(QStringLiteral("storePassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept for this session only"));
    auto* form = new QFormLayout;
    form->setSpacing(space::control);
    form->setLabelAlignment(Qt::AlignLeading);
    for (auto* field : {m_address, m_password}) {
        field->setAccessibleName(field == m_address ? tr("Address") : tr("Password"));
        form->addRow(new badge::Label(field->accessibleName(), theme::Role::Body, theme::Token::TextSecondary), field);
        connect(field, &QLineEdit::returnPressed, this, &StorePanel::use);
    }
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
    column->addLayout(form);
    column->addWidget(m_note);
    column->addLayout(row);
    connect(close, &QAbstractButton::clicked, this, &QWidget::hide);
    connect(m_use, &QAbstractButton::clicked, this, &StorePanel::use);
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
    m_password->clear();
    m_use->setEnabled(!m_address->text().isEmpty());
    say(tr("The world's data goes into a database or schema of its own there. Without a password here, it comes from "
           "the environment (%1).")
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
    if (!QUrl(url).password().isEmpty()) // addresses are shown and stored
        return say(tr("The address holds a password. Leave it out, and give it in its own field."), true);
    m_use->setEnabled(false);
    say(tr("Connecting…"), false);
    const runtime::Secret password(m_password->text().toStdString());
    m_addresses.probe(
        url, password,
        [this, wanted = m_kind](const StoreAddresses::Address& address, const QString& version, const QString& error) {
            m_use->setEnabled(true);
            if (!error.isEmpty()) {
                say(error, true);
            } else if (address.kind != wanted) {
                say(tr("This is %1 %2; %3 is asked for.")
                        .arg(StoreAddresses::kindName(address.kind), version, StoreAddresses::kindName(wanted)),
                    true);
            } else {
                m_password->clear();
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
