#include "ui/events/broker_bar.hpp"

#include "backend/events/broker_url.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/bridge/event_stream.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/theme/space.hpp"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <array>

namespace cachedeck::ui {

namespace {

constexpr std::array<int, 3> samples{64, 1, 0}; // in the order of the segments
const auto addressKey = QStringLiteral("events/broker");
const auto sampleKey = QStringLiteral("events/sample");

} // namespace

BrokerBar::BrokerBar(const AppContext& context, EventStream& stream, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_stream(stream),
      m_address(new QLineEdit),
      m_password(new QLineEdit),
      m_use(new badge::Button(tr("Use"), QStringLiteral("connect"))),
      m_note(new badge::Label({}, theme::Role::Caption, theme::Token::StateDown)),
      m_sample(new badge::SegmentedControl)
{
    m_address->setObjectName(QStringLiteral("brokerAddress"));
    m_address->setAccessibleName(tr("Broker"));
    m_address->setPlaceholderText(tr("no broker; or amqp://host[:port][/vhost], kafka://host[:port]/topic"));
    m_address->setClearButtonEnabled(true);
    m_password->setObjectName(QStringLiteral("brokerPassword"));
    m_password->setAccessibleName(tr("The broker's password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("password, for this session only"));
    m_password->setFixedWidth(230);
    m_use->setObjectName(QStringLiteral("brokerUse"));
    m_note->setObjectName(QStringLiteral("brokerNote"));
    m_note->setWordWrap(true);
    m_note->hide();
    m_sample->setObjectName(QStringLiteral("eventSample"));
    m_sample->setAccessibleName(tr("Which operations are told"));
    m_sample->addSegment(tr("1 in 64"), tr("Cache operations of one operation in 64: costs a run next to nothing"));
    m_sample->addSegment(tr("All"), tr("Of every operation: costs a run some of its throughput"));
    m_sample->addSegment(tr("None"), tr("Only the world's own events"));
    m_sample->setCurrent(qBound(0, m_context.settings->value(sampleKey, 0).toInt(), 2));

    auto* row = new QHBoxLayout;
    row->setSpacing(theme::space::control);
    row->addWidget(new badge::Label(tr("Broker"), theme::Role::Body, theme::Token::TextSecondary));
    row->addWidget(m_address, 1);
    row->addWidget(m_password);
    row->addWidget(m_use);
    row->addSpacing(theme::space::group);
    row->addWidget(new badge::Label(tr("Operations"), theme::Role::Body, theme::Token::TextSecondary));
    row->addWidget(m_sample);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::unit);
    column->addLayout(row);
    column->addWidget(m_note);

    for (auto* field : {m_address, m_password})
        connect(field, &QLineEdit::returnPressed, this, &BrokerBar::use);
    connect(m_use, &QAbstractButton::clicked, this, &BrokerBar::use);
    connect(m_address, &QLineEdit::textChanged, this, &BrokerBar::showAddress);
    connect(m_sample, &badge::SegmentedControl::currentChanged, this, [this](int index) {
        m_context.settings->setValue(sampleKey, index);
        Q_EMIT sampleChanged();
    });
    showAddress();
}

int BrokerBar::oneIn() const
{
    return samples[static_cast<std::size_t>(qBound(0, m_sample->current(), 2))];
}

void BrokerBar::openRemembered()
{
    m_address->setText(m_context.settings->value(addressKey).toString());
    if (const auto opened = m_stream.open(m_address->text()); !opened) { // an address of an older version
        m_address->clear();
        (void)m_stream.open({});
    }
}

// Says at once what is wrong with the address.
void BrokerBar::showAddress()
{
    const auto url = events::parseBrokerUrl(m_address->text().trimmed().toStdString());
    m_use->setEnabled(url.has_value());
    m_password->setVisible(url && url->carrier != events::CarrierKind::InProcess);
    const bool wrong = !url && !m_address->hasFocus();
    m_note->setVisible(wrong);
    if (wrong)
        m_note->setText(backendText(url.error().text()));
}

void BrokerBar::use()
{
    const auto url = events::parseBrokerUrl(m_address->text().trimmed().toStdString());
    const auto opened = url ? m_stream.open(m_address->text(), m_password->text()) : events::Result<void>(url.error());
    m_note->setVisible(!opened);
    if (!opened) {
        m_note->setText(backendText(opened.error().text()));
        return;
    }
    // A password that was typed into the address is neither shown nor kept.
    const auto shown =
        url->carrier == events::CarrierKind::InProcess ? QString() : QString::fromStdString(url->withoutPassword());
    m_address->setText(shown);
    m_password->clear();
    m_context.settings->setValue(addressKey, shown);
}

} // namespace cachedeck::ui
