// What is saved from the Load page: the chart in the format that was chosen, the report with a word that it is there.

#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/load/load_page.hpp"
#include "ui/shell/chart_menu.hpp"
#include "widgets/badge/message_bar.hpp"

#include <QAbstractButton>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QtTest>

#include <stdexcept>

using namespace cachedeck;

namespace {

void showMeasured(test::Window& window)
{
    auto result = test::exampleResult();
    for (const auto& path : result.paths)
        result.scenario.paths.push_back(path.spec);
    window.main().showPage("load");
    window.bench.run().show(std::make_shared<const load::Result>(result));
}

// The dialog that an action of the page's menu opens; the action is the one whose text begins so.
QFileDialog& dialogOf(test::Window& window, const QString& action)
{
    for (auto* button : window.bench.loadPage().findChildren<QAbstractButton*>())
        if (button->accessibleName() == QStringLiteral("Copy or save the chart or the report"))
            QTest::mouseClick(button, Qt::LeftButton);
    for (auto* menu : window.bench.loadPage().findChildren<QMenu*>()) {
        if (!menu->isVisible())
            continue;
        for (auto* each : menu->actions())
            if (each->text().startsWith(action))
                each->trigger();
        menu->close();
    }
    for (auto* dialog : window.main().findChildren<QFileDialog*>())
        if (dialog->isVisible())
            return *dialog;
    throw std::runtime_error("no dialog was opened");
}

void acceptWith(QFileDialog& dialog, const QString& name)
{
    dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(name);
    static_cast<QDialog&>(dialog).accept();
}

QByteArray contentOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isTold(test::Window& window, const QString& words)
{
    auto& bar = window.child<badge::MessageBar>("messageBar");
    return bar.isVisible() && bar.fullText().contains(words);
}

} // namespace

TEST_CASE("A chart's file is what its name's end says; .png and no end give way to the filter", "[ui][saving]")
{
    using ui::chartFile;
    const auto png = QStringLiteral("PNG, twice the pixels (*.png)");
    const auto svg = QStringLiteral("SVG (*.svg)");
    CHECK(chartFile("/tmp/latency.png", svg) == QStringLiteral("/tmp/latency.svg"));
    CHECK(chartFile("/tmp/latency.png", "CSV (*.csv)") == QStringLiteral("/tmp/latency.csv"));
    CHECK(chartFile("/tmp/latency", svg) == QStringLiteral("/tmp/latency.svg"));
    CHECK(chartFile("/tmp/latency.v2", svg) == QStringLiteral("/tmp/latency.v2.svg"));
    CHECK(chartFile("/tmp/latency.csv", png) == QStringLiteral("/tmp/latency.csv"));
    CHECK(chartFile("/tmp/latency.PNG", png) == QStringLiteral("/tmp/latency.PNG"));
    CHECK(chartFile("/tmp/latency", png) == QStringLiteral("/tmp/latency.png"));
    CHECK(chartFile("/tmp/latency.png", {}) == QStringLiteral("/tmp/latency.png"));
}

TEST_CASE("SVG chosen in the dialog is SVG in the file, and no file is lost by it", "[ui][saving]")
{
    test::Window window;
    showMeasured(window);
    const QTemporaryDir place;
    const auto file = place.filePath(QStringLiteral("chart.svg"));
    const auto saveSvg = [&] {
        auto& dialog = dialogOf(window, QStringLiteral("Save the chart"));
        dialog.setDirectory(place.path());
        dialog.selectNameFilter(QStringLiteral("SVG (*.svg)"));
        acceptWith(dialog, QStringLiteral("chart.png")); // as a dialog gives it whose name does not follow the filter
    };
    saveSvg();
    REQUIRE(test::eventually([&] { return isTold(window, QStringLiteral("Saved chart.svg")); }, 60));
    CHECK(contentOf(file).contains("<svg"));
    REQUIRE(test::eventually([&] { return window.main().findChild<QFileDialog*>() == nullptr; }, 60));

    QFile mine(file);
    REQUIRE(mine.open(QIODevice::WriteOnly));
    mine.write("mine");
    mine.close();
    saveSvg();
    CHECK(test::eventually([&] { return isTold(window, QStringLiteral("was left as it is")); }, 60));
    CHECK(contentOf(file) == "mine");
    CHECK_FALSE(QFile::exists(place.filePath(QStringLiteral("chart.png"))));
}

TEST_CASE("A report that was saved is told", "[ui][saving]")
{
    test::Window window;
    showMeasured(window);
    const QTemporaryDir place;
    acceptWith(dialogOf(window, QStringLiteral("Save the run's report")), place.path());
    const auto words = QStringLiteral("The report was saved in %1").arg(place.path());
    CHECK(test::eventually([&] { return isTold(window, words); }, 60));
    CHECK(QFile::exists(place.filePath(QStringLiteral("report.html"))));
}
