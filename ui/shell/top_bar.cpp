#include "ui/shell/top_bar.hpp"

#include "ui/bridge/sentinel_bridge.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/chip.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include <limits>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int edge = 3; // the environment's colour on top of the window

badge::Environment look(redis::Environment environment)
{
    switch (environment) {
    case redis::Environment::Demo:
        return badge::Environment::Demo;
    case redis::Environment::Development:
        return badge::Environment::Development;
    case redis::Environment::Production:
        return badge::Environment::Production;
    }
    return badge::Environment::Production;
}

} // namespace

QString environmentWord(redis::Environment environment)
{
    switch (environment) {
    case redis::Environment::Demo:
        return TopBar::tr("Demo");
    case redis::Environment::Development:
        return TopBar::tr("Development");
    case redis::Environment::Production:
        return TopBar::tr("Production");
    }
    return {};
}

TopBar::TopBar(ServerSession& server, SentinelBridge& sentinel, QWidget* parent)
    : QWidget(parent),
      m_server(server),
      m_sentinelBridge(sentinel),
      m_connection(new badge::Chip),
      m_sentinel(new badge::Chip),
      m_operations(new chart::Sparkline(tr("ops/s"))),
      m_hitRatio(new chart::Sparkline(tr("hit ratio"))),
      m_palette(new badge::Button({}, QStringLiteral("search"), theme::ButtonKind::Quiet)),
      m_invalidate(new badge::Button(tr("Invalidate…"), QStringLiteral("invalidate"))),
      m_present(new badge::Button({}, QStringLiteral("present"), theme::ButtonKind::Quiet)),
      m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("topBar"));
    m_connection->setObjectName(QStringLiteral("connectionChip"));
    m_sentinel->setObjectName(QStringLiteral("sentinelChip"));
    m_sentinel->setIconName(QStringLiteral("sentinel"));
    m_sentinel->setChevron(false);
    m_sentinel->setStrong(false);
    m_invalidate->setObjectName(QStringLiteral("invalidateButton"));
    m_palette->setAccessibleName(tr("Find a command"));
    m_palette->setToolTip(tr("Find a command (Ctrl+K)"));
    m_present->setAccessibleName(tr("Presentation mode"));
    m_present->setToolTip(tr("Presentation mode (F11)"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::group, edge + space::unit, space::group, space::unit);
    row->setSpacing(space::group);
    row->addWidget(m_connection);
    row->addWidget(m_sentinel);
    row->addWidget(m_operations);
    row->addWidget(m_hitRatio);
    row->addStretch(1);
    row->addWidget(m_palette);
    row->addWidget(m_invalidate);
    row->addWidget(m_present);

    connect(m_menu->addAction(tr("Start the demo")), &QAction::triggered, this, &TopBar::demoRequested);
    connect(m_menu->addAction(tr("Connect…")), &QAction::triggered, this, &TopBar::connectRequested);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Disconnect")), &QAction::triggered, &m_server, &ServerSession::disconnectFromServer);
    connect(m_connection, &badge::Chip::clicked, this, [this] {
        m_menu->actions().back()->setEnabled(m_server.state() != ServerSession::State::Disconnected);
        m_menu->popup(m_connection->mapToGlobal(QPoint(0, m_connection->height() + space::unit)));
    });
    connect(m_sentinel, &badge::Chip::clicked, this, &TopBar::sentinelRequested);
    connect(m_palette, &QAbstractButton::clicked, this, &TopBar::paletteRequested);
    connect(m_invalidate, &QAbstractButton::clicked, this, &TopBar::invalidateRequested);
    connect(m_present, &QAbstractButton::clicked, this, &TopBar::presentationRequested);
    connect(&m_server, &ServerSession::stateChanged, this, &TopBar::updateConnection);
    connect(&m_server, &ServerSession::vitalsChanged, this, &TopBar::updateVitals);
    connect(&m_sentinelBridge, &SentinelBridge::changed, this, &TopBar::updateSentinel);
    updateConnection();
    updateSentinel();
}

void TopBar::updateConnection()
{
    using State = ServerSession::State;
    const auto state = m_server.state();
    const bool connected = state == State::Connected;
    if (state == State::Disconnected) {
        m_connection->setTag(tr("Not connected"), badge::Environment::None);
        m_connection->setName(tr("Start the demo or connect"));
        m_connection->setStrong(false);
        m_connection->setDetail({});
        m_connection->setState(std::nullopt);
        m_operations->setPoints({});
        m_hitRatio->setPoints({});
    } else if (state == State::Connecting) {
        m_connection->setTag(tr("Connecting"), badge::Environment::None);
        m_connection->setName(m_server.isDemo() ? tr("Starting servers") : m_server.name());
        m_connection->setStrong(false);
        m_connection->setDetail({});
        m_connection->setState(std::nullopt);
    } else {
        const auto environment = m_server.environment();
        const auto& facts = m_server.facts();
        const bool locked =
            environment == redis::Environment::Production && m_server.gate() && !m_server.gate()->isUnlocked();
        m_connection->setTag(environmentWord(environment), look(environment),
                             locked ? QStringLiteral("lock") : QString());
        m_connection->setName(m_server.name());
        m_connection->setStrong(true);
        const QString role = facts.role == "master"     ? tr("primary")
                             : facts.role == "sentinel" ? tr("sentinel")
                                                        : tr("replica");
        m_connection->setDetail(connected ? tr("%1, %2 %3", "role, product and version: primary, redis 7.0.15")
                                                .arg(role, theme::plain(QString::fromStdString(facts.product)),
                                                     theme::plain(QString::fromStdString(facts.version)))
                                          : tr("no answer, trying again"));
        m_connection->setState(connected ? std::nullopt : std::optional(badge::State::Down));
    }
    m_operations->setVisible(connected);
    m_hitRatio->setVisible(connected);
    m_invalidate->setEnabled(connected);
    update();
}

void TopBar::updateSentinel()
{
    const int total = m_sentinelBridge.total();
    m_sentinel->setVisible(total > 0);
    if (total == 0)
        return;
    const int agreeing = m_sentinelBridge.agreeing();
    m_sentinel->setName(tr("%1 of %2 agree").arg(agreeing).arg(total));
    m_sentinel->setState(agreeing == total ? badge::State::Ok : badge::State::Warn);
}

void TopBar::updateVitals()
{
    const auto& vitals = m_server.vitals();
    m_operations->setValue(chart::valueText(vitals.operationsPerSecond, chart::Unit::Count));
    m_operations->append(vitals.operationsPerSecond);
    m_hitRatio->setValue(vitals.hitRatio ? chart::valueText(*vitals.hitRatio, chart::Unit::Ratio) : QString());
    m_hitRatio->append(vitals.hitRatio.value_or(std::numeric_limits<double>::quiet_NaN()));
}

void TopBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto theme = theme::Theme::of(this);
    painter.fillRect(rect(), theme.color(theme::Token::SurfacePanel));
    const auto environment =
        m_server.state() == ServerSession::State::Disconnected || m_server.state() == ServerSession::State::Connecting
            ? theme::Token::TextMuted
            : badge::environmentToken(look(m_server.environment()));
    painter.fillRect(0, 0, width(), edge, theme.color(environment));
    painter.fillRect(0, height() - 1, width(), 1, theme.color(theme::Token::LineHairline));
}

} // namespace cachedeck::ui
