#include "backend/cli/selection.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;

TEST_CASE("an entity without a workload is its key and all below it")
{
    const auto selection = cli::selectEntity("movie:4[2]", "p:", nullptr);
    REQUIRE(selection);
    CHECK(selection->keys == std::vector<std::string>{"p:movie:4[2]"});
    CHECK(selection->patterns == std::vector<std::string>{"p:movie:4\\[2\\]:*"});
}

TEST_CASE("an entity with a workload is what its writes invalidate")
{
    const auto parsed = workload::parse(R"({
      "format": 1, "name": "films", "title": "Films",
      "sets": { "ids": { "values": [1, 2] }, "langs": { "values": ["en", "ro"] } },
      "operations": [
        { "name": "film", "kind": "read", "share": 0.5, "key": "film:{id}:{lang}", "ttl": 60,
          "parameters": { "id": { "from": "ids" }, "lang": { "from": "langs" } },
          "fields": { "id": "integer" }, "query": { "sqlite": "SELECT id FROM films WHERE id = :id AND lang = :lang" } },
        { "name": "rate", "kind": "write", "share": 0.5, "invalidates": ["film:{id}:en", "top:*"],
          "parameters": { "id": { "from": "ids" } }, "query": { "sqlite": "UPDATE films SET rating = 1 WHERE id = :id" } } ] })",
                                        "films.json");
    INFO((parsed.has_error() ? parsed.error().text() : ""));
    REQUIRE(parsed.has_value());
    const auto written = cli::selectEntity("film:7:en", "", &*parsed);
    REQUIRE(written);
    CHECK(written->keys == std::vector<std::string>{"film:7:en"});
    CHECK(written->patterns == std::vector<std::string>{"top:*"});
    const auto read = cli::selectEntity("film:7:ro", "", &*parsed);
    REQUIRE(read);
    CHECK(read->keys == std::vector<std::string>{"film:7:ro"});
    CHECK(read->patterns.empty());
    CHECK_FALSE(cli::selectEntity("planet:7", "", &*parsed));
    CHECK_FALSE(cli::selectEntity("film::en", "", &*parsed));
}
