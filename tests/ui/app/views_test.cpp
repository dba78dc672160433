// The Load page's views, its earlier runs and its load profile, through the widgets that people use.

#include "backend/history/run_history.hpp"
#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/load/history_panel.hpp"
#include "ui/load/load_page.hpp"
#include "ui/load/run_views.hpp"
#include "ui/load/scenario_panel.hpp"
#include "ui/load/verdict_bar.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/chart_export.hpp"
#include "widgets/chart/time_chart.hpp"
#include "widgets/heatmap/heatmap.hpp"
#include "widgets/profile/profile_editor.hpp"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QScrollArea>
#include <QTableView>
#include <QtTest>

using namespace cachedeck;
using ui::View;

namespace {

load::Result example()
{
    auto result = test::exampleResult();
    for (const auto& path : result.paths)
        result.scenario.paths.push_back(path.spec);
    load::LimitResult limit{"response_us.p99 < 5000", 200.0, 400.0, true, {}};
    for (const double rate : {100.0, 200.0, 400.0})
        limit.steps.push_back({rate, rate * 0.99, 300, rate * 20, true, rate <= 200});
    result.paths[1].limit = limit;
    return result;
}

void show(test::Window& window)
{
    window.main().showPage("load");
    window.bench.run().show(std::make_shared<const load::Result>(example()));
}

// An empty place where the window looks for its history; never a person's own.
QString emptyHistory()
{
    INFO("ctest gives these tests a home of their own");
    REQUIRE(qEnvironmentVariableIsSet("XDG_DATA_HOME"));
    const auto file = ui::RunLibrary::defaultFile();
    REQUIRE(file.startsWith(qEnvironmentVariable("XDG_DATA_HOME")));
    const auto folder = QFileInfo(file).path();
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    return file;
}

void storeTwoRuns()
{
    const auto file = emptyHistory();
    auto history = std::move(history::RunHistory::open(file.toStdString())->history);
    const auto result = example();
    for (int i = 0; i < 2; ++i)
        REQUIRE_FALSE(history->finish(*history->plan(result.scenario), result).has_error());
}

// The lines beside the verdict, whole.
QStringList verdictLines(const ui::VerdictBar& bar)
{
    QStringList lines;
    for (const auto* label : bar.findChildren<badge::ElidedLabel*>())
        lines << label->text();
    return lines;
}

int rows(test::Window& window)
{
    return window.child<QTableView>("historyTable").model()->rowCount();
}

} // namespace

TEST_CASE("Every view of a run is chosen by its segment, draws, explains itself, and goes out as CSV", "[ui][views]")
{
    test::Window window;
    show(window);
    auto& page = window.bench.loadPage();
    const auto segments = window.child<badge::SegmentedControl>("viewChoice").findChildren<QAbstractButton*>();
    REQUIRE(segments.size() == ui::viewCount);
    for (int i = 0; i < ui::viewCount; ++i) {
        CAPTURE(i);
        QTest::mouseClick(segments[i], Qt::LeftButton);
        CHECK(page.views()->view() == View(i));
        auto* figure = page.views()->figure();
        CHECK(figure->isVisible());
        if (auto* drawn = qobject_cast<plot::Figure*>(figure)) {
            REQUIRE(test::eventually([&] { return !drawn->isEmpty(); }));
            CHECK_FALSE(drawn->explanation().isEmpty());
            CHECK(drawn->accessibleDescription().startsWith(drawn->explanation()));
        }
        chart::ExportOptions options;
        options.provenance = {QStringLiteral("Scenario movies")};
        REQUIRE(test::eventually([&] { return !chart::toCsv(figure, options).isEmpty(); }));
        CHECK(chart::toCsv(figure, options).startsWith("# Scenario movies"));
        CHECK_FALSE(chart::toImage(figure, options).isNull());
        // The words are on the title's button, by mouse and by key.
        const auto name = QStringLiteral("explain-") + ui::explanations::fileName(View(i));
        auto& info = window.child<QAbstractButton>(name.toUtf8().constData());
        CHECK(info.isVisible());
        CHECK_FALSE(info.toolTip().isEmpty());
        CHECK(info.accessibleDescription() == ui::explanations::explanation(View(i)));
    }
}

