#include "backend/stores/sqlite.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <fstream>
#include <sqlite3.h>
#include <thread>

using namespace cachedeck;
using stores::ErrorKind;
using workload::Value;

namespace {

constexpr std::chrono::milliseconds patient(10'000);

// A database of one table, and another connection to it.
struct Fixture {
    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "items 50%.db";
    sqlite3* outside = nullptr;
    runtime::IoThread thread{"test"};

    Fixture()
    {
        REQUIRE(sqlite3_open(file.string().c_str(), &outside) == SQLITE_OK);
        run("PRAGMA journal_mode = WAL; CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL, version "
            "INTEGER"
            " NOT NULL CHECK (version < 100)); INSERT INTO items VALUES (1, 'lamp', 2.5, 1), (2, NULL, NULL, 1)");
    }
    ~Fixture() { sqlite3_close(outside); }
    void run(const char* text) const { REQUIRE(sqlite3_exec(outside, text, nullptr, nullptr, nullptr) == SQLITE_OK); }
    std::unique_ptr<stores::Store> store() const { return test::openOrFail(stores::sqliteUrl(file)); }
    std::unique_ptr<stores::Session> open(stores::Store& store, std::chrono::milliseconds deadline = patient)
    {
        auto session = store.open(thread, deadline);
        INFO((session ? std::string() : session.error().text()));
        REQUIRE(session.has_value());
        return *std::move(session);
    }
    stores::Result<void> read(stores::Session& session, stores::StatementId id, std::vector<Value> values,
                              stores::Rows& rows)
    {
        return thread.run(session.read(id, values, rows));
    }
    stores::Result<std::int64_t> write(stores::Session& session, stores::StatementId id, std::vector<Value> values)
    {
        return thread.run(session.write(id, values));
    }
};

} // namespace

TEST_CASE("A URL that names no store, no file or no database is answered with what is wrong")
{
    const test::TemporaryFolder folder;
    const auto missing = folder.path() / "missing.db";
    const auto none = stores::openStore(stores::sqliteUrl(missing));
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().kind == ErrorKind::Unreachable);
    CHECK(none.error().text().find("There is no file " + missing.string()) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(missing));

    std::ofstream(folder.path() / "text.db") << std::string(5000, 'x');
    const auto text = stores::openStore(stores::sqliteUrl(folder.path() / "text.db"));
    REQUIRE_FALSE(text.has_value());
    CHECK(text.error().kind == ErrorKind::Corrupt);

    const auto unknown = stores::openStore("oracle://scott:tiger@host/db");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().text() == "\"host/db\" names no store that is known. Expected sqlite:PATH, postgresql://…, "
                                    "clickhouse://…, mongodb://…, cassandra://… or computation:.");
    CHECK_FALSE(stores::openStore("sqlite:a%zz").has_value());
    CHECK_FALSE(stores::openStore("").has_value());
}

TEST_CASE("SQLite is opened under each form of its URL")
{
    const Fixture fixture;
    const auto url = stores::sqliteUrl(fixture.file);
    CHECK(url.find("items%2050%25.db") != std::string::npos);
    const auto store = test::openOrFail(url);
    CHECK(store->kind() == "sqlite");
    CHECK(store->version() == sqlite3_libversion());
    CHECK(store->blocks());
    CHECK(store->inProcess());
    CHECK(test::openOrFail("sqlite://" + url.substr(url.find(':') + 1))->location() == store->location());
}

TEST_CASE("Values are bound by name and rows come back with their types")
{
    Fixture fixture;
    const auto store = fixture.store();
    const auto item =
        store->prepare("SELECT id, name, price, :name || :name FROM items WHERE id = :id", {"name", "id"});
    const auto all = store->prepare("SELECT id FROM items ORDER BY id;  -- and no more\n", {});
    const auto session = fixture.open(*store);

    stores::Rows rows;
    REQUIRE(fixture.read(*session, item, {std::string("it's"), std::int64_t{1}}, rows).has_value());
    CHECK(rows.columns == 4);
    CHECK(rows.cells == std::vector<Value>{std::int64_t{1}, std::string("lamp"), 2.5, std::string("it'sit's")});
    REQUIRE(fixture.read(*session, item, {std::monostate{}, std::int64_t{2}}, rows).has_value());
    CHECK(rows.cells == std::vector<Value>{std::int64_t{2}, std::monostate{}, std::monostate{}, std::monostate{}});
    REQUIRE(fixture.read(*session, item, {1.5, std::int64_t{3}}, rows).has_value());
    CHECK(rows.count() == 0);
    REQUIRE(fixture.read(*session, all, {}, rows).has_value());
    CHECK(rows.count() == 2);
}

TEST_CASE("A statement that SQLite does not understand is refused when a session opens, in SQLite's words")
{
    Fixture fixture;
    const auto wrong = fixture.store();
    wrong->prepare("SELEC 1", {});
    const auto session = wrong->open(fixture.thread, patient);
    REQUIRE_FALSE(session.has_value());
    CHECK(session.error().kind == ErrorKind::BadStatement);
    CHECK(session.error().text().find("near \"SELEC\": syntax error. The statement begins: SELEC 1") !=
          std::string::npos);

    const auto unnamed = fixture.store();
    unnamed->prepare("SELECT :ident", {"id"});
    CHECK_FALSE(unnamed->open(fixture.thread, patient).has_value());
    const auto empty = fixture.store();
    empty->prepare(" -- nothing", {});
    CHECK_FALSE(empty->open(fixture.thread, patient).has_value());
}

