// Runs over a database server, and what happens when it goes away meanwhile (fault 46).
#include "backend/load/run.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/servers/client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/database_server.hpp"

#include <algorithm>
#include <fstream>
#include <thread>

using namespace cachedeck;
using test::RunUnderTest;

namespace {

constexpr const char* shop = R"({ "format": 1, "name": "shop", "sets": { "items": { "range": [1, 50] } },
  "operations": [
    { "name": "item", "kind": "read", "share": 0.95, "key": "item:{id}", "ttl": 100, "single": true,
      "parameters": { "id": { "from": "items" } }, "fields": { "id": "integer", "version": "integer" },
      "identity": "id", "version": "version",
      "query": { "postgresql": "SELECT id, version FROM shop WHERE id = :id" } },
    { "name": "raise", "kind": "write", "share": 0.05, "invalidates": ["item:{id}"], "entity": "id",
      "parameters": { "id": { "from": "items" } },
      "query": { "postgresql": "UPDATE shop SET version = version + 1 WHERE id = :id" } } ] })";

// One read over 50 items, with the query of the store `kind`.
std::string shopOn(const std::string& kind, const std::string& query)
{
    return R"({ "format": 1, "name": "shop", "sets": { "items": { "range": [1, 50] } },
  "operations": [
    { "name": "item", "kind": "read", "share": 1, "key": "item:{id}", "ttl": 600, "single": true,
      "parameters": { "id": { "from": "items" } }, "fields": { "id": "integer", "version": "integer" },
      "query": { ")" +
           kind + "\": " + query + " } } ] }";
}

void change(const std::string& url, const std::string& statements)
{
    const auto store = test::openStoreOrFail(url);
    const auto id = store->prepare(statements, {});
    test::Client(*store, std::chrono::seconds(60)).write(id);
}

// Row 46: reads of the store are errors while it is down, cached ones go on, and afterwards all is well without a hand.
void theStoreDiesAndComesBack(const std::string& kind, const std::string& query, const std::string& url,
                              const std::function<void()>& kill, const std::function<void()>& restart)
{
    const test::TemporaryFolder folder;
    const test::RedisServer cache;
    std::ofstream(folder.path() / "shop.json") << shopOn(kind, query);
    const auto text = R"({ "format": 1, "name": "test", "workload": "shop.json", "seconds": 900, "warm_up": 0.5,
        "paths": [ { "strategy": "uncached", "store": ")" +
                      kind + R"(" }, { "strategy": "cache-aside", "store": ")" + kind + R"(" } ],
        "load": { "users": 2, "slice_ms": 50 } })";
    auto scenario = load::parseScenario(text, (folder.path() / "scenario.json").string(), load::ResourcePaths{});
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario.has_value());
    load::RunTargets targets;
    targets.cache.endpoint.address = {"127.0.0.1", cache.port(), ""};
    targets.cacheIsOurs = true;
    targets.storeUrls = {url};
    targets.workDirectory = folder.path() / "work";
    RunUnderTest test(*scenario, targets);
    test.waitFor(load::Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    kill();
    test.waitForMark("fault");
    restart();
    test.waitForMark("recovered", "uncached: the primary store"); // not the other path's, nor the cache's
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    for (const auto& path : result->paths) {
        const auto& counts = path.counts;
        CAPTURE(path.spec.name, counts.ok, counts.errors, counts.timeouts, counts.hits);
        CHECK(counts.ok > 0);
        CHECK(counts.issued == counts.ok + counts.errors + counts.timeouts + counts.unfinished);
        CHECK(path.response.count() == counts.ok); // none of an error
    }
    const auto& uncached = result->paths[0].counts;
    const auto& cached = result->paths[1].counts;
    CHECK(uncached.errors + uncached.timeouts > 0);
    CHECK(cached.hits > 0);
    CHECK(cached.ok > cached.errors + cached.timeouts); // most of what was asked was cached
    const auto fault = std::find_if(result->faults.begin(), result->faults.end(), [](const load::Fault& one) {
        return one.where == "store" && one.path == "uncached";
    });
    REQUIRE(fault != result->faults.end());
    CHECK(fault->over);
}

} // namespace

