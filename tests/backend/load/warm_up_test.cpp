// When the warm-up is over.
#include "backend/load/steadiness.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <random>

using namespace cachedeck;
using namespace cachedeck::load;
using test::RunUnderTest;
using test::Site;

namespace {

Counts lookups(double hitRatio)
{
    Counts counts;
    counts.hits = static_cast<std::uint64_t>(1000 * hitRatio);
    counts.misses = 1000 - counts.hits;
    return counts;
}

} // namespace

TEST_CASE("A filling cache is not steady before its hit ratio stands still, though its median does")
{
    std::mt19937_64 random(3);
    std::normal_distribution<> noise(0, 1);
    Steadiness steadiness;
    CHECK_FALSE(steadiness.steady()); // nothing is known yet
    for (int i = 0; i < 40; ++i)
        steadiness.add(100 + noise(random), lookups(0.5 + 0.01 * i + 0.002 * noise(random)));
    CHECK_FALSE(steadiness.steady());
    CHECK(steadiness.movement().find("the hit ratio still rises by") == 0);
    for (int i = 0; i < 40; ++i)
        steadiness.add(100 + noise(random), lookups(0.9 + 0.002 * noise(random)));
    CHECK(steadiness.steady());
    CHECK(steadiness.movement().empty());
    for (int i = 0; i < 40; ++i)
        steadiness.add(100 - i, lookups(0.9));
    CHECK_FALSE(steadiness.steady());
    CHECK(steadiness.movement().find("the median still moves by -") == 0);
}

TEST_CASE("The warm-up goes on until the paths are steady, and the result says when that was")
{
    Site site({.writes = 0});
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                    R"("seconds": 2, "warm_up": 0.4, "check_one_in": 0, "load": { "users": 2 })"),
                      site.targets());
    const auto result = test.wait();
    REQUIRE(result);
    REQUIRE(test.hasMark("steady"));
    const auto mark =
        std::find_if(test.marks.begin(), test.marks.end(), [](const Mark& each) { return each.kind == "steady"; });
    CHECK(mark->at < 2.2); // three times what was asked for at most, and a slice
    for (const auto& path : result->paths) {
        CAPTURE(path.spec.name, mark->text);
        CHECK(path.warmUp > 0);
        if (mark->text.find("steady after") == 0)
            CHECK(path.steadyAfter.has_value());
        if (path.steadyAfter)
            CHECK(*path.steadyAfter >= 0.3);
    }
}
