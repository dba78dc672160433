#include "backend/stores/server_data.hpp"
#include "tests/servers/cassandra_node.hpp"
#include "tests/servers/client.hpp"

#include <cstdlib>
#include <thread>

using namespace cachedeck;
using stores::ErrorKind;
using test::Client;
using workload::Value;

namespace {

constexpr auto patient = std::chrono::seconds(60);

void run(stores::Store& store, const std::string& statements)
{
    const auto id = store.prepare(statements, {});
    Client(store, patient).write(id);
}

// A keyspace of its own with a table "items" of two rows.
std::unique_ptr<stores::Store> items(const test::CassandraServer& server, const std::string& keyspace)
{
    const auto everywhere = test::openStoreOrFail(server.url());
    run(*everywhere, "DROP KEYSPACE IF EXISTS " + keyspace + "; CREATE KEYSPACE " + keyspace +
                         " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    const auto inside = test::openStoreOrFail(server.url(keyspace));
    run(*inside, "CREATE TABLE items (id bigint PRIMARY KEY, name text, price double, data blob);"
                 "INSERT INTO items (id, name, price) VALUES (1, 'lamp', 2.5);"
                 "INSERT INTO items (id, name, data) VALUES (2, 'chair', 0x00ff)");
    return test::openStoreOrFail(server.url(keyspace));
}

workload::Workload tinyWorld()
{
    auto world = workload::parse(R"json({ "format": 1, "name": "tiny",
      "data": { "generator": "movies", "seed": 7, "sizes": { "quick": 60 },
                "schema": { "cassandra": { "tables": "CREATE TABLE users (id int PRIMARY KEY, name text)" } } },
      "operations": [ { "name": "user", "kind": "read", "key": "user:1", "ttl": 10, "fields": { "name": "text" },
                        "query": { "cassandra": "SELECT name FROM users WHERE id = 1" } } ] })json",
                                 "tiny.json");
    INFO((world ? std::string() : world.error().text()));
    REQUIRE(world.has_value());
    return *std::move(world);
}

} // namespace

TEST_CASE("What is wrong with a Cassandra URL is said, and no password is repeated")
{
    const auto secret = stores::openStore("cassandra://scott:tiger@127.0.0.1/ks");
    REQUIRE_FALSE(secret.has_value());
    CHECK(secret.error().text().find("tiger") == std::string::npos);
    CHECK(secret.error().text().find("CASSANDRA_PASSWORD") != std::string::npos);
    const auto nobody = stores::openStore("cassandra://127.0.0.1:" + std::to_string(test::freePort()));
    REQUIRE_FALSE(nobody.has_value());
    CHECK(nobody.error().kind == ErrorKind::Unreachable);
    const test::RedisServer redis;
    const auto other = stores::openStore("cassandra://127.0.0.1:" + std::to_string(redis.port()));
    REQUIRE_FALSE(other.has_value());
}

TEST_CASE("Cassandra says what it is, and refuses strangers in its own words")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    CHECK(store->kind() == "cassandra");
    CHECK(store->version().find('.') != std::string::npos);
    CHECK_FALSE(store->blocks());
    const auto stranger = stores::openStore(server->url("", "stranger"));
    REQUIRE_FALSE(stranger.has_value());
    CHECK(stranger.error().kind == ErrorKind::Refused);
    ::setenv("CASSANDRA_PASSWORD", "wrong", 1);
    const auto wrong = stores::openStore(server->url());
    const auto given = stores::openStore(server->url(), runtime::Secret("cassandra"));
    ::setenv("CASSANDRA_PASSWORD", "cassandra", 1);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().kind == ErrorKind::Refused);
    CHECK(wrong.error().message.find("incorrect") != std::string::npos);
    CHECK(given.has_value()); // before the environment's
    const auto plain = stores::openStore("cassandras://cassandra@127.0.0.1:" + std::to_string(server->port()));
    REQUIRE_FALSE(plain.has_value());
    CHECK(plain.error().message.find("TLS") != std::string::npos);
    const auto nameless = stores::openStore("cassandra://127.0.0.1:" + std::to_string(server->port()));
    REQUIRE_FALSE(nameless.has_value());
    CHECK(nameless.error().kind == ErrorKind::Refused);
}

