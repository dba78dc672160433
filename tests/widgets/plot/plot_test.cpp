#include "tests/support/catch.hpp"
#include "tests/widgets/screens.hpp"
#include "widgets/plot/xy_plot.hpp"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace cachedeck;
using plot::Axis;
using plot::AxisKind;
using plot::Series;

namespace {

QVector<QPointF> curve(double from, double steep)
{
    QVector<QPointF> points;
    for (int k = 0; k <= 48; ++k)
        points.append(QPointF(std::pow(10.0, k / 12.0), from * std::pow(10.0, steep * k / 12.0)));
    return points;
}

void fill(plot::XyPlot& figure)
{
    figure.setTitle(QStringLiteral("Latency by percentile"));
    figure.setExplanation(QStringLiteral("What it shows. What it does not say."));
    figure.setAxes({QStringLiteral("percentile"), AxisKind::Nines, chart::Unit::Ratio, {}},
                   {QStringLiteral("latency"), AxisKind::Log, chart::Unit::Seconds, {}});
    figure.setSeries(
        {{QStringLiteral("uncached"), theme::PathRole::Uncached, curve(1e-3, 0.4)},
         {QStringLiteral("service"), theme::PathRole::Uncached, curve(0.8e-3, 0.3), Series::Shape::Line, true},
         {QStringLiteral("cache-aside"), theme::PathRole::Cached, curve(5e-5, 0.8)},
         {QStringLiteral("cache-aside, earlier"), theme::PathRole::Cached, curve(7e-5, 0.8), Series::Shape::Line, true,
          true}});
}

} // namespace

