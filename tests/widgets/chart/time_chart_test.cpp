#include "tests/support/catch.hpp"
#include "tests/widgets/chart/run.hpp"
#include "widgets/chart/chart_legend.hpp"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace cachedeck;
using chart::TimeChart;

namespace {

void show(TimeChart& chart)
{
    chart.resize(927, 464);
    chart.show();
    chart.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&chart));
    chart.setFocus();
}

void wheel(TimeChart& chart, const QPointF& at, int turned)
{
    QWheelEvent event(at, chart.mapToGlobal(at), {}, {0, turned}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&chart, &event);
}

// Draws what is waiting to be drawn.
void settle(TimeChart& chart)
{
    QSignalSpy drawn(&chart, &TimeChart::readoutChanged);
    drawn.wait(500);
}

} // namespace

TEST_CASE("the points drawn do not grow with the run")
{
    int after[2]{};
    for (const int i : {0, 1}) {
        TimeChart chart;
        test::fill(chart, i == 0 ? 600 : 6000, 0.05);
        chart.setDuration(60); // the window holds the whole run
        show(chart);
        after[i] = chart.drawnPoints();
    }
    CHECK(after[0] > 1000);
    CHECK(after[1] <= after[0] * 3 / 2); // ten times the samples
    CHECK(after[1] <= 3 * 5 * 1100);     // three paths: two lines and three small ones, about 1,000 points each at most
}

TEST_CASE("hiding a path from the legend takes its curves away and says so")
{
    TimeChart chart;
    test::fill(chart, 60);
    chart::ChartLegend legend(&chart);
    legend.show();
    show(chart);
    const int before = chart.drawnPoints();
    const auto entries = legend.findChildren<QAbstractButton*>();
    REQUIRE(entries.size() == 3);
    CHECK(entries[1]->accessibleName() == u"cache-aside");
    QSignalSpy spy(&chart, &TimeChart::pathVisibilityChanged);
    QTest::mouseClick(entries[1], Qt::LeftButton);
    CHECK_FALSE(chart.isPathVisible(1));
    CHECK(spy.count() == 1);
    settle(chart);
    CHECK(chart.drawnPoints() < before);
    QTest::keyClick(entries[1], Qt::Key_Space);
    CHECK(chart.isPathVisible(1));
}

TEST_CASE("the arrows move the crosshair and the readout follows")
{
    TimeChart chart;
    test::fill(chart, 60);
    show(chart);
    CHECK_FALSE(chart.crosshair().has_value());
    QTest::keyClick(&chart, Qt::Key_Left);
    REQUIRE(chart.crosshair().has_value());
    const double first = *chart.crosshair();
    QTest::keyClick(&chart, Qt::Key_Left, Qt::ShiftModifier);
    CHECK(*chart.crosshair() < first - 2);
    const chart::Readout at = chart.readout();
    REQUIRE(at.quantiles.size() == 3);
    CHECK(at.quantiles[0][0] == Approx(4e-3).epsilon(0.3));
    CHECK(at.quantiles[1][0] == Approx(98e-6).epsilon(0.3));
    CHECK(std::isnan(at.values[0][1])); // uncached has no hit ratio
    CHECK(chart.accessibleDescription().contains(QStringLiteral("cache-aside: p50")));
    QTest::keyClick(&chart, Qt::Key_Escape);
    CHECK_FALSE(chart.crosshair().has_value());
    QTest::mouseMove(&chart, {400, 200});
    CHECK(chart.crosshair().has_value());
}

TEST_CASE("wheel, drag and double click: zoom, pan and back to live")
{
    TimeChart chart;
    test::fill(chart, 84);
    show(chart);
    CHECK(chart.window().low == 0);
    CHECK(chart.window().high == 90);
    QSignalSpy following(&chart, &TimeChart::followingChanged);
    wheel(chart, {300, 200}, 240);
    const chart::Range zoomed = chart.window();
    CHECK(zoomed.high - zoomed.low == Approx(90 * 0.64));
    CHECK_FALSE(chart.isFollowing());
    settle(chart);
    QTest::mousePress(&chart, Qt::LeftButton, {}, {300, 200});
    QTest::mouseMove(&chart, {310, 200});
    QTest::mouseMove(&chart, {250, 200});
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, {250, 200});
    CHECK(chart.window().low > zoomed.low);
    CHECK(chart.window().high - chart.window().low == Approx(zoomed.high - zoomed.low));
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, {300, 200});
    CHECK(chart.isFollowing());
    CHECK(chart.window().high == 90);
    CHECK(following.count() == 2);
}

