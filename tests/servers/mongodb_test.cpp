#include "tests/servers/client.hpp"
#include "tests/servers/mongodb_node.hpp"
#include "tests/servers/tls_cases.hpp"

using namespace cachedeck;
using stores::ErrorKind;
using test::Client;
using workload::Value;

namespace {

std::unique_ptr<stores::Store> emptyItems(const test::MongodbServer& server, const std::string& database)
{
    const auto store = test::openStoreOrFail(server.url(database));
    const auto clear = store->prepare(R"({"delete": "items", "deletes": [{"q": {}, "limit": 0}]})", {});
    const auto add = store->prepare(
        R"({"insert": "items", "documents": [
             {"_id": 1, "name": "lamp", "price": 2.5, "tags": ["a", {"b": 1}], "size": {"height": {"$numberLong": "30"}}},
             {"_id": 2, "name": null, "data": {"$binary": {"base64": "AP8=", "subType": "00"}},
              "made": {"$date": {"$numberLong": "1700000000000"}}, "good": true}]})",
        {});
    Client client(*store);
    client.write(clear);
    CHECK(client.write(add) == 2);
    return test::openStoreOrFail(server.url(database));
}

} // namespace

TEST_CASE("What is wrong with a MongoDB URL is said, and no password is repeated")
{
    const auto secret = stores::openStore("mongodb://scott:tiger@127.0.0.1/db");
    REQUIRE_FALSE(secret.has_value());
    CHECK(secret.error().text().find("tiger") == std::string::npos);
    CHECK(stores::openStore("mongodb://127.0.0.1:" + std::to_string(test::freePort())).has_error());
}

TEST_CASE("A server that is not mongod has its name beside its version")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url());
    CHECK(store->kind() == "mongodb");
    CHECK(store->blocks());
    CHECK((store->version().find("SecantusDB (not mongod") == 0) == server->isSecantus());
}

TEST_CASE("Documents become rows, and values are bound with their types")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const auto store = emptyItems(*server, "values");
    const auto one = store->prepare(
        R"({"find": "items", "filter": {"_id": "{id}"}, "columns": ["_id", "name", "price", "tags", "size.height", "data", "made", "good"]})",
        {"id"});
    const auto byName = store->prepare(
        R"({"aggregate": "items", "pipeline": [{"$match": {"name": "{name}"}}, {"$project": {"_id": 1, "twice": {"$multiply": ["$price", 2]}}}]})",
        {"name"});
    const auto rename =
        store->prepare(R"({"update": "items", "updates": [{"q": {"_id": "{id}"}, "u": {"$set": {"name": "{name}"}}}]})",
                       {"id", "name"});
    Client client(*store);
    const auto first = client.read(one, {std::int64_t{1}}).cells;
    REQUIRE(first.size() == 8);
    CHECK(first[0] == Value(std::int64_t{1}));
    CHECK(first[1] == Value(std::string("lamp")));
    CHECK(first[2] == Value(2.5));
    CHECK(std::get<std::string>(first[3]).find("\"a\"") != std::string::npos);
    CHECK(first[4] == Value(std::int64_t{30}));
    CHECK(first[5] == Value(std::monostate{}));
    const auto second = client.read(one, {std::int64_t{2}}).cells;
    CHECK(second[1] == Value(std::monostate{}));
    CHECK(second[5] == Value(std::string("\0\xff", 2)));
    CHECK(second[6] == Value(std::int64_t{1700000000000}));
    CHECK(second[7] == Value(std::int64_t{1}));
    CHECK(client.read(byName, {std::string("lamp")}).cells == std::vector<Value>{std::int64_t{1}, 5.0});
    CHECK(client.read(one, {std::string("1")}).count() == 0); // a text is no number
    const std::string hostile("{\"$ne\": 1} \" \\ {id}");
    CHECK(client.write(rename, {std::int64_t{2}, hostile}) == 1);
    CHECK(client.read(one, {std::int64_t{2}}).cells[1] == Value(hostile));
    CHECK(client.write(rename, {std::int64_t{9}, hostile}) == 0);
}

