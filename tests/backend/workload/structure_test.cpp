// Reads that are kept in another way than as one value of their own.
#include "backend/workload/workload.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace workload = cachedeck::workload;

namespace {

const std::string shop = R"({
  "format": 1, "name": "shop",
  "sets": { "ids": { "range": [1, 100] }, "names": { "values": ["a", "b"] } },
  "operations": [
    { "name": "item_name", "kind": "read", "parameters": { "id": { "from": "ids" } },
      "part_of": "item", "fields": { "id": "integer", "name": "text", "version": "integer" },
      "query": { "sqlite": "SELECT id, name, version FROM items WHERE id = :id" } },
    { "name": "item", "kind": "read", "parameters": { "id": { "from": "ids", "distribution": { "zipf": 1 } } },
      "key": "item:{id}", "ttl": 60, "single": true, "encodings": ["json", "fields"],
      "fields": { "id": "integer", "name": "text", "price": "real", "version": "integer" }, "identity": "id", "version": "version",
      "query": { "sqlite": "SELECT id, name, price, version FROM items WHERE id = :id" } },
    { "name": "items", "kind": "read", "key": "items", "ttl": 9, "fields": { "id": "integer" }, "query": { "sqlite": "SELECT id FROM items" } },
    { "name": "rename", "kind": "write", "parameters": { "id": { "from": "ids" }, "name": { "from": "names" } },
      "query": { "sqlite": "UPDATE items SET name = :name WHERE id = :id" }, "invalidates": ["item:{id}", "item:*"] }
  ]
})";

std::string with(std::string_view from, std::string_view to)
{
    auto text = shop;
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    return text.replace(place, from.size(), to);
}

void checkRefused(const std::string& text, const std::string& words)
{
    const auto result = workload::parse(text, "shop.json");
    REQUIRE_FALSE(result.has_value());
    INFO(result.error().text());
    CHECK(result.error().text().find(words) != std::string::npos);
}

} // namespace

TEST_CASE("A part has the key, TTL, encodings and version of the read that it is a part of")
{
    const auto result = workload::parse(shop, "shop.json");
    INFO((result ? std::string() : result.error().text()));
    REQUIRE(result.has_value());
    const auto& part = *result->find("item_name");
    CHECK(part.key.text() == "item:{id}");
    CHECK(part.ttl == std::chrono::seconds(60));
    CHECK(part.single);
    CHECK(workload::canBe(part, workload::Encoding::Fields));
    CHECK(part.identity == "id");
    CHECK(part.version == "version");
    REQUIRE(part.whole);
    CHECK(part.whole->name == "item");
    CHECK(part.whole->index == 1);
    CHECK(part.whole->fields.size() == 4);
    REQUIRE(part.tags.size() == 1); // as the whole: the key that it fills is in the tag
    CHECK(part.tags[0].pattern.text() == "item:*");
    CHECK_FALSE(result->find("item")->whole);
}

TEST_CASE("A part that is none is refused with the field and the reason")
{
    const std::string part =
        R"("part_of": "item", "fields": { "id": "integer", "name": "text", "version": "integer" })";
    checkRefused(with("\"part_of\": \"item\"", "\"part_of\": \"itme\""),
                 "operations[0].part_of: expected the name of a read");
    checkRefused(with("\"part_of\": \"item\"", "\"part_of\": \"items\""), "items gives many rows");
    checkRefused(with("\"part_of\": \"item\"", "\"part_of\": \"item_name\""), "item_name is a part itself");
    checkRefused(with(part, R"("part_of": "item", "fields": { "id": "integer", "size": "text" })"),
                 "item has no field \"size\"");
    checkRefused(with(part, R"("part_of": "item", "fields": { "name": "text", "id": "integer" })"), "keep its order");
    checkRefused(with(part, R"("part_of": "item", "fields": { "id": "text" })"), "has another type in item");
    checkRefused(with(part, R"("part_of": "item", "ttl": 5, "fields": { "id": "integer" })"),
                 "operations[0].ttl: unknown field");
    checkRefused(with(R"({ "id": { "from": "ids" } },
      "part_of")",
                      R"({ "name": { "from": "names" } },
      "part_of")"),
                 "operations[0]");
    checkRefused(with("\"invalidates\"", "\"refreshes\": [\"item_name\"], \"invalidates\""),
                 "item_name takes a part of item");
}

