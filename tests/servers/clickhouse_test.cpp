#include "backend/stores/clickhouse_session.hpp"
#include "backend/stores/server_data.hpp"
#include "tests/servers/client.hpp"
#include "tests/servers/tls_cases.hpp"
#include "tests/support/database_server.hpp"

#include <thread>

using namespace cachedeck;
using stores::ErrorKind;
using test::Client;
using workload::Value;

namespace {

test::ClickhouseServer* shared()
{
    static const auto server = test::ClickhouseServer::start();
    return server.get();
}

void run(stores::Store& store, const std::string& statements)
{
    const auto id = store.prepare(statements, {});
    Client(store).write(id);
}

std::unique_ptr<stores::Store> emptyItems(const test::ClickhouseServer& server)
{
    const auto store = test::openStoreOrFail(server.url());
    run(*store, "DROP TABLE IF EXISTS items;"
                "CREATE TABLE items (id Int64, name String, price Nullable(Float64)) ENGINE = MergeTree ORDER BY id;"
                "INSERT INTO items VALUES (1, 'lamp', 2.5), (2, 'chair', NULL)");
    return test::openStoreOrFail(server.url());
}

} // namespace

TEST_CASE("What is wrong with a ClickHouse URL is said, and no password is repeated")
{
    const auto secret = stores::openStore("clickhouse://scott:tiger@127.0.0.1/db");
    REQUIRE_FALSE(secret.has_value());
    CHECK(secret.error().text().find("tiger") == std::string::npos);
    CHECK(secret.error().text().find("CLICKHOUSE_PASSWORD") != std::string::npos);
    const auto nobody = stores::openStore("clickhouse://127.0.0.1:" + std::to_string(test::freePort()));
    REQUIRE_FALSE(nobody.has_value());
    CHECK(nobody.error().kind == ErrorKind::Unreachable);
    const test::RedisServer redis;
    const auto other = stores::openStore("clickhouse://127.0.0.1:" + std::to_string(redis.port()));
    REQUIRE_FALSE(other.has_value());
}

TEST_CASE("ClickHouse says what it is, and refuses strangers in its own words")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    CHECK(store->kind() == "clickhouse");
    CHECK(store->version().find('.') != std::string::npos);
    CHECK_FALSE(store->blocks());
    auto stranger = server->url();
    stranger.replace(stranger.find("tester"), 6, "stranger");
    const auto refused = stores::openStore(stranger);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::Refused);
    CHECK(refused.error().message.find("stranger") != std::string::npos);
}

TEST_CASE("ClickHouse gets values that stay values, and answers with exact types")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = emptyItems(*server);
    const auto item =
        store->prepare("SELECT id, name, price, :word AS word, ':word' AS plain, id * 4503599627370497 AS big"
                       " FROM items WHERE id = :id ORDER BY id LIMIT :n;",
                       {"word", "id", "n"});
    const auto add = store->prepare("INSERT INTO items VALUES (:id, :name, :price)", {"id", "name", "price"});
    const auto look = store->prepare("SELECT name, price FROM items WHERE id = :id", {"id"});
    Client client(*store);
    const std::string hostile("x'); DROP TABLE items; --\n\t\\ \\' \0 \xc3\xa9", 36);
    CHECK(client.read(item, {hostile, std::int64_t{2}, std::int64_t{1}}).cells ==
          std::vector<Value>{std::int64_t{2}, std::string("chair"), std::monostate{}, hostile, std::string(":word"),
                             std::int64_t{9007199254740994}});
    client.write(add, {std::int64_t{-3}, hostile, 0.1});
    CHECK(client.read(look, {std::int64_t{-3}}).cells == std::vector<Value>{hostile, 0.1});
    client.write(add, {std::int64_t{4}, std::string(), std::monostate{}});
    CHECK(client.read(look, {std::int64_t{4}}).cells == std::vector<Value>{std::string(), std::monostate{}});
    CHECK(client.read(look, {std::int64_t{5}}).count() == 0);
}

TEST_CASE("A statement that ClickHouse does not understand is refused in its words")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto wrong = store->prepare("SELEC 1", {});
    const auto table = store->prepare("SELECT * FROM no_such_table", {});
    const auto late = store->prepare("SELECT throwIf(number = 50000) FROM system.numbers LIMIT 100000", {});
    Client client(*store);
    stores::Rows rows;
    const auto syntax = client.tryRead(wrong, {}, rows);
    REQUIRE_FALSE(syntax.has_value());
    CHECK(syntax.error().kind == ErrorKind::BadStatement);
    CHECK(syntax.error().message.find("Syntax error") != std::string::npos);
    const auto missing = client.tryRead(table, {}, rows);
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().message.find("no_such_table") != std::string::npos);
    CHECK_FALSE(client.tryRead(late, {}, rows).has_value()); // though its first rows were fine
}

TEST_CASE("Calls to ClickHouse end at their deadline, and can be interrupted; several go on at a time")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto slow = store->prepare("SELECT sleepEachRow(0.5) FROM system.numbers LIMIT 20", {});
    const auto quick = store->prepare("SELECT 1", {});
    stores::Rows rows;
    {
        Client client(*store, std::chrono::milliseconds(800)); // enough for the quick one on a busy machine
        const auto late = client.tryRead(slow, {}, rows);
        REQUIRE_FALSE(late.has_value());
        CHECK(late.error().kind == ErrorKind::Timeout);
        CHECK(client.read(quick).cells == std::vector<Value>{std::int64_t{1}});
    }
    Client client(*store, std::chrono::seconds(60));
    std::atomic<bool> ended{false};
    std::thread other([&] {
        stores::Rows none;
        const auto stopped = client.tryRead(slow, {}, none);
        CHECK_FALSE(stopped.has_value());
        ended = true;
    });
    while (!ended) {
        CHECK(client.read(quick).count() == 1); // meanwhile, in the same session
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        client.session().interrupt();
    }
    other.join();
    CHECK(client.read(quick).count() == 1);
}