TEST_CASE("More documents than one batch are read to their end")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const auto store = test::openStoreOrFail(server->url("many"));
    const auto add = store->prepare(R"({"insert": "numbers", "documents": [{"n": "{n}"}]})", {"n"});
    const auto all =
        store->prepare(R"({"find": "numbers", "filter": {}, "batchSize": 7, "sort": {"n": 1}, "columns": ["n"]})", {});
    Client client(*store);
    for (std::int64_t n = 0; n < 50; ++n)
        client.write(add, {n});
    const auto rows = client.read(all);
    REQUIRE(rows.count() == 50);
    CHECK(rows.cells.back() == Value(std::int64_t{49}));
}

TEST_CASE("A read of two steps hands the first one's columns on; a write of several commands does all of them")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const auto store = emptyItems(*server, "steps");
    const auto dearer = store->prepare(
        R"({"first": {"find": "items", "filter": {"_id": "{id}"}, "columns": ["price"]},
            "then": {"find": "items", "filter": {"price": {"$gte": "{first.price}"}}, "columns": ["_id", "price"]}})",
        {"id"});
    const auto add = store->prepare(
        R"({"commands": [{"insert": "items", "documents": [{"_id": "{id}", "price": 4.5}]},
                         {"update": "items", "updates": [{"q": {"_id": 1}, "u": {"$inc": {"price": 1}}}]}]})",
        {"id"});
    Client client(*store);
    CHECK(client.read(dearer, {std::int64_t{1}}).cells == std::vector<Value>{std::int64_t{1}, 2.5});
    CHECK(client.write(add, {std::int64_t{3}}) == 2);
    CHECK(client.read(dearer, {std::int64_t{1}}).count() == 2);
    const auto nobody = client.read(dearer, {std::int64_t{9}});
    CHECK(nobody.count() == 0);
    CHECK(nobody.columns == 2);
}

TEST_CASE("A query that is none is refused when a session opens; one that the server refuses, in its words")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    runtime::IoThread thread("test");
    for (const auto* text : {"SELECT 1", R"({"find": "items", "filter": {"_id": "{nobody}"}})",
                             R"({"first": {"find": "items", "filter": {}}, "then": {"find": "items"}})", "{}"}) {
        const auto store = test::openStoreOrFail(server->url());
        store->prepare(text, {"id"});
        const auto session = store->open(thread, std::chrono::seconds(5));
        REQUIRE_FALSE(session.has_value());
        CHECK(session.error().kind == ErrorKind::BadStatement);
    }
    const auto store = emptyItems(*server, "words");
    const auto wrong = store->prepare(R"({"find": "items", "filter": {"_id": {"$noSuchOperator": 1}}})", {});
    const auto twice = store->prepare(R"({"insert": "items", "documents": [{"_id": 1}]})", {});
    Client client(*store);
    stores::Rows rows;
    const auto refused = client.tryRead(wrong, {}, rows);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().text().find("noSuchOperator") != std::string::npos);
    const auto duplicate = client.tryWrite(twice);
    REQUIRE_FALSE(duplicate.has_value());
    CHECK(duplicate.error().kind == ErrorKind::Constraint);
}

TEST_CASE("Copies of a MongoDB database do not see each other's writes, and go away")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const auto original = emptyItems(*server, "source");
    const std::vector<std::string> writes{
        R"({"update": "items", "updates": [{"q": {"_id": 1}, "u": {"$set": {"name": "{name}"}}}]})"};
    const auto look = R"({"find": "items", "filter": {"_id": 1}, "columns": ["name"]})";
    auto one = original->copy("anywhere/run-9", "one", writes);
    INFO((one ? std::string() : one.error().text()));
    REQUIRE(one.has_value());
    const auto change = (*one)->prepare(writes.front(), {"name"});
    const auto changed = (*one)->prepare(look, {});
    const auto kept = original->prepare(look, {});
    {
        Client copy(**one), source(*original);
        CHECK(copy.write(change, {std::string("new")}) == 1);
        CHECK(copy.read(changed).cells == std::vector<Value>{std::string("new")});
        CHECK(source.read(kept).cells == std::vector<Value>{std::string("lamp")});
    }
}

