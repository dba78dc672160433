// The form that connects, and the list of recent connections: which environment each has, and what is kept.

#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/start/recent_card.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QtTest>

using namespace cachedeck;

namespace {

QString placeOf(const test::RedisServer& server)
{
    return QStringLiteral("redis://127.0.0.1:%1").arg(server.port());
}

bool isConnected(test::Window& window)
{
    return test::eventually([&] { return window.bench.server().state() == ui::ServerSession::State::Connected; }, 60);
}

std::vector<ui::RecentConnection> recentOnes(test::Window& window)
{
    return ui::Recent(window.settings).connections();
}

// Opens the one that is listed under this address, as a click does.
void openListed(test::Window& window, const QString& url)
{
    for (auto* card : window.main().findChildren<ui::RecentCard*>())
        for (auto* button : card->findChildren<QAbstractButton*>())
            if (button->text() == url)
                return QTest::mouseClick(button, Qt::LeftButton);
    FAIL("nothing is listed under that address");
}

} // namespace

TEST_CASE("A recent connection comes back as it was chosen, and with nothing of another server", "[ui][connect]")
{
    test::RedisServer server;
    const auto url = placeOf(server);
    test::Window window;
    auto& address = window.child<QLineEdit>("connectAddress");
    auto& user = window.child<QLineEdit>("connectUser");
    auto& environment = window.child<QComboBox>("connectEnvironment");
    const auto shown = [&] { return environment.currentData().toInt(); };
    Q_EMIT window.main().connectRequested();
    address.setText(url);
    CHECK(shown() == int(redis::Environment::Development));
    environment.setFocus();
    QTest::keyClick(&environment, Qt::Key_End);
    CHECK(shown() == int(redis::Environment::Production));
    window.click("connectNow");
    REQUIRE(isConnected(window));
    CHECK(window.bench.server().environment() == redis::Environment::Production);
    REQUIRE(recentOnes(window).size() == 1);

    // What was not reached is not kept.
    Q_EMIT window.main().connectRequested();
    user.setText("somebody");
    address.setText("redis://127.0.0.1:1");
    window.click("connectNow");
    REQUIRE(
        test::eventually([&] { return window.bench.server().state() == ui::ServerSession::State::Disconnected; }, 60));
    CHECK(recentOnes(window).size() == 1);

    openListed(window, url);
    CHECK(address.text() == url);
    CHECK(user.text().isEmpty());
    CHECK(shown() == int(redis::Environment::Production));
    QTest::keyClick(&address, Qt::Key_End);
    QTest::keyClicks(&address, "/1"); // another place: judged anew
    CHECK(shown() == int(redis::Environment::Development));
}

TEST_CASE("A connection from the command line is listed, and judged by its address again", "[ui][connect]")
{
    test::RedisServer server;
    test::Window window;
    window.bench.connectTo(redis::parseUrl(placeOf(server).toStdString()).value());
    REQUIRE(isConnected(window));
    const auto recent = recentOnes(window);
    REQUIRE(recent.size() == 1);
    CHECK(recent.front().url == placeOf(server));
    CHECK(recent.front().environment == redis::Environment::Development);
    CHECK_FALSE(recent.front().chosen);
}

TEST_CASE("Which environment sentinels lead to is not said before it is known", "[ui][connect]")
{
    test::Window window;
    auto& address = window.child<QLineEdit>("connectAddress");
    auto& environment = window.child<QComboBox>("connectEnvironment");
    Q_EMIT window.main().connectRequested();
    address.setText("redis+sentinel://127.0.0.1:26379?primary=mine");
    CHECK(environment.currentIndex() == -1);
    environment.setFocus();
    QTest::keyClick(&environment, Qt::Key_End);
    address.setText("redis+sentinel://127.0.0.1:26380?primary=mine");
    CHECK(environment.currentData().toInt() == int(redis::Environment::Production));
}