TEST_CASE("Cassandra gets values that stay values, and answers with their types")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "typed");
    run(*store,
        "CREATE TABLE kinds (id int PRIMARY KEY, small smallint, good boolean, at timestamp, u uuid, f float, v varint,"
        "                    d decimal, words list<text>, marks map<text, int>, date date, net inet)");
    const auto look = store->prepare("SELECT id, name, price, data FROM items WHERE id = :id", {"id"});
    const auto add = store->prepare("INSERT INTO items (id, name, price, data) VALUES (:id, :name, :price, :data)",
                                    {"id", "name", "price", "data"});
    const auto fill = store->prepare(
        "INSERT INTO kinds (id, small, good, at, u, f, v, d, words, marks, date, net)"
        " VALUES (:id, 7, :good, :at, 01020304-0506-0708-090a-0b0c0d0e0f10, 0.5, 12345, 12.50, ['a', 'b\"'], {'x': 1},"
        "         '1970-01-03', '127.0.0.1')",
        {"id", "good", "at"});
    const auto kinds =
        store->prepare("SELECT small, good, at, u, f, v, d, words, marks, date, net FROM kinds WHERE id = :id", {"id"});
    Client client(*store, patient);
    CHECK(client.read(look, {std::int64_t{2}}).cells ==
          std::vector<Value>{std::int64_t{2}, std::string("chair"), std::monostate{}, std::string("\0\xff", 2)});
    const std::string hostile("x'); DROP TABLE items; --\n\t\\ :id ? \xc3\xa9");
    std::string bytes;
    for (unsigned i = 0; i < 3'000'000; ++i)
        bytes += static_cast<char>(i * i >> 3u);
    client.write(add, {std::int64_t{-3}, hostile, 0.1, bytes});
    CHECK((client.read(look, {std::int64_t{-3}}).cells == std::vector<Value>{std::int64_t{-3}, hostile, 0.1, bytes}));
    client.write(fill, {std::int64_t{1}, std::int64_t{1}, std::int64_t{1'700'000'000'123}});
    CHECK(client.read(kinds, {std::int64_t{1}}).cells ==
          std::vector<Value>{std::int64_t{7}, std::int64_t{1}, std::int64_t{1'700'000'000'123},
                             std::string("01020304-0506-0708-090a-0b0c0d0e0f10"), 0.5, std::int64_t{12345}, 12.5,
                             std::string(R"(["a","b\""])"), std::string(R"({"x":1})"), std::int64_t{2},
                             std::string("127.0.0.1")});
    CHECK(client.read(look, {std::int64_t{99}}).count() == 0);
    stores::Rows rows;
    const auto wrong = client.tryRead(look, {std::string("no number")}, rows);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().kind == ErrorKind::BadStatement);
}

TEST_CASE("A read of several statements joins them: all at once, the first rows before the last ones")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "joined");
    run(*store, "CREATE TABLE versions (id bigint PRIMARY KEY, version counter);"
                "UPDATE versions SET version = version + 5 WHERE id = 1");
    const auto both = store->prepare(
        "SELECT version FROM versions WHERE id = :id; SELECT name, price FROM items WHERE id = :id", {"id"});
    const auto raise = store->prepare("UPDATE versions SET version = version + 1 WHERE id = :id", {"id"});
    const auto once = store->prepare("INSERT INTO items (id, name) VALUES (:id, 'x') IF NOT EXISTS", {"id"});
    Client client(*store, patient);
    CHECK(client.write(raise, {std::int64_t{1}}) == 1);
    CHECK(client.read(both, {std::int64_t{1}}).cells == std::vector<Value>{std::int64_t{6}, std::string("lamp"), 2.5});
    CHECK(client.read(both, {std::int64_t{2}}).count() == 0); // without a version
    CHECK(client.write(once, {std::int64_t{1}}) == 0);
    CHECK(client.write(once, {std::int64_t{7}}) == 1);
}

TEST_CASE("More rows than a page are read to their end")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "paged");
    run(*store, "CREATE TABLE numbers (half int, n int, PRIMARY KEY (half, n))");
    const auto add = store->prepare("INSERT INTO numbers (half, n) VALUES (1, :n)", {"n"});
    const auto all = store->prepare("SELECT n FROM numbers WHERE half = 1", {});
    Client client(*store, patient);
    for (std::int64_t n = 0; n < 2'500; ++n)
        client.write(add, {n});
    const auto rows = client.read(all);
    REQUIRE(rows.count() == 2'500);
    for (std::int64_t n = 0; n < 2'500; ++n)
        REQUIRE(rows.cells[static_cast<std::size_t>(n)] == Value(n));
}

TEST_CASE("A statement that Cassandra does not understand is refused in its words")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "words");
    const auto wrong = store->prepare("SELEC 1", {});
    const auto table = store->prepare("SELECT * FROM no_such_table", {});
    const auto fine = store->prepare("SELECT name FROM items WHERE id = 1", {});
    Client client(*store, patient);
    stores::Rows rows;
    const auto syntax = client.tryRead(wrong, {}, rows);
    REQUIRE_FALSE(syntax.has_value());
    CHECK(syntax.error().kind == ErrorKind::BadStatement);
    CHECK(syntax.error().message.find("SELEC") != std::string::npos);
    const auto missing = client.tryRead(table, {}, rows);
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().message.find("no_such_table") != std::string::npos);
    CHECK(client.read(fine).count() == 1); // the connection is as good as before
    const auto nowhere = stores::openStore(server->url("no_such_keyspace"));
    CHECK_FALSE(nowhere.has_value());
}

