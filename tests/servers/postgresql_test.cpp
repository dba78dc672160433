#include "tests/servers/client.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/database_server.hpp"

#include <thread>

using namespace cachedeck;
using stores::ErrorKind;
using test::Client;
using workload::Value;

namespace {

// One server for all tests of the program that do not end it.
test::PostgresqlServer* shared()
{
    static const auto server = test::PostgresqlServer::start();
    return server.get();
}

std::unique_ptr<stores::Store> emptyItems(const test::PostgresqlServer& server)
{
    server.run(
        "DROP TABLE IF EXISTS items;"
        "CREATE TABLE items (id integer PRIMARY KEY, name text, price float8, data bytea, facts json,"
        "                    version integer NOT NULL CHECK (version < 100));"
        "INSERT INTO items VALUES (1, 'lamp', 2.5, '\\x00ff41', '{\"a\":1}', 1), (2, NULL, NULL, NULL, NULL, 1)");
    return test::openStoreOrFail(server.url());
}

} // namespace

TEST_CASE("What is wrong with a PostgreSQL URL is said, and no password is repeated")
{
    const auto secret = stores::openStore("postgresql://scott:tiger@127.0.0.1/db");
    REQUIRE_FALSE(secret.has_value());
    CHECK(secret.error().text().find("tiger") == std::string::npos);
    CHECK(secret.error().text().find("PGPASSWORD") != std::string::npos);
    const auto unknown = stores::openStore("postgresql://scott@127.0.0.1/db?pass=tiger");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().text().find("tiger") == std::string::npos);
    const auto nobody =
        stores::openStore("postgresql://scott@127.0.0.1:" + std::to_string(test::freePort()) + "/db?connect_timeout=2");
    REQUIRE_FALSE(nobody.has_value());
    CHECK(nobody.error().kind == ErrorKind::Unreachable);
    CHECK(nobody.error().text().find("Connection refused") != std::string::npos);
}

TEST_CASE("PostgreSQL's refusals to let us in come in its own words")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto missing = stores::openStore(server->url("nothing"));
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().kind == ErrorKind::Refused);
    CHECK(missing.error().text().find("database \"nothing\" does not exist") != std::string::npos);
    const auto stranger =
        stores::openStore("postgresql://stranger@127.0.0.1:" + std::to_string(server->port()) + "/postgres");
    REQUIRE_FALSE(stranger.has_value());
    CHECK(stranger.error().kind == ErrorKind::Refused);
    const auto encrypted = stores::openStore(server->url("postgres", "?sslmode=require"));
    REQUIRE_FALSE(encrypted.has_value());
    CHECK(encrypted.error().text().find("server does not support SSL") != std::string::npos);
}

TEST_CASE("PostgreSQL takes a password that is given apart from its URL, and its copies know it")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const std::string known = std::getenv("PGPASSFILE");
    ::setenv("PGPASSFILE", "/dev/null", 1);
    const auto without = stores::openStore(server->url());
    const auto wrong = stores::openStore(server->url(), runtime::Secret("guess"));
    const auto given = stores::openStore(server->url(), runtime::Secret(test::PostgresqlServer::password()));
    const bool copied = given && (*given)->copy("password", "copy").has_value();
    ::setenv("PGPASSFILE", known.c_str(), 1);
    CHECK_FALSE(without.has_value());
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().text().find("guess") == std::string::npos);
    REQUIRE(given.has_value());
    CHECK((*given)->location() == server->url());
    CHECK(copied);
}

TEST_CASE("PostgreSQL says what it is")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    CHECK(store->kind() == "postgresql");
    CHECK(server->ask("SHOW server_version") == store->version());
    CHECK(store->blocks());
    CHECK_FALSE(store->inProcess());
}

