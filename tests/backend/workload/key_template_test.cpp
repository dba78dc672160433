#include "backend/workload/orphans.hpp"
#include "backend/workload/query_text.hpp"
#include "backend/workload/versions.hpp"
#include "backend/workload/workload.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace workload = cachedeck::workload;
using cachedeck::workload::KeyTemplate;
using cachedeck::workload::Parameter;
using cachedeck::workload::Value;

namespace {

KeyTemplate parsed(std::string_view text)
{
    auto result = KeyTemplate::parse(text);
    REQUIRE(result.has_value());
    return *result;
}

} // namespace

TEST_CASE("A key holds a value's hash, which is the same on every machine")
{
    const std::vector<Parameter> parameters{{"features", "", {}, {}}};
    std::string key, other;
    parsed("prediction:{features|hash}").render(parameters, {std::string("[1,2.5]")}, key);
    CHECK(key == "prediction:928b6a6ccacce922ff6deacc3539e26d");
    parsed("prediction:{features|hash}").render(parameters, {std::string("[1,2.6]")}, other);
    CHECK(other.size() == key.size());
    CHECK(other != key);
    CHECK_FALSE(KeyTemplate::parse("a:{features|sum}").has_value());
    CHECK_FALSE(KeyTemplate::parse("a:{|hash}").has_value());
}

TEST_CASE("A key holds its entity's version, which a write raises for all who ask after it")
{
    const std::vector<Parameter> parameters{{"model", "", {}, {}}};
    cachedeck::workload::Versions versions({{"model", {{std::int64_t{3}, 7}, {std::int64_t{4}, 1}}}});
    const auto key = [&](std::int64_t model) {
        std::string text;
        parsed("model:{model}:v{model|version}").render(parameters, {model}, text, &versions);
        return text;
    };
    CHECK(key(3) == "model:3:v7");
    versions.raise("model", std::int64_t{3});
    CHECK(key(3) == "model:3:v8");
    CHECK(key(4) == "model:4:v1");
    versions.raise("model", std::int64_t{5}); // not known at the beginning
    CHECK(key(5) == "model:5:v0");
    CHECK(versions.raised() == 1);
    std::string without;
    parsed("{model|version}").render(parameters, {std::int64_t{3}}, without);
    CHECK(without == "0");
}

TEST_CASE("A key is rendered from literals and values of any type")
{
    const std::vector<Parameter> parameters{{"id", "ids", {}}, {"city", "cities", {}}, {"size", "sizes", {}}};
    const std::vector<Value> values{std::int64_t{-42}, std::string("São Paulo"), 0.5};
    std::string key = "cd:";
    parsed("{city}/{id}:x{size}{id}").render(parameters, values, key);
    CHECK(key == "cd:São Paulo/-42:x0.5-42");
    key.clear();
    parsed("constant").render(parameters, values, key);
    CHECK(key == "constant");
}

TEST_CASE("A template that is not closed or not named is refused")
{
    CHECK_FALSE(KeyTemplate::parse("movie:{id").has_value());
    CHECK_FALSE(KeyTemplate::parse("movie:id}").has_value());
    CHECK_FALSE(KeyTemplate::parse("movie:{}").has_value());
    CHECK_FALSE(KeyTemplate::parse("movie:{a b}").has_value());
}

TEST_CASE("A pattern may match a template's keys")
{
    CHECK(parsed("top:{count}").mayMatch("top:*"));
    CHECK(parsed("top:{count}").mayMatch("*"));
    CHECK(parsed("top:{count}").mayMatch("top:1?"));
    CHECK(parsed("genre:{genre}:{page}").mayMatch("genre:*:1"));
    CHECK(parsed("genre:{genre}:{page}").mayMatch("genre:{genre}:*"));
    CHECK(parsed("a:{x}:b").mayMatch("*:b"));
    CHECK(parsed("a:{x}:b").mayMatch("a:[0-9]:b"));
    CHECK_FALSE(parsed("movie:{id}").mayMatch("top:*"));
    CHECK_FALSE(parsed("a:{x}:b").mayMatch("*:c"));
    CHECK_FALSE(parsed("top").mayMatch("top?"));
    CHECK_FALSE(parsed("movie:{id}").mayMatch("movi?"));
    CHECK(parsed("a*b").mayMatch("a\\*b"));
    CHECK_FALSE(parsed("axb").mayMatch("a\\*b"));
}

TEST_CASE("Keys of versions that are no longer current are orphans, and no others")
{
    cachedeck::workload::Workload workload;
    auto& read = workload.operations.emplace_back();
    read.key = parsed("p:{model}:v{model|version}:{features|hash}");
    cachedeck::workload::Versions versions({{"model", {{std::int64_t{3}, 7}}}});
    versions.raise("model", std::int64_t{3});
    const cachedeck::workload::Orphans orphans(workload, versions);
    CHECK(orphans.arePossible());
    CHECK(orphans.contains("p:3:v7:00ff"));
    CHECK_FALSE(orphans.contains("p:3:v8:00ff"));
    CHECK_FALSE(orphans.contains("p:4:v1:00ff")); // not known
    CHECK_FALSE(orphans.contains("models"));
    read.key = parsed("p:{model}");
    CHECK_FALSE(cachedeck::workload::Orphans(workload, versions).arePossible());
}

TEST_CASE("A query is one key however it is laid out, and another one when it is changed")
{
    CHECK(workload::normalisedQuery("SELECT  a,\n\tb -- two columns\nFROM t /* all */ ;\n") == "SELECT a, b FROM t");
    CHECK(workload::normalisedQuery("SELECT 'a  -- b' , \"x  y\"") == "SELECT 'a  -- b' , \"x  y\"");
    CHECK(workload::normalisedQuery("SELECT 'it''s  '  ") == "SELECT 'it''s  '");
    CHECK(workload::normalisedQuery("SELECT 'open  ") == "SELECT 'open");
    CHECK(workload::normalisedQuery("SELECT 1 /* open") == "SELECT 1");
    CHECK(workload::normalisedQuery("").empty());

    const auto keyOf = [](const std::string& query) {
        const auto text = R"({ "format": 1, "name": "w", "sets": { "n": { "range": [1, 9] } },
            "operations": [ { "name": "top", "kind": "read", "share": 1,
                "parameters": { "n": { "from": "n", "distribution": "uniform" } },
                "key": "top:{query|hash}:{n}", "ttl": 60, "fields": { "a": "integer" },
                "query": { "sqlite": ")" +
                          query + R"(" } } ] })";
        const auto workload = workload::parse(text, "w.json");
        INFO((workload ? std::string() : workload.error().text()));
        REQUIRE(workload.has_value());
        const auto& operation = workload->operations.front();
        std::string key;
        operation.key.render(operation.parameters, {Value(std::int64_t{7})}, key);
        CHECK(operation.key.text() == "top:{query|hash}:{n}");
        CHECK(operation.key.mayMatch("top:*"));
        CHECK_FALSE(operation.key.mayMatch("rank:*"));
        return key;
    };
    const auto key = keyOf("SELECT a FROM t LIMIT :n");
    CHECK(key.size() == std::string("top::7").size() + 32);
    CHECK(key == keyOf("SELECT a\\n  FROM t LIMIT :n;"));
    CHECK(key != keyOf("SELECT a FROM t ORDER BY a LIMIT :n"));
}
