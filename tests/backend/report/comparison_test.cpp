#include "backend/latency/hlog.hpp"
#include "backend/report/comparison.hpp"
#include "backend/report/run_files.hpp"
#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <fstream>

using namespace cachedeck;

namespace {

// Thirty seconds of reads around so many microseconds on each path.
load::Result longerRun(std::chrono::microseconds middle)
{
    auto result = test::exampleResult();
    for (auto& path : result.paths) {
        path.timeline.clear();
        path.response.clear();
        for (int second = 0; second < 30; ++second) {
            latency::Histogram histogram;
            for (int i = 0; i < 500; ++i)
                histogram.record(middle + std::chrono::microseconds((i * 7 + second) % 20));
            path.response.add(histogram);
            load::Second row;
            row.second = second;
            row.response.count = histogram.count();
            row.responseLog = latency::encode(histogram);
            path.timeline.push_back(std::move(row));
        }
    }
    return result;
}

report::StoredRun stored(const load::Result& result, const std::filesystem::path& directory)
{
    REQUIRE(report::writeRun(result, directory).has_value());
    const auto read = report::readStoredRun(directory);
    REQUIRE(read.has_value());
    return *read;
}

const report::MetricChange& changeOf(const report::RunComparison& comparison, std::string_view path,
                                     std::string_view what, double quantile)
{
    const auto found = std::find_if(comparison.changes.begin(), comparison.changes.end(), [&](const auto& one) {
        return one.path == path && one.what == what && one.quantile.value_or(0) == quantile;
    });
    REQUIRE(found != comparison.changes.end());
    return *found;
}

} // namespace

TEST_CASE("two runs are compared with confidence, and their parameters named")
{
    const test::TemporaryFolder folder;
    auto slower = longerRun(std::chrono::microseconds(200));
    slower.scenario.json = R"({"format": 1, "name": "movies", "load": {"users": 16, "think_ms": 100.0}})";
    slower.versions["redis"] = "7.2.0";
    const auto first = stored(longerRun(std::chrono::microseconds(100)), folder.path() / "a");
    const auto second = stored(slower, folder.path() / "b");
    const auto comparison = report::compareRuns(first, second);

    REQUIRE(comparison.differences.size() == 2);
    CHECK(comparison.differences[0].field == "scenario.load.users");
    CHECK(comparison.differences[0].first == "8");
    CHECK(comparison.differences[0].second == "16");
    CHECK(comparison.differences[1].field == "versions.redis");

    const auto& p50 = changeOf(comparison, "cache-aside", "latency", 0.5);
    REQUIRE(p50.ratio);
    REQUIRE(p50.low);
    CHECK(*p50.ratio > 1.8);
    CHECK(*p50.low > 1.5);
    CHECK(*p50.high < 2.5);
    CHECK(p50.differs());
    const auto& p90 = changeOf(comparison, "cache-aside", "latency", 0.9);
    CHECK(p90.first == first.document.find("cache-aside")->response.p90);
    REQUIRE(p90.ratio);
    CHECK(p90.differs());
    CHECK(comparison.untrusted.empty());

    const auto json = boost::json::parse(report::toJson(comparison));
    CHECK(json.at("format").as_int64() == 1);
    CHECK(json.at("changes").as_array().at(0).at("differs").as_bool());
}

TEST_CASE("a path's throughput is compared by its own time, not by its part of each second")
{
    const test::TemporaryFolder folder;
    const auto alone = longerRun(std::chrono::microseconds(100));
    auto shared = alone; // with more paths it has fewer reads a second, in less time of its own
    for (auto& path : shared.paths)
        for (auto& row : path.timeline) {
            latency::Histogram part;
            for (int i = 0; i < 300; ++i)
                part.record(std::chrono::microseconds(100 + (i * 7 + row.second) % 20));
            row.response.count = part.count();
            row.responseLog = latency::encode(part);
        }
    const auto comparison =
        report::compareRuns(stored(alone, folder.path() / "a"), stored(shared, folder.path() / "b"));
    const auto& throughput = changeOf(comparison, "cache-aside", "throughput", 0);
    REQUIRE(throughput.ratio);
    CHECK(*throughput.ratio == 1);
    CHECK(*throughput.low <= 1);
    CHECK(*throughput.high >= 1);
    CHECK_FALSE(throughput.differs());
}