TEST_CASE("Values are bound by name and cells keep their types")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = emptyItems(*server);
    const auto item =
        store->prepare("SELECT id, name, price, data, facts, :word::text || ':word' || :word AS twice, price > 1,"
                       " 7::numeric, 7.25::numeric, id::bigint * 3000000000 FROM items WHERE id = :id",
                       {"word", "id"});
    const auto add =
        store->prepare("INSERT INTO items (id, name, price, data, version) VALUES (:id, :name, :price, :data, 1)",
                       {"id", "name", "price", "data"});
    const auto look = store->prepare("SELECT name, price, data FROM items WHERE id = :id", {"id"});
    Client client(*store);
    CHECK(client.read(item, {std::string("it's"), std::int64_t{1}}).cells ==
          std::vector<Value>{std::int64_t{1}, std::string("lamp"), 2.5,
                             std::string("\0\xff"
                                         "A",
                                         3),
                             std::string("{\"a\":1}"), std::string("it's:wordit's"), std::int64_t{1}, std::int64_t{7},
                             7.25, std::int64_t{3000000000}});
    const auto second = client.read(item, {std::monostate{}, std::int64_t{2}});
    CHECK(second.columns == 10);
    CHECK(std::holds_alternative<std::monostate>(second.cells[1]));
    CHECK(std::holds_alternative<std::monostate>(second.cells[3]));
    const std::string bytes("\0\x01\\'", 4);
    const std::string hostile("x'); DROP TABLE items; --\n\t\\ \xc3\xa9");
    CHECK(client.write(add, {std::int64_t{3}, hostile, 0.1, bytes}) == 1);
    CHECK(client.read(look, {std::int64_t{3}}).cells == std::vector<Value>{hostile, 0.1, bytes});
    CHECK(client.read(look, {std::int64_t{4}}).count() == 0);
    // A text with a NUL byte is no text there: the server says so.
    const auto refused = client.tryWrite(add, {std::int64_t{5}, bytes, 1.0, bytes});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::BadStatement);
    CHECK(refused.error().message.find("0x00") != std::string::npos);
}

TEST_CASE("A statement that PostgreSQL does not understand is refused when a session opens, in its words")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    for (const auto& [text, words] : std::vector<std::pair<std::string, std::string>>{
             {"SELEC 1", "syntax error at or near \"SELEC\". The statement begins: SELEC 1"},
             {"SELECT no_such_column FROM pg_class", "column \"no_such_column\" does not exist."},
             {"SELECT :ident", "a parameter :ident that its operation does not name."},
             {" -- nothing", "An empty statement."},
             {"SELECT 'open", "A ' is opened and never closed."}}) {
        const auto store = test::openStoreOrFail(server->url());
        store->prepare("SELECT 1", {});
        store->prepare(text, {"id"});
        runtime::IoThread thread("test");
        const auto session = store->open(thread, std::chrono::seconds(5));
        REQUIRE_FALSE(session.has_value());
        CHECK(session.error().kind == ErrorKind::BadStatement);
        INFO(session.error().text());
        CHECK(session.error().text().find(words) != std::string::npos);
    }
}

TEST_CASE("Several statements of a write are one transaction of PostgreSQL")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = emptyItems(*server);
    const auto raise = store->prepare("SELECT 1 FROM items FOR UPDATE; UPDATE items SET price = :price WHERE id = 1;"
                                      "UPDATE items SET version = :version",
                                      {"price", "version"});
    const auto look = store->prepare("SELECT price, version FROM items WHERE id = 1", {});
    Client client(*store);
    CHECK(client.write(raise, {3.0, std::int64_t{2}}) == 3);
    const auto bad = client.tryWrite(raise, {4.0, std::int64_t{100}});
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().kind == ErrorKind::Constraint);
    CHECK(bad.error().message.find("violates check constraint") != std::string::npos);
    CHECK(client.read(look).cells == std::vector<Value>{3.0, std::int64_t{2}});
    CHECK(client.write(raise, {5.0, std::int64_t{3}}) == 3); // and the session goes on
}

TEST_CASE("A query beyond its deadline is stopped by PostgreSQL, and the connection lives on")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto slow = store->prepare("SELECT pg_sleep(60)", {});
    const auto who = store->prepare("SELECT pg_backend_pid()", {});
    Client client(*store, std::chrono::milliseconds(400));
    const auto before = client.read(who).cells;
    stores::Rows rows;
    const auto stopped = client.tryRead(slow, {}, rows);
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().kind == ErrorKind::Timeout);
    CHECK(stopped.error().text().find("statement timeout") != std::string::npos);
    CHECK(client.read(who).cells == before);
}