TEST_CASE("A statement that the server has forgotten is prepared anew")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "forgotten");
    const auto look = store->prepare("SELECT name FROM items WHERE id = :id", {"id"});
    Client client(*store, patient);
    CHECK(client.read(look, {std::int64_t{1}}).count() == 1);
    run(*store, "DROP TABLE items; CREATE TABLE items (id bigint PRIMARY KEY, name text, price double, data blob);"
                "INSERT INTO items (id, name) VALUES (1, 'other')");
    CHECK(client.read(look, {std::int64_t{1}}).cells == std::vector<Value>{std::string("other")});
}

TEST_CASE("A server that is stopped answers late: calls end at their deadline, and go on when it does")
{
    auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "slow");
    const auto look = store->prepare("SELECT name FROM items WHERE id = :id", {"id"});
    Client client(*store, std::chrono::milliseconds(400));
    stores::Rows rows;
    bool warm = false; // a login takes longer than that on a busy machine
    for (int i = 0; i < 200 && !warm; ++i)
        warm = client.tryRead(look, {std::int64_t{1}}, rows).has_value();
    REQUIRE(warm);
    server->process().suspend();
    for (int i = 0; i < 3; ++i) {
        const auto late = client.tryRead(look, {std::int64_t{1}}, rows);
        CHECK_FALSE(late.has_value());
        CHECK((late.has_value() || late.error().kind == ErrorKind::Timeout));
    }
    server->process().resume();
    bool answered = false;
    for (int i = 0; i < 500 && !answered; ++i)
        answered = client.tryRead(look, {std::int64_t{1}}, rows).has_value();
    CHECK(answered);
    CHECK(rows.cells == std::vector<Value>{std::string("lamp")});
}

TEST_CASE("A call to Cassandra can be interrupted, and its answer is nobody else's")
{
    auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "stopped");
    const auto look = store->prepare("SELECT name FROM items WHERE id = :id", {"id"});
    Client client(*store, std::chrono::minutes(5));
    client.read(look, {std::int64_t{1}});
    server->process().suspend();
    std::atomic<bool> ended{false};
    std::thread other([&] {
        stores::Rows none;
        const auto stopped = client.tryRead(look, {std::int64_t{1}}, none);
        CHECK_FALSE(stopped.has_value());
        ended = true;
    });
    while (!ended) {
        client.session().interrupt();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    other.join();
    server->process().resume();
    CHECK(client.read(look, {std::int64_t{2}}).cells == std::vector<Value>{std::string("chair")});
}

TEST_CASE("Many calls are on their way at a time on one connection")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto store = items(*server, "many");
    const auto look = store->prepare("SELECT id FROM items WHERE id = :id", {"id"});
    runtime::IoThread thread("test");
    constexpr int users = 64, each = 30;
    std::atomic<int> right{0}, left{users};
    std::string failure; // of the IoThread until it is done
    std::promise<void> done;
    const auto use = [&](std::unique_ptr<stores::Session> session) -> runtime::Task<void> {
        for (int i = 0; i < each; ++i) {
            stores::Rows rows;
            const std::int64_t id = 1 + i % 2;
            const std::vector<Value> values{id};
            auto reading = session->read(look, values, rows);
            const auto read = co_await reading;
            right += read && rows.cells == std::vector<Value>{id} ? 1 : 0;
            if (!read)
                failure = read.error().text();
        }
        session.reset();
        if (--left == 0)
            done.set_value();
    };
    for (int i = 0; i < users; ++i) {
        auto session = store->open(thread, patient);
        REQUIRE(session.has_value());
        thread.spawn(use(std::move(*session)));
    }
    done.get_future().wait();
    INFO(failure);
    CHECK(right == users * each);
}