TEST_CASE("an axis by number of nines gives each nine the same room and its own words")
{
    Axis axis{{}, AxisKind::Nines, chart::Unit::Ratio, {}};
    axis.fit({1, 10'000});
    CHECK(axis.share(100) == Approx(0.5));
    CHECK(plot::ninesText(2) == QStringLiteral("50 %"));
    CHECK(plot::ninesText(10) == QStringLiteral("90 %"));
    CHECK(plot::ninesText(1000) == QStringLiteral("99.9 %"));
    CHECK(plot::ninesText(100'000) == QStringLiteral("99.999 %"));
    QStringList words;
    for (const auto& tick : axis.ticks(600, 40))
        words << tick.label;
    CHECK(words.contains(QStringLiteral("99 %")));
    CHECK(words.last() == QStringLiteral("99.99 %"));
}

TEST_CASE("a log axis passes over what it cannot show")
{
    Axis axis{{}, AxisKind::Log, chart::Unit::Count, {}};
    axis.fit({0, -3, 20, 400});
    CHECK(axis.range.low > 0);
    CHECK(axis.range.low <= 20);
    CHECK(axis.range.high >= 400);
    CHECK(std::isnan(axis.share(0)));
}

TEST_CASE("a curve is read between its points on the axes' own scales, and not beyond them")
{
    plot::XyPlot figure;
    fill(figure);
    CHECK(figure.valueAt(0, 10) == Approx(1e-3 * std::pow(10, 0.4)));
    CHECK(figure.valueAt(0, std::sqrt(10.0)) == Approx(1e-3 * std::pow(10, 0.2)));
    CHECK(std::isnan(figure.valueAt(0, 1e6)));
    CHECK(std::isnan(figure.valueAt(9, 1)));
    figure.setSeries(
        {{QStringLiteral("bins"), theme::PathRole::Cached, {{1, 5}, {2, 9}, {3, 0}}, Series::Shape::Steps}});
    CHECK(figure.valueAt(0, 1.9) == 5);
    CHECK(figure.valueAt(0, 2) == 9);
}

TEST_CASE("where a curve has no place on a log axis it breaks, and does not lie at the bottom")
{
    plot::XyPlot figure;
    figure.setAxes({QStringLiteral("time"), AxisKind::Linear, chart::Unit::Seconds, {}},
                   {QStringLiteral("events"), AxisKind::Log, chart::Unit::Count, {}});
    figure.setSeries({{QStringLiteral("hit"), theme::PathRole::Cached, {{1, 10}, {2, 10}, {3, 0}, {4, 0}, {5, 10}}}});
    CHECK(figure.valueAt(0, 1.5) == Approx(10));
    CHECK(figure.valueAt(0, 2) == Approx(10));
    for (const double gap : {2.5, 3.0, 3.5, 4.5})
        CHECK(std::isnan(figure.valueAt(0, gap)));
    CHECK(figure.valueAt(0, 5) == Approx(10));
    // Nothing of the curve is drawn in the gap: it looks as it does with the gap's ends left out.
    figure.resize(600, 300);
    const auto picture = figure.grab().toImage();
    figure.setSeries({{QStringLiteral("hit"), theme::PathRole::Cached, {{1, 10}, {2, 10}, {3.5, 0}, {5, 10}}}});
    CHECK(figure.grab().toImage() == picture);
}

TEST_CASE("mouse and arrow keys move the crosshair, T shows the table, and the words reach a screen reader")
{
    plot::XyPlot figure;
    fill(figure);
    figure.resize(800, 400);
    figure.show();
    figure.setFocus();
    CHECK(figure.toolTip().isEmpty()); // nothing floats over data
    CHECK(figure.accessibleDescription().contains(QStringLiteral("does not say")));
    CHECK(figure.accessibleDescription().contains(QStringLiteral("cache-aside")));
    QTest::mouseMove(&figure, QPoint(400, 200));
    REQUIRE(figure.crosshair());
    const double before = figure.crosshair()->x();
    QTest::keyClick(&figure, Qt::Key_Right, Qt::ShiftModifier);
    CHECK(figure.crosshair()->x() == Approx(before + 0.1));
    QTest::keyClick(&figure, Qt::Key_End);
    CHECK(figure.crosshair()->x() == 1);
    QTest::keyClick(&figure, Qt::Key_Escape);
    CHECK_FALSE(figure.crosshair());
    QTest::keyClick(&figure, Qt::Key_T);
    CHECK(figure.isTableVisible());
    auto* table = figure.findChild<QTableView*>();
    REQUIRE(table);
    CHECK(table->model()->rowCount() == 4 * 49);
    figure.setTableVisible(false);
    CHECK_FALSE(figure.isTableVisible());
}

TEST_CASE("a figure goes out as PNG at twice the pixels, as SVG and as CSV, each with where it comes from")
{
    plot::XyPlot figure;
    fill(figure);
    figure.resize(800, 400);
    chart::ExportOptions options;
    options.provenance = {QStringLiteral("Scenario movies; seed 42")};
    const auto image = chart::toImage(&figure, options);
    CHECK(image.width() == 2 * figure.exportSize().width());
    CHECK(screens::colours(image) > 30);
    const auto csv = QString::fromUtf8(chart::toCsv(&figure, options));
    CHECK(csv.startsWith(QStringLiteral("# Scenario movies")));
    CHECK(csv.contains(QStringLiteral("cache-aside,0.9,")));
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("figure.svg"));
    CHECK(chart::save(&figure, file, chart::ExportFormat::Svg, options).isEmpty());
    QFile svg(file);
    REQUIRE(svg.open(QIODevice::ReadOnly));
    CHECK(svg.readAll().contains("Scenario movies; seed 42"));
    plot::XyPlot empty;
    CHECK(chart::toCsv(&empty, options).isEmpty());
}

TEST_CASE("figures can be looked at in every scheme", "[screens]")
{
    theme::loadFonts();
    theme::ThemeManager manager(*qApp);
    for (const screens::Dress& dress : screens::dresses) {
        manager.setChoice(dress.choice);
        plot::XyPlot figure;
        fill(figure);
        figure.setMarks({{{100, 1e-2}, QStringLiteral("knee: 12.4 k/s")}});
        figure.resize(928, 420);
        figure.show();
        INFO(dress.name);
        CHECK(screens::colours(screens::take(figure, QStringLiteral("plot-") + QLatin1String(dress.name))) > 30);
    }
}