TEST_CASE("What is being asked of PostgreSQL can be interrupted from another thread")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto slow = store->prepare("SELECT pg_sleep(60)", {});
    const auto quick = store->prepare("SELECT 1", {});
    Client client(*store, std::chrono::seconds(50));
    std::atomic<bool> ended{false};
    std::thread other([&] {
        while (!ended) { // it may not have begun yet
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            client.session().interrupt();
        }
    });
    stores::Rows rows;
    const auto stopped = client.tryRead(slow, {}, rows);
    ended = true;
    other.join();
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().kind == ErrorKind::Timeout);
    CHECK(client.read(quick).count() == 1); // on a new connection
}

TEST_CASE("Deadlocks and serialization failures are Busy, and may be tried again")
{
    const auto* server = shared();
    if (server == nullptr)
        return;
    const auto store = emptyItems(*server);
    const auto wait = store->prepare("SELECT id FROM items WHERE id = 1 FOR UPDATE NOWAIT", {});
    const auto hold = store->prepare("UPDATE items SET version = 5 WHERE id = 1; SELECT pg_sleep(0.4)", {});
    Client holder(*store), waiter(*store);
    std::thread other([&] { holder.write(hold); });
    stores::Result<void> refused;
    for (int i = 0; i < 200 && refused; ++i) {
        stores::Rows rows;
        refused = waiter.tryRead(wait, {}, rows);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    other.join();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::Busy);
    CHECK(refused.error().retryable());
}

TEST_CASE("A server that hangs, dies and comes back is told apart, and used again")
{
    const auto server = test::PostgresqlServer::start();
    if (!server)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto who = store->prepare("SELECT pg_backend_pid()", {});
    Client client(*store, std::chrono::milliseconds(400));
    client.read(who);
    stores::Rows rows;

    server->process().suspend();
    const auto hung = client.tryRead(who, {}, rows);
    server->process().resume();
    REQUIRE_FALSE(hung.has_value());
    CHECK(hung.error().kind == ErrorKind::Timeout);
    CHECK(hung.error().text().find("does not answer") != std::string::npos);

    server->process().kill();
    for (int i = 0; i < 20; ++i) {
        const auto dead = client.tryRead(who, {}, rows);
        REQUIRE_FALSE(dead.has_value());
        CHECK((dead.error().kind == ErrorKind::Unreachable || i == 0));
    }
    server->restart();
    bool answered = false;
    for (int i = 0; i < 2000 && !answered; ++i)
        answered = client.tryRead(who, {}, rows).has_value();
    CHECK(answered);
}

TEST_CASE("PostgreSQL is entered over TLS, and a certificate that does not hold is refused")
{
    const auto server = test::PostgresqlServer::start();
    if (!server)
        return;
    test::Certificates certificates, others;
    server->encrypt(certificates.server("DNS:localhost,IP:127.0.0.1"));
    const auto url = [&](const std::string& authority) {
        return server->url("postgres", "?sslmode=verify-full&sslrootcert=" + authority);
    };
    const auto store = test::openStoreOrFail(url(certificates.authority()));
    const auto encrypted = store->prepare("SELECT ssl::int FROM pg_stat_ssl WHERE pid = pg_backend_pid()", {});
    CHECK(Client(*store).read(encrypted).cells == std::vector<Value>{std::int64_t{1}});

    const auto untrusted = stores::openStore(url(others.authority()));
    REQUIRE_FALSE(untrusted.has_value());
    CHECK(untrusted.error().text().find("certificate verify failed") != std::string::npos);

    server->encrypt(certificates.server("DNS:other.example"));
    const auto elsewhere = stores::openStore(url(certificates.authority()));
    REQUIRE_FALSE(elsewhere.has_value());
    CHECK(elsewhere.error().text().find("other.example") != std::string::npos);
}
