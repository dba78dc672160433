#include "backend/workload/workload.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace workload = cachedeck::workload;

namespace {

// A small, correct file, one field a line; tests break one line of it.
const std::string good = R"({
  "format": 1,
  "name": "shop",
  "sets": {
    "ids": { "range": [1, 100] },
    "colours": { "values": ["red", "green"] }
  },
  "operations": [
    {
      "name": "item",
      "kind": "read",
      "parameters": { "id": { "from": "ids", "distribution": { "zipf": 0.99 } } },
      "key": "item:{id}",
      "ttl": 60,
      "single": true,
      "encodings": ["json", "hash"],
      "fields": { "id": "integer", "name": "text", "version": "integer" },
      "identity": "id",
      "version": "version",
      "query": { "sqlite": ["SELECT id, name, version", "FROM items -- :comment", "WHERE id = :id AND name <> ':text'"] }
    },
    {
      "name": "items",
      "kind": "read",
      "parameters": { "colour": { "from": "colours" } },
      "key": "items:{colour}",
      "ttl": 600,
      "fields": { "id": "integer" },
      "query": { "sqlite": "SELECT id FROM items WHERE colour = :colour" }
    },
    {
      "name": "paint",
      "kind": "write",
      "share": 0.1,
      "parameters": { "id": { "from": "ids" }, "colour": { "from": "colours" } },
      "query": { "sqlite": "UPDATE items SET colour = :colour WHERE id = :id" },
      "invalidates": ["item:{id}", "items:*"],
      "refreshes": ["item"],
      "entity": "id"
    }
  ]
})";

std::string with(std::string_view from, std::string_view to)
{
    auto text = good;
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    return text.replace(place, from.size(), to);
}

std::string complaint(const std::string& json)
{
    const auto result = workload::parse(json, "shop.json");
    REQUIRE_FALSE(result.has_value());
    return result.error().text();
}

} // namespace

TEST_CASE("A correct workload is read whole")
{
    const auto result = workload::parse(good, "shop.json");
    INFO((result ? std::string() : result.error().text()));
    REQUIRE(result.has_value());
    CHECK(result->name == "shop");
    CHECK(result->title == "shop");
    REQUIRE(result->operations.size() == 3);

    const auto& item = result->operations[0];
    CHECK(item.share == Approx(0.45));
    CHECK(item.ttl == std::chrono::seconds(60));
    CHECK(item.single);
    CHECK(item.encodings.size() == 2);
    CHECK(item.query.at("sqlite") ==
          "SELECT id, name, version\nFROM items -- :comment\nWHERE id = :id AND name <> ':text'");
    CHECK(std::get<workload::Zipf>(item.parameters[0].distribution).exponent == Approx(0.99));
    CHECK(item.tags.empty());

    const auto& items = result->operations[1];
    REQUIRE(items.tags.size() == 1);
    CHECK(items.tags[0].pattern.text() == "items:*");
    CHECK(items.tags[0].ttl == std::chrono::seconds(600));

    const auto& paint = result->operations[2];
    CHECK(paint.share == Approx(0.1));
    REQUIRE(paint.invalidates.size() == 2);
    CHECK_FALSE(paint.invalidates[0].isPattern);
    CHECK(paint.invalidates[1].isPattern);
    CHECK(result->find("items") == &items);
    CHECK(result->find("nothing") == nullptr);
}