TEST_CASE("What a crash left of MongoDB's copies is dropped by the next copy, when it is old enough")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const auto leave = [&](const std::string& database, const std::string& beat) {
        const auto store = test::openStoreOrFail(server->url(database));
        const auto mark = store->prepare(
            R"({"insert": "cachedeck_data", "documents": [{"_id": "data", "state": "copy", "beat": {"$numberLong": ")" +
                beat + R"("}}]})",
            {});
        Client(*store).write(mark);
    };
    const auto left = [&](const std::string& database) {
        const auto store = test::openStoreOrFail(server->url(database));
        const auto look = store->prepare(R"({"find": "cachedeck_data", "filter": {}, "columns": ["state"]})", {});
        return Client(*store).read(look).count();
    };
    leave("cachedeck_copy_old", "1700000000000");
    leave("cachedeck_copy_young", "4000000000000");
    const auto original = emptyItems(*server, "crashed");
    const auto copy =
        original->copy("anywhere/run-10", "one",
                       {R"({"update": "items", "updates": [{"q": {"_id": 1}, "u": {"$set": {"name": "{name}"}}}]})"});
    INFO((copy ? std::string() : copy.error().text()));
    REQUIRE(copy.has_value());
    CHECK(left("cachedeck_copy_old") == 0);
    CHECK(left("cachedeck_copy_young") == 1);
    CHECK(left("cachedeck_copy_run_10_one") == 1); // a copy tells its age itself
}

TEST_CASE("When the MongoDB server dies calls fail, and succeed when it is back")
{
    const auto server = test::MongodbServer::start();
    if (!server)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto look = store->prepare(R"({"find": "items", "filter": {}, "columns": ["_id"]})", {});
    Client client(*store, std::chrono::milliseconds(1500));
    client.read(look);
    server->process().kill();
    stores::Rows rows;
    for (int i = 0; i < 5; ++i) {
        const auto dead = client.tryRead(look, {}, rows);
        REQUIRE_FALSE(dead.has_value());
        CHECK(dead.error().kind == ErrorKind::Unreachable);
    }
    server->restart();
    bool answered = false;
    for (int i = 0; i < 3000 && !answered; ++i)
        answered = client.tryRead(look, {}, rows).has_value();
    CHECK(answered);
}

TEST_CASE("A MongoDB server that is stopped answers late: calls end at their deadline, and go on when it does")
{
    const auto server = test::MongodbServer::start();
    if (!server)
        return;
    const auto store = test::openStoreOrFail(server->url());
    const auto look = store->prepare(R"({"find": "items", "filter": {}, "columns": ["_id"]})", {});
    Client client(*store, std::chrono::milliseconds(1500));
    client.read(look);
    server->process().suspend();
    stores::Rows rows;
    const auto late = client.tryRead(look, {}, rows);
    REQUIRE_FALSE(late.has_value());
    INFO(late.error().text());
    CHECK(late.error().kind == ErrorKind::Timeout);
    CHECK_FALSE(client.tryRead(look, {}, rows).has_value()); // nor does a new connection get an answer
    server->process().resume();
    bool answered = false;
    for (int i = 0; i < 3000 && !answered; ++i)
        answered = client.tryRead(look, {}, rows).has_value();
    CHECK(answered);
}

TEST_CASE("MongoDB is entered over TLS, and a certificate that does not hold is refused")
{
    if (const auto* server = test::mongodbNode())
        test::aStoreIsEnteredOverTls(
            server->port(),
            [](std::uint16_t port, const std::string& authority) {
                return "mongodb://127.0.0.1:" + std::to_string(port) +
                       "/test?directConnection=true&label=TLS&tls=true" +
                       (authority.empty() ? "" : "&tlsCAFile=" + authority);
            },
            R"({"aggregate": 1, "pipeline": [{"$documents": [{"one": 1}]}], "columns": ["one"]})");
}
