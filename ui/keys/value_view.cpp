#include "ui/keys/value_view.hpp"

#include "ui/keys/meter_bar.hpp"
#include "ui/keys/value_actions.hpp"
#include "ui/keys/value_body.hpp"
#include "ui/keys/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace cachedeck::ui {
namespace {
using namespace std::chrono_literals;
constexpr auto valueTickEvery = 500ms;
constexpr int readEveryTicks = 2;
constexpr auto nearlyExpired = 10s;
} // namespace

ValueView::ValueView(const AppContext& context, KeyspaceBridge& bridge, QWidget* parent)
    : QWidget(parent), m_context(context), m_bridge(bridge)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_actions = new ValueActions(context, bridge);
    layout->addWidget(m_actions);
    layout->addWidget(makeFacts());
    m_gone = new badge::Label(tr("This key is gone: it expired or was deleted."), theme::Role::Body,
                              theme::Token::StateWarn);
    m_gone->setContentsMargins(16, 12, 16, 0);
    m_gone->setObjectName(QStringLiteral("goneNote"));
    m_gone->setWordWrap(true);
    m_gone->hide();
    layout->addWidget(m_gone);
    m_body = new ValueBody(bridge, *context.settings);
    layout->addWidget(m_body, 1);

    connect(m_actions, &ValueActions::noticed, this, &ValueView::noticed);
    connect(m_actions, &ValueActions::changed, this, &ValueView::readFacts);
    connect(m_actions, &ValueActions::removed, this, [this](const std::string& key) {
        Q_EMIT removed(key);
        if (key == m_key)
            showGone();
    });
    connect(m_actions, &ValueActions::invalidateAsked, this, [this] { Q_EMIT invalidateAsked(m_key); });
    connect(m_actions, &ValueActions::copyKeyAsked, this,
            [this] { QGuiApplication::clipboard()->setText(words::fromBytes(m_key)); });
    connect(m_actions, &ValueActions::copyValueAsked, this,
            [this] { QGuiApplication::clipboard()->setText(m_body->pageText()); });
    connect(m_body, &ValueBody::loaded, this, [this] {
        m_readAt->setText(QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss")));
        if (m_body->page().type == keyspace::KeyType::None)
            showGone();
        else
            m_type->setType(words::type(m_body->page().type));
    });
    connect(m_body, &ValueBody::failed, this, [this](const QString& text) {
        Q_EMIT noticed({Notice::Level::Error, theme::plain(text), {}, {}});
    });
    connect(&m_bridge, &KeyspaceBridge::closed, this, [this] {
        m_pending = false;
        ++m_request;
    });
    m_tick.setInterval(valueTickEvery);
    connect(&m_tick, &QTimer::timeout, this, &ValueView::countDown);
}

QWidget* ValueView::makeHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(48);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(16, 0, 8, 0);
    line->setSpacing(8);
    m_type = new table::TypeBadge;
    m_name = new badge::ElidedLabel({}, theme::Role::Mono);
    m_name->setRole(theme::Role::Mono, theme::Weight::SemiBold);
    m_name->setElideMode(Qt::ElideMiddle);
    m_name->setObjectName(QStringLiteral("openKey"));
    auto* close = new badge::Button({}, QStringLiteral("close"), theme::ButtonKind::Quiet);
    close->setAccessibleName(tr("Close the key"));
    close->setToolTip(tr("Close (Escape)"));
    close->setObjectName(QStringLiteral("closeKey"));
    connect(close, &QPushButton::clicked, this, &ValueView::closeAsked);
    line->addWidget(m_type);
    line->addWidget(m_name, 1);
    line->addWidget(close);
    return head;
}

QWidget* ValueView::makeFacts()
{
    auto* pane = new badge::Pane;
    pane->setLines(Qt::TopEdge | Qt::BottomEdge);
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(12);
    const auto fact = [&](const QString& title, const char* id, int row, int column,
                          badge::Label** titleLabel = nullptr) {
        auto* box = new QVBoxLayout;
        box->setSpacing(0);
        auto* caption = new badge::Label(title, theme::Role::Caption, theme::Token::TextMuted);
        auto* value = new badge::Label(QStringLiteral("–"));
        value->setWeight(theme::Weight::Medium);
        value->setObjectName(QLatin1String(id));
        box->addWidget(caption);
        box->addWidget(value);
        box->addStretch(1);
        grid->addLayout(box, row, column);
        grid->setColumnStretch(column, 1);
        if (titleLabel)
            *titleLabel = caption;
        return value;
    };
    m_ttl = fact(tr("TTL"), "factTtl", 0, 0);
    m_expires = fact(tr("Expires at"), "factExpires", 0, 1);
    m_memory = fact(tr("Memory"), "factMemory", 0, 2);
    m_encoding = fact(tr("Encoding"), "factEncoding", 1, 0);
    m_idle = fact(tr("Idle"), "factIdle", 1, 1, &m_idleTitle);
    m_readAt = fact(tr("Read at"), "factReadAt", 1, 2);
    m_ttlBar = new MeterBar(0, theme::Token::TextMuted);
    m_ttlBar->setAccessibleName(tr("TTL left"));
    m_ttlBar->setToolTip(tr("Full at the longest TTL seen under the same prefix"));
    auto* box = qobject_cast<QVBoxLayout*>(grid->itemAtPosition(0, 0)->layout());
    box->insertSpacing(2, 4);
    box->insertWidget(3, m_ttlBar);
    return pane;
}