TEST_CASE("Copies of ClickHouse's tables do not see each other's writes, and go away")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto original = emptyItems(*server);
    const std::vector<std::string> writes{"INSERT INTO items VALUES (:id, 'new', 1)"};
    auto one = original->copy("anywhere/run-8", "one", writes);
    auto two = original->copy("anywhere/run-8", "two", writes);
    REQUIRE(one.has_value());
    REQUIRE(two.has_value());
    const auto add = (*one)->prepare(writes.front(), {"id"});
    const auto count = (*one)->prepare("SELECT toInt64(count()) FROM items", {});
    (*two)->prepare(writes.front(), {"id"});
    (*two)->prepare("SELECT toInt64(count()) FROM items", {});
    {
        Client first(**one), second(**two);
        first.write(add, {std::int64_t{3}});
        CHECK(first.read(count).cells == std::vector<Value>{std::int64_t{3}});
        CHECK(second.read(count).cells == std::vector<Value>{std::int64_t{2}});
    }
    one->reset();
    two->reset();
    const auto left =
        original->prepare("SELECT toInt64(count()) FROM system.databases WHERE name LIKE 'cachedeck%'", {});
    CHECK(Client(*original).read(left).cells == std::vector<Value>{std::int64_t{0}});
}

TEST_CASE("A world's data is made once in ClickHouse")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    auto world = workload::parse(R"json({ "format": 1, "name": "tiny",
      "data": { "generator": "movies", "seed": 7, "sizes": { "quick": 60 },
                "schema": { "clickhouse": { "tables": "CREATE TABLE users (id Int32, name String) ENGINE = MergeTree ORDER BY id" } } },
      "operations": [ { "name": "user", "kind": "read", "key": "user:1", "ttl": 10, "fields": { "name": "text" },
                        "query": { "clickhouse": "SELECT name FROM users WHERE id = 1" } } ] })json",
                                 "tiny.json");
    INFO((world ? std::string() : world.error().text()));
    REQUIRE(world.has_value());
    const auto store = test::openStoreOrFail(server->url());
    const std::atomic<bool> never{false};
    auto first = stores::prepareServerData(*store, *world, "quick", {}, never);
    INFO((first ? std::string() : first.error().text()));
    REQUIRE(first.has_value());
    CHECK(first->made);
    const auto again = stores::prepareServerData(*store, *world, "quick", {}, never);
    REQUIRE(again.has_value());
    CHECK_FALSE(again->made);
    const auto count = first->store->prepare("SELECT toInt64(count()) FROM users", {});
    CHECK(Client(*first->store).read(count).cells == std::vector<Value>{std::int64_t{162}});

    // As a crash leaves it before the marker has been moved into place.
    run(*store, "DROP TABLE " + first->name + ".cachedeck_data");
    const auto mended = stores::prepareServerData(*store, *world, "quick", {}, never);
    INFO((mended ? std::string() : mended.error().text()));
    REQUIRE(mended.has_value());
    CHECK(mended->made);
    CHECK(mended->name == first->name);
    CHECK(Client(*first->store).read(count).cells == std::vector<Value>{std::int64_t{162}});
}

TEST_CASE("From 19.14 on values go as ClickHouse's own parameters")
{
    const auto parsed = stores::parseSql("SELECT :a, :b, :a", {"a", "b"}, stores::clickhouseDialect);
    REQUIRE(parsed.has_value());
    const auto bound = stores::clickhouse::bindValues(parsed->front(), {std::string("it's\t"), std::int64_t{-5}}, true,
                                                      "clickhouse://x");
    REQUIRE(bound.has_value());
    CHECK(bound->sql == "SELECT {p0:String}, {p1:Int64}, {p0:String}");
    CHECK(bound->parameters == "&param_p0=it%5C%27s%5Ct&param_p1=-5");
}

TEST_CASE("When ClickHouse dies calls fail at once, and succeed when it is back")
{
    const auto server = test::ClickhouseServer::start();
    if (!server)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto quick = store->prepare("SELECT 1", {});
    Client client(*store, std::chrono::seconds(5));
    CHECK(client.read(quick).count() == 1);
    server->process().kill();
    stores::Rows rows;
    for (int i = 0; i < 10; ++i) {
        const auto dead = client.tryRead(quick, {}, rows);
        REQUIRE_FALSE(dead.has_value());
        CHECK(dead.error().kind == ErrorKind::Unreachable);
    }
    server->restart();
    bool answered = false;
    for (int i = 0; i < 2000 && !answered; ++i)
        answered = client.tryRead(quick, {}, rows).has_value();
    CHECK(answered);
}

TEST_CASE("ClickHouse is entered over TLS, and a certificate that does not hold is refused")
{
    if (const auto* server = shared())
        test::aStoreIsEnteredOverTls(
            server->port(),
            [](std::uint16_t port, const std::string& authority) {
                return "clickhouses://tester@127.0.0.1:" + std::to_string(port) + "/default" +
                       (authority.empty() ? "" : "?cafile=" + authority);
            },
            "SELECT 1 AS one");
}
