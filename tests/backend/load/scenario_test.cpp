#include "backend/load/scenario.hpp"
#include "backend/load/scenario_override.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <fstream>

using namespace cachedeck;
using namespace cachedeck::load;
using namespace std::chrono_literals;

namespace {

ResourcePaths shipped()
{
    const std::filesystem::path folder = CACHEDECK_RESOURCES_FOLDER;
    return {folder / "worlds", folder / "scenarios"};
}

// A scenario with one line a field, so that a complaint's line tells which.
std::string lines(const std::string& changed = "", const std::string& by = "")
{
    std::string text =
        "{\n\"format\": 1,\n\"name\": \"test\",\n\"workload\": \"movies\",\n"
        "\"paths\": [\n{ \"strategy\": \"uncached\" },\n{ \"strategy\": \"cache-aside\", \"name\": \"aside\" }\n],\n"
        "\"load\": {\n\"loop\": \"closed\",\n\"users\": 4,\n\"slice_ms\": 100\n},\n"
        "\"check_one_in\": 8,\n\"thresholds\": [\n\"paths.aside.response_us.p99 < 5000\"\n]\n}\n";
    if (!changed.empty())
        text.replace(text.find(changed), changed.size(), by);
    return text;
}

FileError errorOf(const std::string& text)
{
    const auto scenario = parseScenario(text, "test.json", shipped());
    REQUIRE(scenario.has_error());
    return scenario.error();
}

} // namespace

TEST_CASE("Every shipped scenario loads, and loads again from its own text")
{
    int seen = 0;
    for (const auto& file : std::filesystem::directory_iterator(shipped().scenarios)) {
        const auto name = file.path().stem().string();
        CAPTURE(name);
        ++seen;
        const auto scenario = loadScenario(name, shipped());
        INFO((scenario ? "" : scenario.error().text()));
        REQUIRE(scenario.has_value());
        CHECK(scenario->name == name);
        CHECK(scenario->workload->name == scenario->workloadName);
        const auto again = parseScenario(toJson(*scenario), name, shipped());
        REQUIRE(again.has_value());
        CHECK(again->duration == scenario->duration);
        CHECK(again->paths.size() == scenario->paths.size());
        CHECK(again->load.stages.size() == scenario->load.stages.size());
        CHECK(again->load.findLimit.has_value() == scenario->load.findLimit.has_value());
    }
    CHECK(seen > 4);
    const auto small = loadScenario("movies-small-cache", shipped());
    CHECK(small->cache.maxMemory == 2097152);
    CHECK(small->cache.evictionPolicy == "allkeys-lru");
    CHECK(small->warmUp == 0ms); // cold
}

TEST_CASE("A bad scenario is told by line, field and what was expected")
{
    struct Bad {
        const char *changed, *by;
        std::size_t line;
        const char *field, *words;
    };
    const Bad cases[] = {
        {"\"users\": 4", "\"users\": 0", 11, "load.users", "from 1 to 10000"},
        {"\"users\": 4", "\"user\": 4", 11, "load.user", "did you mean \"users\"?"},
        {"\"loop\": \"closed\"", "\"loop\": \"closd\"", 10, "load.loop", "closed"},
        {"\"cache-aside\"", "\"cache-asid\"", 7, "paths[1].strategy", "cache-aside"},
        {"\"aside\"", "\"uncached\"", 7, "paths[1].name", "already"},
        {"\"aside\"", "\"Aside\"", 7, "paths[1].name", "small letters"},
        {"{ \"strategy\": \"uncached\" }", "{ \"strategy\": \"uncached\", \"store\": \"cassandra\" }", 6,
         "paths[0].store", "cassandra"},
        {"\"movies\"", "\"films\"", 4, "workload", "films"},
        {"paths.aside.", "paths.beside.", 16, "thresholds[0]", "beside"},
        {"response_us.p99", "response_us.p98", 16, "thresholds[0]", "response_us.p98"},
        {"< 5000", "= 5000", 16, "thresholds[0]", "paths.cache-aside.response_us.p99 < 5000"},
        {"\"format\": 1", "\"format\": 2", 2, "format", "1"},
        {"\"check_one_in\": 8,", "\"check_one_in\": -1,", 14, "check_one_in", "0"},
        {"\"check_one_in\": 8,", "", 0, "", ""},
    };
    for (const auto& bad : cases) {
        if (bad.line == 0)
            continue;
        CAPTURE(bad.changed, bad.by);
        const auto error = errorOf(lines(bad.changed, bad.by));
        INFO(error.text());
        CHECK(error.file == "test.json");
        CHECK(error.line == bad.line);
        CHECK(error.field == bad.field);
        CHECK(error.message.find(bad.words) != std::string::npos);
    }
    CHECK(parseScenario(lines(), "test.json", shipped()).has_value());
}

