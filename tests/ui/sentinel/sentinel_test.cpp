// The Sentinel page on the embedded stack: who is primary, what a failover cost, what the lab refuses.

#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "ui/bridge/event_log.hpp"
#include "ui/bridge/run_session.hpp"
#include "ui/bridge/sentinel_bridge.hpp"
#include "ui/sentinel/sentinel_page.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/theme/fonts.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/topology/topology_view.hpp"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace cachedeck;

namespace {

struct SentinelWindow {
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    ui::ServerSession server;
    ui::EventLog events;
    ui::RunSession run{server, events};
    ui::SentinelBridge bridge{server, run, events};
    ui::SentinelPage page{{&server, &run, &events, &settings}, bridge};

    SentinelWindow()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        page.resize(1204, 716);
        page.show();
        page.setActive(true);
    }
    bool startDemo()
    {
        server.startDemo();
        return QTest::qWaitFor([&] { return bridge.topology()->agreed && bridge.topology()->servers.size() == 3; },
                               20'000);
    }
    QWidget* child(const char* name) { return page.findChild<QWidget*>(QLatin1String(name)); }
    QString said(const char* card)
    {
        return child(card)->accessibleName() + QLatin1Char(' ') + child(card)->accessibleDescription();
    }
    int nodes(topology::NodeKind kind, const QString& name)
    {
        const auto& drawn = page.findChild<topology::TopologyView*>(QStringLiteral("topology"))->topology();
        return static_cast<int>(std::count_if(drawn.nodes.begin(), drawn.nodes.end(), [&](const auto& node) {
            return node.kind == kind && node.name.startsWith(name);
        }));
    }
};

void checkStops(QWidget& page)
{
    for (auto* widget : page.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        auto* accessible = QAccessible::queryAccessibleInterface(widget);
        INFO(widget->metaObject()->className() << " " << widget->objectName().toStdString());
        CHECK((accessible && !accessible->text(QAccessible::Name).isEmpty()));
    }
}

bool killPrimary(SentinelWindow& window)
{
    auto* target = window.page.findChild<QComboBox*>(QStringLiteral("labTarget"));
    target->setCurrentIndex(target->findData(window.bridge.primaryName()));
    QTest::mouseClick(window.child("labKill"), Qt::LeftButton);
    return QTest::qWaitFor(
        [&] {
            const auto& measured = window.bridge.measured();
            return measured && measured->failover.finished && measured->failover.switched();
        },
        30'000);
}

} // namespace

TEST_CASE("Killing the primary shows the new one and what it cost", "[sentinel]")
{
    SentinelWindow window;
    REQUIRE(window.startDemo());
    CHECK(window.bridge.agreeing() == 3);
    CHECK(window.bridge.total() == 3);
    CHECK(window.bridge.primaryName() == QStringLiteral("redis-1"));
    CHECK(window.nodes(topology::NodeKind::Sentinel, QString()) == 3);
    CHECK(window.nodes(topology::NodeKind::Primary, QStringLiteral("redis-1")) == 1);
    CHECK(window.nodes(topology::NodeKind::Replica, QString()) == 2);
    auto* beliefs = window.page.findChild<QTableView*>(QStringLiteral("beliefs"));
    CHECK(beliefs->model()->columnCount() == 4);
    checkStops(window.page);

    const auto killed = *window.bridge.topology()->primary;
    REQUIRE(killPrimary(window));
    const auto failover = window.bridge.measured()->failover; // a copy: a second one may follow (stack.hpp)
    CHECK(window.bridge.measured()->cause == QStringLiteral("Kill redis-1"));
    REQUIRE(failover.detected);
    REQUIRE(failover.elected);
    REQUIRE(failover.writable);
    CHECK(*failover.detected <= *failover.elected);
    CHECK(*failover.elected <= *failover.writable);
    for (const auto* card : {"labDetected", "labElected", "labWritable"}) {
        CAPTURE(card);
        CHECK(window.said(card).contains(QStringLiteral(" ms")));
    }
    CHECK(QTest::qWaitFor([&] { return window.bridge.primaryName() != QStringLiteral("redis-1"); }, 5000));
    CHECK(QTest::qWaitFor([&] { return window.nodes(topology::NodeKind::Primary, window.bridge.primaryName()) == 1; },
                          5000));
    // The window follows, and the strip tells.
    CHECK(QTest::qWaitFor(
        [&] {
            return window.server.endpoint().address == *window.bridge.topology()->primary &&
                   window.server.state() == ui::ServerSession::State::Connected;
        },
        10'000));
    QSignalSpy vitals(&window.server, &ui::ServerSession::vitalsChanged);
    CHECK(QTest::qWaitFor([&] { return vitals.count() > 1; }, 60'000));
    CHECK(std::any_of(window.events.events().begin(), window.events.events().end(),
                      [](const auto& event) { return event.kind == ui::LoggedEvent::Kind::Recovered; }));
    CHECK(window.page.findChild<QTableView*>(QStringLiteral("sentinelEvents"))->model()->rowCount() > 0);

    // The dead one can only be restarted, and comes back as a replica.
    auto* target = window.page.findChild<QComboBox*>(QStringLiteral("labTarget"));
    target->setCurrentIndex(target->findData(QStringLiteral("redis-1")));
    CHECK_FALSE(window.child("labKill")->isEnabled());
    REQUIRE(QTest::qWaitFor([&] { return window.child("labRestart")->isEnabled(); }, 5000));
    QTest::mouseClick(window.child("labRestart"), Qt::LeftButton);
    CHECK(QTest::qWaitFor(
        [&] {
            const auto* back = window.bridge.topology()->server(killed);
            return back && back->reachable && back->role == sentinel::Role::Replica && back->linkUp;
        },
        20'000));
}

TEST_CASE("A manual failover moves the primary", "[sentinel]")
{
    SentinelWindow window;
    REQUIRE(window.startDemo());
    // Before a sentinel has had INFO from a replica it knows none that is fit, and refuses (NOGOODSLAVE).
    REQUIRE(QTest::qWaitFor(
        [&] {
            const auto known = window.bridge.topology();
            return known && std::all_of(known->sentinels.begin(), known->sentinels.end(), [](const auto& view) {
                       return view.replicas.size() == 2 &&
                              std::all_of(view.replicas.begin(), view.replicas.end(),
                                          [](const auto& peer) { return peer.isUp() && !peer.runId.empty(); });
                   });
        },
        10'000));
    REQUIRE(QTest::qWaitFor([&] { return window.child("labFailOver")->isEnabled(); }, 10'000));
    QTest::mouseClick(window.child("labFailOver"), Qt::LeftButton);
    CHECK(QTest::qWaitFor(
        [&] {
            return !window.bridge.primaryName().isEmpty() && window.bridge.primaryName() != QStringLiteral("redis-1");
        },
        30'000));
    CHECK(QTest::qWaitFor([&] { return window.server.endpoint().address == *window.bridge.topology()->primary; },
                          10'000));
}

TEST_CASE("Servers of others are watched, never broken", "[sentinel]")
{
    test::RedisServer redis;
    SentinelWindow window;
    CHECK(window.child("goToStart")->isVisible());
    window.server.connectTo(redis::parseUrl("redis://127.0.0.1:" + std::to_string(redis.port())).value(),
                            redis::Environment::Development);
    REQUIRE(QTest::qWaitFor([&] { return window.server.state() == ui::ServerSession::State::Connected; }, 10'000));
    CHECK_FALSE(window.bridge.isWatching());
    CHECK_FALSE(window.bridge.hasLab());
    CHECK(window.child("goToStart")->isVisible());
    CHECK_FALSE(window.child("labKill")->isVisible());
    window.bridge.act(ui::SentinelBridge::LabAction::Kill, QStringLiteral("redis-1"));
    CHECK_FALSE(window.bridge.isBusy());
    CHECK(redis.command({"PING"}) == "PONG");
}

TEST_CASE("The Sentinel page in light and dark", "[screens]")
{
    const auto folder = qEnvironmentVariable("CACHEDECK_SCREENS");
    if (folder.isEmpty())
        return;
    theme::loadFonts();
    theme::ThemeManager themes(*qApp);
    themes.setChoice(theme::ThemeManager::Choice::Dark);
    SentinelWindow window;
    REQUIRE(window.startDemo());
    QTest::qWait(1500);
    REQUIRE(window.page.grab().save(folder + QStringLiteral("/sentinel-page-quiet.png")));
    REQUIRE(killPrimary(window));
    QTest::qWait(700);
    REQUIRE(window.page.grab().save(folder + QStringLiteral("/sentinel-page-killed.png")));
    window.bridge.act(ui::SentinelBridge::LabAction::Restart, QStringLiteral("redis-1"));
    QTest::qWait(3500);
    REQUIRE(window.page.grab().save(folder + QStringLiteral("/sentinel-page-dark.png")));
    themes.setChoice(theme::ThemeManager::Choice::Light);
    window.bridge.act(ui::SentinelBridge::LabAction::Pause, QStringLiteral("sentinel-3"));
    QTest::qWait(2500);
    REQUIRE(window.page.grab().save(folder + QStringLiteral("/sentinel-page-light.png")));
    window.page.findChild<badge::SegmentedControl*>(QStringLiteral("sentinelTable"))->setCurrent(1);
    QTest::qWait(100);
    REQUIRE(window.page.grab().save(folder + QStringLiteral("/sentinel-page-events.png")));
    window.bridge.act(ui::SentinelBridge::LabAction::Resume, QStringLiteral("sentinel-3"));
    QTest::qWait(300);
}
