// A world's data in MongoDB: made once, by one process, whatever becomes of the others.
#include "backend/stores/server_data.hpp"
#include "tests/servers/client.hpp"
#include "tests/servers/mongodb_node.hpp"

#include <thread>

using namespace cachedeck;
using stores::ErrorKind;
using test::Client;
using workload::Value;

namespace {

// A world of a few users.
workload::Workload tinyWorld()
{
    auto world = workload::parse(R"json({ "format": 1, "name": "tiny",
      "data": { "generator": "movies", "seed": 7, "sizes": { "quick": 60 },
                "schema": { "mongodb": { "tables": "{\"users\": [\"_id\", \"name\"]}",
                                         "indexes": "[{\"createIndexes\": \"users\", \"indexes\": [{\"key\": {\"name\": 1}, \"name\": \"by_name\"}]}]" } } },
      "operations": [ { "name": "user", "kind": "read", "key": "user:1", "ttl": 10, "fields": { "name": "text" },
                        "query": { "mongodb": { "find": "users", "filter": { "_id": 1 }, "columns": ["name"] } } } ] })json",
                                 "tiny.json");
    INFO((world ? std::string() : world.error().text()));
    REQUIRE(world.has_value());
    return *std::move(world);
}

// The one column of the one row that a query gives in a database, or what a write changed.
std::vector<Value> ask(const test::MongodbServer& server, const std::string& database, const std::string& query)
{
    const auto store = test::openStoreOrFail(server.url(database));
    const auto id = store->prepare(query, {});
    return Client(*store).read(id).cells;
}

std::string milliseconds(std::chrono::system_clock::time_point at)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count());
}

// What a marker says of who makes the data.
std::string markerUpdate(const std::string& state, std::chrono::seconds ago)
{
    return R"({"update": "cachedeck_data", "updates": [{"q": {"_id": "data"}, "u": {"$set": {"state": ")" + state +
           R"(", "owner": "another", "beat": {"$numberLong": ")" +
           milliseconds(std::chrono::system_clock::now() - ago) + R"("}}}}]})";
}

} // namespace

TEST_CASE("A world's data is made once in MongoDB")
{
    const auto* server = test::mongodbNode();
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
    const auto count = first->store->prepare(R"({"aggregate": "users", "pipeline": [{"$count": "n"}]})", {});
    CHECK(Client(*first->store).read(count).cells == std::vector<Value>{std::int64_t{162}});
}

TEST_CASE("What a process left in MongoDB that died while it made data, also its indexes, is made anew soon")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    auto world = tinyWorld();
    world.data->seed = 8; // a data set of its own
    const auto store = test::openStoreOrFail(server->url());
    const std::atomic<bool> never{false};
    const auto first = stores::prepareServerData(*store, world, "quick", {}, never);
    REQUIRE(first.has_value());
    const std::string count = R"({"aggregate": "users", "pipeline": [{"$count": "n"}]})";
    const auto users = ask(*server, first->name, count);
    ask(*server, first->name, R"({"insert": "users", "documents": [{"_id": "left", "name": "of it"}]})");
    ask(*server, first->name, R"({"insert": "elsewhere", "documents": [{"_id": 1}]})");
    ask(*server, first->name, markerUpdate("indexing", std::chrono::seconds(60))); // as older versions called it
    bool hasWaited = false;
    const auto again = stores::prepareServerData(
        *store, world, "quick",
        [&](const stores::DataProgress& progress) {
            hasWaited = hasWaited || progress.phase == stores::DataProgress::Phase::Waiting;
        },
        never);
    INFO((again ? std::string() : again.error().text()));
    REQUIRE(again.has_value());
    CHECK(again->made);
    CHECK(hasWaited); // long enough to see that it is dead
    CHECK(ask(*server, first->name, count) == users);
    CHECK(ask(*server, first->name, R"({"find": "elsewhere", "filter": {}, "columns": ["_id"]})").empty());
}

TEST_CASE("Who makes data in MongoDB says so while it does nothing else, and stops when another has taken its place")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const std::string name = "cachedeck_claimed";
    const auto store = test::openStoreOrFail(server->url());
    const stores::DataSet data{name, R"({"users": ["_id"]})", ""};
    const auto seed = [&](bool goesOn) { return store->seed(data, [goesOn](std::uint64_t) { return goesOn; }); };
    auto seeding = seed(true);
    INFO((seeding ? std::string() : seeding.error().text()));
    REQUIRE((seeding.has_value() && *seeding));
    const auto beat = [&] {
        return ask(*server, name, R"({"find": "cachedeck_data", "filter": {}, "columns": ["beat"]})");
    };
    const auto before = beat();
    for (int i = 0; i < 600 && beat() == before; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(beat() != before);
    const auto second = seed(false); // who does not wait is told why it should
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().kind == ErrorKind::Timeout);
    ask(*server, name, markerUpdate("making", std::chrono::seconds(0)));
    (*seeding)->table("users", 1);
    (*seeding)->row(std::vector<Value>{std::int64_t{1}});
    const auto finished = (*seeding)->finish();
    REQUIRE_FALSE(finished.has_value());
    CHECK(finished.error().kind == ErrorKind::Busy);
    seeding->reset();
    CHECK(ask(*server, name, R"({"find": "cachedeck_data", "filter": {}, "columns": ["owner"]})") ==
          std::vector<Value>{std::string("another")});
}

TEST_CASE("Data that is not finished in MongoDB leaves nothing behind, and can be begun again at once")
{
    const auto* server = test::mongodbNode();
    if (server == nullptr)
        return;
    const std::string name = "cachedeck_unfinished";
    const auto store = test::openStoreOrFail(server->url());
    for (int i = 0; i < 2; ++i) {
        auto seeding = store->seed({name, R"({"users": ["_id"]})", ""}, [](std::uint64_t) { return false; });
        INFO((seeding ? std::string() : seeding.error().text()));
        REQUIRE((seeding.has_value() && *seeding));
        (*seeding)->table("users", 1);
        (*seeding)->row(std::vector<Value>{std::int64_t{1}});
        (*seeding)->table("others", 1); // what came before is sent
        CHECK(ask(*server, name, R"({"find": "users", "filter": {}, "columns": ["_id"]})").size() == 1);
        seeding->reset();
        CHECK(ask(*server, name, R"({"find": "users", "filter": {}, "columns": ["_id"]})").empty());
        CHECK(ask(*server, name, R"({"find": "cachedeck_data", "filter": {}, "columns": ["state"]})").empty());
    }
}