TEST_CASE("Copies of Cassandra's tables do not see each other's writes, and go away")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto original = items(*server, "source");
    run(*original, "CREATE TABLE counts (kind text, id bigint, n counter, PRIMARY KEY (kind, id)) WITH CLUSTERING "
                   "ORDER BY (id DESC);"
                   "UPDATE counts SET n = n + 3 WHERE kind = 'a' AND id = 1;"
                   "UPDATE counts SET n = n + 4 WHERE kind = 'a' AND id = 2;"
                   "CREATE INDEX ON items (name)");
    const std::vector<std::string> writes{"INSERT INTO items (id, name) VALUES (:id, 'new')",
                                          "UPDATE counts SET n = n + 1 WHERE kind = 'a' AND id = :id"};
    auto one = original->copy("anywhere/run-8", "one", writes);
    INFO((one ? std::string() : one.error().text()));
    REQUIRE(one.has_value());
    const auto add = (*one)->prepare(writes[0], {"id"});
    const auto raise = (*one)->prepare(writes[1], {"id"});
    constexpr const char *numbers = "SELECT id, n FROM counts WHERE kind = 'a'",
                         *names = "SELECT id, data FROM items WHERE name = 'chair'",
                         *all = "SELECT count(*) FROM items";
    const auto changedNumbers = (*one)->prepare(numbers, {}), keptNumbers = original->prepare(numbers, {});
    const auto changedNames = (*one)->prepare(names, {});
    const auto changedAll = (*one)->prepare(all, {}), keptAll = original->prepare(all, {});
    {
        Client copy(**one, patient), source(*original, patient);
        copy.write(add, {std::int64_t{3}});
        copy.write(raise, {std::int64_t{1}});
        CHECK(copy.read(changedNumbers).cells ==
              std::vector<Value>{std::int64_t{2}, std::int64_t{4}, std::int64_t{1}, std::int64_t{4}});
        CHECK(source.read(keptNumbers).cells ==
              std::vector<Value>{std::int64_t{2}, std::int64_t{4}, std::int64_t{1}, std::int64_t{3}});
        CHECK(copy.read(changedNames).cells == std::vector<Value>{std::int64_t{2}, std::string("\0\xff", 2)});
        CHECK(copy.read(changedAll).cells == std::vector<Value>{std::int64_t{3}});
        CHECK(source.read(keptAll).cells == std::vector<Value>{std::int64_t{2}});
    }
    one->reset();
    const auto left = original->prepare("SELECT keyspace_name FROM system_schema.keyspaces", {});
    for (const auto& name : Client(*original, patient).read(left).cells)
        CHECK(std::get<std::string>(name).find("cachedeck_copy") == std::string::npos);
}

TEST_CASE("A world's data is made once in Cassandra, with progress, and not left half when stopped")
{
    const auto* server = test::sharedCassandra();
    if (server == nullptr)
        return;
    const auto world = tinyWorld();
    const auto store = test::openStoreOrFail(server->url());
    const std::atomic<bool> never{false};
    auto first = stores::prepareServerData(*store, world, "quick", {}, never);
    INFO((first ? std::string() : first.error().text()));
    REQUIRE(first.has_value());
    CHECK(first->made);
    const auto again = stores::prepareServerData(*store, world, "quick", {}, never);
    REQUIRE(again.has_value());
    CHECK_FALSE(again->made);
    const auto count = first->store->prepare("SELECT count(*) FROM users", {});
    CHECK(Client(*first->store, patient).read(count).cells == std::vector<Value>{std::int64_t{162}});

    auto other = world;
    other.data->seed = 8;
    other.data->sizes["quick"] = 6'000; // some thousand users, so that progress is looked at
    std::atomic<bool> stop{false};
    const auto cancelled = stores::prepareServerData(
        *store, other, "quick", [&](const stores::DataProgress&) { stop = true; }, stop);
    REQUIRE_FALSE(cancelled.has_value());
    CHECK(cancelled.error().kind == stores::DataError::Kind::Cancelled);
    const auto keyspaces = store->prepare("SELECT keyspace_name FROM system_schema.keyspaces", {});
    int ours = 0;
    for (const auto& name : Client(*store, patient).read(keyspaces).cells)
        ours += std::get<std::string>(name).find("cachedeck_movies") == 0 ? 1 : 0;
    CHECK(ours == 1);
}

TEST_CASE("When Cassandra dies calls fail at once, and succeed when it is back")
{
    auto* server = test::sharedCassandra(); // last, as the others need it alive
    if (server == nullptr)
        return;
    const auto store = items(*server, "dying");
    const auto look = store->prepare("SELECT name FROM items WHERE id = :id", {"id"});
    Client client(*store, std::chrono::seconds(30));
    CHECK(client.read(look, {std::int64_t{1}}).count() == 1);
    server->process().kill();
    stores::Rows rows;
    for (int i = 0; i < 10; ++i) {
        const auto dead = client.tryRead(look, {std::int64_t{1}}, rows);
        REQUIRE_FALSE(dead.has_value());
        CHECK(dead.error().kind == ErrorKind::Unreachable);
    }
    REQUIRE(server->restart());
    bool answered = false;
    for (int i = 0; i < 5'000 && !answered; ++i)
        answered = client.tryRead(look, {std::int64_t{1}}, rows).has_value();
    CHECK(answered);
    CHECK(rows.cells == std::vector<Value>{std::string("lamp")});
}
