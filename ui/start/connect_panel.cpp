#include "ui/start/connect_panel.hpp"

#include "ui/bridge/backend_text.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

namespace cachedeck::ui {

namespace space = theme::space;

ConnectPanel::ConnectPanel(const AppContext& context, QWidget* parent)
    : Card(parent),
      m_context(context),
      m_address(new QLineEdit),
      m_user(new QLineEdit),
      m_password(new QLineEdit),
      m_certificates(new QLineEdit),
      m_environment(new QComboBox),
      m_note(new badge::Label({}, theme::Role::Caption, theme::Token::TextSecondary)),
      m_connect(new badge::Button(tr("Connect"), QStringLiteral("connect"), theme::ButtonKind::Primary))
{
    setObjectName(QStringLiteral("connectPanel"));
    setAccessibleName(tr("Connect to a server"));
    setFixedWidth(520);
    m_address->setObjectName(QStringLiteral("connectAddress"));
    m_address->setPlaceholderText(QStringLiteral("redis://host:6379/0"));
    m_user->setObjectName(QStringLiteral("connectUser"));
    m_user->setPlaceholderText(tr("none"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept for this session only"));
    m_certificates->setPlaceholderText(tr("the system's certificates"));
    m_environment->addItem(tr("Development: writes allowed, destructive ones ask"),
                           int(redis::Environment::Development));
    m_environment->addItem(tr("Production: read-only until unlocked"), int(redis::Environment::Production));
    m_environment->setObjectName(QStringLiteral("connectEnvironment"));
    m_environment->setPlaceholderText(tr("By the address of the primary"));
    m_note->setWordWrap(true);
    m_connect->setObjectName(QStringLiteral("connectNow"));
    layOut();
    connectFields();
    addressChanged();
    hide();
}

void ConnectPanel::layOut()
{
    auto* form = new QFormLayout;
    form->setSpacing(space::control);
    form->setLabelAlignment(Qt::AlignLeading);
    const auto add = [form](const QString& text, QWidget* field) {
        field->setAccessibleName(text);
        form->addRow(new badge::Label(text, theme::Role::Body, theme::Token::TextSecondary), field);
    };
    add(tr("Address"), m_address);
    add(tr("User"), m_user);
    add(tr("Password"), m_password);
    add(tr("CA certificates"), m_certificates);
    add(tr("Environment"), m_environment);

    auto* close = new badge::Button(tr("Cancel"));
    connect(close, &QAbstractButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(close);
    row->addWidget(m_connect);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::group);
    column->setSpacing(space::group);
    column->addWidget(new badge::Label(tr("Connect to a server"), theme::Role::Title));
    column->addLayout(form);
    column->addWidget(m_note);
    column->addLayout(row);
}

void ConnectPanel::connectFields()
{
    connect(m_connect, &QAbstractButton::clicked, this, &ConnectPanel::connectNow);
    for (auto* field : {m_address, m_user, m_password, m_certificates})
        connect(field, &QLineEdit::returnPressed, this, &ConnectPanel::connectNow);
    connect(m_address, &QLineEdit::textChanged, this, &ConnectPanel::addressChanged);
    connect(m_address, &QLineEdit::textEdited, this, [this] {
        if (std::exchange(m_environmentKept, false))
            m_environmentChosen = false;
        addressChanged();
    });
    connect(m_environment, &QComboBox::activated, this, [this] {
        m_environmentChosen = true;
        m_environmentKept = false;
    });
    connect(m_context.server, &ServerSession::stateChanged, this, &ConnectPanel::stateChanged);
    connect(m_context.server, &ServerSession::noticed, this, [this](const Notice& notice) {
        if (m_waiting)
            m_note->setText(notice.text + QLatin1Char(' ') + notice.advice);
    });
}

void ConnectPanel::open(const QString& url, std::optional<redis::Environment> environment)
{
    m_environmentChosen = m_environmentKept = environment.has_value();
    m_waiting = false;
    for (auto* field : {m_user, m_password, m_certificates})
        field->clear();
    m_address->setText(url);
    if (environment)
        showEnvironment(*environment);
    addressChanged();
    show();
    raise();
    m_address->setFocus();
}

// Says at once what is wrong with the address, and is careful by itself with servers elsewhere.
void ConnectPanel::addressChanged()
{
    const auto url = redis::parseUrl(m_address->text().trimmed().toStdString());
    m_connect->setEnabled(url.has_value());
    const bool tls = url && url->tls;
    m_certificates->setVisible(tls);
    if (auto* form = findChild<QFormLayout*>())
        form->labelForField(m_certificates)->setVisible(tls);
    if (!url) {
        m_note->setText(
            m_address->text().isEmpty()
                ? tr("redis://, rediss:// (TLS), unix:// or redis+sentinel://host:port,host:port?primary=NAME")
                : backendText(url.error().message));
        adjustSize();
        return;
    }
    m_note->setText(
        url->primary ? tr("The sentinels are asked for the primary of %1.").arg(QString::fromStdString(*url->primary))
                     : QString());
    if (!m_environmentChosen && url->primary) // where that is, is not known yet
        m_environment->setCurrentIndex(-1);
    else if (!m_environmentChosen)
        showEnvironment(redis::environmentOf(url->addresses.front()));
    adjustSize();
}

void ConnectPanel::showEnvironment(redis::Environment environment)
{
    m_environment->setCurrentIndex(m_environment->findData(int(environment)));
}

void ConnectPanel::connectNow()
{
    auto url = redis::parseUrl(m_address->text().trimmed().toStdString());
    if (!url)
        return;
    if (!m_user->text().isEmpty())
        url->credentials.user = m_user->text().toStdString();
    if (!m_password->text().isEmpty())
        url->credentials.password = redis::Secret(m_password->text().toStdString());
    if (url->tls && !m_certificates->text().isEmpty())
        url->tls->caFile = m_certificates->text().toStdString();
    std::optional<redis::Environment> environment;
    if (m_environmentChosen)
        environment = static_cast<redis::Environment>(m_environment->currentData().toInt());
    m_waiting = true;
    m_connect->setEnabled(false);
    m_note->setText(tr("Connecting…"));
    m_context.server->connectTo(*url, environment);
}

void ConnectPanel::stateChanged(ServerSession::State state)
{
    if (!m_waiting || state == ServerSession::State::Connecting)
        return;
    m_connect->setEnabled(true);
    if (state == ServerSession::State::Connected) {
        m_waiting = false;
        m_password->clear();
        hide();
    }
}

void ConnectPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        Card::keyPressEvent(event);
}

} // namespace cachedeck::ui
