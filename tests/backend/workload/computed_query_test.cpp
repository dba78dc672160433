#include "backend/workload/computed_query.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace workload = cachedeck::workload;

namespace {

std::string file(const std::string& query, const std::string& parameter = "features")
{
    return R"({ "format": 1, "name": "w", "sets": { "all": { "values": ["[1]"] } },
  "operations": [
    { "name": "read", "kind": "read", "key": "k:{)" +
           parameter + R"(|hash}", "ttl": 9, "single": true,
      "parameters": { ")" +
           parameter + R"(": { "from": "all" } }, "fields": { "model": "integer" },
      "query": { "sqlite": )" +
           query + " } } ] }";
}

std::string complaint(const std::string& json)
{
    const auto read = workload::parse(json, "w.json");
    return read ? std::string() : read.error().text();
}

constexpr const char* good = R"({ "compute": "predict", "lookup": ["SELECT id, version", "FROM models"],
                                  "load": "SELECT body FROM trained WHERE id = :model AND version = :version" })";

} // namespace

TEST_CASE("A query that computes is checked like any other")
{
    CHECK(complaint(file(good)) == "");
    CHECK(complaint(file(R"({ "compute": "predikt", "lookup": "a", "load": "b" })")) ==
          "w.json:5: operations[0].query.sqlite.compute: expected a function of a read: predict, explain, tile, found "
          "\"predikt\"");
    CHECK(complaint(file(R"({ "compute": "predict", "lookup": "a" })")) ==
          "w.json:5: operations[0].query.sqlite: the function \"predict\" needs a \"load\"");
    CHECK(complaint(file(R"({ "compute": "predict", "lookup": "a", "load": "b", "publish": "c" })")) ==
          "w.json:5: operations[0].query.sqlite.publish: the function \"predict\" has no \"publish\"");
    CHECK(complaint(file(R"({ "compute": "predict", "lookup": "WHERE id = :modell", "load": "b" })")) ==
          "w.json:5: operations[0].query.sqlite.lookup: \"modell\" is not a parameter; expected one of features");
    CHECK(complaint(file(good, "vector")) ==
          "w.json:5: operations[0].query.sqlite.compute: the function \"predict\" needs the parameter \"features\"");
}

TEST_CASE("The text of a computed query gives it back, and other queries are none")
{
    const auto loaded = workload::parse(file(good), "w.json");
    REQUIRE(loaded.has_value());
    const auto computed = workload::parseComputed(loaded->operations[0].query.at("sqlite"));
    REQUIRE(computed.has_value());
    CHECK(computed->function->name == "predict");
    CHECK(computed->lookup == "SELECT id, version\nFROM models");
    CHECK(computed->publish.empty());
    CHECK_FALSE(workload::parseComputed("SELECT 1").has_value());
    CHECK_FALSE(workload::parseComputed(R"({ "find": "movies" })").has_value());
    CHECK_FALSE(workload::parseComputed("{").has_value());
}
