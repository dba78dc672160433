// The open key: its value for every type, by pages, and what can be done to it.

#include "tests/support/catch.hpp"
#include "tests/ui/keys/keys_fixture.hpp"
#include "widgets/badge/segmented_control.hpp"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTableView>

using namespace cachedeck;
using test::eventually;

namespace {

QString cell(test::KeysWindow& window, int row, int column)
{
    auto* model = window.child<QTableView>("elements").model();
    return model->index(row, column).data().toString();
}

int elements(test::KeysWindow& window)
{
    return window.child<QTableView>("elements").model()->rowCount();
}

} // namespace

TEST_CASE("Each type's value is shown", "[keys]")
{
    test::RedisServer redis;
    redis.command({"SET", "json", R"({"name":"Garden secateurs","price":2490.10,"tags":["a","b"]})"});
    redis.command({"SET", "bytes", std::string("\x01\xff\x00\x41", 4)});
    redis.command({"HSET", "hash", "user", "u48213", "currency", "EUR"});
    redis.command({"RPUSH", "list", "first", "second"});
    redis.command({"SADD", "set", "member"});
    redis.command({"ZADD", "zset", "1.5", "low", "20", "high"});
    redis.command({"XADD", "stream", "5-1", "field", "value"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 7; }));
    auto& code = window.child<QPlainTextEdit>("code");

    window.choose("json");
    CHECK(eventually(
        [&] { return code.toPlainText().contains(QStringLiteral("\n  \"price\": 2490.10,")); })); // as it was written
    window.child<badge::SegmentedControl>("look").setCurrent(1);
    CHECK(code.toPlainText().startsWith(QStringLiteral("{\"name\":")));
    window.child<badge::SegmentedControl>("look").setCurrent(0);

    window.choose("bytes");
    CHECK(eventually([&] { return code.toPlainText().startsWith(QStringLiteral("00000000  01 ff 00 41")); }));

    window.choose("hash");
    CHECK(eventually([&] { return window.text("valueTitle") == QStringLiteral("Fields, 2"); }));
    CHECK(cell(window, 0, 0) == QStringLiteral("user"));
    CHECK(cell(window, 0, 1) == QStringLiteral("u48213"));
    CHECK(code.toPlainText() == QStringLiteral("u48213"));

    window.choose("list");
    CHECK(eventually([&] { return elements(window) == 2 && cell(window, 1, 1) == QStringLiteral("second"); }));
    window.choose("set");
    CHECK(eventually([&] { return elements(window) == 1 && cell(window, 0, 0) == QStringLiteral("member"); }));
    window.choose("zset");
    CHECK(eventually([&] { return elements(window) == 2 && cell(window, 0, 1) == QStringLiteral("1.5"); }));
    window.choose("stream");
    CHECK(eventually([&] { return elements(window) == 1 && cell(window, 0, 0) == QStringLiteral("5-1"); }));
    CHECK(code.toPlainText() == QStringLiteral("field: value"));
    CHECK(window.text("pageText") == QStringLiteral("page 1 of 1"));
}

TEST_CASE("Large values come by pages", "[keys]")
{
    test::RedisServer redis;
    redis.command({"EVAL",
                   "for i=0,449 do redis.call('RPUSH','list',i) redis.call('HSET','hash','f'..i,string.rep('v',80)) "
                   "redis.call('XADD','stream',(i+1)..'-1','n',i) end "
                   "redis.call('SET','string',string.rep('a',40000)) return 1",
                   "0"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 4; }));

    window.choose("list");
    REQUIRE(eventually([&] { return window.text("pageText") == QStringLiteral("page 1 of 5"); }));
    window.click("nextPage");
    REQUIRE(eventually([&] { return window.text("pageText") == QStringLiteral("page 2 of 5"); }));
    CHECK(cell(window, 0, 0) == QStringLiteral("100"));
    window.click("previousPage");
    REQUIRE(eventually([&] { return cell(window, 0, 0) == QStringLiteral("0"); }));

    window.choose("string");
    REQUIRE(eventually([&] { return window.text("pageText") == QStringLiteral("page 1 of 3"); }));
    window.click("nextPage");
    CHECK(eventually([&] { return window.text("elementInfo") == QStringLiteral("bytes 16,384 to 32,768"); }));

    for (const auto* key : {"hash", "stream"}) {
        CAPTURE(key);
        window.choose(key);
        REQUIRE(eventually([&] { return window.text("valueTitle").endsWith(QStringLiteral(", 450")); }));
        int seen = elements(window);
        while (window.child("nextPage").isEnabled()) {
            const auto before = window.text("pageText");
            window.click("nextPage");
            REQUIRE(eventually([&] { return window.text("pageText") != before; }));
            seen += elements(window);
        }
        CHECK(seen == 450);
    }
}

