// What the Load page says of a run, and whether the fields beside it leave a scenario as it is.

#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/load/explanations.hpp"
#include "ui/load/load_bounds.hpp"
#include "ui/load/operations_view.hpp"
#include "ui/load/percentile_model.hpp"
#include "ui/load/scenario_panel.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/theme.hpp"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLocale>
#include <QSpinBox>

using namespace cachedeck;
using namespace std::chrono_literals;

namespace {

std::string scenarioText(const std::string& profile, const std::string& seconds = "12.5")
{
    return R"({"format": 1, "name": "fields", "workload": "movies", "seconds": )" + seconds + R"(, "warm_up": 1.25,
        "paths": [{"name": "uncached", "strategy": "uncached"}, {"name": "cache-aside", "strategy": "cache-aside"}],
        "load": )" +
           profile + "}";
}

bool isReadable(const std::string& profile, const std::string& seconds = "12.5")
{
    return load::parseScenario(scenarioText(profile, seconds), "fields", load::ResourcePaths::find()).has_value();
}

// The panel with a scenario that was opened from a file, as a person opens one.
struct OpenedPanel {
    test::Window window;
    ui::ScenarioPanel& panel = window.child<ui::ScenarioPanel>("scenarioPanel");
    load::Scenario file;

    explicit OpenedPanel(const std::string& profile)
    {
        window.main().showPage("load");
        const auto name = window.folder.filePath(QStringLiteral("fields.json"));
        QFile written(name);
        REQUIRE(written.open(QIODevice::WriteOnly));
        written.write(QByteArray::fromStdString(scenarioText(profile)));
        written.close();
        auto loaded = load::loadScenario(name.toStdString(), load::ResourcePaths::find());
        INFO((loaded ? std::string() : loaded.error().text()));
        REQUIRE(loaded.has_value());
        file = *std::move(loaded);
        panel.open(name);
        REQUIRE(panel.scenario().has_value());
        REQUIRE(panel.scenario()->name == "fields");
    }
    double shown(const char* name) { return window.child<QDoubleSpinBox>(name).value(); }
};

void checkLoad(const load::Scenario& one, const load::Scenario& file)
{
    CHECK(one.duration == file.duration);
    CHECK(one.warmUp == file.warmUp);
    CHECK(one.warmUpMost == file.warmUpMost);
    CHECK(one.load.loop == file.load.loop);
    CHECK(one.load.users == file.load.users);
    CHECK(one.load.rate == file.load.rate);
    CHECK(one.load.thinkTime == file.load.thinkTime);
    REQUIRE(one.load.stages.size() == file.load.stages.size());
    for (std::size_t i = 0; i < one.load.stages.size(); ++i) {
        CAPTURE(i);
        CHECK(one.load.stages[i].duration == file.load.stages[i].duration);
        CHECK(one.load.stages[i].users == file.load.stages[i].users);
        CHECK(one.load.stages[i].rate == file.load.stages[i].rate);
        CHECK(one.load.stages[i].ramp == file.load.stages[i].ramp);
    }
}

// What is run, and what it is saved as.
void checkUntouched(OpenedPanel& opened)
{
    const auto run = *opened.panel.scenario();
    checkLoad(run, opened.file);
    const auto saved = load::parseScenario(run.json, "saved.json", load::ResourcePaths::find());
    INFO((saved ? std::string() : saved.error().text()));
    REQUIRE(saved.has_value());
    checkLoad(*saved, opened.file);
}

load::Result comparedRun()
{
    auto result = test::exampleResult();
    for (const auto& path : result.paths)
        result.scenario.paths.push_back(path.spec);
    return result;
}

QString cellOf(const ui::PercentileModel& model, int row, int column, int role = Qt::DisplayRole)
{
    return model.data(model.index(row, column), role).toString();
}