namespace {

const std::string site = R"({
  "format": 1, "name": "site",
  "sets": {
    "pages": { "range": [1, 9] }, "people": { "range": [1, 9] }, "lengths": { "values": [5, 10] },
    "north": { "values": [47.5, 52.5] }, "east": { "values": [19.0, 13.4] }
  },
  "operations": [
    { "name": "views", "kind": "read", "parameters": { "page": { "from": "pages" } },
      "key": "views:{page}", "ttl": 60, "single": true, "encodings": ["json", "fields"],
      "structure": { "kind": "counters", "key": "count:{page}" },
      "fields": { "id": "integer", "n_1": "integer", "n_2": "integer" }, "query": { "sqlite": "SELECT 1" } },
    { "name": "best", "kind": "read", "parameters": { "count": { "from": "lengths" } },
      "key": "best:{count}", "ttl": 60,
      "structure": { "kind": "ranking", "key": "rank:all", "member": "id", "order": "n", "length": "count", "documents": "page" },
      "fields": { "id": "integer", "title": "text", "n": "integer" }, "query": { "sqlite": "SELECT 1" } },
    { "name": "page", "kind": "read", "parameters": { "page": { "from": "pages" } },
      "key": "page:{page}", "ttl": 60, "single": true, "encodings": ["fields"],
      "fields": { "title": "text" }, "query": { "sqlite": "SELECT 1" } },
    { "name": "near", "kind": "read",
      "parameters": { "lat": { "from": "north" }, "lon": { "from": "east", "with": "lat" } },
      "key": "near:{lat}:{lon}", "ttl": 60, "fields": { "id": "integer" }, "query": { "sqlite": "SELECT 1" } },
    { "name": "view", "kind": "write", "parameters": { "page": { "from": "pages" }, "n": { "from": "people" } },
      "query": { "sqlite": "SELECT 1" }, "invalidates": ["rank:*"],
      "counts": [{ "in": "views", "field": "n_{n}", "by": "n" }, { "in": "best", "member": "page", "by": 2 }] }
  ]
})";

void checkSiteRefused(std::string_view from, std::string_view to, const std::string& words)
{
    auto text = site;
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    checkRefused(text.replace(place, from.size(), to), words);
}

} // namespace

TEST_CASE("Structures are linked to their documents, and writes to what they count into")
{
    const auto result = workload::parse(site, "site.json");
    INFO((result ? std::string() : result.error().text()));
    REQUIRE(result.has_value());
    using Kind = workload::Structure::Kind;
    const auto& best = *result->find("best");
    CHECK(best.structure.kind == Kind::Ranking);
    CHECK(best.structure.key.text() == "rank:all");
    CHECK(best.structure.member == 0);
    CHECK(best.structure.order == 2);
    CHECK(best.structure.length == std::optional<std::size_t>(0));
    CHECK(best.structure.counted);
    REQUIRE(best.structure.documents);
    CHECK(best.structure.documents->name == "page");
    CHECK(best.tags.empty());
    REQUIRE(best.structure.tags.size() == 1);
    CHECK(best.structure.tags[0].pattern.text() == "rank:*");
    CHECK(workload::canBe(best, workload::Encoding::Structures));
    CHECK_FALSE(workload::canBe(*result->find("page"), workload::Encoding::Structures));
    const auto& counts = result->find("view")->counts;
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].in->name == "views");
    CHECK(counts[0].field.text() == "n_{n}");
    CHECK(counts[0].byParameter == std::optional<std::size_t>(1));
    CHECK(counts[1].by == 2);
    CHECK(counts[1].member == 0);
    CHECK(counts[1].in->structure.documents);
    CHECK(result->find("near")->parameters[1].with == std::optional<std::size_t>(0));
}

TEST_CASE("A structure that cannot be is refused with the field and the reason")
{
    checkSiteRefused("\"kind\": \"counters\"", "\"kind\": \"counter\"", "holds one number, and views has 3 fields");
    checkSiteRefused("\"kind\": \"counters\"", "\"kind\": \"recent\"", "holds many rows");
    checkSiteRefused("\"kind\": \"counters\"", "\"kind\": \"countrs\"", "did you mean \"counters\"?");
    checkSiteRefused("\"documents\": \"page\"", "\"documents\": \"views\"", "views has no field \"title\"");
    checkSiteRefused("\"documents\": \"page\"", "\"documents\": \"near\"", "a single row with one parameter");
    checkSiteRefused("\"order\": \"n\"", "\"order\": \"title\"", "the field with the score, a number");
    checkSiteRefused("\"length\": \"count\"", "\"length\": \"page\"", "\"page\" is not a parameter");
    checkSiteRefused("\"in\": \"best\"", "\"in\": \"page\"", "can be counted into");
    checkSiteRefused("\"field\": \"n_{n}\"", "\"field\": \"m\"", "an integer field of views");
    checkSiteRefused("\"field\": \"n_{n}\"", "\"member\": \"n\"", "the structure of views has no use for it");
    checkSiteRefused("\"with\": \"lat\"", "\"with\": \"lot\"", "a parameter above this one");
}
