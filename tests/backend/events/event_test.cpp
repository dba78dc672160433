// An event as a CloudEvent, there and back.
#include "backend/events/event.hpp"
#include "tests/support/catch.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <iterator>
#include <string>

using namespace cachedeck;
namespace json = boost::json;

namespace {

events::Event example()
{
    events::Event event;
    event.id = "cache-aside-17-hit";
    event.source = "/cachedeck/runs/7f3a/paths/cache-aside";
    event.type = events::cacheType(events::Kind::Hit);
    event.subject = "movie:42";
    event.time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::milliseconds(1234);
    event.data = R"({"operation":"movie_by_id","number":17})";
    return event;
}

} // namespace

TEST_CASE("An event is a CloudEvent 1.0, and comes back as it was")
{
    const auto text = events::toJson(example());
    const auto value = json::parse(text);
    CHECK(value.at("specversion") == "1.0");
    CHECK(value.at("type") == "io.github.cachedeck.cache.hit");
    CHECK(value.at("time") == "2026-11-21T00:00:01.234000Z");
    CHECK(value.at("datacontenttype") == "application/json");
    const auto back = events::parseEvent(text);
    REQUIRE(back.has_value());
    CHECK(back->id == example().id);
    CHECK(back->source == example().source);
    CHECK(back->subject == "movie:42");
    CHECK(back->data == example().data);
    CHECK(std::chrono::abs(back->time - example().time) < std::chrono::microseconds(2));
    CHECK(events::kindOf(*back) == events::Kind::Hit);
}

TEST_CASE("Every attribute that we write is in the schema, and what the schema requires is written")
{
    std::ifstream file(CACHEDECK_RESOURCES_FOLDER "/schemas/event.schema.json");
    const auto schema = json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    const auto written = json::parse(events::toJson(example())).as_object();
    for (const auto& member : written)
        CHECK(schema.at("properties").as_object().contains(member.key()));
    for (const auto& required : schema.at("required").as_array())
        CHECK(written.contains(required.as_string()));
}

TEST_CASE("Keys that are no text, and quotes in them, stay JSON")
{
    auto event = example();
    event.subject = std::string("a\"b\\c\n\xff\xc3\xa9", 9);
    const auto value = json::parse(events::toJson(event));
    CHECK(value.at("subject") == "a\"b\\c\n\xc3\xbf\xc3\xa9"); // the byte 0xff as U+00FF
}

TEST_CASE("What is no event is refused, and says why")
{
    const std::string wrong[] = {"",
                                 "[]",
                                 "{",
                                 R"({"specversion":"0.3","id":"1","source":"/s","type":"t"})",
                                 R"({"specversion":"1.0","id":"1","source":"/s"})",
                                 R"({"specversion":"1.0","id":7,"source":"/s","type":"t"})",
                                 std::string(2 << 20, ' '),
                                 std::string(100'000, '[')};
    for (const auto& text : wrong) {
        const auto parsed = events::parseEvent(text);
        REQUIRE(parsed.has_error());
        CHECK(parsed.error().kind == events::ErrorKind::BadEvent);
        CHECK_FALSE(parsed.error().text().empty());
    }
}

TEST_CASE("An event of somebody else's is one of the domain")
{
    const auto event = events::parseEvent(
        R"({"specversion":"1.0","id":"1","source":"/shop","type":"com.example.order","extra":1,"time":"2026-02-31T00:00:00Z"})");
    REQUIRE(event.has_value());
    CHECK(events::kindOf(*event) == events::Kind::Domain);
    CHECK(event->data == "{}");
}