void checkHeads(const QAbstractItemModel& model)
{
    QStringList seen;
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto said = model.headerData(column, Qt::Horizontal, Qt::AccessibleDescriptionRole).toString();
        CAPTURE(column, said.toStdString());
        CHECK(said.endsWith(QLatin1Char('.')));
        CHECK_FALSE(said.contains(QStringLiteral(". ")));
        CHECK_FALSE(seen.contains(said));
        CHECK(model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().contains(said.toHtmlEscaped()));
        seen << said;
    }
}

} // namespace

TEST_CASE("A scenario that is opened and run untouched is run as it is in its file", "[ui][load]")
{
    SECTION("an open loop of an operation every other second")
    {
        OpenedPanel opened(R"({"loop": "open", "users": 2500, "rate": 0.5})");
        CHECK(opened.shown("rate") == 0.5);
        CHECK(opened.shown("seconds") == 12.5);
        CHECK(opened.shown("warmUp") == 1.25);
        checkUntouched(opened);
    }
    SECTION("a rate that the field cannot show in full")
    {
        OpenedPanel opened(R"({"loop": "open", "rate": 33.33333333})");
        CHECK(opened.shown("rate") == 33.333);
        checkUntouched(opened);
    }
    SECTION("a closed loop of many users who think for half a millisecond")
    {
        OpenedPanel opened(R"({"users": 2500, "think_ms": 0.5})");
        CHECK(opened.window.child<QSpinBox>("users").value() == 2500);
        CHECK(opened.shown("thinkTime") == 0.5);
        checkUntouched(opened);
    }
    SECTION("a ramp that ends before the run does, and then holds")
    {
        OpenedPanel opened(
            R"({"loop": "open", "rate": 0.25, "stages": [{"seconds": 4.5, "rate": 7.5, "ramp": true}]})");
        checkUntouched(opened);
    }
    SECTION("one stage of more users than the load itself names")
    {
        OpenedPanel opened(R"({"users": 8, "stages": [{"seconds": 5, "users": 2500}]})");
        checkUntouched(opened);
    }
    SECTION("stages that are longer than the run")
    {
        OpenedPanel opened(R"({"stages": [{"seconds": 10.5, "users": 4}, {"seconds": 30, "users": 9}]})");
        checkUntouched(opened);
    }
}

TEST_CASE("A field that was changed counts, and shows a fraction only where there is one", "[ui][load]")
{
    OpenedPanel opened(R"({"loop": "open", "rate": 33.33333333})");
    auto& rate = opened.window.child<QDoubleSpinBox>("rate");
    rate.setValue(1.5);
    CHECK(opened.panel.scenario()->load.rate == 1.5);
    CHECK(rate.cleanText() == QLocale().toString(1.5));
    rate.stepUp();
    CHECK(opened.panel.scenario()->load.rate == 2);
    CHECK(rate.cleanText() == QStringLiteral("2"));
    rate.setValue(0.5);
    rate.stepDown();
    CHECK(opened.panel.scenario()->load.rate == ui::bounds::leastRate);

    auto& seconds = opened.window.child<QDoubleSpinBox>("seconds");
    seconds.setValue(0.5);
    CHECK(opened.panel.scenario()->duration == 500ms);
    CHECK(seconds.value() == 0.5);
    opened.window.child<QDoubleSpinBox>("warmUp").setValue(700);
    CHECK(opened.panel.scenario()->warmUp == 700s);
    CHECK(opened.panel.scenario()->warmUpMost == 2100s);
    const auto saved = load::parseScenario(opened.panel.scenario()->json, "saved.json", load::ResourcePaths::find());
    REQUIRE(saved.has_value());
    CHECK(saved->warmUpMost == 2100s);
}

