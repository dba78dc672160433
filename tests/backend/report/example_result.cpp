#include "tests/backend/report/example_result.hpp"

#include "backend/latency/hlog.hpp"

namespace cachedeck::test {
namespace {

using namespace std::chrono_literals;

latency::Histogram histogramAround(std::chrono::microseconds middle, int count)
{
    latency::Histogram histogram;
    for (int i = 0; i < count; ++i)
        histogram.record(middle + std::chrono::microseconds(i % 10));
    return histogram;
}

double micros(latency::Nanoseconds value)
{
    return static_cast<double>(value.count()) / 1000;
}

load::Quantiles quantilesOf(const latency::Histogram& histogram)
{
    return {histogram.count(),
            micros(histogram.quantile(0.5)),
            micros(histogram.quantile(0.95)),
            micros(histogram.quantile(0.99)),
            micros(histogram.quantile(0.999)),
            micros(histogram.max())};
}

load::Second secondOf(int second, std::chrono::microseconds middle, int reads)
{
    const auto histogram = histogramAround(middle, reads);
    load::Second row;
    row.second = second;
    row.counts.issued = row.counts.ok = static_cast<std::uint64_t>(reads);
    row.counts.storeReads = 5;
    row.service = row.response = quantilesOf(histogram);
    row.serviceLog = row.responseLog = latency::encode(histogram);
    return row;
}

load::PathResult path(std::string name, std::chrono::microseconds middle, bool cached)
{
    load::PathResult path;
    path.spec.name = path.spec.strategy = std::move(name);
    path.counts.issued = 206;
    path.counts.ok = 200;
    path.counts.errors = 3;
    path.counts.timeouts = 2;
    path.counts.unfinished = 1;
    path.counts.storeReads = cached ? 20 : 200;
    path.counts.checked = 4;
    path.counts.writes = 10;
    if (cached) {
        path.counts.hits = 180;
        path.counts.misses = 20;
        path.counts.fallbacks = 7;
        path.counts.stale = 1;
        path.staleAgeMax = 0.25;
        path.staleVersionsMax = 2;
    }
    path.seconds = 2;
    path.warmUp = 1;
    path.throughput = 100;
    path.concurrency = 8;
    path.little = 1.002;
    path.service = path.response = histogramAround(middle, 200);
    path.operations.push_back({"movie_by_id", false, path.counts, path.service, path.response, 1});
    for (int second : {1, 2})
        path.timeline.push_back(secondOf(second, middle, 100));
    return path;
}

} // namespace

load::Result exampleResult()
{
    load::Result result;
    result.scenario.name = "movies";
    result.scenario.seed = 42;
    result.scenario.json = R"({"format": 1, "name": "movies", "load": {"users": 8, "think_ms": 100.0}})";
    result.dataDescription = "100 movies in SQLite, seed 7";
    result.started = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 10h + 5min + 7s;
    result.seconds = 2;
    result.machine = {"Debian 12", "A <fast> CPU", 2, 8u << 20};
    result.versions = {{"cachedeck", "0.1.0"}, {"redis", "7.0.15"}};
    result.simulated = {"25 ms to the primary store"};
    result.paths = {path("uncached", 4000us, false), path("cache-aside", 100us, true)};
    result.paths[1].reasons = {"the median drifted by 12 %"};
    result.comparisons = {
        {"latency", "uncached", "cache-aside", 0.5, 40.0, 39.5, 40.5, 0.95, {}},
        {"latency", "uncached", "cache-aside", 0.99, {}, {}, {}, 0.95, "needs 1,000 reads on each side, has 200"},
        {"throughput", "uncached", "cache-aside", {}, 20.0, 19.0, 21.0, 0.95, {}}};
    result.events = {{1.5, "invalidate", "DEL movie:*"}, {1.75, "note", "=cmd|' /C calc'!A0, <b>\"x\"</b>"}};
    result.thresholds = {{"paths.cache-aside.response_us.p99 < 5000", true}};
    for (int i = 0; i < 30; ++i) {
        load::Sample sample;
        sample.from = i * 0.1;
        sample.to = sample.from + 0.1;
        sample.warmUp = i < 10;
        for (const auto& one : result.paths) {
            load::PathSample part;
            part.counts.issued = part.counts.ok = 10;
            part.counts.hits = one.counts.hits > 0 ? 9 : 0;
            part.counts.misses = one.counts.hits > 0 ? 1 : 0;
            part.activeSeconds = 0.05;
            part.response = part.service = quantilesOf(one.response);
            sample.paths.push_back(part);
        }
        result.samples.push_back(sample);
    }
    result.noise.cores = 2;
    result.noise.sharedCores = true;
    result.noise.remarks = {"client and servers share 2 cores"};
    result.ownConnections = 17;
    result.ownCommands = 1234;
    return result;
}

} // namespace cachedeck::test
