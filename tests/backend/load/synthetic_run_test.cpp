// Runs over the shipped synthetic worlds: generated data, checked answers, simulated computations.
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace cachedeck;
using namespace cachedeck::load;

namespace {

class Synthetic {
public:
    std::shared_ptr<const Result> run(const std::string& world, const std::string& rest)
    {
        const std::filesystem::path resources = CACHEDECK_RESOURCES_FOLDER;
        const auto text = R"({ "format": 1, "name": "test", "workload": ")" + world + "\", " + rest + " }";
        const auto scenario = parseScenario(text, "test.json", {resources / "worlds", resources / "scenarios"});
        INFO((scenario ? std::string() : scenario.error().text()));
        REQUIRE(scenario.has_value());
        RunTargets targets;
        targets.cache.endpoint.address = {"127.0.0.1", m_server.port(), ""};
        targets.cacheIsOurs = true;
        targets.serverPids = {m_server.pid()};
        targets.dataDirectory = m_folder.path() / "data";
        targets.workDirectory = m_folder.path() / "work";
        test::RunUnderTest run(*scenario, targets);
        const auto result = run.wait();
        INFO((run.failure ? run.failure->text : std::string()));
        REQUIRE(result);
        return result;
    }

private:
    test::TemporaryFolder m_folder;
    test::RedisServer m_server;
};

} // namespace

TEST_CASE("The synthetic world answers right, through reads and writes")
{
    Synthetic synthetic;
    const auto result = synthetic.run(
        "synthetic",
        R"("seconds": 0.8, "warm_up": 0.2, "size": "quick", "check_one_in": 1, "cache": { "deadline_ms": 5000 },
        "paths": [{ "strategy": "uncached" }, { "strategy": "cache-aside" }, { "strategy": "write-through", "encoding": "hash" }],
        "load": { "users": 2, "write_share": 0.2 })");
    CHECK(result->dataDescription.find("10,000 items") == 0);
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name);
        CHECK(path.counts.checked > 20);
        CHECK(path.counts.wrong == 0);
        CHECK(path.counts.missing == 0);
        CHECK(path.counts.errors == 0);
        CHECK(path.counts.writes > 0);
    }
}

TEST_CASE("A simulated computation makes reads of the store slow, is named, and holds nobody else up")
{
    Synthetic synthetic;
    const auto result = synthetic.run("remote", R"("seconds": 0.8, "warm_up": 0, "check_one_in": 0,
        "paths": [{ "strategy": "uncached" }], "load": { "users": 1, "pipeline": 16 })");
    const auto& path = result->paths[0];
    CHECK(path.service.min() >= latency::Nanoseconds(5'000'000));
    CHECK(path.counts.ok > 240); // one after the other they would be at most 160
    const auto named = [](const std::string& text) { return text == "5 ms of computation in each store read of get"; };
    CHECK(std::any_of(result->simulated.begin(), result->simulated.end(), named));
}

TEST_CASE("The limit of a path that cannot serve more than 800 a second is found below that")
{
    Synthetic synthetic;
    const auto result = synthetic.run("remote", R"("warm_up": 0, "check_one_in": 0,
        "paths": [{ "strategy": "uncached" }], "load": { "loop": "open", "users": 4, "threads": 1, "find_limit":
          { "threshold": "errors_rate < 0.5", "from": 25, "to": 6400, "bisections": 2, "seconds_per_step": 0.4 } })");
    REQUIRE(result->paths[0].limit);
    const auto& limit = *result->paths[0].limit;
    REQUIRE(limit.rate);
    CHECK(*limit.rate <= 800); // four at a time, 5 ms each
    REQUIRE(limit.above);
    CHECK(limit.complete);
    const auto unsustained = [](const LimitStep& step) { return !step.sustained; };
    CHECK(std::any_of(limit.steps.begin(), limit.steps.end(), unsustained));
}
