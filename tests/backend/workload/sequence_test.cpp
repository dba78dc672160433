#include "backend/workload/sequence.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <string>

namespace workload = cachedeck::workload;

namespace {

std::shared_ptr<const workload::Workload> shop()
{
    auto result = workload::parse(R"({
      "format": 1, "name": "shop",
      "sets": { "ids": { "query": { "sqlite": "SELECT id" } }, "stars": { "range": [1, 5] }, "words": { "values": ["a", "b", 2.5] } },
      "operations": [
        { "name": "item", "kind": "read", "share": 0.7, "parameters": { "id": { "from": "ids", "distribution": { "zipf": 1 } } },
          "key": "item:{id}", "ttl": 1, "fields": { "id": "integer" }, "query": { "sqlite": "SELECT :id" } },
        { "name": "words", "kind": "read", "share": 0.25, "parameters": { "word": { "from": "words" } },
          "key": "word:{word}", "ttl": 1, "fields": { "id": "integer" }, "query": { "sqlite": "SELECT :word" } },
        { "name": "rate", "kind": "write", "share": 0.05,
          "parameters": { "id": { "from": "ids" }, "stars": { "from": "stars", "distribution": "sequential" } },
          "query": { "sqlite": "UPDATE x SET y = :stars WHERE id = :id" } }
      ] })",
                                  "shop.json");
    INFO((result ? std::string() : result.error().text()));
    REQUIRE(result.has_value());
    return std::make_shared<const workload::Workload>(std::move(*result));
}

workload::Sequence sequence(std::uint64_t seed)
{
    std::vector<workload::Value> ids;
    for (std::int64_t id = 1000; id > 0; --id) // the most popular first
        ids.emplace_back(id);
    return {shop(), {{"ids", ids}}, seed};
}

} // namespace

TEST_CASE("Operation i depends on the seed and i alone")
{
    const auto one = sequence(42), same = sequence(42), other = sequence(43);
    workload::Call forwards, backwards, different;
    int equal = 0;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        one.at(i, forwards);
        same.at(999 - i, backwards); // leaves other values behind in the reused call
        same.at(i, backwards);
        CHECK(forwards.operation->name == backwards.operation->name);
        CHECK(forwards.values == backwards.values);
        CHECK(forwards.key == backwards.key);
        CHECK(forwards.number == i);
        other.at(i, different);
        equal += different.key == forwards.key ? 1 : 0;
    }
    CHECK(equal < 500);
}

TEST_CASE("The first operations of a seed stay as they are")
{
    const auto calls = sequence(42);
    workload::Call call;
    std::string keys;
    for (std::uint64_t i = 0; i < 8; ++i) {
        calls.at(i, call);
        keys += call.key + " ";
    }
    CHECK(keys == "item:923 item:996 item:995 item:990 word:a item:1000 item:997 word:b ");
}

TEST_CASE("Shares hold, keys are rendered, and the first value of a set is the most popular")
{
    const auto calls = sequence(7);
    workload::Call call;
    std::map<std::string, int> operations;
    std::map<std::string, int> keys;
    constexpr int draws = 100'000;
    for (std::uint64_t i = 0; i < draws; ++i) {
        calls.at(i, call);
        ++operations[call.operation->name];
        ++keys[call.key];
        CHECK(call.key.empty() == (call.operation->kind == workload::Kind::Write));
        if (call.operation->name == "rate")
            CHECK(std::get<std::int64_t>(call.values[1]) == static_cast<std::int64_t>(i % 5) + 1);
    }
    const auto near = [](int count, double share) {
        return std::abs(count - draws * share) < 5 * std::sqrt(draws * share * (1 - share));
    };
    CHECK(near(operations["item"], 0.7));
    CHECK(near(operations["words"], 0.25));
    CHECK(near(operations["rate"], 0.05));
    CHECK(near(keys["word:2.5"], 0.25 / 3));
    const double harmonic = [] {
        double sum = 0;
        for (int k = 1; k <= 1000; ++k)
            sum += 1.0 / k;
        return sum;
    }();
    CHECK(near(keys["item:1000"], 0.7 / harmonic));
    CHECK(near(keys["item:999"], 0.35 / harmonic));
}

TEST_CASE("An empty set cannot be asked from")
{
    CHECK_THROWS_AS(workload::Sequence(shop(), {{"ids", {}}}, 1), std::invalid_argument);
}

TEST_CASE("A parameter that goes with another is picked from the same place of its set")
{
    const auto parsed = workload::parse(R"({
      "format": 1, "name": "points",
      "sets": { "north": { "values": [1, 2, 3, 4] }, "east": { "values": [10, 20, 30, 40] } },
      "operations": [
        { "name": "near", "kind": "read", "key": "k", "ttl": 1, "fields": { "a": "integer" }, "query": { "sqlite": "SELECT 1" },
          "parameters": { "lat": { "from": "north" }, "lon": { "from": "east", "with": "lat" } } } ]
    })",
                                        "points.json");
    REQUIRE(parsed.has_value());
    const workload::Sequence sequence(std::make_shared<const workload::Workload>(*parsed), {}, 1);
    workload::Call call;
    for (std::uint64_t i = 0; i < 50; ++i) {
        sequence.at(i, call);
        CHECK(std::get<std::int64_t>(call.values[1]) == 10 * std::get<std::int64_t>(call.values[0]));
    }
}