TEST_CASE("Several statements of a write are one transaction")
{
    Fixture fixture;
    const auto store = fixture.store();
    const auto raise = store->prepare(
        "UPDATE items SET price = :price WHERE id = 1; UPDATE items SET version = :version", {"price", "version"});
    const auto look = store->prepare("SELECT price, version FROM items WHERE id = 1", {});
    const auto session = fixture.open(*store);
    stores::Rows rows;

    const auto good = fixture.write(*session, raise, {3.0, std::int64_t{2}});
    REQUIRE(good.has_value());
    CHECK(*good == 3);
    const auto bad = fixture.write(*session, raise, {4.0, std::int64_t{100}}); // the second breaks a constraint
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().kind == ErrorKind::Constraint);
    REQUIRE(fixture.read(*session, look, {}, rows).has_value());
    CHECK(rows.cells == std::vector<Value>{3.0, std::int64_t{2}});
    CHECK(fixture.write(*session, raise, {5.0, std::int64_t{3}}).has_value()); // and the session goes on
}

TEST_CASE("A query beyond its deadline is stopped, and the session goes on")
{
    Fixture fixture;
    const auto store = fixture.store();
    const auto endless =
        store->prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", {});
    const auto quick = store->prepare("SELECT 1", {});
    const auto session = fixture.open(*store, std::chrono::milliseconds(50));
    stores::Rows rows;
    const auto stopped = fixture.read(*session, endless, {}, rows);
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().kind == ErrorKind::Timeout);
    CHECK(stopped.error().retryable());
    CHECK(stopped.error().text().find("No answer within 50 ms.") != std::string::npos);
    CHECK(fixture.read(*session, quick, {}, rows).has_value());
}

TEST_CASE("A write waits for another writer, and says busy at its deadline")
{
    Fixture fixture;
    const auto store = fixture.store();
    const auto raise = store->prepare("UPDATE items SET version = version + 1", {});
    const auto session = fixture.open(*store, std::chrono::milliseconds(50));
    fixture.run("BEGIN IMMEDIATE");
    const auto busy = fixture.write(*session, raise, {});
    REQUIRE_FALSE(busy.has_value());
    CHECK(busy.error().kind == ErrorKind::Busy);
    fixture.run("COMMIT");
    CHECK(fixture.write(*session, raise, {}).has_value());
}

TEST_CASE("Sessions on several threads lose no write")
{
    Fixture fixture;
    const auto store = fixture.store();
    const auto raise = store->prepare("UPDATE items SET price = coalesce(price, 0) + 1 WHERE id = :id", {"id"});
    const auto look = store->prepare("SELECT price FROM items WHERE id = 2", {});
    constexpr int users = 4, writes = 50;
    std::vector<std::thread> threads;
    std::atomic<int> done{0};
    for (int user = 0; user < users; ++user) {
        threads.emplace_back([&] {
            runtime::IoThread own("user");
            auto session = store->open(own, patient);
            const std::vector<Value> second{std::int64_t{2}};
            for (int i = 0; session && i < writes; ++i)
                done += own.run((*session)->write(raise, second)).has_value() ? 1 : 0;
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(done == users * writes);
    const auto session = fixture.open(*store);
    stores::Rows rows;
    REQUIRE(fixture.read(*session, look, {}, rows).has_value());
    CHECK(rows.cells == std::vector<Value>{double{users * writes}});
}

TEST_CASE("The write-ahead log stays bounded where somebody reads at every moment")
{
    Fixture fixture;
    const auto store = fixture.store();
    const auto fill = store->prepare("UPDATE items SET name = hex(randomblob(20000)) WHERE id = :id", {"id"});
    const auto session = fixture.open(*store);
    std::atomic<bool> stop{false};
    std::thread reader([&] { // two connections whose transactions overlap
        sqlite3* connections[2] = {};
        for (auto*& connection : connections)
            sqlite3_open(fixture.file.string().c_str(), &connection);
        for (int turn = 0; !stop; ++turn) {
            sqlite3_exec(connections[turn % 2], "BEGIN; SELECT count(*) FROM items", nullptr, nullptr, nullptr);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            sqlite3_exec(connections[(turn + 1) % 2], "COMMIT", nullptr, nullptr, nullptr);
        }
        for (auto* connection : connections)
            sqlite3_close(connection);
    });
    int failed = 0;
    for (int i = 0; i < 2500; ++i) // ten pages each
        failed += fixture.write(*session, fill, {std::int64_t{1}}).has_value() ? 0 : 1;
    stop = true;
    reader.join();
    CHECK(failed == 0);
    CHECK(std::filesystem::file_size(fixture.file.string() + "-wal") < 50'000'000);
}

TEST_CASE("distance_km is the great-circle distance")
{
    Fixture fixture;
    const auto store = fixture.store();
    const auto london = store->prepare("SELECT distance_km(51.5072, -0.1276, 48.8566, 2.3522), distance_km(1, 2, 1, 2),"
                                       " distance_km(0, 0, 0, 180), distance_km(NULL, 0, 0, 0)",
                                       {});
    const auto session = fixture.open(*store);
    stores::Rows rows;
    REQUIRE(fixture.read(*session, london, {}, rows).has_value());
    CHECK(std::get<double>(rows.cells[0]) == Approx(343.6).epsilon(0.002));
    CHECK(std::get<double>(rows.cells[1]) == Approx(0));
    CHECK(std::get<double>(rows.cells[2]) == Approx(20015.1).epsilon(0.001));
    CHECK(std::holds_alternative<std::monostate>(rows.cells[3]));
}
