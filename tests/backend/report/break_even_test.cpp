#include "backend/report/break_even.hpp"
#include "backend/report/json_writer.hpp"
#include "backend/report/run_files.hpp"
#include "backend/report/stored_result.hpp"
#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <cmath>
#include <utility>

using namespace cachedeck;
using report::PathTimes;

namespace {

bool near(double value, double expected)
{
    return std::abs(value - expected) <= 1e-9 * std::max(1.0, std::abs(expected));
}

// Uncached 1,000 µs; a hit 100 µs, a miss 1,200 µs.
PathTimes usual()
{
    PathTimes times;
    times.uncached = 1000;
    times.hit = 100;
    times.miss = 1200;
    times.hitRatio = 0.9;
    times.readsPerSecond = 500;
    return times;
}

} // namespace

TEST_CASE("The hit ratio at which cached and uncached reads take the same")
{
    const auto figures = report::breakEven(usual());
    REQUIRE(figures.hitRatio);
    CHECK(near(*figures.hitRatio, 200.0 / 1100));
    // There the mean of the cached path is that of the uncached one.
    auto there = usual();
    there.hitRatio = *figures.hitRatio;
    CHECK(near(there.cached(), there.uncached));

    auto free = usual();
    free.miss = 900; // a miss is no slower than an uncached read
    CHECK(report::breakEven(free).hitRatio == 0.0);
    auto useless = usual();
    useless.hit = 1100;
    CHECK_FALSE(report::breakEven(useless).hitRatio);
}

TEST_CASE("The share of writes at which what reads gain is what writes pay")
{
    auto times = usual();
    CHECK_FALSE(report::breakEven(times).writeShare); // no writes were measured
    times.uncachedWrite = 2000;
    times.write = 2395;
    const auto figures = report::breakEven(times);
    const double gain = times.uncached - times.cached(); // 790 µs
    REQUIRE(figures.writeShare);
    CHECK(near((1 - *figures.writeShare) * gain, *figures.writeShare * 395));
    // Where each write also costs a hit, it pays 1,100 µs more.
    CHECK(near((1 - *figures.writeShareLeast) * gain, *figures.writeShareLeast * (395 + 1100)));
    times.write = 1900; // writes are even faster
    CHECK(report::breakEven(times).writeShare == 1.0);
    times.hit = times.miss = 1300; // and reads never gain
    CHECK(report::breakEven(times).writeShare == 0.0);
}

TEST_CASE("The rate below which entries expire before they are asked for often enough")
{
    const auto times = usual();
    const auto figures = report::breakEven(times);
    REQUIRE(figures.readsPerSecond);
    // h = r t / (1 + r t) with the lifetime that the run's own ratio implies.
    const double lifetime = times.hitRatio / (1 - times.hitRatio) / times.readsPerSecond;
    const double expected = *figures.readsPerSecond * lifetime;
    CHECK(near(expected / (1 + expected), *figures.hitRatio));
}

TEST_CASE("Memory for each millisecond saved a second")
{
    auto times = usual();
    times.bytes = 1'000'000;
    const auto figures = report::breakEven(times);
    CHECK(near(figures.savedMillisecondsPerSecond, 500 * 0.790));
    CHECK(near(*figures.bytesPerMillisecond, 1'000'000 / (500 * 0.790)));
    times.hitRatio = 0;
    CHECK(report::breakEven(times).savedMillisecondsPerSecond < 0);
    CHECK_FALSE(report::breakEven(times).bytesPerMillisecond);
}

TEST_CASE("Break-even of a run: hits and misses as timed, else the fastest reads for the hits; in every file")
{
    auto result = test::exampleResult();
    auto all = report::breakEven(result);
    REQUIRE(all.size() == 1);
    CHECK(all[0].path == "cache-aside");
    CHECK(all[0].baseline == "uncached");
    CHECK(all[0].estimated);
    CHECK(near(all[0].times.hitRatio, 0.9));
    CHECK(*all[0].times.hit < *all[0].times.miss);

    result.paths[1].hitMean = 80;
    result.paths[1].missMean = 4100;
    result.paths[1].cacheBytes = 123456;
    all = report::breakEven(result);
    CHECK_FALSE(all[0].estimated);
    CHECK(all[0].times.miss == 4100);
    const auto sentences = report::methodSentences(all[0]);
    REQUIRE(sentences.size() >= 3);
    CHECK(sentences.front().figure == "hit_ratio");
    CHECK(sentences.back().figure == "memory");
    const auto json = report::toJson(report::summarize(result));
    CHECK(json.find("\"break_even\"") != std::string::npos);
    for (const auto& sentence : sentences) {
        CHECK(json.find(sentence.text) != std::string::npos);
        CHECK(report::markdown(result).find(report::breakEven(result)[0].path) != std::string::npos);
    }
    CHECK(report::html(result).find("<h2>Break-even</h2>") != std::string::npos);
}

TEST_CASE("A run without a hit, or without a miss, tells nothing that needs what one takes")
{
    for (const bool hits : {false, true}) {
        CAPTURE(hits);
        auto result = test::exampleResult();
        auto& path = result.paths[1];
        auto& counts = path.counts;
        (hits ? counts.hits : counts.misses) += std::exchange(hits ? counts.misses : counts.hits, 0);
        path.cacheBytes = 1000;
        const auto all = report::breakEven(result);
        REQUIRE(all.size() == 1);
        CHECK_FALSE(all[0].estimated);
        CHECK(all[0].times.hit.has_value() == hits);
        CHECK(all[0].times.miss.has_value() != hits);
        CHECK_FALSE(all[0].figures.hitRatio);
        CHECK_FALSE(all[0].figures.writeShare);
        CHECK_FALSE(all[0].figures.readsPerSecond);
        const auto sentences = report::methodSentences(all[0]);
        CHECK(sentences[0].text.find("This run does not tell when cache-aside pays: it had no " +
                                     std::string(hits ? "miss" : "hit")) == 0);
        const auto json = report::toJson(report::summarize(result));
        CHECK(json.find(hits ? R"("miss_mean_us": null)" : R"("hit_mean_us": null)") != std::string::npos);
    }
}

TEST_CASE("A run's directory becomes a result again, with its seconds and histograms")
{
    const test::TemporaryFolder folder;
    auto result = test::exampleResult();
    result.paths[1].waiting = load::Waiting{900'000, 500, "the server stalled"};
    result.paths[1].hitMean = 80;
    result.faults.push_back({1, 2, true, "", "cache", "down", "the cache refuses connections", 3, 2, 7, {}});
    REQUIRE(report::writeRun(result, folder.path()).has_value());
    for (const auto& place : {folder.path(), folder.path() / "run.json", folder.path() / "timeline.csv"}) {
        const auto back = report::readResult(place, {});
        INFO((back ? std::string() : back.error().text()));
        REQUIRE(back.has_value());
        CHECK(back->scenario.name == "movies");
        REQUIRE(back->paths.size() == 2);
        CHECK(back->paths[1].response.count() == 200);
        CHECK(back->paths[1].waiting->text == "the server stalled");
        CHECK(back->paths[1].hitMean == 80.0);
        CHECK(back->samples.size() == 2);
        CHECK(back->samples[0].paths[1].counts.issued == 100);
        REQUIRE(back->faults.size() == 1);
        CHECK(back->faults[0].kind == "down");
    }
    CHECK(report::readResult(folder.path() / "missing", {}).has_error());
    CHECK(report::markdown(result).find("the server stalled") != std::string::npos);
}