TEST_CASE("a run compared with itself shows no difference")
{
    const test::TemporaryFolder folder;
    const auto run = stored(longerRun(std::chrono::microseconds(100)), folder.path());
    const auto comparison = report::compareRuns(run, run);
    CHECK(comparison.differences.empty());
    for (const auto& change : comparison.changes)
        CHECK_FALSE(change.differs());
}

TEST_CASE("paths that are not trustworthy are named, in whichever run")
{
    const test::TemporaryFolder folder;
    auto bad = longerRun(std::chrono::microseconds(100));
    bad.paths[1].trusted = false;
    bad.paths[1].reasons = {"no operation succeeded", "3 errors and 2 timeouts"};
    const auto run = stored(bad, folder.path() / "a");
    const auto both = report::compareRuns(run, run);
    CHECK(both.differences.empty());
    REQUIRE(both.untrusted.size() == 2);
    CHECK(both.untrusted[0].path == "cache-aside");
    CHECK(both.untrusted[0].inFirst);
    CHECK_FALSE(both.untrusted[1].inFirst);
    CHECK(both.untrusted[1].reasons == bad.paths[1].reasons);
    const auto json = boost::json::parse(report::toJson(both));
    CHECK(json.at("untrusted").as_array().at(1).at("run").as_string() == "second");
    CHECK(json.at("untrusted").as_array().at(1).at("reasons").as_array().size() == 2);

    const auto good = stored(longerRun(std::chrono::microseconds(100)), folder.path() / "b");
    const auto one = report::compareRuns(good, run);
    REQUIRE(one.untrusted.size() == 1);
    CHECK_FALSE(one.untrusted[0].inFirst);
}

TEST_CASE("runs that searched for the limit are compared by their limits, not by what many rates gave")
{
    const test::TemporaryFolder folder;
    const auto searched = [&](double rate, const std::string& name) {
        auto result = longerRun(std::chrono::microseconds(100));
        for (auto& path : result.paths)
            path.limit = load::LimitResult{"response_us.p99 < 5000", rate, rate * 1.05, true, {}};
        result.paths[0].limit->above.reset(); // what the uncached path can do lies beyond
        return stored(result, folder.path() / name);
    };
    const auto first = searched(2000, "a"), second = searched(3000, "b");
    const auto comparison = report::compareRuns(first, second);
    for (const auto* what : {"latency", "throughput"}) {
        const auto& mixed = changeOf(comparison, "cache-aside", what, *what == 'l' ? 0.99 : 0);
        CHECK_FALSE(mixed.ratio);
        CHECK_FALSE(mixed.low);
        CHECK(mixed.missing == "each path had rates of its own");
    }
    const auto& limit = changeOf(comparison, "cache-aside", "limit", 0);
    CHECK(limit.first == 2000);
    CHECK(limit.second == 3000);
    CHECK(limit.ratio == 1.5);
    CHECK(limit.missing.empty());
    const auto& beyond = changeOf(comparison, "uncached", "limit", 0);
    CHECK_FALSE(beyond.ratio);
    CHECK(beyond.missing == "a limit lies beyond the highest rate that was tried");

    // One search and one run at a rate: there is nothing that both are about.
    const auto plain = stored(longerRun(std::chrono::microseconds(100)), folder.path() / "c");
    const auto uneven = report::compareRuns(plain, second);
    CHECK_FALSE(changeOf(uneven, "cache-aside", "latency", 0.5).ratio);
    CHECK(std::none_of(uneven.changes.begin(), uneven.changes.end(),
                       [](const auto& change) { return change.what == "limit"; }));
}

TEST_CASE("without a latency log nothing is claimed")
{
    const test::TemporaryFolder folder;
    const auto first = stored(longerRun(std::chrono::microseconds(100)), folder.path());
    std::filesystem::remove(folder.path() / "latency.hlog");
    const auto bare = report::readStoredRun(folder.path());
    REQUIRE(bare.has_value());
    const auto comparison = report::compareRuns(first, *bare);
    CHECK_FALSE(changeOf(comparison, "cache-aside", "latency", 0.5).ratio);
    CHECK(changeOf(comparison, "cache-aside", "latency", 0.5).missing == report::tooFewSamples);

    std::ofstream(folder.path() / "latency.hlog") << "no log\n";
    CHECK(report::readStoredRun(folder.path()).has_error());
}