TEST_CASE("A TTL is set, removed, and the key deleted, by clicks", "[keys]")
{
    test::RedisServer redis;
    redis.command({"SET", "movie:1", "x"});
    redis.command({"SET", "movie:2", "y"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 2; }));
    window.choose("movie:1");
    REQUIRE(eventually(
        [&] { return window.text("factTtl") == QStringLiteral("no TTL") && window.child("setTtl").isEnabled(); }));

    window.click("setTtl");
    QTest::keyClicks(&window.shown("askField"), QStringLiteral("soon"));
    QTest::keyClick(&window.shown("askField"), Qt::Key_Return);
    REQUIRE(window.notices.size() == 1);
    CHECK(window.notices.back().level == ui::Notice::Level::Warning);
    window.shown<QLineEdit>("askField").clear();
    QTest::keyClicks(&window.shown("askField"), QStringLiteral("5 min"));
    QTest::keyClick(&window.shown("askField"), Qt::Key_Return);
    REQUIRE(eventually([&] { return window.text("factTtl").startsWith(QStringLiteral("4 min")); }));
    CHECK(std::stoi(redis.command({"TTL", "movie:1"})) > 290);

    REQUIRE(eventually([&] { return window.child("persist").isEnabled(); }));
    window.click("persist");
    REQUIRE(eventually([&] { return window.text("factTtl") == QStringLiteral("no TTL"); }));
    CHECK(redis.command({"TTL", "movie:1"}) == "-1");

    QTest::keyClick(&window.child("keys"), Qt::Key_Delete);
    CHECK(redis.command({"EXISTS", "movie:1"}) == "1"); // asked, not done
    QTest::keyClick(&window.shown("askYes"), Qt::Key_Escape);
    QTest::keyClick(&window.child("keys"), Qt::Key_Delete);
    window.click("askYes");
    REQUIRE(eventually([&] { return redis.command({"EXISTS", "movie:1"}) == "0"; }));
    CHECK(eventually([&] { return window.rows() == 1; }));
    CHECK(window.child("goneNote").isVisible());
    CHECK(redis.command({"EXISTS", "movie:2"}) == "1");
}

TEST_CASE("A pattern is counted before it is invalidated", "[keys]")
{
    test::RedisServer redis;
    redis.command(
        {"EVAL", "for i=1,1200 do redis.call('SET','movie:'..i,i) end redis.call('SET','other','x') return 1", "0"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 1201; }));
    window.choose("other");
    REQUIRE(eventually([&] { return window.child("invalidate").isEnabled(); }));
    window.click("invalidate");
    auto& pattern = window.shown<QLineEdit>("invalidationPattern");
    CHECK(pattern.text() == QStringLiteral("other"));
    pattern.selectAll();
    QTest::keyClicks(&pattern, QStringLiteral("movie:*"));
    REQUIRE(eventually(
        [&] { return window.text("invalidationOutcome").startsWith(QStringLiteral("1,200 keys to remove")); }));
    CHECK(window.text("invalidationSamples").contains(QStringLiteral("movie:")));
    CHECK(redis.command({"DBSIZE"}) == "1201");
    window.click("invalidationRemove");
    REQUIRE(eventually(
        [&] { return window.text("invalidationOutcome").startsWith(QStringLiteral("1,200 keys removed")); }));
    CHECK(redis.command({"DBSIZE"}) == "1");
    CHECK(eventually([&] { return window.scanned() && window.rows() == 1; }));
    REQUIRE(window.events.events().size() == 1);
    CHECK(window.events.events().front().kind == ui::LoggedEvent::Kind::Invalidation);
}