TEST_CASE("A bad file is answered with the line, the field and what was expected")
{
    struct Case {
        std::string from, to, complaint;
    };
    const Case cases[] = {
        {"\"ttl\": 60", "\"ttl\": \"long\"",
         "shop.json:14: operations[0].ttl: expected a whole number of seconds above 0 (at most ten years), found "
         "\"long\""},
        {"\"ttl\": 60", "\"ttl\": 0",
         "shop.json:14: operations[0].ttl: expected a whole number of seconds above 0 (at most ten years), found 0"},
        {"\"ttl\": 60", "\"tttl\": 60", "shop.json:14: operations[0].tttl: unknown field; did you mean \"ttl\"?"},
        {"\"name\": \"shop\"", "\"nom\": \"shop\"", "shop.json:3: nom: unknown field; did you mean \"name\"?"},
        {"      \"key\": \"item:{id}\",\n", "", "shop.json:9: operations[0]: the field \"key\" is missing"},
        {"item:{id}\",\n", "item:{ID}\",\n",
         "shop.json:13: operations[0].key: \"ID\" is not a parameter; expected one of id"},
        {"\"from\": \"ids\", \"dis", "\"from\": \"idz\", \"dis",
         "shop.json:12: operations[0].parameters.id.from: there is no set \"idz\"; did you mean \"ids\"?"},
        {"{ \"zipf\": 0.99 }", "\"sequental\"",
         "shop.json:12: operations[0].parameters.id.distribution: expected one of \"uniform\", \"sequential\", "
         "\"latest\", found "
         "\"sequental\"; "
         "did you mean \"sequential\"?"},
        {"\"zipf\": 0.99", "\"zipf\": -1",
         "shop.json:12: operations[0].parameters.id.distribution.zipf: expected a number from 0 to 100, found -1"},
        {"WHERE id = :id AND", "WHERE id = :ident AND",
         "shop.json:20: operations[0].query.sqlite: \"ident\" is not a parameter; expected one of id"},
        {"\"single\": true", "\"single\": false",
         "shop.json:16: operations[0].encodings[1]: only a read of a single row can be a hash; is \"single\": true "
         "missing?"},
        {"\"version\": \"version\"", "\"version\": \"revision\"",
         "shop.json:19: operations[0].version: expected one of the columns id, name, version, found \"revision\""},
        {"\"share\": 0.1", "\"share\": 1",
         "shop.json:8: operations: expected shares that leave something for the 2 operations without one, found a sum "
         "of 1"},
        {"\"refreshes\": [\"item\"]", "\"refreshes\": [\"itm\"]",
         "shop.json:38: operations[2].refreshes[0]: expected the name of a read, found \"itm\""},
        {"\"range\": [1, 100]", "\"range\": [1, 0]",
         "shop.json:5: sets.ids.range[1]: expected a whole number of at least 1, found 0"},
        {"\"format\": 1", "\"format\": 2",
         "shop.json:2: format: expected format 1, the one that this version reads, found 2"},
        {"\"name\": \"items\"", "\"name\": \"item\"",
         "shop.json:23: operations[1].name: two operations have the name \"item\""},
        {"\"kind\": \"write\"", "\"kind\": \"writ\"",
         "shop.json:33: operations[2].kind: expected one of \"read\", \"write\", found \"writ\"; did you mean "
         "\"write\"?"},
        {"\"ttl\": 60,", "\"ttl\": 60,\n\"ttl\": 61,", "shop.json:15: operations[0].ttl: this field is given twice"},
        {"\"entity\": \"id\"", "\"entity\": \"shape\"",
         "shop.json:39: operations[2].entity: \"shape\" is not a parameter; expected one of id, colour"},
        {"item:{id}\",\n", "item:{id|version}\",\n",
         "shop.json:13: operations[0].key: {id|version} needs a query \"versions.id\" that gives each id and its "
         "version"},
        {"\"items:*\"]", "\"item:{id|version}\"]",
         "shop.json:37: operations[2].invalidates: a {…|version} is not invalidated: a new version has other keys"},
        {"\"items:*\"]", "\"item*:{colour}\"]",
         "shop.json:37: operations[2].invalidates[1]: the pattern may match keys of item, which has no parameter "
         "\"colour\""},
    };
    for (const auto& test : cases) {
        INFO(test.from << " -> " << test.to);
        CHECK(complaint(with(test.from, test.to)) == test.complaint);
    }
}

TEST_CASE("Text that is not JSON is answered with its line")
{
    CHECK(complaint("{\n\"format\": 1,\n,}").rfind("shop.json:3: this is not JSON: ", 0) == 0);
    CHECK(complaint("{\n\"format\": 1\n").rfind("shop.json:3: this is not JSON: ", 0) == 0);
    CHECK(complaint("{}\n{}").rfind("shop.json:2: this is not JSON: ", 0) == 0);
    CHECK(complaint("") == "shop.json:1: this is not JSON: incomplete JSON");
    CHECK(complaint("[]") == "shop.json:1: expected an object, found an array");
    CHECK(complaint(std::string(1000, '[')).rfind("shop.json:1: this is not JSON: ", 0) == 0);
}

TEST_CASE("A file that is not there is an error without a line")
{
    const auto result = workload::load("no-such-folder/none.json");
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().line == 0);
    CHECK(result.error().text() ==
          "no-such-folder/none.json: the file cannot be read; is the path right and readable?");
}

