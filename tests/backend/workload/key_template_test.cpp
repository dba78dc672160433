#include "backend/workload/workload.hpp"
#include "tests/support/catch.hpp"

#include <string>

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
