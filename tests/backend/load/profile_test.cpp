// The load profile of a scenario file: arrivals, shapes of stages, the search for the limit, write shares, thresholds.
#include "backend/load/pacing.hpp"
#include "backend/load/scenario.hpp"
#include "backend/load/scenario_events.hpp"
#include "backend/load/scenario_load.hpp"
#include "backend/load/scenario_override.hpp"
#include "tests/support/catch.hpp"

#include <boost/json.hpp>

#include <set>

using namespace cachedeck;
using namespace cachedeck::load;
using namespace std::chrono_literals;

namespace {

ResourcePaths shipped()
{
    const std::filesystem::path folder = CACHEDECK_RESOURCES_FOLDER;
    return {folder / "worlds", folder / "scenarios"};
}

// The load object on line 4, what else there is on line 5.
FileResult<Scenario> parsed(const std::string& load, const std::string& rest = "\"seconds\": 30")
{
    const auto text = "{\n\"format\": 1, \"name\": \"test\", \"workload\": \"movies\",\n\"paths\": [{ \"strategy\": "
                      "\"uncached\" }, { \"strategy\": \"cache-aside\" }],\n\"load\": " +
                      load + ",\n" + rest + "\n}\n";
    return parseScenario(text, "test.json", shipped());
}

Scenario scenario(const std::string& load, const std::string& rest = "\"seconds\": 30")
{
    const auto made = parsed(load, rest);
    INFO((made ? std::string() : made.error().text()));
    REQUIRE(made.has_value());
    return *made;
}

void checkRefused(const FileResult<Scenario>& made, std::size_t line, const std::string& field,
                  const std::string& words)
{
    REQUIRE(made.has_error());
    INFO(made.error().text());
    CHECK(made.error().line == line);
    CHECK(made.error().field == field);
    CHECK(made.error().message.find(words) != std::string::npos);
}

std::vector<double> rates(const Scenario& of)
{
    std::vector<double> all;
    for (const auto& stage : of.load.stages)
        all.push_back(stage.rate);
    return all;
}

} // namespace

TEST_CASE("Shapes of stages are read as plain stages")
{
    const auto step = scenario(
        R"({"loop": "open", "rate": 100, "stages": [{"shape": "step", "seconds": 8, "rate": 500, "steps": 4}]})");
    CHECK(rates(step) == std::vector<double>{200, 300, 400, 500});
    CHECK(step.load.stages[2].duration == 2s);
    CHECK_FALSE(step.load.stages[2].ramp);

    const auto spike = scenario(R"({"loop": "open", "rate": 100, "stages": [{"seconds": 1, "rate": 50},
        {"shape": "spike", "seconds": 10, "rate": 900, "peak_seconds": 2}, {"shape": "spike", "seconds": 5, "rate": 70}]})");
    CHECK(rates(spike) == std::vector<double>{50, 50, 900, 50, 50, 70, 50});
    CHECK(spike.load.stages[1].duration == 4s);
    CHECK(spike.load.stages[2].duration == 2s);
    CHECK(spike.load.stages[5].duration == 1s); // a fifth

    const auto soak = scenario(R"({"users": 2, "stages": [{"shape": "soak", "seconds": 600, "users": 20}]})");
    REQUIRE(soak.load.stages.size() == 2);
    CHECK(soak.load.stages[0].ramp);
    CHECK(soak.load.stages[0].duration == 30s);
    CHECK(soak.load.stages[1].duration == 570s);
    CHECK(soak.load.stages[1].users == 20);

    const auto users = scenario(R"({"users": 2, "stages": [{"shape": "step", "seconds": 4, "users": 6, "steps": 2}]})");
    CHECK(users.load.stages[0].users == 4);
    CHECK(users.load.stages[1].users == 6);
}

TEST_CASE("A profile is written as the value of load.stages and read again")
{
    const auto made = scenario(
        R"({"loop": "open", "rate": 12.5, "stages": [{"shape": "ramp", "seconds": 2.5, "rate": 300}, {"shape": "spike", "seconds": 10, "rate": 900}]})");
    const auto changed = withOverride(made.json, "load.stages=" + toJson(made.load.stages, made.load.loop));
    REQUIRE(changed.has_value());
    const auto again = parseScenario(*changed, "test.json", shipped());
    REQUIRE(again.has_value());
    REQUIRE(again->load.stages.size() == made.load.stages.size());
    for (std::size_t i = 0; i < made.load.stages.size(); ++i) {
        CHECK(again->load.stages[i].duration == made.load.stages[i].duration);
        CHECK(again->load.stages[i].rate == made.load.stages[i].rate);
        CHECK(again->load.stages[i].ramp == made.load.stages[i].ramp);
    }
}

