// Each path's own copy of what it changes, and a world's data on the server.
#include "backend/stores/server_data.hpp"
#include "tests/servers/client.hpp"
#include "tests/support/database_server.hpp"

using namespace cachedeck;
using test::Client;
using workload::Value;

namespace {

test::PostgresqlServer* shared()
{
    static const auto server = test::PostgresqlServer::start();
    return server.get();
}

constexpr const char* copiesLeft = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'cachedeck%copy%'";

std::unique_ptr<stores::Store> copyOf(stores::Store& store, const std::string& name)
{
    auto copy = store.copy("anywhere/run-7", name,
                           {"UPDATE stock SET number = number + :n", "INSERT INTO journal (what) VALUES (1)"});
    INFO((copy ? std::string() : copy.error().text()));
    REQUIRE(copy.has_value());
    return *std::move(copy);
}

} // namespace

TEST_CASE("Copies of PostgreSQL's tables do not see each other's writes, and go away")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    server->run("DROP TABLE IF EXISTS stock, journal, names CASCADE;"
                "CREATE TABLE stock (id integer PRIMARY KEY, number integer NOT NULL CHECK (number < 1000));"
                "CREATE UNIQUE INDEX ON stock ((id + 1)) WHERE id > 0;"
                "CREATE TABLE names (id integer, name text);"
                "CREATE TABLE journal (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what integer);"
                "INSERT INTO stock VALUES (1, 10), (2, 20); INSERT INTO names VALUES (1, 'lamp');"
                "INSERT INTO journal (what) SELECT 7 FROM generate_series(1, 5)");
    const auto original = test::openStoreOrFail(server->url());
    {
        const auto one = copyOf(*original, "Cache aside"), two = copyOf(*original, "uncached");
        const auto raise = one->prepare("UPDATE stock SET number = number + :n", {"n"});
        const auto look = one->prepare("SELECT number, name FROM stock JOIN names USING (id) ORDER BY id", {});
        const auto note = one->prepare("INSERT INTO journal (what) VALUES (:what)", {"what"});
        const auto last = one->prepare("SELECT max(id) FROM journal", {});
        const auto indexes = one->prepare(
            "SELECT count(*) FROM pg_index WHERE indrelid IN ('stock'::regclass, 'journal'::regclass)", {});
        const auto lookAtTwo = two->prepare("SELECT number FROM stock WHERE id = 1", {});
        Client first(*one), second(*two);
        CHECK(first.write(raise, {std::int64_t{5}}) == 2);
        CHECK(first.read(look).cells == std::vector<Value>{std::int64_t{15}, std::string("lamp")});
        CHECK(second.read(lookAtTwo).cells == std::vector<Value>{std::int64_t{10}});
        CHECK(server->ask("SELECT number FROM stock WHERE id = 1") == "10");
        first.write(note, {std::int64_t{1}});
        CHECK(first.read(last).cells == std::vector<Value>{std::int64_t{6}});
        CHECK(first.read(indexes).cells == std::vector<Value>{std::int64_t{3}});
        CHECK(first.tryWrite(raise, {std::int64_t{5000}}).error().kind == stores::ErrorKind::Constraint);
        CHECK(server->ask(copiesLeft) == "2");
    }
    CHECK(server->ask(copiesLeft) == "0");
}

TEST_CASE("A copy that a crash left on the server is dropped by the next one; another run's is not")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    server->run("DROP TABLE IF EXISTS stock, journal CASCADE; CREATE TABLE stock (id integer, number integer);"
                "CREATE SCHEMA cachedeck_copy_left_behind; CREATE TABLE cachedeck_copy_left_behind.stock (id integer)");
    const auto original = test::openStoreOrFail(server->url());
    const auto one = copyOf(*original, "one");
    const auto two = copyOf(*original, "two");
    CHECK(server->ask(copiesLeft) == "2");
    CHECK(server->ask("SELECT count(*) FROM pg_namespace WHERE nspname = 'cachedeck_copy_left_behind'") == "0");
}

TEST_CASE("A view over a table that is changed is refused, as a copy could not follow it")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    server->run("DROP TABLE IF EXISTS stock CASCADE; CREATE TABLE stock (id integer, number integer);"
                "CREATE VIEW plenty AS SELECT * FROM stock WHERE number > 10");
    const auto original = test::openStoreOrFail(server->url());
    const auto copy = original->copy("run", "path", {"UPDATE stock SET number = 1"});
    REQUIRE_FALSE(copy.has_value());
    CHECK(copy.error().text().find("The view plenty reads the table stock") != std::string::npos);
    server->run("DROP TABLE stock CASCADE");
}

namespace {

workload::Workload tinyWorld()
{
    auto parsed = workload::parse(R"json({ "format": 1, "name": "tiny",
      "data": { "generator": "movies", "seed": 7, "sizes": { "quick": 60 },
                "schema": { "postgresql": { "tables": "CREATE TABLE users (id integer, name text); CREATE TABLE genres (id integer, name text);",
                                            "indexes": "ALTER TABLE users ADD PRIMARY KEY (id)" } } },
      "operations": [ { "name": "user", "kind": "read", "key": "user:1", "ttl": 10, "fields": { "name": "text" },
                        "query": { "postgresql": "SELECT name FROM users WHERE id = 1" } } ] })json",
                                  "tiny.json");
    INFO((parsed ? std::string() : parsed.error().text()));
    REQUIRE(parsed.has_value());
    return *std::move(parsed);
}

} // namespace

TEST_CASE("A world's data is made once on the server, whole, and found by its statements")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto world = tinyWorld();
    const auto store = test::openStoreOrFail(server->url());
    const std::atomic<bool> never{false};
    std::vector<stores::DataProgress::Phase> phases;
    auto first = stores::prepareServerData(
        *store, world, "quick", [&](const stores::DataProgress& progress) { phases.push_back(progress.phase); }, never);
    INFO((first ? std::string() : first.error().text()));
    REQUIRE(first.has_value());
    CHECK(first->made);
    CHECK(first->rows > 150); // users and genres; other tables are passed over
    CHECK(phases.front() == stores::DataProgress::Phase::Checking);
    CHECK(phases.back() == stores::DataProgress::Phase::Indexes);
    const auto again = stores::prepareServerData(*store, world, "quick", {}, never);
    REQUIRE(again.has_value());
    CHECK_FALSE(again->made);
    const auto count = first->store->prepare("SELECT count(*) FROM users", {});
    Client client(*first->store);
    CHECK(client.read(count).cells == std::vector<Value>{std::int64_t{162}});
    CHECK(server->ask("SELECT count(*) FROM pg_namespace WHERE nspname = '" + first->name + "'") == "1");
    server->run("DROP SCHEMA " + first->name + " CASCADE");
}

TEST_CASE("Data whose making is cancelled or fails leaves nothing on the server")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto left = [&] { return server->ask("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'cachedeck%'"); };
    auto world = tinyWorld();
    const std::atomic<bool> cancel{true};
    world.data->sizes["quick"] = 40000; // rows enough to be looked for
    const auto cancelled = stores::prepareServerData(*store, world, "quick", {}, cancel);
    REQUIRE_FALSE(cancelled.has_value());
    CHECK(cancelled.error().kind == stores::DataError::Kind::Cancelled);
    CHECK(left() == "0");

    world = tinyWorld();
    world.data->schema["postgresql"].indexes = "ALTER TABLE users ADD PRIMARY KEY (nothing)";
    const std::atomic<bool> never{false};
    const auto failed = stores::prepareServerData(*store, world, "quick", {}, never);
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().text().find("column \"nothing\"") != std::string::npos);
    CHECK(left() == "0");
}
