// A person's own movies, imported in the window.

#include "backend/stores/store.hpp"
#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/bridge/movie_import.hpp"
#include "ui/load/scenario_panel.hpp"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QSpinBox>
#include <QtTest>

using namespace cachedeck;

namespace {

void writeFilms(const QString& name, const QByteArray& last = {})
{
    QFile file(name);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("title,runtime\n");
    for (int i = 1; i <= 60; ++i)
        file.write("\"Film, " + QByteArray::number(i) + "\"," + QByteArray::number(80 + i) + "\n");
    file.write(last);
}

void import(test::Window& window, const QString& file)
{
    window.click("importMovies");
    auto& dialog = window.child<QFileDialog>("importDialog");
    Q_EMIT dialog.fileSelected(file);
    dialog.close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

std::int64_t moviesIn(const std::string& url)
{
    const auto store = stores::openStore(url);
    REQUIRE(store.has_value());
    const auto count = (*store)->prepare("SELECT count(*) FROM movies WHERE title LIKE 'Film, %'", {});
    runtime::IoThread thread("test");
    const auto session = (*store)->open(thread, std::chrono::seconds(5));
    REQUIRE(session.has_value());
    const std::vector<workload::Value> none;
    stores::Rows rows;
    REQUIRE(thread.run((*session)->read(count, none, rows)).has_value());
    return std::get<std::int64_t>(rows.cells.front());
}

} // namespace

TEST_CASE("Movies of one's own are imported, and the scenario takes them", "[ui][load][import]")
{
    QDir(ui::MovieImport::directory()).removeRecursively();
    test::Window window;
    window.main().showPage("load");
    auto& panel = window.child<ui::ScenarioPanel>("scenarioPanel");
    panel.open(QStringLiteral("movies"));
    REQUIRE(panel.scenario()->storeUrl.empty());
    window.child<QSpinBox>("users").setValue(3);
    const auto films = window.folder.filePath(QStringLiteral("my films.csv"));
    writeFilms(films);
    import(window, films);
    REQUIRE(test::eventually([&] { return !panel.scenario()->storeUrl.empty(); }, 120));
    const auto taken = *panel.scenario();
    CHECK(moviesIn(taken.storeUrl) == 60);
    CHECK(taken.store == "sqlite");
    CHECK(taken.load.users == 3); // the fields stay as they were
    const auto again = load::parseScenario(taken.json, "again.json", load::ResourcePaths::find());
    REQUIRE(again.has_value());
    CHECK(again->storeUrl == taken.storeUrl); // as it is stored and repeated

    // The same file lies there already; the generated movies come back with the scenario.
    panel.open(QStringLiteral("movies"));
    CHECK(panel.scenario()->storeUrl.empty());
    import(window, films);
    REQUIRE(test::eventually([&] { return panel.scenario()->storeUrl == taken.storeUrl; }, 60));
    CHECK(QDir(ui::MovieImport::directory()).entryList({QStringLiteral("*.sqlite*")}, QDir::Files).size() == 1);
}

TEST_CASE("What is wrong with an imported file is said, and the scenario stays", "[ui][load][import]")
{
    test::Window window;
    window.main().showPage("load");
    auto& panel = window.child<ui::ScenarioPanel>("scenarioPanel");
    panel.open(QStringLiteral("movies"));
    const auto films = window.folder.filePath(QStringLiteral("films.csv"));
    writeFilms(films, "Bad,long\n");
    QSignalSpy failed(&panel, &ui::ScenarioPanel::failed);
    import(window, films);
    REQUIRE(test::eventually([&] { return failed.count() == 1; }, 60));
    CHECK(failed.front().front().toString() == QStringLiteral("films.csv:62: runtime: expected 1 to 1000 minutes"));
    CHECK(panel.scenario()->storeUrl.empty());
    CHECK(window.child<QAbstractButton>("importMovies").text() == QStringLiteral("Import movies…"));

    // Only the world of movies takes any.
    panel.open(QStringLiteral("analytics"));
    CHECK_FALSE(window.child<QAbstractButton>("importMovies").isVisible());
}