TEST_CASE("The search for the limit is read, and says how long it may take")
{
    const auto made = scenario(
        R"({"loop": "open", "find_limit": {"threshold": "response_us.p99 < 5000", "from": 500, "to": 8000, "factor": 2, "bisections": 3, "seconds_per_step": 1.5}})",
        R"("warm_up": 1)");
    REQUIRE(made.load.findLimit);
    CHECK(made.load.rate == 500);                                   // the warm-up's
    CHECK(made.load.findLimit->longest(1) == 1500ms * (5 + 3 + 4)); // 500 … 8,000, halves, and what breaks again
    CHECK(made.duration == 2 * made.load.findLimit->longest(1));
}

TEST_CASE("A write share replaces the workload's own, and keeps the proportions")
{
    const auto before = scenario("{}");
    const auto after = scenario(R"({"write_share": 0.25})");
    double writes = 0;
    double sum = 0;
    for (const auto& operation : after.workload->operations) {
        sum += operation.share;
        writes += operation.kind == workload::Kind::Write ? operation.share : 0;
    }
    CHECK(writes == Approx(0.25));
    CHECK(sum == Approx(1));
    const auto share = [](const Scenario& of, std::size_t i) { return of.workload->operations[i].share; };
    CHECK(share(after, 0) / share(after, 1) == Approx(share(before, 0) / share(before, 1)));
    const auto readsOnly = scenario(R"({"write_share": 0})");
    for (const auto& operation : readsOnly.workload->operations)
        CHECK((operation.kind == workload::Kind::Read || operation.share == 0));
}

TEST_CASE("A mix names the operations that are run, as weights")
{
    const auto made = scenario(R"({"mix": {"movie_card": 9, "rate_movie": 1}})");
    for (const auto& operation : made.workload->operations)
        CHECK(operation.share == Approx(operation.name == "movie_card"   ? 0.9
                                        : operation.name == "rate_movie" ? 0.1
                                                                         : 0.0));
    checkRefused(parsed(R"({"mix": {"movie_cart": 1}})"), 4, "load.mix.movie_cart", "did you mean \"movie_card\"?");
    checkRefused(parsed(R"({"mix": {"movie_card": 0}})"), 4, "load.mix", "how often each is asked for");
}

TEST_CASE("A bad profile is told by line, field and what was expected")
{
    const auto refused = [](const std::string& load, const std::string& field, const std::string& words) {
        CAPTURE(load);
        checkRefused(parsed(load), 4, field, words);
    };
    const std::string stages = R"({"loop": "open", "stages": [)";
    refused(R"({"arrivals": "poisson"})", "load.arrivals", "\"loop\": \"open\" is missing");
    refused(R"({"loop": "open", "arrivals": "poison"})", "load.arrivals", "poisson");
    refused(R"({"loop": "open", "arrivals": "poisson", "rate": 1e8})", "load.rate", "10000000");
    refused(
        R"({"loop": "open", "arrivals": "poisson", "rate": 1e7, "deadline_ms": 1, "stages": [{"seconds": 9, "rate": 1e8}]})",
        "load.stages[0].rate", "10000000");
    refused(R"({"think": "normal"})", "load.think", "exponential");
    refused(R"({"pipeline": 0})", "load.pipeline", "from 1 to 1000");
    refused(R"({"users": 5000, "pipeline": 3})", "load.pipeline", "found 15000");
    refused(R"({"threads": 1.5})", "load.threads", "whole number");
    refused(R"({"write_share": 1.5})", "load.write_share", "from 0 to 1");
    refused(stages + R"({"seconds": 5, "shape": "peak"}]})", "load.stages[0].shape", "spike");
    refused(stages + R"({"seconds": 5, "rate": 9, "shape": "ramp", "ramp": true}]})", "load.stages[0].ramp",
            "not both");
    refused(stages + R"({"seconds": 5, "rate": 9, "steps": 3}]})", "load.stages[0].steps", "\"shape\": \"step\"");
    refused(stages + R"({"seconds": 5, "rate": 9, "peak_seconds": 3}]})", "load.stages[0].peak_seconds", "spike");
    refused(stages + R"({"seconds": 5, "rate": 9, "shape": "spike", "peak_seconds": 6}]})",
            "load.stages[0].peak_seconds", "less than the stage's 5 seconds");
    refused(stages + R"({"seconds": 5, "rate": 9, "shape": "step", "steps": 100}]})", "load.stages[0].steps", "0.1");
    refused(stages + R"({"seconds": 5, "users": 9}]})", "load.stages[0].users", "\"rate\"");
    const std::string limit = R"("find_limit": {"threshold": "response_us.p99 < 5000", "from": 500, "to": 8000)";
    refused("{" + limit + "}}", "load.find_limit", "\"loop\": \"open\" is missing");
    refused(R"({"loop": "open", "stages": [{"seconds": 1}], )" + limit + "}}", "load.find_limit",
            "leave \"stages\" out");
    refused(R"({"loop": "open", "schedule": "parallel", )" + limit + "}}", "load.find_limit", "take turns");
    refused(R"({"loop": "open", )" + limit + R"(, "factor": 1}})", "load.find_limit.factor", "1.01");
    refused(R"({"loop": "open", "find_limit": {"threshold": "paths.uncached.ok > 1", "from": 5, "to": 9}})",
            "load.find_limit.threshold", "without a path");
    refused(R"({"loop": "open", "find_limit": {"threshold": "response_us.p98 > 1", "from": 5, "to": 9}})",
            "load.find_limit.threshold", "response_us.p98");
    refused(R"({"loop": "open", "find_limit": {"threshold": "response_us.p99 < 1", "from": 5, "to": 5}})",
            "load.find_limit.to", "above \"from\"");
    checkRefused(parsed(R"({"loop": "open", "arrivals": "poisson", "rate": 1e6})", "\"seconds\": 3600"), 4,
                 "load.arrivals", "at most 1000000000 arrivals");
    checkRefused(parsed("{}", R"("cache": {"ttl_jitter": 1})"), 5, "cache.ttl_jitter", "from 0 to 0.9");
}