TEST_CASE("A field of the scenario is overridden by its path")
{
    test::TemporaryFolder folder;
    const auto file = (folder.path() / "scenario.json").string();
    std::ofstream(file) << lines();
    const auto scenario =
        loadScenario(file, shipped(),
                     {"load.users=50", "paths.aside.encoding=hash", "seconds=2.5", "seed=7", "cache.deadline_ms=20"});
    INFO((scenario ? "" : scenario.error().text()));
    REQUIRE(scenario.has_value());
    CHECK(scenario->load.users == 50);
    CHECK(scenario->paths[1].encoding == workload::Encoding::Hash);
    CHECK(scenario->duration == 2500ms);
    CHECK(scenario->seed == 7);
    CHECK(scenario->cache.deadline == 20ms);
    CHECK(scenario->json.find("\"users\":50") != std::string::npos);

    for (const std::string bad : {"load.user=5", "load.users=many", "paths.nosuch.encoding=hash", "load.users", "=5"}) {
        CAPTURE(bad);
        const auto refused = loadScenario(file, shipped(), {bad});
        REQUIRE(refused.has_error());
        CHECK(refused.error().text().find(bad) != std::string::npos);
    }

    // Whatever the order: what all changes together make is a scenario, or is not.
    const std::string spike = R"(load.stages=[{"seconds":1,"users":2}])", open = "load.loop=open", rate = "load.rate=5";
    const std::string stages = R"(load.stages=[{"seconds":1,"rate":9}])";
    for (const auto& changes : {std::vector{stages, open, rate}, std::vector{rate, stages, open}}) {
        const auto together = loadScenario(file, shipped(), changes);
        INFO((together ? "" : together.error().text()));
        CHECK(together.has_value());
    }
    const auto refused = loadScenario(file, shipped(), {"seconds=2", spike, open, rate, "warm_up=0"});
    REQUIRE(refused.has_error());
    CHECK(refused.error().text().find("--set ") != std::string::npos);
}

TEST_CASE("A scenario that is not there is named")
{
    const auto missing = loadScenario("nosuch", shipped());
    REQUIRE(missing.has_error());
    CHECK(missing.error().text().find("nosuch.json") != std::string::npos);
}