TEST_CASE("The heatmap shows the path that is chosen; the histogram's counts go to a log axis", "[ui][views]")
{
    test::Window window;
    show(window);
    auto& page = window.bench.loadPage();
    page.setView(View::Heatmap);
    auto& map = *qobject_cast<heatmap::Heatmap*>(page.views()->figure());
    REQUIRE(test::eventually([&] { return !map.isEmpty(); }));
    auto& choice = window.child<QComboBox>("heatmapPath");
    REQUIRE(choice.count() == 2);
    CHECK(choice.currentText() == QStringLiteral("cache-aside"));
    const auto cached = map.cells();
    choice.setCurrentIndex(0);
    CHECK_FALSE(map.cells() == cached);
    page.setView(View::Histogram);
    auto& histogram = *qobject_cast<plot::XyPlot*>(page.views()->figure());
    CHECK(histogram.yAxis().kind == plot::AxisKind::Linear);
    window.child<badge::SegmentedControl>("histogramScale").setCurrent(1);
    CHECK(histogram.yAxis().kind == plot::AxisKind::Log);
    page.setView(View::Limit);
    auto& limit = *qobject_cast<plot::XyPlot*>(page.views()->figure());
    REQUIRE(limit.marks().size() == 1);
    CHECK(limit.marks().first().at.x() == Approx(198));
}

TEST_CASE("The verdict keeps no doubt to itself: what has no line is counted in one, and is in the tip", "[ui][load]")
{
    auto result = example();
    for (auto& path : result.paths) {
        path.trusted = true;
        path.reasons.clear();
    }
    result.paths[1].reasons = {"2 errors and 3 timeouts", "4 acknowledged writes are not in the store"};
    result.noise.remarks = {"client and servers share 2 cores", "the full data was being made with least priority"};
    result.simulated = {"5 ms to the primary store"};
    test::Window window;
    window.main().showPage("load");
    window.bench.run().show(std::make_shared<const load::Result>(result));
    auto* bar = window.main().findChild<ui::VerdictBar*>();
    REQUIRE(bar != nullptr);
    for (const auto* said : {"2 errors and 3 timeouts", "4 acknowledged writes", "share 2 cores",
                             "full data was being made", "5 ms to the primary store"}) {
        INFO(said);
        CHECK(bar->toolTip().contains(QLatin1String(said)));
    }
    const auto lines = bar->toolTip().count(QLatin1Char('\n')) + 1;
    const auto shown = verdictLines(*bar);
    INFO(shown.join(QStringLiteral(" | ")).toStdString());
    CHECK(shown.contains(QStringLiteral("and %1 more, in the tip").arg(lines - 4)));
    CHECK(shown.contains(QStringLiteral("simulated: 5 ms to the primary store")));
}

TEST_CASE("A run over an added distance is called simulated by its verdict and first in what is exported", "[ui][load]")
{
    auto result = example();
    result.simulated = {"generated data: 100 movies", "25 ms to the primary store", "1 ms to the cache"};
    result.paths[1].trusted = false;
    result.paths[1].reasons = {"2 errors", "3 timeouts", "4 answers were wrong", "5 keys were evicted", "6 retries"};
    const auto said = QStringLiteral("simulated: 25 ms to the primary store, 1 ms to the cache");
    test::Window window;
    window.main().showPage("load");
    window.bench.run().show(std::make_shared<const load::Result>(result));
    auto* bar = window.main().findChild<ui::VerdictBar*>();
    REQUIRE(bar != nullptr);
    CHECK(verdictLines(*bar).contains(said)); // before all that is wrong: it is never among "more, in the tip"
    CHECK(bar->toolTip().contains(said));
    CHECK(window.bench.loadPage().chart()->note() == QStringLiteral("simulated"));

    chart::ExportOptions options;
    options.provenance = ui::words::provenance(result);
    CHECK(options.provenance.first() == said);
    CHECK(options.provenance.last() == QStringLiteral("Not a production system: generated data: 100 movies"));
    CHECK(chart::toCsv(window.bench.loadPage().chart(), options).startsWith("# simulated: 25 ms to the primary store"));

    auto alone = result; // nothing to set it against
    alone.paths.erase(alone.paths.begin());
    alone.scenario.paths.erase(alone.scenario.paths.begin());
    for (auto& sample : alone.samples)
        sample.paths.erase(sample.paths.begin());
    alone.comparisons.clear();
    window.bench.run().show(std::make_shared<const load::Result>(alone));
    CHECK(verdictLines(*bar).contains(said));

    result.simulated = {"generated data: 100 movies"};
    window.bench.run().show(std::make_shared<const load::Result>(result));
    CHECK_FALSE(bar->toolTip().contains(QStringLiteral("simulated")));
    CHECK(window.bench.loadPage().chart()->note().isEmpty());
    CHECK_FALSE(ui::words::provenance(result).join(QLatin1Char('\n')).contains(QStringLiteral("simulated")));
}