TEST_CASE("The shipped world is a workload like any other")
{
    const auto movies = workload::load(CACHEDECK_RESOURCES_FOLDER "/worlds/movies.json");
    INFO((movies ? std::string() : movies.error().text()));
    REQUIRE(movies.has_value());
    double shares = 0;
    for (const auto& operation : movies->operations)
        shares += operation.share;
    CHECK(shares == Approx(1));
    const auto* top = movies->find("top_movies");
    REQUIRE(top != nullptr);
    REQUIRE(top->tags.size() == 1);
    CHECK(top->tags[0].pattern.text() == "top:*");
    CHECK(movies->find("movie_by_id")->tags.empty());
    CHECK(movies->data->sizes.at("full") == 100'000);
    CHECK(movies->data->sizes.at("quick") == 10'000);
}

TEST_CASE("A world tells about itself, and a picture has values that can be drawn")
{
    const auto world = [](const std::string& more) {
        return workload::parse(R"({ "format": 1, "name": "tiny", "description": "Short.", )" + more + R"(
          "data": { "generator": "movies", "sizes": { "full": 10 },
                    "schema": { "mongodb": { "tables": { "users": ["_id", "name"] },
                                             "indexes": [ { "createIndexes": "users", "indexes": [] } ] } } },
          "operations": [ { "name": "user", "kind": "read", "key": "user:1", "ttl": 10, "fields": { "name": "text" },
                            "query": { "mongodb": { "find": "users" } } } ] })",
                               "tiny.json");
    };
    const auto plain = world("");
    REQUIRE(plain.has_value());
    CHECK(plain->about == "Short.");
    CHECK(plain->icon == "tiny");
    CHECK_FALSE(plain->picture.has_value());
    // A store whose language is JSON has its schema as JSON.
    CHECK(plain->data->schema.at("mongodb").tables == R"({"users":["_id","name"]})");
    CHECK(plain->data->schema.at("mongodb").indexes == R"([{"createIndexes":"users","indexes":[]}])");

    const auto drawn = world(R"("about": ["One", "paragraph."], "icon": "movies",
                                "picture": { "kind": "bars", "caption": "Two bars", "series": [[1, 2.5]] },)");
    INFO((drawn ? std::string() : drawn.error().text()));
    REQUIRE(drawn.has_value());
    CHECK(drawn->about == "One paragraph.");
    CHECK(drawn->icon == "movies");
    CHECK(drawn->picture->bars);
    CHECK(drawn->picture->series == std::vector<std::vector<double>>{{1, 2.5}});
    for (const auto* series : {"[]", "[[1]]", "[[1, \"2\"]]", "[[1, 1e300]]"}) {
        INFO(series);
        const auto wrong = world(R"("picture": { "caption": "None", "series": )" + std::string(series) + " },");
        REQUIRE_FALSE(wrong.has_value());
        CHECK(wrong.error().field.rfind("picture.series", 0) == 0);
    }
}

TEST_CASE("A world's events name a write and a read that it makes old")
{
    const auto withEvents = [](const std::string& events) {
        auto text = good;
        text.resize(text.rfind('}'));
        return workload::parse(text + ", \"events\": [" + events + "] }", "shop.json");
    };
    const auto loaded = withEvents(
        R"({ "name": "painted", "applies": "paint", "per_second": 4, "batch": 100, "batch_seconds": 2.5, "points": "colour", "fresh": "item" })");
    INFO((loaded ? std::string() : loaded.error().text()));
    REQUIRE(loaded.has_value());
    REQUIRE(loaded->events.size() == 1);
    CHECK(loaded->events[0].applies == "paint");
    CHECK(loaded->events[0].perSecond == 4);
    CHECK(loaded->events[0].batch == 100);
    CHECK(loaded->events[0].batchWithin == std::chrono::milliseconds(2500));
    CHECK(loaded->events[0].fresh == "item");
    const std::pair<const char*, const char*> wrong[] = {
        {R"({ "name": "a", "applies": "item", "per_second": 1 })", "no write called"},
        {R"({ "name": "a", "applies": "paint", "per_second": 0 })", "per_second"},
        {R"({ "name": "A b", "applies": "paint", "per_second": 1 })", "small letters"},
        {R"({ "name": "a", "applies": "paint", "per_second": 1, "points": "size" })", "no parameter"},
        {R"({ "name": "a", "applies": "paint", "per_second": 1, "fresh": "items" })", "single thing"},
        {R"({ "name": "a", "applies": "paint", "per_second": 1 }, { "name": "a", "applies": "paint", "per_second": 1 })",
         "two events"}};
    for (const auto& [events, said] : wrong) {
        const auto failed = withEvents(events);
        INFO(events);
        REQUIRE(failed.has_error());
        CHECK(failed.error().text().find(said) != std::string::npos);
    }
}