TEST_CASE("When ClickHouse dies in a run, cached reads go on, and it is used again when it is back")
{
    const auto server = test::ClickhouseServer::start();
    if (!server)
        return;
    change(server->url(), "CREATE TABLE shop (id Int64, version Int64) ENGINE = MergeTree ORDER BY id;"
                          "INSERT INTO shop SELECT number + 1, 1 FROM system.numbers LIMIT 50");
    theStoreDiesAndComesBack(
        "clickhouse", R"("SELECT id, version FROM shop WHERE id = :id")", server->url(),
        [&] { server->process().kill(); }, [&] { server->restart(); });
}

TEST_CASE("When Cassandra dies in a run, cached reads go on, and it is used again when it is back")
{
    const auto server = test::CassandraServer::start();
    if (!server)
        return;
    std::string statements = "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', "
                             "'replication_factor': 1};"
                             "CREATE TABLE shop.shop (id int PRIMARY KEY, version int)";
    change(server->url(), statements);
    statements.clear();
    for (int id = 1; id <= 50; ++id)
        statements += "INSERT INTO shop.shop (id, version) VALUES (" + std::to_string(id) + ", 1);";
    change(server->url(), statements);
    theStoreDiesAndComesBack(
        "cassandra", R"("SELECT id, version FROM shop WHERE id = :id")", server->url("shop"),
        [&] { server->process().kill(); }, [&] { REQUIRE(server->restart()); });
}

TEST_CASE("When MongoDB dies in a run, cached reads go on, and it is used again when it is back")
{
    const auto server = test::MongodbServer::start();
    if (!server)
        return;
    std::string documents;
    for (int id = 1; id <= 50; ++id)
        documents += (id > 1 ? ", " : "") + std::string(R"({"_id": )") + std::to_string(id) + R"(, "version": 1})";
    change(server->url("shop"), R"({"insert": "shop", "documents": [)" + documents + "]}");
    theStoreDiesAndComesBack(
        "mongodb", R"({"find": "shop", "filter": {"_id": "{id}"}, "columns": ["_id", "version"]})", server->url("shop"),
        [&] { server->process().kill(); }, [&] { server->restart(); });
}

TEST_CASE("When the store dies in a run, cached reads go on, and errors are counted as the store's")
{
    const auto server = test::PostgresqlServer::start();
    if (!server)
        return;
    server->run("CREATE TABLE shop AS SELECT i AS id, 1 AS version FROM generate_series(1, 50) AS i");
    const test::TemporaryFolder folder;
    const test::RedisServer cache;
    std::ofstream(folder.path() / "shop.json") << shop;
    auto scenario = load::parseScenario(
        R"({ "format": 1, "name": "test", "workload": "shop.json", "seconds": 30, "warm_up": 0.3,
             "paths": [ { "strategy": "uncached", "store": "postgresql" }, { "strategy": "cache-aside", "store": "postgresql" } ],
             "load": { "users": 2, "slice_ms": 50 } })",
        (folder.path() / "scenario.json").string(), load::ResourcePaths{});
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario.has_value());
    load::RunTargets targets;
    targets.cache.endpoint.address = {"127.0.0.1", cache.port(), ""};
    targets.cacheIsOurs = true;
    targets.storeUrls = {server->url()};
    targets.workDirectory = folder.path() / "work";
    RunUnderTest test(*scenario, targets);
    test.waitFor(load::Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    server->process().kill();
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    server->restart();
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    const auto& uncached = result->paths[0].counts;
    const auto& cached = result->paths[1].counts;
    CHECK(uncached.errors > 0);
    CHECK(uncached.ok > 0);
    CHECK(cached.hits > 0);
    CHECK(cached.wrong == 0);
    CHECK(uncached.issued == uncached.ok + uncached.errors + uncached.timeouts + uncached.unfinished);
    CHECK(cached.ok > cached.errors); // most of what was asked was cached
}

