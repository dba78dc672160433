#include "backend/load/scenario.hpp"
#include "backend/load/shipped_worlds.hpp"
#include "backend/load/simulated.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace cachedeck;

TEST_CASE("The shipped worlds are those with real data, each with its embedded store first")
{
    const std::filesystem::path folder = CACHEDECK_RESOURCES_FOLDER;
    const auto worlds = load::shippedWorlds({folder / "worlds", folder / "scenarios"});
    const auto find = [&](const std::string& name) {
        return std::find_if(worlds.begin(), worlds.end(), [&](const auto& world) { return world.name == name; });
    };
    for (const auto& world : worlds) {
        INFO(world.name);
        REQUIRE_FALSE(world.stores.empty());
        CHECK(world.stores.front() == "sqlite");
        CHECK_FALSE(world.workload.about.empty());
    }
    std::vector<std::string> names;
    for (const auto& world : worlds)
        names.push_back(world.name);
    CHECK(names == std::vector<std::string>{"movies", "datasets", "predictions", "analytics", "experiments"});
    REQUIRE(find("movies") != worlds.end());
    REQUIRE(find("analytics") != worlds.end());
    REQUIRE(find("experiments") != worlds.end());
    CHECK(find("movies")->stores == std::vector<std::string>{"sqlite", "mongodb", "postgresql"});
    CHECK(find("analytics")->stores == std::vector<std::string>{"sqlite", "clickhouse"});
    CHECK(find("experiments")->stores == std::vector<std::string>{"sqlite", "postgresql"});
    CHECK(find("production") == worlds.end()); // synthetic items
    CHECK(load::shippedWorlds({folder / "nowhere", folder / "scenarios"}).empty());
}

TEST_CASE("What a shipped scenario only pretends is a delay, and nothing else that is said of it")
{
    const auto delays = [](const char* name) {
        const std::filesystem::path folder = CACHEDECK_RESOURCES_FOLDER;
        const auto scenario = load::loadScenario(name, {folder / "worlds", folder / "scenarios"});
        REQUIRE(scenario.has_value());
        const auto all = load::delaysIn(*scenario);
        CHECK(std::all_of(all.begin(), all.end(), load::isDelay));
        return all;
    };
    CHECK(delays("remote-store") == std::vector<std::string>{"5 ms of computation in each store read of get"});
    CHECK(delays("movies").empty());
    CHECK_FALSE(load::isDelay("generated data: 1,000 movies in sqlite, seed 1"));
    CHECK_FALSE(load::isDelay("in-process store: sqlite runs inside CacheDeck"));
}
