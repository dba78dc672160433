// Every strategy in a run: the books balance, no answer is wrong, and what each promises about old answers holds.
#include "backend/strategies/strategy.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

using namespace cachedeck;
using namespace cachedeck::load;
using test::RunUnderTest;
using test::Site;

namespace {

std::uint64_t figure(const PathResult& path, std::string_view name)
{
    for (const auto& candidate : path.figures)
        if (candidate.name == name)
            return candidate.value;
    FAIL("there is no figure " << name);
    return 0;
}

} // namespace

TEST_CASE("A run of every strategy: books that balance and no wrong answer")
{
    Site site;
    std::string paths;
    for (const auto& entry : strategies::registry())
        paths += fmt::format(R"({}{{ "strategy": "{}" }})", paths.empty() ? "" : ", ", entry.name);
    RunUnderTest test(site.scenario(paths, R"("seconds": 2.4, "warm_up": 0.6, "check_one_in": 2,
                                               "load": { "users": 4, "slice_ms": 20 })"),
                      site.targets());
    const auto result = test.wait();
    INFO((test.failure ? test.failure->text : std::string()));
    REQUIRE(result);
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name, path.reasons, path.counts.ok, path.counts.stale);
        CHECK(path.counts.issued ==
              path.counts.ok + path.counts.errors + path.counts.timeouts + path.counts.unfinished);
        CHECK(path.counts.ok > 20);
        CHECK(path.counts.errors + path.counts.timeouts == 0);
        CHECK(path.counts.wrong == 0);
        CHECK(path.counts.missing == 0);
        CHECK(path.counts.checked > 0);
        CHECK((path.counts.hits > 0) == (path.spec.strategy != "uncached"));
        if (path.spec.strategy == "lease" || path.spec.strategy == "uncached")
            CHECK(path.counts.stale == 0);
        if (path.spec.strategy == "write-behind") {
            CHECK(figure(path, "writes_acknowledged") >= path.counts.writes);
            CHECK(figure(path, "writes_drained") == figure(path, "writes_acknowledged"));
            CHECK(figure(path, "writes_not_drained") == 0);
        }
    }
}

TEST_CASE("The classic race is counted on request, and a lease closes it")
{
    Site site({.writes = 0.3});
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside", "options": { "race_delay_ms": 4 } },
                                       { "strategy": "lease", "options": { "race_delay_ms": 4, "poll_ms": 1 } })",
                                    R"("seconds": 3, "warm_up": 0, "check_one_in": 1,
                                       "load": { "users": 8, "schedule": "parallel" })"),
                      site.targets());
    const auto result = test.wait();
    REQUIRE(result);
    const auto& racing = result->paths[0];
    const auto& leased = result->paths[1];
    CAPTURE(racing.counts.checked, racing.counts.stale, leased.counts.checked, leased.counts.stale);
    CHECK(racing.counts.stale > 0);
    CHECK(leased.counts.checked > 100);
    CHECK(leased.counts.stale == 0);
    CHECK(leased.counts.wrong == 0);
    CHECK(figure(leased, "fills_refused") > 0);
    CHECK(std::find(result->simulated.begin(), result->simulated.end(),
                    "4 ms between store read and fill on cache-aside") != result->simulated.end());
}