void ValueView::open(const std::string& key)
{
    if (key == m_key && m_facts.exists)
        return;
    m_key = key;
    ++m_request;
    m_pending = false;
    m_facts = {};
    m_longestTtl = 0ms;
    m_gone->hide();
    m_name->setText(words::fromBytes(key));
    m_type->setType({});
    for (auto* value : {m_ttl, m_expires, m_memory, m_encoding, m_idle, m_readAt})
        value->setText(QStringLiteral("–"));
    m_ttlBar->setFraction(0);
    m_actions->setKey(key);
    m_body->open(key);
    readFacts();
    if (m_active)
        m_tick.start();
}

void ValueView::close()
{
    m_key.clear();
    ++m_request;
    m_tick.stop();
    m_body->clear();
    m_actions->setKey({});
}

void ValueView::reload()
{
    if (m_key.empty())
        return;
    m_gone->hide();
    m_body->reload();
    readFacts();
}

void ValueView::setActive(bool active)
{
    m_active = active;
    if (active && !m_key.empty())
        m_tick.start();
    else
        m_tick.stop();
}

void ValueView::askDelete()
{
    m_actions->askDelete();
}

void ValueView::focusValue()
{
    auto* target = m_body->findChild<QWidget*>(
        m_body->page().type == keyspace::KeyType::String ? QStringLiteral("code") : QStringLiteral("elements"));
    if (target)
        target->setFocus(Qt::ShortcutFocusReason);
}

void ValueView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeAsked();
    else if (event->key() == Qt::Key_Delete)
        askDelete();
    else
        QWidget::keyPressEvent(event);
}

void ValueView::readFacts()
{
    if (m_key.empty() || m_pending)
        return;
    m_pending = true;
    m_bridge.fetch({m_key}, {}, [this, number = m_request](const redis::Result<keyspace::MetadataBatch>& batch) {
        if (number != m_request)
            return;
        m_pending = false;
        if (batch && !batch->values.empty())
            showFacts(batch->values.front());
    });
}

void ValueView::showFacts(const keyspace::KeyMetadata& facts)
{
    if (!facts.exists) {
        showGone();
        return;
    }
    if (!m_gone->isHidden()) { // it is back: another value, perhaps of another type
        m_gone->hide();
        m_longestTtl = 0ms;
        m_body->open(m_key);
    }
    m_facts = facts;
    m_actions->setMetadata(facts);
    m_type->setType(words::type(facts.type));
    m_memory->setText(facts.memory ? tr("%1 bytes").arg(words::count(*facts.memory)) : QStringLiteral("–"));
    m_encoding->setText(facts.encoding.empty() ? QStringLiteral("–") : QString::fromStdString(facts.encoding));
    m_idleTitle->setText(facts.frequency ? tr("Frequency") : tr("Idle"));
    m_idle->setText(facts.frequency ? QString::number(*facts.frequency)
                    : facts.idle    ? words::ttl(*facts.idle)
                                    : QStringLiteral("–"));
    if (facts.ttl) {
        m_longestTtl = std::max({m_longestTtl, *facts.ttl, m_ttlScale ? m_ttlScale(m_key) : 0ms});
        const auto at = QDateTime::currentDateTime().addMSecs(facts.ttl->count());
        m_expires->setText(at.date() == QDate::currentDate() ? QLocale().toString(at.time(), QStringLiteral("HH:mm:ss"))
                                                             : QLocale().toString(at, QLocale::ShortFormat));
    } else {
        m_expires->setText(facts.persistent ? tr("never") : QStringLiteral("–"));
    }
    countDown();
}

void ValueView::countDown()
{
    if (++m_ticks % readEveryTicks == 0)
        readFacts();
    if (!m_facts.exists)
        return;
    const auto left = m_facts.ttlAt(std::chrono::steady_clock::now());
    m_ttlBar->setVisible(left.has_value());
    if (!left) {
        m_ttl->setText(m_facts.persistent ? tr("no TTL") : QStringLiteral("–"));
        return;
    }
    m_ttl->setText(words::ttl(*left));
    const auto fraction =
        m_longestTtl.count() > 0 ? static_cast<double>(left->count()) / static_cast<double>(m_longestTtl.count()) : 0;
    m_ttlBar->setFraction(fraction);
    m_ttlBar->setToken(fraction <= 0.1 || *left <= nearlyExpired ? theme::Token::StateWarn : theme::Token::TextMuted);
}

void ValueView::showGone()
{
    m_facts = {};
    m_actions->setMetadata(m_facts);
    m_gone->show();
    m_ttl->setText(tr("gone"));
    m_ttlBar->setFraction(0);
    m_expires->setText(QStringLiteral("–"));
}

} // namespace cachedeck::ui
