#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

#include <boost/json/array.hpp>

#include <fstream>

using namespace cachedeck;

namespace {

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("seed makes a world's data once, and tells how fast")
{
    const test::TemporaryFolder folder;
    const test::Variables variables{{"XDG_CACHE_HOME", folder.path().string()}};
    const auto made = test::runCli({"seed", "movies", "--size", "small", "--json"}, variables);
    INFO(made.err);
    REQUIRE(made.code == 0);
    const auto json = made.json();
    CHECK(json.at("made") == true);
    CHECK(json.at("items") == 1000);
    CHECK(json.at("rows").to_number<std::int64_t>() > 20'000);
    const auto again = test::runCli({"seed", "movies", "--size", "small", "--json"}, variables);
    CHECK(again.json().at("made") == false);
    CHECK(contains(test::runCli({"seed", "movies", "--size", "small"}, variables).out, "already"));
}

TEST_CASE("movies of one's own are imported, and run on")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "films.csv";
    std::ofstream stream(file);
    stream << "title,runtime\n";
    for (int i = 1; i <= 60; ++i)
        stream << "\"Film, " << i << "\"," << 80 + i << "\n";
    stream.close();
    const auto store = "sqlite:" + (folder.path() / "films.sqlite").string();
    const test::Variables variables{{"XDG_CACHE_HOME", folder.path().string()}};
    CHECK(test::runCli({"seed", "movies", "--data", file.string()}, variables).code == 2); // where to?
    const auto made = test::runCli({"seed", "movies", "--data", file.string(), "--store", store, "--json"}, variables);
    INFO(made.err);
    REQUIRE(made.code == 0);
    CHECK(made.json().at("items") == 60);
    const auto again = test::runCli({"seed", "movies", "--data", file.string(), "--store", store}, variables);
    CHECK(again.code == 3);
    CHECK(contains(again.err, "is there already"));
    const test::RedisServer redis;
    const auto out = (folder.path() / "out").string();
    const auto run =
        test::runCli({"run", "movies", "--store", store, "--redis", "redis://127.0.0.1:" + std::to_string(redis.port()),
                      "--out", out, "--seconds", "1", "--set", "warm_up=0.2", "--json"},
                     variables);
    INFO(run.err);
    REQUIRE((run.code == 0 || run.code == 4)); // a busy machine may make it untrustworthy
    const auto document = run.json();
    for (const auto& path : document.at("paths").as_array()) {
        CHECK(path.at("ok").to_number<int>() > 0);
        CHECK(path.at("errors") == 0);
    }
    std::ofstream(file, std::ios::app) << "Bad,long\n";
    const auto bad =
        test::runCli({"seed", "movies", "--data", file.string(), "--store", "sqlite:" + out + "/x"}, variables);
    CHECK(bad.code == 2);
    CHECK(contains(bad.err, "films.csv:62: runtime: expected 1 to 1000 minutes"));
}
