#include "tests/support/catch.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/load/load_page.hpp"
#include "ui/settings/settings_page.hpp"
#include "ui/start/world_card.hpp"
#include "widgets/badge/navigation_rail.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/chart/time_chart.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QtTest>

using namespace cachedeck;

TEST_CASE("Ctrl and a digit goes to a page, F11 presents and Escape leaves", "[ui]")
{
    test::Window window;
    auto& main = window.main();
    CHECK(main.currentPage()->id() == "start");
    QTest::keyClick(&main, Qt::Key_2, Qt::ControlModifier);
    CHECK(main.currentPage()->id() == "keys");
    QTest::keyClick(&main, Qt::Key_3, Qt::ControlModifier);
    CHECK(main.currentPage()->id() == "load");

    auto& rail = window.child<badge::NavigationRail>("rail");
    QTest::keyClick(&main, Qt::Key_F11);
    CHECK(main.isPresentation());
    CHECK_FALSE(rail.isVisible());
    QTest::keyClick(&main, Qt::Key_Escape);
    CHECK_FALSE(main.isPresentation());
    CHECK(rail.isVisible());
}

TEST_CASE("The command palette runs what was typed", "[ui]")
{
    test::Window window;
    QTest::keyClick(&window.main(), Qt::Key_K, Qt::ControlModifier);
    auto& palette = window.child<QWidget>("commandPalette");
    REQUIRE(palette.isVisible());
    auto* filter = palette.findChild<QLineEdit*>();
    QTest::keyClicks(filter, "sentinel");
    QTest::keyClick(filter, Qt::Key_Return);
    CHECK_FALSE(palette.isVisible());
    CHECK(window.main().currentPage()->id() == "sentinel");
}

TEST_CASE("The palette and Start's card open the form for a workload of one's own", "[ui]")
{
    test::Window window;
    auto& form = window.child<QWidget>("workloadPanel");
    window.main().showPage("keys");
    QTest::keyClick(&window.main(), Qt::Key_K, Qt::ControlModifier);
    auto* filter = window.child<QWidget>("commandPalette").findChild<QLineEdit*>();
    QTest::keyClicks(filter, "workload");
    QTest::keyClick(filter, Qt::Key_Return);
    CHECK(window.main().currentPage()->id() == "start");
    CHECK(form.isVisible());
    QTest::keyClick(&form, Qt::Key_Escape);
    CHECK_FALSE(form.isVisible());
    window.click("makeWorkload");
    CHECK(form.isVisible());
    CHECK(QApplication::activeModalWidget() == nullptr);
}

TEST_CASE("Invalidate without a server says what to do, without a dialog", "[ui]")
{
    test::Window window;
    window.main().openInvalidate("movie:*");
    CHECK_FALSE(window.child<QWidget>("invalidatePanel").isVisible());
    CHECK(window.child<QWidget>("messageBar").isVisible());
    CHECK(QApplication::activeModalWidget() == nullptr);
}

TEST_CASE("A server that is not there gives an error where the address was typed", "[ui]")
{
    test::Window window;
    Q_EMIT window.main().connectRequested();
    auto& panel = window.child<QWidget>("connectPanel");
    REQUIRE(panel.isVisible());
    auto& address = window.child<QLineEdit>("connectAddress");
    address.setText("http://localhost");
    CHECK_FALSE(window.child<QAbstractButton>("connectNow").isEnabled());
    address.setText("redis://127.0.0.1:1");
    window.click("connectNow");
    REQUIRE(test::eventually([&] { return window.child<QWidget>("messageBar").isVisible(); }));
    CHECK(window.bench.server().state() == ui::ServerSession::State::Disconnected);
    CHECK(panel.isVisible());
}

TEST_CASE("Start offers every scenario that is shipped", "[ui]")
{
    test::Window window;
    const auto& menu = window.child<QMenu>("scenarios");
    QStringList offered;
    for (const auto* card : window.main().findChildren<ui::WorldCard*>())
        offered << card->name();
    for (const auto* action : menu.actions())
        offered << action->text();
    offered.sort();
    QStringList shipped;
    for (const auto& file : QDir(QStringLiteral(CACHEDECK_RESOURCES_FOLDER "/scenarios")).entryList({"*.json"}))
        shipped << file.chopped(5);
    shipped.sort();
    CHECK(offered == shipped);
}

TEST_CASE("The theme is chosen in the settings and kept", "[ui]")
{
    test::Window window;
    window.main().showPage("settings");
    window.child<badge::SegmentedControl>("themeChoice").setCurrent(2);
    CHECK(window.bench.themes().theme().scheme() == theme::Scheme::Dark);
    CHECK(window.settings.value(ui::SettingsPage::themeKey()).toInt() == 2);
}

TEST_CASE("Space pauses the view of the charts and not the run", "[ui]")
{
    test::Window window;
    window.main().showPage("load");
    auto* chart = window.bench.loadPage().chart();
    REQUIRE(chart->isFollowing());
    window.bench.loadPage().togglePause();
    CHECK_FALSE(chart->isFollowing());
    window.click("pauseView");
    CHECK(chart->isFollowing());
}