TEST_CASE("Thresholds read every number that run.json has for a path")
{
    PathResult path;
    path.spec.name = "aside";
    path.counts.ok = 10;
    path.counts.hits = 9;
    path.counts.misses = 1;
    path.little = 0.99;
    path.response.record(latency::Nanoseconds{123'000});
    path.operations.push_back({"item", false, {}, {}, {}, 1});
    path.operations[0].service.record(latency::Nanoseconds{50'000});
    CHECK(fieldOf(path, "hit_ratio") == 0.9);
    CHECK(fieldOf(path, "little") == 0.99);
    CHECK(*fieldOf(path, "response_us.p99") == Approx(123).epsilon(0.001));
    CHECK(*fieldOf(path, "by_operation.item.service_us.max") == Approx(50).epsilon(0.001));
    CHECK_FALSE(fieldOf(path, "by_operation.other.service_us.max"));
    CHECK_FALSE(fieldOf(path, "by_operation"));
    CHECK_FALSE(fieldOf(path, "response_us.p98"));

    Result result;
    result.paths.push_back(path);
    const auto met = [&](std::string_view text) { return check(*parseThreshold(text), text, result).met; };
    CHECK(met("paths.aside.response_us.p99 < 5000"));
    CHECK_FALSE(met("paths.aside.response_us.p99 < 100"));
    CHECK(met("paths.aside.hit_ratio >= 0.9"));
    CHECK_FALSE(met("paths.aside.service_us.p99 < 5000")); // nothing was measured
    CHECK_FALSE(met("paths.gone.hit_ratio >= 0"));
    CHECK(parseThreshold("paths.aside.response_us.p99 < 5e3"));
    for (const auto* number : {"0x10", "inf", "nan", "1 2", "1e", ""}) {
        CAPTURE(number);
        CHECK_FALSE(parseThreshold(std::string("paths.aside.response_us.p99 < ") + number));
    }
}

TEST_CASE("A threshold's limit is a decimal number, as the schema has it")
{
    for (const auto* good : {"5000", " 5000 ", "+5e3", "5000.0", "50.E2"}) {
        CAPTURE(good);
        const auto threshold = parseThreshold(std::string("paths.aside.response_us.p99 <") + good);
        REQUIRE(threshold);
        CHECK(threshold->limit == 5000);
    }
    for (const auto* bad : {"0x10", "0x1p4", "inf", "-inf", "infinity", "nan", "1e999", "", "5000 us", "5,000"}) {
        CAPTURE(bad);
        CHECK_FALSE(parseThreshold(std::string("paths.aside.response_us.p99 < ") + bad));
        CHECK_FALSE(parseLimit(std::string("response_us.p99 < ") + bad, "aside"));
    }
}

TEST_CASE("A distance is a profile or a round trip")
{
    const auto withDistance = [](const std::string& store) {
        return lines("\"check_one_in\": 8", "\"distance\": { \"store\": " + store + " }");
    };
    const auto profile = parseScenario(withDistance("\"continent\""), "test.json", shipped());
    REQUIRE(profile.has_value());
    CHECK(profile->storeDistance.mean == 25ms);
    const auto numbers = parseScenario(withDistance(R"({ "ms": 1.5, "deviation_ms": 0.25 })"), "test.json", shipped());
    REQUIRE(numbers.has_value());
    CHECK(numbers->storeDistance.text() == "1.5 ± 0.25 ms");
    CHECK(parseScenario(lines(), "test.json", shipped())->storeDistance.isNone());
    CHECK(errorOf(withDistance("\"contnent\"")).text().find("continent") != std::string::npos);
    CHECK(errorOf(withDistance(R"({ "ms": -1 })")).field == "distance.store.ms");
    const auto toCache =
        parseScenario(lines("\"check_one_in\": 8", R"("distance": { "cache": "zone" })"), "test.json", shipped());
    REQUIRE(toCache.has_value());
    CHECK(toCache->cacheDistance.profile == "zone");
    CHECK(toCache->storeDistance.isNone());
}

TEST_CASE("A distance may be round trips that were measured")
{
    const auto withCache = [](const std::string& cache) {
        return lines("\"check_one_in\": 8", "\"distance\": {\n\"cache\": " + cache + "\n}");
    };
    const auto measured = parseScenario(withCache(R"({ "measured_ms": [0.41, 3, 0.43] })"), "test.json", shipped());
    REQUIRE(measured.has_value());
    CHECK(measured->cacheDistance.text() == "0.43 ms measured (median of 3)");
    CHECK(*measured->cacheDistance.measured == stores::RoundTrips{410us, 3ms, 430us}); // in their order
    const auto again = parseScenario(toJson(*measured), "again.json", shipped());
    REQUIRE(again.has_value());
    CHECK(*again->cacheDistance.measured == *measured->cacheDistance.measured);

    const auto none = errorOf(withCache(R"({ "measured_ms": [] })"));
    CHECK(none.field == "distance.cache.measured_ms");
    CHECK(none.line == 15);
    CHECK(none.message == "expected 1 to 1000 round trips, found 0");
    std::string many = "[0";
    for (int i = 0; i < 1000; ++i)
        many += ", 1";
    CHECK(errorOf(withCache("{ \"measured_ms\": " + many + "] }")).message.find("found 1001") != std::string::npos);
    CHECK(errorOf(withCache(R"({ "measured_ms": [1, 10001] })")).field == "distance.cache.measured_ms[1]");
    CHECK(errorOf(withCache(R"({ "measured_ms": 1 })")).field == "distance.cache.measured_ms");
    CHECK(errorOf(withCache(R"({ "measured_ms": [1], "ms": 1 })")).message ==
          "expected measured_ms alone, or ms with deviation_ms");
    CHECK(errorOf(withCache(R"({ "deviation_ms": 1 })")).message.find("\"ms\" is missing") != std::string::npos);
}