TEST_CASE("Thresholds may end a run, as k6's do")
{
    const auto made = scenario("{}", R"("thresholds": ["paths.uncached.errors_rate < 0.01",
        {"what": "paths.cache-aside.response_us.p99 < 5000", "abort": true, "after": 2.5}])");
    REQUIRE(made.thresholds.size() == 2);
    CHECK_FALSE(made.thresholds[0].abort);
    CHECK(made.thresholds[1].what == "paths.cache-aside.response_us.p99 < 5000");
    CHECK(made.thresholds[1].abort);
    CHECK(made.thresholds[1].after == 2500ms);

    const auto refused = [](const std::string& threshold, const std::string& field, const std::string& words) {
        CAPTURE(threshold);
        checkRefused(parsed("{}", "\"thresholds\": [" + threshold + "]"), 5, "thresholds[0]" + field, words);
    };
    refused("7", "", "expected a threshold");
    refused(R"({"abort": true})", "", "\"what\" is missing");
    refused(R"({"what": "paths.other.ok > 1"})", ".what", "other");
    refused(R"({"what": "paths.uncached.ok > 1", "after": 3})", ".after", "\"abort\": true is missing");
    refused(R"({"what": "paths.uncached.ok > 1", "abort": 1})", ".abort", "true or false");
    refused(R"({"what": "paths.uncached.ok > 1", "aborts": true})", ".aborts", "abort");
}

TEST_CASE("The warm-up has a least and a most")
{
    CHECK(scenario("{}", "\"warm_up\": 2").warmUpMost == 6s);
    CHECK(scenario("{}", "\"warm_up\": 2, \"warm_up_most\": 2.5").warmUpMost == 2500ms);
    CHECK(scenario("{}", "\"warm_up\": 2, \"warm_up_most\": 1").warmUpMost == 2s);
    CHECK(scenario("{}", "\"cache\": {\"cold_start\": true}").warmUpMost == 0s);
}

TEST_CASE("Rates of errors and of stale answers are numbers of a path")
{
    PathResult path;
    path.counts.issued = 200;
    path.counts.errors = 3;
    path.counts.timeouts = 1;
    path.counts.checked = 10;
    path.counts.stale = 1;
    CHECK(fieldOf(path, "errors_rate") == 0.02);
    CHECK(fieldOf(path, "stale_rate") == 0.1);
    CHECK(holds(*parseLimit("errors_rate <= 0.02", "any"), path));
    CHECK_FALSE(holds(*parseLimit("errors_rate < 0.02", "any"), path));
}

TEST_CASE("The schema and the reader know the same fields of the load, the cache and the events")
{
    const auto text = workload::readFile(CACHEDECK_RESOURCES_FOLDER "/schemas/scenario.schema.json");
    REQUIRE(text.has_value());
    const auto schema = boost::json::parse(*text);
    auto objects = std::vector(knownLoadObjects().begin(), knownLoadObjects().end());
    objects.insert(objects.end(), knownEventObjects().begin(), knownEventObjects().end());
    for (const auto& object : objects) {
        INFO(object.name);
        const auto& definition = schema.at("$defs").at(object.name).as_object();
        std::set<std::string> known, required, inSchema, requiredInSchema;
        for (const auto& field : object.fields) {
            known.insert(std::string(field.name));
            if (field.required)
                required.insert(std::string(field.name));
        }
        for (const auto& property : definition.at("properties").as_object())
            inSchema.insert(std::string(property.key()));
        if (const auto* list = definition.if_contains("required"))
            for (const auto& name : list->as_array())
                requiredInSchema.insert(std::string(name.as_string()));
        CHECK(known == inSchema);
        CHECK(required == requiredInSchema);
    }
}
