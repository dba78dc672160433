// The search for the limit: its decisions against servers made of arithmetic, and real runs.
#include "backend/load/limit_search.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

using namespace cachedeck;
using namespace cachedeck::load;

namespace {

FindLimit spec(double from, double to, double factor = 2, int bisections = 6)
{
    return {"response_us.p99 < 5000", from, to, factor, bisections, std::chrono::milliseconds(2000)};
}

// Searches a path that sustains every rate up to `capacity`.
LimitResult searched(const FindLimit& of, double capacity)
{
    LimitSearch search(of);
    while (const auto rate = search.next()) {
        LimitStep step;
        step.rate = *rate;
        step.sustained = *rate <= capacity;
        search.add(step);
        REQUIRE(search.result().steps.size() < 100);
    }
    CHECK(search.result().complete);
    return search.result();
}

PathResult pathOf(std::uint64_t ok, double seconds, double p99Micros)
{
    PathResult path;
    path.counts.issued = path.counts.ok = ok;
    path.seconds = seconds;
    for (std::uint64_t i = 0; i < ok; ++i)
        path.response.record(latency::Nanoseconds(static_cast<std::int64_t>(p99Micros * 1000)));
    return path;
}

} // namespace

TEST_CASE("The knee is bracketed as closely as the bisections allow, wherever it lies")
{
    for (const double capacity : {101.0, 999.0, 1000.0, 5321.0, 99'999.0}) {
        CAPTURE(capacity);
        const auto found = searched(spec(100, 100'000), capacity);
        REQUIRE(found.rate);
        REQUIRE(found.above);
        CHECK(*found.rate <= capacity);
        CHECK(*found.above > capacity);
        CHECK(*found.above / *found.rate < 1.012); // 2^(1/64)
    }
}

TEST_CASE("A search says when the limit lies outside of it")
{
    const auto beyond = searched(spec(100, 1500), 1e9);
    CHECK(beyond.rate == 1500);
    CHECK_FALSE(beyond.above);
    CHECK(beyond.steps.size() == 5); // 100, 200, 400, 800, 1,500
    const auto below = searched(spec(100, 1500), 50);
    CHECK_FALSE(below.rate);
    CHECK(below.above == 100);
    CHECK(below.steps.size() == 2); // tried once more
    const auto coarse = searched(spec(100, 100'000, 10, 0), 500);
    CHECK(coarse.rate == 100);
    CHECK(coarse.above == 1000);

    LimitSearch unfinished(spec(100, 1500));
    CHECK_FALSE(unfinished.result().complete);
    CHECK(sentence(unfinished.result(), "uncached") == "uncached: no rate was tried.");
    CHECK(sentence(searched(spec(1000, 20'000, 2, 0), 9000), "uncached") ==
          "uncached holds response_us.p99 < 5000 up to 8,000 operations a second; at 16,000 it does not.");
}

TEST_CASE("One bad step is not believed, two in a row are")
{
    LimitSearch search(spec(100, 400, 2, 0));
    const auto tried = [&](double rate, bool sustained) {
        CHECK(search.next() == rate);
        LimitStep step;
        step.rate = rate;
        step.sustained = sustained;
        search.add(step);
    };
    tried(100, false);
    tried(100, true);
    tried(200, false);
    tried(200, true);
    tried(400, false);
    tried(400, false);
    CHECK_FALSE(search.next());
    CHECK(search.result().rate == 200);
    CHECK(search.result().above == 400);
    CHECK(search.result().steps.size() == 6);
}

TEST_CASE("A search is no longer than it says")
{
    for (const double capacity : {50.0, 777.0, 5000.0, 1e9}) {
        const auto of = spec(100, 6000, 1.7, 3);
        CHECK(searched(of, capacity).steps.size() * of.step <= of.longest(1));
    }
}

TEST_CASE("A step holds when its rate was served and its threshold met")
{
    const auto of = spec(100, 1000);
    const auto holds = [&](std::uint64_t ok, double seconds, double p99) {
        return limitStep(of, 1000, 2000, 2, pathOf(ok, seconds, p99));
    };
    CHECK(holds(2000, 2.01, 900).holds());
    CHECK(holds(2000, 2.01, 900).throughput == Approx(995).margin(1));
    CHECK(holds(2000, 2.01, 900).p99 == Approx(900).epsilon(0.001));
    CHECK_FALSE(holds(2000, 2.2, 900).sustained); // it took a tenth longer to serve them
    CHECK_FALSE(holds(1800, 2, 900).sustained);   // a tenth failed
    CHECK(holds(2000, 2.01, 5100).sustained);
    CHECK_FALSE(holds(2000, 2.01, 5100).met);
    CHECK_FALSE(holds(0, 2, 0).holds());
}

TEST_CASE("A step of too few operations neither holds nor breaks")
{
    const auto step = [](const std::string& threshold, std::uint64_t arrived, const PathResult& path) {
        auto of = spec(1, 1000);
        of.threshold = threshold;
        return limitStep(of, 1, arrived, 2, path);
    };
    const std::string p99 = "response_us.p99 < 5000";
    CHECK(outcomeOf(step(p99, 0, pathOf(0, 2, 0)), p99) == "too few operations to tell");
    CHECK(outcomeOf(step("errors_rate < 0.5", 0, pathOf(0, 2, 0)), p99) == "too few operations to tell");
    CHECK_FALSE(step(p99, 1, pathOf(1, 2, 900)).holds());
    CHECK_FALSE(step(p99, 1, pathOf(1, 2, 900)).decided);
    CHECK_FALSE(step(p99, 9, pathOf(9, 2, 9000)).decided);
    CHECK(outcomeOf(step(p99, 10, pathOf(10, 2, 900)), p99) == "holds");
    CHECK(outcomeOf(step(p99, 10, pathOf(10, 2, 9000)), p99) == "too slow");
    CHECK(outcomeOf(step(p99, 100, pathOf(0, 2, 0)), p99) == "not sustained"); // all failed
    const std::string hits = "hit_ratio > 0.5";
    CHECK(outcomeOf(step(hits, 100, pathOf(100, 2, 900)), hits) == "threshold missed");
}

TEST_CASE("A search climbs past what had too few operations, and says what it could not tell")
{
    const auto found = [](double enough, double capacity) {
        LimitSearch search(spec(1, 64, 2, 1));
        while (const auto rate = search.next()) {
            LimitStep step;
            step.rate = *rate;
            step.decided = *rate >= enough;
            step.told = static_cast<std::uint64_t>(*rate);
            step.sustained = *rate <= capacity;
            search.add(step);
            REQUIRE(search.result().steps.size() < 100);
        }
        CHECK(search.result().complete);
        return search.result();
    };
    CHECK(found(4, 20).rate == 16);
    CHECK(found(4, 20).above == Approx(std::sqrt(16.0 * 32)));
    CHECK(sentence(found(16, 10), "uncached") == "uncached does not hold response_us.p99 < 5000 at 16 operations a "
                                                 "second; slower steps had too few operations to tell.");
    const auto nothing = found(1000, 1000);
    CHECK_FALSE(nothing.rate);
    CHECK_FALSE(nothing.above);
    CHECK(nothing.steps.size() == 7);
    CHECK(sentence(nothing, "uncached") ==
          "uncached: no step had operations enough to tell whether response_us.p99 < 5000 holds.");
    CHECK(fewReads(nothing) == "p99 needs 1,000 reads in a step of the search for the limit; 7 of 7 steps had fewer, "
                               "the least 1: raise \"from\" or \"seconds_per_step\"");
    auto plenty = nothing;
    for (auto& step : plenty.steps)
        step.told = 1000;
    CHECK(fewReads(plenty).empty());
}

TEST_CASE("A run searches each path's limit and reports the curve")
{
    test::Site site;
    const auto scenario =
        site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                      R"("warm_up": 0.2, "check_one_in": 0, "load": {"loop": "open", "users": 4, "find_limit":
           {"threshold": "errors_rate < 0.5", "from": 20, "to": 40, "bisections": 1, "seconds_per_step": 1}})");
    // A step of a second is not sustained when the machine stands still at its end for 50 ms. So what is checked of
    // every run is that the limit agrees with its steps, and of each path that it holds the highest rate in one run of
    // ten.
    std::set<std::string> holding;
    for (int attempt = 0; attempt < 10 && holding.size() < 2; ++attempt) {
        test::RunUnderTest run(scenario, site.targets());
        const auto result = run.wait();
        REQUIRE(result);
        CHECK(result->comparisons.empty());
        CHECK(run.hasMark("limit"));
        for (const auto& path : result->paths) {
            CAPTURE(path.spec.name);
            REQUIRE(path.limit);
            CHECK(path.limit->complete);
            REQUIRE_FALSE(path.limit->steps.empty());
            CHECK(path.limit->steps.front().rate == 20);
            CHECK(path.limit->steps.size() <= 6); // 20, 40, and one bisection; each may be tried once more
            std::optional<double> held;
            std::uint64_t arrived = 0;
            for (const auto& step : path.limit->steps) {
                CHECK(step.p99 >= step.p50);
                CHECK(step.throughput <= step.rate * 1.2);
                arrived += static_cast<std::uint64_t>(step.rate);
                if (step.holds())
                    held = std::max(held.value_or(0), step.rate);
            }
            CHECK(path.limit->rate.value_or(0) == held.value_or(0));
            // Every step is in the path's own figures.
            CHECK(path.counts.issued == Approx(arrived).margin(double(path.limit->steps.size())));
            if (held == 40)
                holding.insert(path.spec.name);
        }
    }
    CHECK(holding.size() == 2);
}

TEST_CASE("A path that cannot hold even the first rate says so")
{
    test::Site site;
    const auto scenario =
        site.scenario(R"({ "strategy": "cache-aside" })",
                      R"("warm_up": 0, "check_one_in": 0, "load": {"loop": "open", "users": 2, "find_limit":
           {"threshold": "response_us.p50 < 0.001", "from": 50, "to": 800, "seconds_per_step": 0.2}})");
    test::RunUnderTest run(scenario, site.targets());
    const auto result = run.wait();
    REQUIRE(result);
    REQUIRE(result->paths[0].limit);
    CHECK_FALSE(result->paths[0].limit->rate);
    CHECK(result->paths[0].limit->above == 50);
}

TEST_CASE("A threshold that may end the run does so, and not before its time")
{
    test::Site site;
    const auto scenario = site.scenario(R"({ "strategy": "cache-aside" })",
                                        R"("seconds": 20, "warm_up": 0, "load": {"users": 2}, "thresholds":
           ["paths.cache-aside.hit_ratio > 0.01", {"what": "paths.cache-aside.response_us.p50 < 0.001", "abort": true, "after": 0.8}])");
    test::RunUnderTest run(scenario, site.targets());
    const auto result = run.wait();
    REQUIRE(result);
    CHECK(result->seconds >= 0.8);
    CHECK(result->seconds < 10);
    CHECK_FALSE(result->interrupted); // by nobody: the scenario wants it
    CHECK_FALSE(result->thresholdsMet());
    CHECK(result->thresholds[0].met);
    CHECK(run.hasMark("threshold"));
}
