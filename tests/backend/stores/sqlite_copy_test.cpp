#include "backend/stores/sets.hpp"
#include "backend/stores/sqlite.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <fstream>
#include <sqlite3.h>

using namespace cachedeck;
using workload::Value;

namespace {

constexpr std::chrono::milliseconds patient(10'000);

struct Connection {
    explicit Connection(const std::filesystem::path& file)
    {
        REQUIRE(sqlite3_open(file.string().c_str(), &handle) == SQLITE_OK);
    }
    ~Connection() { sqlite3_close(handle); }
    void run(const char* text) const { REQUIRE(sqlite3_exec(handle, text, nullptr, nullptr, nullptr) == SQLITE_OK); }
    sqlite3* handle = nullptr;
};

std::vector<Value> column(stores::Store& store, runtime::IoThread& thread, const char* query)
{
    const auto id = store.prepare(query, {});
    auto session = store.open(thread, patient);
    INFO((session ? std::string() : session.error().text()));
    REQUIRE(session.has_value());
    stores::Rows rows;
    const std::vector<Value> none;
    REQUIRE(thread.run((*session)->read(id, none, rows)).has_value());
    return rows.cells;
}

std::vector<Value> integers(std::initializer_list<std::int64_t> numbers)
{
    return {numbers.begin(), numbers.end()};
}

} // namespace

TEST_CASE("A copy holds what was committed, write-ahead log included, and lives a life of its own")
{
    const test::TemporaryFolder folder;
    runtime::IoThread thread("test");
    const auto file = folder.path() / "source.db";
    const Connection writer(file); // stays open: its log is not written back
    writer.run("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2)");
    const auto wal = std::filesystem::path(file.string() + "-wal");
    CHECK(std::filesystem::file_size(wal) > 0);

    const auto store = test::openOrFail(stores::sqliteUrl(file));
    std::ofstream(folder.path() / "one.sqlite-wal") << "left over from a run that was killed";
    const auto one = store->copy(folder.path().string(), "one");
    INFO((one ? std::string() : one.error().text()));
    REQUIRE(one.has_value());
    const auto two = store->copy((folder.path() / "deeper").string(), "two");
    REQUIRE(two.has_value());
    writer.run("INSERT INTO t VALUES (3)");
    CHECK(column(**one, thread, "SELECT n FROM t ORDER BY n") == integers({1, 2}));
    CHECK(column(**two, thread, "INSERT INTO t VALUES (9) RETURNING n") == integers({9}));
    CHECK(column(**one, thread, "SELECT n FROM t ORDER BY n") == integers({1, 2}));
    CHECK(column(**two, thread, "SELECT n FROM t ORDER BY n") == integers({1, 2, 9}));
    CHECK(column(**two, thread, "SELECT journal_mode = 'wal' FROM pragma_journal_mode") == integers({1}));
}

TEST_CASE("A database in another journal mode is copied, and keeps its mode")
{
    const test::TemporaryFolder folder;
    runtime::IoThread thread("test");
    const auto file = folder.path() / "source.db";
    Connection(file).run("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)");
    const auto store = test::openOrFail(stores::sqliteUrl(file));
    const auto copy = store->copy(folder.path().string(), "copy");
    REQUIRE(copy.has_value());
    CHECK(column(**copy, thread, "SELECT n FROM t") == integers({1}));
    CHECK(column(*store, thread, "SELECT journal_mode = 'delete' FROM pragma_journal_mode") == integers({1}));
}

TEST_CASE("A copy that cannot be written says where")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "source.db";
    Connection(file).run("CREATE TABLE t (n INTEGER)");
    std::ofstream(folder.path() / "not-a-folder") << "x";
    const auto copy =
        test::openOrFail(stores::sqliteUrl(file))->copy((folder.path() / "not-a-folder").string(), "copy");
    REQUIRE_FALSE(copy.has_value());
    CHECK(copy.error().text().find("not-a-folder") != std::string::npos);
}

TEST_CASE("Set queries give their values, and an empty or odd set is an error that names it")
{
    const test::TemporaryFolder folder;
    runtime::IoThread thread("test");
    const auto file = folder.path() / "source.db";
    Connection(file).run("CREATE TABLE t (n INTEGER, s TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    const auto load = [&](std::string_view query) {
        workload::Workload shop;
        shop.sets.emplace("range", workload::Range{1, 5});
        shop.sets.emplace("asked", workload::SetQuery{{{"sqlite", std::string(query)}}});
        workload::Operation read; // a set that no operation asks is not read
        read.share = 1;
        read.parameters.emplace_back().set = "asked";
        shop.operations.push_back(std::move(read));
        const auto store = test::openOrFail(stores::sqliteUrl(file));
        return stores::loadSets(*store, shop, thread);
    };
    const auto sets = load("SELECT s FROM t ORDER BY n DESC");
    REQUIRE(sets.has_value());
    CHECK(sets->size() == 1);
    CHECK(sets->at("asked") == std::vector<Value>{std::string("b"), std::string("a")});
    const auto empty = load("SELECT s FROM t WHERE n > 5");
    REQUIRE_FALSE(empty.has_value());
    CHECK(empty.error().message == "The set \"asked\" is empty.");
    const auto wide = load("SELECT n, s FROM t");
    REQUIRE_FALSE(wide.has_value());
    CHECK(wide.error().message == "The query of the set \"asked\" gives 2 columns; expected one.");
    CHECK_FALSE(load("SELECT x FROM t").has_value());
}