TEST_CASE("The fields' bounds are those of a scenario's file", "[ui][load]")
{
    namespace bounds = ui::bounds;
    const auto text = [](double value) { return QString::number(value, 'f', 3).toStdString(); };
    const auto users = [](int count) { return R"({"users": )" + std::to_string(count) + "}"; };
    CHECK(isReadable(users(bounds::mostUsers)));
    CHECK_FALSE(isReadable(users(bounds::mostUsers + 1)));
    const auto rate = [&](double value) { return R"({"loop": "open", "rate": )" + text(value) + "}"; };
    CHECK(isReadable(rate(bounds::leastRate)));
    CHECK_FALSE(isReadable(rate(0)));
    CHECK(isReadable(rate(bounds::mostRate)));
    CHECK_FALSE(isReadable(rate(bounds::mostRate + 1)));
    const auto think = [&](double value) { return R"({"think_ms": )" + text(value) + "}"; };
    CHECK(isReadable(think(bounds::mostThink)));
    CHECK_FALSE(isReadable(think(bounds::mostThink + 1)));
    CHECK(isReadable("{}", text(bounds::leastSeconds)));
    CHECK_FALSE(isReadable("{}", text(bounds::leastSeconds / 2)));
    CHECK(isReadable("{}", text(bounds::mostSeconds)));
    CHECK_FALSE(isReadable("{}", text(bounds::mostSeconds + 1)));
}

TEST_CASE("How many times faster is the result's own comparison, or a dash", "[ui][load]")
{
    using Model = ui::PercentileModel;
    auto result = comparedRun();
    Model model;
    model.setScenario(result.scenario);
    CHECK(cellOf(model, 0, Model::TimesP50) == QStringLiteral("–"));
    model.setResult(std::make_shared<const load::Result>(result));
    CHECK(cellOf(model, 0, Model::TimesP50) == QStringLiteral("1×"));
    CHECK(cellOf(model, 1, Model::TimesP50) == QStringLiteral("40×"));
    CHECK(cellOf(model, 1, Model::TimesP50, Qt::ToolTipRole).contains(QStringLiteral("95 % CI")));
    CHECK(cellOf(model, 1, Model::TimesP99) == QStringLiteral("–"));
    CHECK(cellOf(model, 1, Model::TimesP99, Qt::ToolTipRole).contains(QStringLiteral("on each side")));
    CHECK_FALSE(model.data(model.index(1, Model::TimesP50), table::TokenRole).isValid());

    result.paths[1].trusted = false;
    model.setResult(std::make_shared<const load::Result>(result));
    CHECK(model.data(model.index(1, Model::TimesP50), table::TokenRole).toInt() == int(theme::Token::TextMuted));
    CHECK(cellOf(model, 1, Model::TimesP50, Qt::ToolTipRole).contains(QStringLiteral("not to be trusted")));

    // So long as the run has compared nothing, nothing is said, however many reads there are.
    result.comparisons.clear();
    model.setResult(std::make_shared<const load::Result>(result));
    CHECK(cellOf(model, 1, Model::TimesP50) == QStringLiteral("–"));
    CHECK(cellOf(model, 1, Model::P50) != QStringLiteral("–"));
}

TEST_CASE("Every column and every view explains itself in one sentence", "[ui][load]")
{
    checkHeads(ui::PercentileModel());
    checkHeads(ui::OperationModel());
    for (int view = 0; view < ui::viewCount; ++view) {
        const auto said = ui::explanations::explanation(ui::View(view));
        CAPTURE(view, said.toStdString());
        CHECK(said.endsWith(QLatin1Char('.')));
        CHECK_FALSE(said.contains(QStringLiteral(". ")));
    }
}

TEST_CASE("A cold start that is ticked measures from the first operation, as a file that says so")
{
    OpenedPanel opened(R"({"loop": "closed", "users": 4})");
    auto& cold = opened.window.child<QCheckBox>("coldStart");
    REQUIRE_FALSE(cold.isChecked());
    cold.click();
    const auto ticked = opened.panel.scenario();
    CHECK(ticked->cache.coldStart);
    CHECK(ticked->warmUp == 0ms);
    CHECK(ticked->warmUpMost == 0ms);
    cold.click();
    CHECK(opened.panel.scenario()->warmUp == opened.file.warmUp);
}
