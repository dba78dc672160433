// Runs one after the other, and what is told where their keys could not be changed.

#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/ui/app/window_fixture.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QtTest>

using namespace cachedeck;

namespace {

load::Scenario longRun(const char* name)
{
    auto scenario = load::loadScenario("movies", load::ResourcePaths::find(), {"warm_up=0.2", "seconds=600"});
    REQUIRE(scenario.has_value());
    scenario->name = name;
    return *scenario;
}

// Connects and starts a run, until it is measured.
void startOn(test::Window& window, const test::RedisServer& server, const char* name)
{
    window.bench.connectTo(redis::parseUrl("redis://127.0.0.1:" + std::to_string(server.port())).value());
    REQUIRE(test::eventually([&] { return window.bench.server().state() == ui::ServerSession::State::Connected; }, 60));
    window.bench.run().start(longRun(name));
    REQUIRE(test::eventually([&] { return window.bench.run().result() != nullptr; }, 60));
}

void endRun(test::Window& window)
{
    window.bench.run().stop();
    CHECK(test::eventually([&] { return !window.bench.run().isRunning(); }, 60));
}

} // namespace

TEST_CASE("A run that is started while one goes on begins when that one has ended and is kept", "[ui][run]")
{
    test::RedisServer server;
    test::Window window;
    auto& run = window.bench.run();
    QSignalSpy started(&run, &ui::RunSession::started);
    QSignalSpy finished(&run, &ui::RunSession::finished);
    QSignalSpy saved(&window.bench.archive(), &ui::RunArchive::saved);
    startOn(window, server, "first");
    run.start(longRun("second"));
    CHECK(run.scenario().name == "first");
    REQUIRE(test::eventually([&] { return started.count() == 2; }, 60));
    CHECK(finished.count() == 1);
    CHECK(run.scenario().name == "second");
    CHECK(run.isRunning());
    CHECK(test::eventually([&] { return saved.count() == 1; }, 60));

    // Stop takes back what waits, too.
    run.start(longRun("third"));
    endRun(window);
    QCoreApplication::processEvents();
    CHECK(started.count() == 2);
    CHECK_FALSE(run.isRunning());
}

TEST_CASE("A scenario that is opened beside a run is not said to be about that run's data", "[ui][run]")
{
    test::RedisServer server;
    test::Window window;
    startOn(window, server, "movies");
    auto& data = window.child<QLabel>("scenarioData");
    CHECK(test::eventually([&] { return data.text().contains(QStringLiteral(" movies in SQLite")); }));
    Q_EMIT window.child<QComboBox>("scenarioName").textActivated(QStringLiteral("experiments"));
    const auto before = data.text();
    CHECK_FALSE(before.contains(QStringLiteral("movies")));
    endRun(window); // its result comes now
    CHECK(data.text() == before);
}

TEST_CASE("An invalidation that fails is told in its panel, and is no failure of the run", "[ui][run]")
{
    test::RedisServer server;
    test::Window window;
    auto& run = window.bench.run();
    startOn(window, server, "unlucky");
    QSignalSpy failed(&run, &ui::RunSession::failed);
    QSignalSpy refused(&run, &ui::RunSession::invalidationFailed);
    window.main().openInvalidate({});
    window.child<QComboBox>("invalidateWhat").setEditText("*");
    auto& apply = window.child<QAbstractButton>("invalidateApply");
    server.kill();
    window.click("invalidateApply");
    REQUIRE(test::eventually([&] { return refused.count() == 1; }, 60));
    CHECK(apply.isEnabled());
    CHECK(run.isRunning());

    // The run's end answers for what was still under way.
    window.click("invalidateApply");
    CHECK_FALSE(apply.isEnabled());
    endRun(window);
    CHECK(test::eventually([&] { return apply.isEnabled(); }, 60));
    CHECK(refused.count() == 2);
    CHECK(failed.count() == 0);
}
