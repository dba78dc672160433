// The paths of a scenario: their options, and the schema that says the same as the reader.
#include "backend/load/scenario_paths.hpp"
#include "backend/strategies/strategy.hpp"
#include "tests/support/catch.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <set>

using namespace cachedeck;
using namespace cachedeck::load;

namespace {

FileResult<Scenario> withPath(const std::string& path)
{
    const std::filesystem::path folder = CACHEDECK_RESOURCES_FOLDER;
    return parseScenario(
        fmt::format("{{\"format\": 1, \"name\": \"test\", \"workload\": \"movies\",\n\"paths\": [\n{}\n] }}", path),
        "test.json", {folder / "worlds", folder / "scenarios"});
}

PathSpec pathOf(const std::string& text)
{
    const auto scenario = withPath(text);
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario.has_value());
    return scenario->paths.at(0);
}

FileError errorOf(const std::string& text)
{
    const auto scenario = withPath(text);
    REQUIRE(scenario.has_error());
    return scenario.error();
}

boost::json::object definitions()
{
    const auto text = workload::readFile(CACHEDECK_RESOURCES_FOLDER "/schemas/scenario.schema.json");
    REQUIRE(text.has_value());
    return boost::json::parse(*text).at("$defs").as_object();
}

} // namespace

TEST_CASE("A path is written as it was read, with every option of its strategy")
{
    for (const auto& entry : strategies::registry()) {
        CAPTURE(entry.name);
        PathSpec path;
        path.strategy = path.name = entry.name;
        CHECK(pathJson(path) == fmt::format(R"({{"strategy":"{}"}})", entry.name));
        path.name = "another";
        path.encoding = workload::Encoding::Hash;
        path.keyPrefix = "site:";
        for (const auto name : entry.options) {
            const auto* option = strategies::findOption(name);
            REQUIRE(option != nullptr);
            option->set(path.options, option->whole ? std::max(option->least, 2.0) : 0.25);
        }
        const auto again = pathOf(pathJson(path));
        CHECK(pathJson(again) == pathJson(path));
        CHECK(again.name == "another");
        CHECK(again.encoding == workload::Encoding::Hash);
        CHECK(again.keyPrefix == "site:");
        for (const auto name : entry.options)
            CHECK(strategies::findOption(name)->get(again.options) == strategies::findOption(name)->get(path.options));
    }
}

TEST_CASE("A wrong option is told by line, field and what the strategy has")
{
    struct Bad {
        const char *path, *field, *words;
    };
    const Bad cases[] = {
        {R"({ "strategy": "cache-aside", "options": { "beta": 2 } })", "paths[0].options.beta",
         "cache-aside has no option \"beta\": it belongs to refresh-ahead"},
        {R"({ "strategy": "refresh-ahead", "options": { "betta": 2 } })", "paths[0].options.betta",
         "did you mean \"beta\"?"},
        {R"({ "strategy": "lease", "options": { "xyzzy": 2 } })", "paths[0].options.xyzzy",
         "lease has lease_ttl_ms, poll_ms, wait_ms, ttl_jitter, race_delay_ms"},
        {R"({ "strategy": "uncached", "options": { "race_delay_ms": 2 } })", "paths[0].options.race_delay_ms",
         "uncached has no option"},
        {R"({ "strategy": "lease", "options": { "poll_ms": 0 } })", "paths[0].options.poll_ms", "from 1 to 60000"},
        {R"({ "strategy": "lease", "options": { "poll_ms": 1.5 } })", "paths[0].options.poll_ms", "a whole number"},
        {R"({ "strategy": "lease", "options": { "poll_ms": "1" } })", "paths[0].options.poll_ms", "\"1\""},
    };
    for (const auto& bad : cases) {
        CAPTURE(bad.path);
        const auto error = errorOf(bad.path);
        CHECK(error.line == 3);
        CHECK(error.field == bad.field);
        INFO(error.message);
        CHECK(error.message.find(bad.words) != std::string::npos);
    }
}

TEST_CASE("A wrong prefix is told by what is expected")
{
    for (const auto* bad : {"a b", "a*", "{a}", "a[", "a^"}) {
        const auto error = errorOf(fmt::format(R"({{ "strategy": "cache-aside", "prefix": "{}" }})", bad));
        CHECK(error.field == "paths[0].prefix");
        CHECK(error.line == 3);
        CHECK(error.message.find("braces") != std::string::npos);
    }
}

TEST_CASE("The schema knows the options, strategies and encodings that the reader knows")
{
    const auto all = definitions();
    const auto& path = all.at("path").as_object().at("properties").as_object();
    std::set<std::string> strategies, known;
    for (const auto& name : path.at("strategy").at("enum").as_array())
        strategies.insert(std::string(name.as_string()));
    for (const auto& entry : strategies::registry())
        known.insert(std::string(entry.name));
    CHECK(strategies == known);

    const auto& options = all.at("options").at("properties").as_object();
    CHECK(options.size() == strategies::allOptions().size());
    for (const auto& option : strategies::allOptions()) {
        CAPTURE(option.name);
        REQUIRE(options.contains(option.name));
        const auto& described = options.at(option.name).as_object();
        CHECK(described.at("minimum").to_number<double>() == option.least);
        CHECK(described.at("maximum").to_number<double>() == option.most);
        CHECK((described.at("type") == "integer") == option.whole);
        const auto usual = option.get(strategies::Options{});
        CHECK(described.contains("default") == usual.has_value());
        if (usual)
            CHECK(described.at("default").to_number<double>() == *usual);
    }
}

TEST_CASE("The scenario's store is that of the paths that name none")
{
    const std::filesystem::path folder = CACHEDECK_RESOURCES_FOLDER;
    const auto scenario = [&](const std::string& store, const std::string& path) {
        return parseScenario(R"({ "format": 1, "name": "test", "workload": "experiments", )" + store +
                                 R"("paths": [ { "strategy": "uncached" }, { "strategy": "cache-aside")" + path +
                                 " } ] }",
                             "test.json", {folder / "worlds", folder / "scenarios"});
    };
    const auto usual = scenario("", "");
    REQUIRE(usual.has_value());
    CHECK(usual->paths[0].store == "sqlite");
    const auto elsewhere = scenario(R"("store": "postgresql", )", R"(, "store": "sqlite")");
    INFO((elsewhere ? std::string() : elsewhere.error().text()));
    REQUIRE(elsewhere.has_value());
    CHECK(elsewhere->paths[0].store == "postgresql");
    CHECK(elsewhere->paths[1].store == "sqlite");
    CHECK(pathJson(elsewhere->paths[0]).find("store") == std::string::npos);
    CHECK(pathJson(elsewhere->paths[1]).find(R"("store":"sqlite")") != std::string::npos);
    const auto unknown = scenario(R"("store": "oracle", )", "");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().field == "store");
}
