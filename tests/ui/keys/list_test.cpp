// The list of keys: it fills, filters, follows what expires.

#include "tests/support/catch.hpp"
#include "tests/ui/keys/keys_fixture.hpp"
#include "widgets/badge/segmented_control.hpp"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTableView>
#include <QTreeView>

using namespace cachedeck;
using test::eventually;

namespace {

void fill(test::RedisServer& server, int users)
{
    server.command({"EVAL",
                    "for i=1,tonumber(ARGV[1]) do redis.call('SET','user:'..(i%10)..':'..i,i,'EX',3000) end "
                    "for i=1,40 do redis.call('HSET','cart:'..i,'a',1) end "
                    "redis.call('SET','plain','x') return 1",
                    "0", std::to_string(users)});
}

} // namespace

TEST_CASE("Scanning lists every key with its namespaces", "[keys]")
{
    test::RedisServer redis;
    fill(redis, 5000);
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 5041; }));
    CHECK(window.text("keyCount") == QStringLiteral("5,041 keys"));

    auto& tree = window.child<QTreeView>("namespaces");
    const auto all = tree.model()->index(0, 0);
    REQUIRE(eventually([&] { return tree.model()->rowCount(all) == 3; }));
    CHECK(tree.model()->index(0, 0, all).data().toString() == QStringLiteral("user"));
    CHECK(tree.model()->index(0, 1, all).data().toString() == QStringLiteral("5,000"));

    SECTION("choosing a namespace filters, and opening it shows the next level")
    {
        const auto user = tree.model()->index(0, 0, all);
        tree.expand(user);
        REQUIRE(eventually([&] { return tree.model()->rowCount(user) == 10; }));
        tree.setCurrentIndex(tree.model()->index(0, 0, user));
        REQUIRE(eventually([&] { return window.rows() == 500; }));
        CHECK(window.text("keyCount") == QStringLiteral("500 of 5,041 keys"));
        tree.setCurrentIndex(tree.model()->index(1, 0, all));
        CHECK(eventually([&] { return window.rows() == 40; }));
        tree.setCurrentIndex(tree.model()->index(2, 0, all));
        CHECK(eventually([&] { return window.rows() == 1; }));
    }
    SECTION("the rows in sight get type, TTL and memory")
    {
        auto* model = &window.page.presenter().model();
        REQUIRE(eventually([&] { return model->metadata(0) && model->metadata(5); }));
        CHECK_FALSE(model->index(0, ui::KeyModel::MemoryColumn).data().toString().isEmpty());
        CHECK(model->metadata(4000) == nullptr); // out of sight: not asked
    }
}

TEST_CASE("The filter takes a substring or a glob", "[keys]")
{
    test::RedisServer redis;
    fill(redis, 1000);
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 1041; }));
    window.page.focusFilter();
    auto& filter = window.child<QLineEdit>("keyFilter");
    CHECK(filter.hasFocus());
    QTest::keyClicks(&filter, QStringLiteral("cart"));
    CHECK(eventually([&] { return window.rows() == 40; }));
    filter.selectAll();
    QTest::keyClicks(&filter, QStringLiteral("user:1:*1"));
    CHECK(eventually([&] { return window.rows() == 100; }));
    QTest::keyClick(&filter, Qt::Key_Escape);
    CHECK(eventually([&] { return window.rows() == 1041; }));
    filter.selectAll();
    QTest::keyClicks(&filter, QStringLiteral("nothing like it"));
    CHECK(eventually([&] { return window.rows() == 0; }));
}

TEST_CASE("Types and TTLs narrow the list", "[keys]")
{
    test::RedisServer redis;
    fill(redis, 300);
    redis.command({"SET", "soon", "x", "EX", "50"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 342; }));

    window.click("type-hash");
    CHECK(eventually([&] { return window.scanned() && window.rows() == 40; }));
    window.click("type-hash");
    CHECK(eventually([&] { return window.scanned() && window.rows() == 342; }));

    auto& range = window.child<badge::SegmentedControl>("ttlRange");
    range.setCurrent(1);
    CHECK(eventually([&] { return window.rows() == 1; }));
    CHECK(window.page.presenter().model().keyAt(0) == "soon");
    range.setCurrent(2);
    CHECK(eventually([&] { return window.rows() == 301; }));
    range.setCurrent(3);
    CHECK(eventually([&] { return window.rows() == 41; }));
    range.setCurrent(0);
    CHECK(eventually([&] { return window.rows() == 342; }));
}

TEST_CASE("A key that expires is struck out and leaves the list", "[keys]")
{
    test::RedisServer redis;
    redis.command({"MSET", "brief", "x", "stays", "y"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 2; }));
    window.choose("brief");
    redis.command({"PEXPIRE", "brief", "1"});
    auto& model = window.page.presenter().model();
    REQUIRE(eventually([&] { return model.find("brief") >= 0 && model.isGone(model.find("brief")); }));
    CHECK(eventually([&] { return window.rows() == 1; }));
    CHECK(eventually([&] { return window.text("keyCount") == QStringLiteral("1 key"); }));
    CHECK(window.child("goneNote").isVisible()); // the open key stays open, and says so
}

TEST_CASE("F5 finds what is new, and the order by name is kept", "[keys]")
{
    test::RedisServer redis;
    fill(redis, 20);
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 61; }));
    redis.command({"SET", "a-first", "x"});
    window.page.presenter().cycleOrder();
    window.page.refresh();
    REQUIRE(eventually([&] { return window.scanned() && window.rows() == 62; }));
    CHECK(eventually([&] { return window.page.presenter().model().keyAt(0) == "a-first"; }));
}