TEST_CASE("A production server is read-only until its name is typed", "[keys]")
{
    test::RedisServer redis;
    redis.command({"SET", "order:1", "x", "EX", "1000"});
    test::KeysWindow window(redis, redis::Environment::Production);
    REQUIRE(eventually([&] { return window.rows() == 1; }));
    window.choose("order:1");
    for (const auto* button : {"setTtl", "persist", "delete", "invalidate"})
        CHECK_FALSE(window.child(button).isEnabled());
    QTest::keyClick(&window.child("keys"), Qt::Key_Delete);
    CHECK(window.notices.size() == 1); // says why not
    // Even past the page nothing is sent.
    bool refused = false;
    window.page.bridge().remove("order:1", [&](const auto& result) {
        refused = result.has_error() && result.error().kind == redis::ErrorKind::Gate;
    });
    REQUIRE(eventually([&] { return refused; }));

    window.click("askYes"); // "Unlock…"
    QTest::keyClicks(&window.shown("askField"), QStringLiteral("production"));
    QTest::keyClick(&window.shown("askField"), Qt::Key_Return);
    CHECK_FALSE(window.server.gate()->isUnlocked());
    window.shown<QLineEdit>("askField").clear();
    QTest::keyClicks(&window.shown("askField"), window.server.name());
    QTest::keyClick(&window.shown("askField"), Qt::Key_Return);
    CHECK(window.server.gate()->isUnlocked());
    REQUIRE(eventually([&] { return window.child("delete").isEnabled(); }));
    window.click("delete");
    QTest::mouseClick(window.child("askBar").findChild<QWidget*>(QStringLiteral("askYes")), Qt::LeftButton);
    CHECK(eventually([&] { return redis.command({"EXISTS", "order:1"}) == "0"; }));
    QTest::mouseClick(window.shown("lockBar").findChild<QWidget*>(QStringLiteral("askYes")),
                      Qt::LeftButton); // "Lock now"
    CHECK_FALSE(window.server.gate()->isUnlocked());
}

TEST_CASE("Names and values cannot pretend to be mark-up or hide", "[keys]")
{
    test::RedisServer redis;
    redis.command({"SET",
                   "<b>bold</b>\n\xe2\x80\xae"
                   "evil",
                   "<img src=x>\x1b[31m"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 1; }));
    const auto shown = window.page.presenter().model().index(0, ui::KeyModel::KeyColumn).data().toString();
    CHECK(shown == QStringLiteral("<b>bold</b>\\n\\u202eevil"));
    window.choose(window.page.presenter().model().keyAt(0));
    CHECK(eventually(
        [&] { return window.child<QPlainTextEdit>("code").toPlainText() == QStringLiteral("<img src=x>\\x1b[31m"); }));
}

TEST_CASE("Long JSON is wrapped within the view", "[keys]")
{
    test::RedisServer redis;
    std::string json = "{";
    for (int i = 0; i < 120; ++i)
        json += (i ? "," : "") + std::string("\"field") + std::to_string(i) +
                "\":\"After a decade abroad somebody comes home and finds the harbour locked and the family divided\"";
    redis.command({"SET", "long", json + "}"});
    redis.command({"SET", "short", "1"});
    test::KeysWindow window(redis);
    REQUIRE(eventually([&] { return window.rows() == 2; }));
    auto& code = window.child<QPlainTextEdit>("code");
    window.choose("short");
    REQUIRE(eventually([&] { return code.toPlainText() == QStringLiteral("1"); }));
    window.choose("long");
    REQUIRE(eventually([&] { return code.toPlainText().contains(QStringLiteral("field119")); }));
    CHECK(code.verticalScrollBar()->maximum() > 0);
    CHECK(eventually([&] { return code.horizontalScrollBar()->maximum() == 0; }));
}
