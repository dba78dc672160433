// By keyboard alone, and every stop has a name.

#include "tests/support/catch.hpp"
#include "tests/ui/keys/keys_fixture.hpp"

#include <QAccessible>
#include <QTableView>

using namespace cachedeck;
using test::eventually;

namespace {

int checkStops(QWidget& page)
{
    int stops = 0;
    auto* first = page.nextInFocusChain();
    for (auto* widget = first; widget; widget = widget->nextInFocusChain()) {
        if (page.isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus)) {
            ++stops;
            auto* accessible = QAccessible::queryAccessibleInterface(widget);
            INFO(widget->metaObject()->className() << " " << widget->objectName().toStdString());
            CHECK((accessible && !accessible->text(QAccessible::Name).isEmpty()));
        }
        if (widget->nextInFocusChain() == first)
            break;
    }
    return stops;
}

} // namespace

TEST_CASE("Every Tab stop of the Keys page has a name", "[keys][access]")
{
    test::RedisServer redis;
    redis.command({"HSET", "cart:1", "a", "1"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 1; }));
    CHECK(checkStops(window.page) > 10);
    window.choose("cart:1");
    REQUIRE(eventually([&] { return window.child("delete").isEnabled(); }));
    CHECK(checkStops(window.page) > 16);
    window.click("setTtl");
    checkStops(window.page);
    window.click("invalidate");
    checkStops(window.page);
}

TEST_CASE("The list is worked by keyboard", "[keys][access]")
{
    test::RedisServer redis;
    redis.command({"MSET", "a", "1", "b", "2", "c", "3"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 3; }));
    auto& list = window.child<QTableView>("keys");
    window.page.presenter().cycleOrder(); // by name
    REQUIRE(eventually([&] {
        return window.page.presenter().model().keyAt(0) == "a" && window.page.presenter().model().keyAt(2) == "c";
    }));
    list.setFocus();
    list.setCurrentIndex(list.model()->index(0, 0));
    QTest::keyClick(&list, Qt::Key_Down);
    CHECK(window.page.invalidationSuggestion() == QStringLiteral("b"));
    CHECK(eventually([&] { return window.text("elementInfo") == QStringLiteral("text, 1 bytes"); }));
    QTest::keyClick(&list, Qt::Key_Return);
    CHECK(window.child("code").hasFocus());
    QTest::keyClick(&window.child("code"), Qt::Key_Escape);
    CHECK(list.hasFocus());
    CHECK_FALSE(window.child("code").isVisible());
}

TEST_CASE("Without a server the page says what to press", "[keys]")
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    ui::ServerSession server;
    ui::EventLog events;
    ui::RunSession run(server, events);
    ui::KeysPage page({&server, &run, &events, &settings});
    page.resize(1204, 716);
    page.show();
    page.setActive(true);
    QSignalSpy asked(&page, &ui::Page::pageRequested);
    QTest::mouseClick(page.findChild<QWidget*>(QStringLiteral("goToStart")), Qt::LeftButton);
    REQUIRE(asked.count() == 1);
    CHECK(asked.front().front().toString() == QStringLiteral("start"));
    CHECK(checkStops(page) == 1);
}
