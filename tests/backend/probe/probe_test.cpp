// A workload of one's own: tried once on a real store and a real cache, written, loaded and run.
#include "backend/probe/workload_files.hpp"
#include "backend/redis/connection.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <sqlite3.h>

using namespace cachedeck;
using probe::Part;

namespace {

struct Shop {
    test::TemporaryFolder folder;
    std::string url;

    Shop()
    {
        const auto file = folder.path() / "shop.db";
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open(file.string().c_str(), &raw) == SQLITE_OK);
        REQUIRE(sqlite3_exec(raw,
                             "CREATE TABLE orders (id INTEGER, customer TEXT, total REAL, lines TEXT);"
                             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                             "INSERT INTO orders SELECT i, 'customer ' || (i % 9), i / 4.0, '[' || i || ']' FROM n",
                             nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(raw);
        url = "sqlite:" + file.string();
    }
    probe::Draft draft() const
    {
        return {"orders",           url,          "SELECT id, customer, total, lines\n  FROM orders WHERE id = :id",
                {{"id", "1..500"}}, "order:{id}", 120};
    }
};

redis::ConnectionOptions optionsOf(const test::RedisServer& server)
{
    redis::ConnectionOptions options;
    options.endpoint.address = {"127.0.0.1", server.port(), ""};
    return options;
}

Part partOf(const probe::Draft& draft)
{
    const auto findings = probe::probe(draft, nullptr);
    REQUIRE_FALSE(findings.has_value());
    INFO(findings.error().text);
    CHECK_FALSE(findings.error().text.empty());
    return findings.error().part;
}

} // namespace

TEST_CASE("A query is tried on its store and its answer in a cache, of which nothing is left")
{
    const Shop shop;
    const test::RedisServer server;
    const auto cache = optionsOf(server);
    const auto findings = probe::probe(shop.draft(), &cache);
    INFO((findings ? std::string() : findings.error().text));
    REQUIRE(findings.has_value());
    CHECK(findings->storeKind == "sqlite");
    CHECK(findings->storeInProcess);
    CHECK(findings->key == "order:1");
    CHECK(findings->value == R"({"id":1,"customer":"customer 1","total":0.25,"lines":[1]})");
    CHECK(findings->shape.single);
    REQUIRE(findings->shape.fields.size() == 4);
    CHECK(findings->shape.fields[2].name == "total");
    CHECK(findings->shape.fields[2].type == workload::FieldType::Real);
    CHECK(findings->shape.fields[3].type == workload::FieldType::Json);
    CHECK(findings->storeRead.count() > 0);
    REQUIRE(findings->cacheRead.has_value());
    CHECK(findings->cacheRead->count() > 0);
    CHECK(findings->memory.value_or(0) > findings->value.size());
    CHECK(findings->cacheNote.empty());
    CHECK(server.command({"DBSIZE"}) == "0");

    auto list = shop.draft();
    list.query = "SELECT id, total / 1 AS total, count(*) OVER () FROM orders WHERE customer = :who ORDER BY id";
    list.parameters = {{"who", "customer 1, customer 2"}};
    list.key = "of:{who|hash}";
    const auto many = probe::probe(list, nullptr);
    REQUIRE(many.has_value());
    CHECK(many->rows == 56);
    CHECK_FALSE(many->shape.single);
    CHECK_FALSE(many->cacheRead.has_value());
    CHECK(many->shape.fields[2].name == "count(*) OVER ()");
}

TEST_CASE("What is wrong with a draft is said of the part where it is")
{
    const Shop shop;
    const auto with = [&](auto change) {
        auto draft = shop.draft();
        change(draft);
        return partOf(draft);
    };
    CHECK(with([](auto& draft) { draft.name = "My orders"; }) == Part::Name);
    CHECK(with([](auto& draft) { draft.store = "sqlite:/nowhere.db"; }) == Part::Store);
    CHECK(with([](auto& draft) { draft.store = " "; }) == Part::Store);
    CHECK(with([](auto& draft) { draft.query = "SELECT nothing FROM orders WHERE id = :id"; }) == Part::Query);
    CHECK(with([](auto& draft) { draft.query = "SELECT id FROM orders WHERE id = :number"; }) == Part::Query);
    CHECK(with([](auto& draft) { draft.parameters[0].from = ""; }) == Part::Parameters);
    CHECK(with([](auto& draft) { draft.parameters[0].from = "9..1"; }) == Part::Parameters);
    CHECK(with([](auto& draft) { draft.parameters[0].from = "SELECT id FROM order"; }) == Part::Parameters);
    CHECK(with([](auto& draft) { draft.parameters[0].from = "501..600"; }) == Part::Parameters); // no such row
    CHECK(with([](auto& draft) { draft.key = "order:{number}"; }) == Part::Key);
    CHECK(with([](auto& draft) { draft.ttl = 0; }) == Part::Ttl);
}

TEST_CASE("A cache that does not answer leaves the store's figures, and a note")
{
    const Shop shop;
    redis::ConnectionOptions nobody;
    nobody.endpoint.address = {"127.0.0.1", 1, ""};
    const auto findings = probe::probe(shop.draft(), &nobody);
    REQUIRE(findings.has_value());
    CHECK_FALSE(findings->cacheRead.has_value());
    CHECK(findings->cacheNote.find("127.0.0.1:1") != std::string::npos);
}

TEST_CASE("The files of a draft are loaded like any other, and run")
{
    const Shop shop;
    auto draft = shop.draft();
    draft.parameters[0].from = "SELECT id FROM orders ORDER BY id";
    const auto findings = probe::probe(draft, nullptr);
    REQUIRE(findings.has_value());
    const auto files = probe::writeFiles(draft, *findings, shop.folder.path() / "orders.json", {});
    INFO((files ? std::string() : files.error().text));
    REQUIRE(files.has_value());
    CHECK(files->workload.filename() == "orders-workload.json");

    auto scenario = load::loadScenario(files->scenario.string(), load::ResourcePaths{},
                                       {"seconds=1", "warm_up=0.2", "load.slice_ms=50", "check_one_in=1"});
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario.has_value());
    CHECK(scenario->storeUrl == shop.url);
    const test::RedisServer server;
    load::RunTargets targets;
    targets.cache = optionsOf(server);
    targets.cacheIsOurs = true;
    targets.workDirectory = shop.folder.path() / "work";
    test::RunUnderTest run(*scenario, targets);
    const auto result = run.wait(std::chrono::seconds(120));
    INFO((run.failure ? run.failure->text : std::string()));
    REQUIRE(result);
    CHECK(result->paths[0].counts.ok > 0);
    CHECK(result->paths[1].counts.hits > 0);
    CHECK(result->paths[1].counts.wrong == 0);

    CHECK_FALSE(
        probe::writeFiles(draft, *findings, shop.folder.path() / "no" / "such" / "orders.json", {}).has_value());
}

TEST_CASE("Parameters are found in a query, and a key is suggested from them")
{
    CHECK(probe::parametersOf("SELECT ':a' FROM t WHERE b = :b AND c = :c OR b > :b") ==
          std::vector<std::string>{"b", "c"});
    CHECK(probe::parametersOf(R"({ "find": "movies", "filter": { "_id": ":id" } })") == std::vector<std::string>{"id"});
    CHECK(probe::suggestedKey("orders", {"b", "c"}) == "orders:{b}:{c}");
    CHECK(probe::suggestedKey("all", {}) == "all");
}
