// Invalidate by the key, from the list of keys to the panel, without a run and during one.

#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/ui/app/window_fixture.hpp"
#include "ui/keys/keys_page.hpp"
#include "ui/keys/keys_presenter.hpp"
#include "ui/load/load_page.hpp"
#include "widgets/badge/segmented_control.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QTableView>
#include <QtTest>

#include <algorithm>

using namespace cachedeck;

namespace {

void connectTo(test::Window& window, const test::RedisServer& server)
{
    window.bench.connectTo(redis::parseUrl("redis://127.0.0.1:" + std::to_string(server.port())).value());
    REQUIRE(test::eventually([&] { return window.bench.server().state() == ui::ServerSession::State::Connected; }, 60));
}

// Chooses a key in the list, which is scanned until it has it, and puts the focus there.
QTableView& chooseListed(test::Window& window, const std::string& key)
{
    window.main().showPage("keys");
    auto& presenter = window.main().findChild<ui::KeysPage*>()->presenter();
    REQUIRE(test::eventually(
        [&] {
            const bool listed = presenter.model().find(key) >= 0;
            if (!listed && !presenter.isScanning())
                presenter.rescan();
            return listed;
        },
        60));
    auto& list = window.child<QTableView>("keys");
    list.setFocus();
    list.setCurrentIndex(list.model()->index(presenter.model().find(key), 0));
    return list;
}

// What the run's keys on its path cache-aside begin with; empty while there are none.
std::string prefixOnPath(const test::RedisServer& server)
{
    const std::string path = ":cache-aside:";
    const auto keys = server.command({"KEYS", "cd:*" + path + "*"});
    const auto at = keys.find(path);
    return at == std::string::npos ? std::string() : keys.substr(0, at + path.size());
}

} // namespace

TEST_CASE("With the list of keys in front, / goes to the filter and I invalidates the key", "[ui][invalidate]")
{
    test::RedisServer server;
    server.command({"SET", "movie:1", "x"});
    test::Window window;
    connectTo(window, server);
    auto& list = chooseListed(window, "movie:1");
    QTest::keyClick(&list, Qt::Key_Slash);
    CHECK(window.main().focusWidget() == &window.child<QLineEdit>("keyFilter"));
    for (const auto modifier : {Qt::ShiftModifier, Qt::KeypadModifier}) { // German: Shift+7
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Slash, modifier);
        CHECK(window.main().focusWidget() == &window.child<QLineEdit>("keyFilter"));
    }
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_I);
    CHECK(window.child<QWidget>("invalidatePanel").isVisible());
    CHECK(window.child<QComboBox>("invalidateWhat").currentText() == QStringLiteral("movie:1"));
}

TEST_CASE("During a run a key of the list is invalidated, and expires, as the workload writes it", "[ui][invalidate]")
{
    test::RedisServer server;
    test::Window window;
    connectTo(window, server);
    auto& run = window.bench.run();
    window.bench.loadPage().open("movies", 300);
    window.bench.loadPage().startWhenConnected();
    REQUIRE(test::eventually([&] { return !run.samples().empty() && !run.samples().back().warmUp; }, 60));
    std::string prefix;
    REQUIRE(test::eventually([&] { return !(prefix = prefixOnPath(server)).empty(); }, 60));

    // A key that the workload itself leaves alone.
    const auto key = prefix + "planted:1";
    server.command({"SET", key, "x"});
    auto& list = chooseListed(window, key);
    QTest::keyClick(&list, Qt::Key_I);
    auto& what = window.child<QComboBox>("invalidateWhat");
    CHECK(what.currentText() == QStringLiteral("planted:1"));
    QSignalSpy invalidated(&run, &ui::RunSession::invalidated);
    window.click("invalidateApply");
    REQUIRE(test::eventually([&] { return invalidated.count() == 1; }, 60));
    CHECK(invalidated.front().at(1).toULongLong() == 1);
    CHECK(server.command({"EXISTS", key}) == "0");
    CHECK(test::eventually(
        [&] {
            return std::any_of(run.marks().begin(), run.marks().end(),
                               [](const load::Mark& mark) { return mark.text == "DEL planted:1, 1 keys"; });
        },
        60));

    // Pasted in full, it is the same key.
    server.command({"SET", key, "x", "EX", "1000"});
    window.main().openInvalidate({});
    what.setEditText(QString::fromStdString(key));
    window.child<badge::SegmentedControl>("invalidateHow").setCurrent(1);
    QSignalSpy expiring(&run, &ui::RunSession::expiring);
    window.click("invalidateApply");
    REQUIRE(test::eventually([&] { return expiring.count() == 1; }, 60));
    CHECK(expiring.front().at(2).toULongLong() == 1);
    CHECK(test::eventually([&] { return server.command({"EXISTS", key}) == "0"; }, 60));
    run.stop();
    CHECK(test::eventually([&] { return !run.isRunning(); }, 60));
}