TEST_CASE("Each break-even figure has a sentence that is copied with one press", "[ui][views]")
{
    test::Window window;
    show(window);
    window.bench.loadPage().setView(View::BreakEven);
    auto* view = window.bench.loadPage().views()->figure();
    QAbstractButton* copy = nullptr;
    for (auto* button : view->findChildren<QAbstractButton*>())
        if (!copy)
            copy = button;
    REQUIRE(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    CHECK(QGuiApplication::clipboard()->text().contains(QStringLiteral("cache-aside")));
}

TEST_CASE("Earlier runs are listed, opened, compared with and deleted", "[ui][history]")
{
    storeTwoRuns();
    test::Window window;
    window.main().showPage("load");
    window.click("earlierRuns");
    auto& panel = window.child<ui::HistoryPanel>("historyPanel");
    REQUIRE(panel.isVisible());
    REQUIRE(test::eventually([&] { return rows(window) == 2; }));
    window.click("historyOpen");
    REQUIRE(test::eventually([&] { return window.bench.run().result() != nullptr; }));
    CHECK_FALSE(panel.isVisible());
    CHECK_FALSE(window.bench.run().isRunning());
    CHECK(window.bench.run().result()->paths[1].response.count() == 200);
    CHECK(window.bench.run().samples().size() == 2);

    // Where samples are replaced (a long run's older ones), the chart is drawn anew, and nothing else is lost.
    auto* chart = window.bench.loadPage().chart();
    const auto before = chart->exportRows();
    REQUIRE(before.size() > 1);
    Q_EMIT window.bench.run().thinned();
    CHECK(chart->exportRows() == before);

    CHECK(chart->ghosts().isEmpty());
    window.click("earlierRuns");
    window.click("historyCompare");
    REQUIRE(test::eventually([&] { return !chart->ghosts().isEmpty(); }));
    CHECK(chart->ghostName().contains(QStringLiteral("movies")));
    CHECK(chart->ghosts().size() == 2);
    window.bench.loadPage().setView(View::Percentiles);
    auto& curves = *qobject_cast<plot::XyPlot*>(window.bench.loadPage().views()->figure());
    CHECK(test::eventually([&] {
        return std::count_if(curves.series().begin(), curves.series().end(),
                             [](const plot::Series& one) { return one.ghost; }) == 2;
    }));

    window.click("earlierRuns");
    window.click("historyDelete");
    CHECK(test::eventually([&] { return rows(window) == 1; }));
}

TEST_CASE("Back from the projector's theme the window asks for no more room than before, whatever page is in front",
          "[ui][theme]")
{
    using Choice = theme::ThemeManager::Choice;
    test::Window window;
    window.bench.run().show(std::make_shared<load::Result>(example()));
    const auto leastWidth = [&] {
        QCoreApplication::processEvents();
        return window.main().minimumSizeHint().width();
    };
    window.bench.themes().setChoice(Choice::Light);
    window.main().showPage("load"); // the widest
    REQUIRE(test::eventually([&] { return window.child<ui::VerdictBar>("verdict").isVisible(); }));
    const int before = leastWidth();
    window.bench.themes().setChoice(Choice::Projector);
    CHECK(leastWidth() > before);
    window.main().showPage("keys");
    window.bench.themes().setChoice(Choice::Light);
    CHECK(leastWidth() <= before);
}

TEST_CASE("A damaged history is set aside with a word, and the window works", "[ui][history]")
{
    const auto file = emptyHistory();
    QFile damaged(file);
    REQUIRE(damaged.open(QIODevice::WriteOnly));
    damaged.write(QByteArray(8192, 'x'));
    damaged.close();
    test::Window window;
    CHECK(test::eventually([&] { return window.child<QWidget>("messageBar").isVisible(); }));
    CHECK(QFile::exists(file + QStringLiteral(".set-aside-1")));
    QDir(QFileInfo(file).path()).removeRecursively();
}

TEST_CASE("The load profile is changed by keys and written into the scenario", "[ui][profile]")
{
    test::Window window;
    window.main().showPage("load");
    auto& editor = window.child<profile::ProfileEditor>("loadProfile");
    auto& panel = window.child<ui::ScenarioPanel>("scenarioPanel");
    const auto before = panel.scenario();
    REQUIRE(before);
    CHECK(before->load.stages.empty());
    editor.setFocus();
    QTest::keyClick(&editor, Qt::Key_Up); // one stage: the level is the users' field
    CHECK(panel.scenario()->load.users == before->load.users + 1);
    QTest::keyClick(&editor, Qt::Key_Plus);
    QTest::keyClick(&editor, Qt::Key_R);
    QTest::keyClick(&editor, Qt::Key_Up, Qt::ShiftModifier);
    const auto staged = panel.scenario();
    REQUIRE(staged->load.stages.size() == 2);
    CHECK(staged->load.stages[1].ramp);
    CHECK(staged->load.stages[1].users == before->load.users + 11);
    CHECK(staged->duration == 2 * before->duration);
    // What was drawn is a valid scenario.
    const auto again = load::parseScenario(staged->json, "drawn", load::ResourcePaths::find());
    INFO((again ? std::string() : again.error().text()));
    REQUIRE(again.has_value());
    CHECK(again->load.stages.size() == 2);
    CHECK(again->load.users == staged->load.users);
    CHECK(again->duration == staged->duration);
    CHECK(again->warmUp == staged->warmUp);
    CHECK(again->paths.size() == staged->paths.size());
    CHECK(again->thresholds.size() == staged->thresholds.size());
}

TEST_CASE("A scenario's distances are shown, can be chosen, and are in the file that is saved", "[ui][load]")
{
    test::Window window;
    window.main().showPage("load");
    auto& panel = window.child<ui::ScenarioPanel>("scenarioPanel");
    auto& store = window.child<QComboBox>("storeDistance");
    auto& cache = window.child<QComboBox>("cacheDistance");
    panel.open("remote-cache");
    REQUIRE(panel.scenario().has_value());
    CHECK(store.currentIndex() == 0);
    CHECK(panel.scenario()->cacheDistance.profile == "region");
    CHECK(cache.currentText().contains("Region"));
    CHECK(ui::words::simulated(*panel.scenario()) == QStringLiteral("simulated: 1 ± 0.1 ms (region) to the cache"));

    // The panel scrolls up and down only: what is wider than it would be cut off.
    auto* area = panel.findChild<QScrollArea*>();
    REQUIRE(area != nullptr);
    CHECK(area->widget()->width() <= area->viewport()->width());

    cache.setFocus();
    QTest::keyClick(&cache, Qt::Key_Home);
    store.setCurrentIndex(store.findText(QStringLiteral("Ocean"), Qt::MatchStartsWith));
    const auto chosen = panel.scenario();
    CHECK(chosen->cacheDistance.isNone());
    CHECK(chosen->storeDistance.profile == "ocean");
    CHECK(ui::words::simulated(*chosen).startsWith(QStringLiteral("simulated: 150 ")));
    const auto saved = load::parseScenario(chosen->json, "saved.json", load::ResourcePaths::find());
    INFO((saved ? std::string() : saved.error().text()));
    REQUIRE(saved.has_value());
    CHECK(saved->cacheDistance.isNone());
    CHECK(saved->storeDistance.profile == "ocean");
}
