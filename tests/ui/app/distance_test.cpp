// Distances in the scenario panel: numbers of one's own, and one that is measured from a server.

#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/load/distance_box.hpp"
#include "ui/load/scenario_panel.hpp"

#include <QDoubleSpinBox>
#include <QFile>
#include <QLocale>
#include <QScrollArea>
#include <QtTest>

using namespace cachedeck;
using namespace std::chrono_literals;

namespace {

struct Distances {
    test::Window window;
    ui::ScenarioPanel& panel = window.child<ui::ScenarioPanel>("scenarioPanel");
    ui::DistanceBox& store = window.child<ui::DistanceBox>("storeDistance");
    ui::DistanceBox& cache = window.child<ui::DistanceBox>("cacheDistance");

    Distances() { window.main().showPage("load"); }
    void openWith(const QByteArray& distance)
    {
        const auto name = window.folder.filePath(QStringLiteral("far.json"));
        QFile file(name);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(R"({"format": 1, "name": "far", "workload": "movies", "paths": [{"strategy": "uncached"},
                       {"strategy": "cache-aside"}], "distance": )" +
                   distance + "}");
        file.close();
        panel.open(name);
        REQUIRE(panel.scenario()->name == "far");
    }
    // As it is run, stored and repeated.
    load::Scenario again() const
    {
        const auto scenario = load::parseScenario(panel.scenario()->json, "again.json", load::ResourcePaths::find());
        INFO((scenario ? std::string() : scenario.error().text()));
        REQUIRE(scenario.has_value());
        return *scenario;
    }
};

void choose(ui::DistanceBox& box, const char* words)
{
    box.setCurrentIndex(box.findText(QString::fromUtf8(words), Qt::MatchStartsWith));
}

QDoubleSpinBox& field(const ui::DistanceBox& box, const char* name)
{
    return *box.fields()->findChild<QDoubleSpinBox*>(QString::fromLatin1(name));
}

} // namespace

TEST_CASE("A distance is entered as numbers, which begin as what was chosen before", "[ui][load][distance]")
{
    Distances shown;
    CHECK_FALSE(shown.cache.fields()->isVisible());
    choose(shown.cache, "Region");
    choose(shown.cache, "Other");
    CHECK(shown.cache.fields()->isVisible());
    CHECK_FALSE(shown.store.fields()->isVisible());
    CHECK(field(shown.cache, "distanceMean").value() == 1);
    CHECK(field(shown.cache, "distanceDeviation").value() == 0.1);
    field(shown.cache, "distanceMean").setValue(7.25);
    CHECK(shown.again().cacheDistance.text() == "7.25 ± 0.1 ms");
    field(shown.cache, "distanceDeviation").setValue(0);
    CHECK(shown.again().cacheDistance.text() == "7.25 ms");
    CHECK(shown.again().storeDistance.isNone());

    // The panel scrolls up and down only: what is wider than it would be cut off.
    auto* area = shown.panel.findChild<QScrollArea*>();
    CHECK(area->widget()->width() <= area->viewport()->width());

    choose(shown.cache, "Where it is");
    CHECK_FALSE(shown.cache.fields()->isVisible());
    CHECK(shown.panel.scenario()->cacheDistance.isNone());
}

TEST_CASE("A scenario's own distances are shown and stay what they are", "[ui][load][distance]")
{
    Distances shown;
    shown.openWith(R"({"store": {"ms": 3.5}, "cache": {"measured_ms": [0.41, 3, 0.43]}})");
    CHECK(shown.store.fields()->isVisible());
    CHECK(field(shown.store, "distanceMean").value() == 3.5);
    CHECK(shown.cache.currentText() == QStringLiteral("Measured, +%1 ms").arg(QLocale().toString(0.43)));
    const auto again = shown.again();
    CHECK(again.storeDistance.text() == "3.5 ms");
    CHECK(again.storeDistance.profile.empty());
    REQUIRE(again.cacheDistance.measured);
    CHECK(*again.cacheDistance.measured == stores::RoundTrips{410us, 3ms, 430us});

    // Another measured one takes the entry's place, and leaves numbers alone.
    const int entries = shown.cache.count();
    shown.openWith(R"({"store": {"measured_ms": [2]}, "cache": {"measured_ms": [1]}})");
    CHECK(shown.cache.count() == entries);
    CHECK(shown.again().cacheDistance.mean == 1ms);
    choose(shown.store, "Other");
    field(shown.store, "distanceMean").setValue(9);
    choose(shown.store, "Measured, ");
    CHECK(shown.again().storeDistance.mean == 2ms);
    shown.openWith(R"({"store": {"ms": 1, "deviation_ms": 0.1}})"); // those of a profile, but given as numbers
    CHECK(shown.again().storeDistance.profile.empty());
}

TEST_CASE("A distance is measured from the server that is connected", "[ui][load][distance]")
{
    Distances shown;
    choose(shown.cache, "Zone");
    QSignalSpy failed(&shown.panel, &ui::ScenarioPanel::failed);
    choose(shown.cache, "Measured…");
    REQUIRE(failed.count() == 1);
    CHECK(failed.front().front().toString().startsWith(QStringLiteral("No server is connected")));
    CHECK(shown.panel.scenario()->cacheDistance.profile == "zone"); // as it was

    test::RedisServer server;
    shown.window.bench.connectTo(*redis::parseUrl("redis://127.0.0.1:" + std::to_string(server.port())));
    REQUIRE(test::eventually([&] { return shown.window.bench.server().state() == ui::ServerSession::State::Connected; },
                             60));
    choose(shown.cache, "Measured…");
    CHECK(shown.panel.scenario()->cacheDistance.profile == "zone"); // until it is measured
    REQUIRE(test::eventually([&] { return shown.panel.scenario()->cacheDistance.measured != nullptr; }, 60));
    CHECK(failed.count() == 1);
    CHECK(shown.cache.currentText().startsWith(QStringLiteral("Measured, +")));
    const auto again = shown.again();
    REQUIRE(again.cacheDistance.measured);
    CHECK(again.cacheDistance.measured->size() == 200);
    CHECK(again.storeDistance.isNone());
}