TEST_CASE("a paused view stands still while the run goes on, and Live returns")
{
    TimeChart chart;
    test::fill(chart, 84);
    show(chart);
    chart.setFollowing(false);
    const double end = chart.window().high;
    for (double at = 85; at < 200; at += 1)
        chart.append(0, {at, {4e-3, 5e-3, 6e-3, 7e-3}, {1700}});
    CHECK(chart.window().high == end);
    QTest::keyClick(&chart, Qt::Key_L);
    CHECK(chart.isFollowing());
    CHECK(chart.window().high >= 199);
}

TEST_CASE("values that cannot stand on a log axis are not drawn")
{
    TimeChart chart;
    const int path = chart.addPath({QStringLiteral("uncached"), theme::PathRole::Uncached});
    show(chart);
    for (int i = 0; i < 20; ++i)
        chart.append(path, {double(i), {i == 10 ? 0.0 : 1e-3, 2e-3, i == 10 ? -1.0 : 3e-3}, {}});
    settle(chart);
    // Two lines of two pieces, without the eleventh sample.
    CHECK(chart.drawnPoints() == 2 * 19);
    CHECK(std::isnan(chart.readout().quantiles[0][3]));
}

TEST_CASE("T shows the data as a table and T goes back")
{
    TimeChart chart;
    test::fill(chart, 30);
    show(chart);
    QTest::keyClick(&chart, Qt::Key_T);
    REQUIRE(chart.isTableVisible());
    QAbstractItemModel* model = chart.tableModel();
    CHECK(model->rowCount() == 3 * 41);
    CHECK(model->columnCount() == 2 + 4 + 3);
    CHECK(model->index(1, 1).data().toString() == u"cache-aside");
    CHECK(model->index(0, 7).data().toString() == u"–");
    chart.append(0, {40, {1e-3}, {}});
    CHECK(chart.tableModel()->rowCount() == 3 * 41 + 1);
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &chart, Qt::Key_T);
    CHECK_FALSE(chart.isTableVisible());
}

TEST_CASE("a click on an event's diamond tells which")
{
    TimeChart chart;
    test::fill(chart, 84);
    show(chart);
    QSignalSpy spy(&chart, &TimeChart::eventActivated);
    for (int x = 68; x < 780 && spy.isEmpty(); x += 2)
        QTest::mouseClick(&chart, Qt::LeftButton, {}, {x, 11});
    REQUIRE(spy.count() == 1);
    CHECK(spy.first().first().toInt() == 0);
}

TEST_CASE("an old sample goes stale and says its age")
{
    TimeChart chart;
    chart.addPath({QStringLiteral("uncached"), theme::PathRole::Uncached});
    chart.resize(927, 464);
    chart.show();
    for (int i = 0; i < 20; ++i)
        chart.append(0, {double(i), {1e-3, 2e-3, 3e-3, 4e-3}, {}});
    chart.setNow(19.5);
    settle(chart);
    const QImage fresh = chart.grab().toImage();
    chart.setNow(27);
    settle(chart);
    CHECK(chart.grab().toImage() != fresh);
}

TEST_CASE("an empty chart says so")
{
    TimeChart chart;
    chart.setEmptyText(QStringLiteral("Press Run"));
    chart.resize(600, 300);
    chart.show();
    CHECK(chart.summary() == u"Press Run");
    CHECK(chart.drawnPoints() == 0);
    chart.addPath({QStringLiteral("a"), theme::PathRole::Cached});
    chart.append(0, {1, {1e-3}, {}});
    CHECK(chart.summary().contains(QStringLiteral("1.00 ms")));
    chart.clear();
    CHECK(chart.summary() == u"Press Run");
}