TEST_CASE("Paths of one run stand on stores of different kinds")
{
    const auto server = test::PostgresqlServer::start();
    if (!server)
        return;
    const test::RedisServer cache;
    const test::TemporaryFolder folder;
    const auto resources = load::ResourcePaths::find();
    const auto scenario = load::loadScenario("movies", resources,
                                             {"size=quick", "seconds=1", "warm_up=0.2", "load.users=2",
                                              "check_one_in=1", "paths.cache-aside.store=postgresql"});
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario.has_value());
    CHECK(scenario->paths[1].store == "postgresql");
    load::RunTargets targets;
    targets.cache.endpoint.address = {"127.0.0.1", cache.port(), ""};
    targets.cacheIsOurs = true;
    targets.storeUrls = {server->url()};
    targets.dataDirectory = folder.path() / "data";
    targets.workDirectory = folder.path() / "work";
    {
        RunUnderTest test(*scenario, targets);
        const auto result = test.wait(std::chrono::seconds(120));
        REQUIRE(result);
        CHECK(result->versions.contains("sqlite"));
        CHECK(result->versions.contains("postgresql"));
        for (const auto& path : result->paths) {
            CAPTURE(path.spec.name, path.spec.store);
            CHECK(path.counts.ok > 0);
            CHECK(path.counts.checked > 0);
            CHECK(path.counts.wrong == 0); // the same data in both
        }
        // Read again from what it stored, it is the same.
        const auto again = load::parseScenario(load::toJson(*scenario), "again", resources);
        REQUIRE(again.has_value());
        CHECK(again->paths[1].store == "postgresql");
    }
    targets.storeUrls.push_back(server->url());
    RunUnderTest twice(*scenario, targets);
    CHECK_FALSE(twice.wait());
    REQUIRE(twice.failure);
    CHECK(twice.failure->text.find("given two") != std::string::npos);
}

TEST_CASE("A run at a distance pays for it in every read of the store, and says that it is simulated")
{
    const test::Site site({.writes = 0});
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                    R"("seconds": 1, "warm_up": 0.2, "load": { "users": 2, "slice_ms": 50 },
                                       "distance": { "store": { "ms": 5 } })"),
                      site.targets());
    const auto result = test.wait();
    REQUIRE(result);
    CHECK(std::find(result->simulated.begin(), result->simulated.end(), "5 ms to the primary store") !=
          result->simulated.end());
    CHECK(result->paths[0].counts.ok > 0);
    CHECK(result->paths[0].counts.ok <= 2 * 1000 / 5); // two users, one read in 5 ms each
}

TEST_CASE("A run at a distance from its cache pays for it in every round trip, and says that it is simulated")
{
    const test::Site site({.writes = 0});
    const auto distant = [&](const std::string& strategy) {
        RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": ")" + strategy + R"(" })",
                                        R"("seconds": 1, "warm_up": 0.2, "load": { "users": 2, "slice_ms": 50 },
                                           "distance": { "cache": { "ms": 20 } })"),
                          site.targets());
        const auto result = test.wait();
        REQUIRE(result);
        return *result;
    };
    // Each read that hits is a round trip; two users, one read in 20 ms each, and all of a second at the most.
    for (const auto* strategy : {"cache-aside", "read-through", "refresh-ahead", "stale-while-revalidate", "lease",
                                 "distributed-lock", "single-flight", "write-behind"}) {
        INFO(strategy);
        const auto result = distant(strategy);
        CHECK(std::find(result.simulated.begin(), result.simulated.end(), "20 ms to the cache") !=
              result.simulated.end());
        CHECK(result.paths[1].counts.ok > 0);
        CHECK(result.paths[1].counts.ok <= 2 * 1000 / 20);
        CHECK(result.paths[1].counts.wrong == 0);
        CHECK(result.paths[0].counts.ok > result.paths[1].counts.ok); // the store is near
    }
}
