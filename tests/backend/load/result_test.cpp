#include "backend/load/ledger.hpp"
#include "backend/load/machine.hpp"
#include "backend/load/result.hpp"
#include "backend/load/result_builder.hpp"
#include "backend/load/sample_store.hpp"
#include "backend/load/watchers.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace cachedeck::load;

namespace {

Result resultOf(double speedup, double low, double high)
{
    Result result;
    for (const auto* name : {"uncached", "cache-aside"}) {
        PathResult path;
        path.spec.name = name;
        result.paths.push_back(path);
    }
    result.paths[0].response.record(latency::Nanoseconds{4'030'000});
    result.paths[1].response.record(latency::Nanoseconds{98'000});
    result.paths[1].counts.hits = 972;
    result.paths[1].counts.misses = 28;
    Comparison comparison;
    comparison.what = "latency";
    comparison.baseline = "uncached";
    comparison.path = "cache-aside";
    comparison.quantile = 0.5;
    comparison.speedup = speedup;
    comparison.low = low;
    comparison.high = high;
    result.comparisons.push_back(comparison);
    return result;
}

// Operations of a millisecond each, on one thread that never slept while the server did.
PathResult judged(const Counts& counts, std::chrono::milliseconds wall)
{
    Result result;
    workload::Workload world;
    world.operations.resize(1);
    result.scenario.workload = std::make_shared<const workload::Workload>(std::move(world));
    PathDrain drain;
    drain.operations.resize(1);
    drain.operations[0].counts = counts;
    drain.operations[0].response.record(latency::Nanoseconds{1'000'000}, counts.ok);
    drain.seconds = 1;
    drain.inSystemSeconds = static_cast<double>(counts.ok) / 1000;
    drain.threads = {{{wall, {}}, wall}};
    drain.servers.resize(1);
    drain.serverWallSeconds = 1;
    Ledger ledger(1);
    ledger.add(drain, 0, 1, true);
    const PathSpec spec;
    addPaths(result, {{&spec, &ledger, false, {}}}, true);
    return result.paths.at(0);
}

} // namespace

TEST_CASE("A path's own thread is blamed only where it worked long enough to tell")
{
    using std::chrono::milliseconds;
    Counts none;
    Counts some;
    some.issued = some.ok = 100;
    CHECK(judged(none, milliseconds(500)).trusted);
    CHECK(judged(some, milliseconds(50)).trusted);
    const auto blamed = judged(some, milliseconds(500));
    CHECK_FALSE(blamed.trusted);
    REQUIRE_FALSE(blamed.reasons.empty());
    CHECK(blamed.reasons[0].find("one of CacheDeck's own threads") == 0);
}

TEST_CASE("That a p99 leaves out what failed is said where more than a hundredth did")
{
    Counts counts;
    counts.issued = 1'500'000;
    counts.timeouts = 1'460'101;
    counts.ok = 39'899;
    const std::vector<std::string> expected{"0 errors and 1,460,101 timeouts",
                                            "p99 is of the 2.7 % of operations that succeeded"};
    const auto path = judged(counts, std::chrono::milliseconds(0));
    CHECK(path.trusted);
    CHECK(path.reasons == expected);
    counts = {};
    counts.issued = 1000;
    counts.ok = 990;
    counts.errors = 10;
    CHECK(judged(counts, std::chrono::milliseconds(0)).reasons.size() == 1);
    counts.ok = 989;
    counts.errors = 10;
    counts.unfinished = 1;
    CHECK(judged(counts, std::chrono::milliseconds(0)).reasons.size() == 2);
    counts = {};
    counts.issued = counts.timeouts = 1000;
    CHECK(judged(counts, std::chrono::milliseconds(0)).reasons.back() == "0 errors and 1,000 timeouts");
}

TEST_CASE("The verdict is a sentence with its confidence")
{
    const auto faster = verdicts(resultOf(41.12, 40.5, 41.3));
    REQUIRE(faster.size() == 1);
    CHECK(faster[0].kind == Verdict::Kind::Faster);
    CHECK(sentence(faster[0]) == "Half of the reads answer within 98.0 µs instead of 4.03 ms: 41 times faster at p50 "
                                 "(95 % CI 40.5–41.3), with 97.2 % hits.");
    CHECK(verdicts(resultOf(1.02, 0.98, 1.04))[0].kind == Verdict::Kind::NoHelp);
    CHECK(sentence(verdicts(resultOf(1.02, 0.98, 1.04))[0]).find("A cache does not help here") == 0);
    CHECK(verdicts(resultOf(0.5, 0.48, 0.52))[0].kind == Verdict::Kind::Slower);

    auto few = resultOf(1, 1, 1);
    few.comparisons[0].speedup.reset();
    CHECK(sentence(verdicts(few)[0]).find("not enough samples") != std::string::npos);

    auto untrusted = resultOf(41, 40, 42);
    untrusted.paths[1].trusted = false;
    untrusted.paths[1].reasons.push_back("3 of 100 checked answers were wrong");
    CHECK(verdicts(untrusted)[0].kind == Verdict::Kind::Untrusted);
    CHECK(sentence(verdicts(untrusted)[0]).find("3 of 100 checked answers were wrong") != std::string::npos);
}

TEST_CASE("No help and no difference are claimed only where the interval shows them")
{
    using Kind = Verdict::Kind;
    const auto kindOf = [](double low, double high, bool baselineIsCached) {
        auto result = resultOf(1, low, high);
        if (baselineIsCached)
            result.paths[0].spec.strategy = "cache-aside";
        return verdicts(result)[0].kind;
    };
    for (const bool baselineIsCached : {false, true}) {
        CAPTURE(baselineIsCached);
        CHECK(kindOf(0.91, 2.04, baselineIsCached) == Kind::Undecided);
        CHECK(kindOf(0.96, 1.06, baselineIsCached) == Kind::Undecided);
        CHECK(kindOf(1.01, 1.3, baselineIsCached) == Kind::Undecided);
        CHECK(kindOf(0.95, 1.05, baselineIsCached) == Kind::NoHelp);
        CHECK(kindOf(1.051, 1.3, baselineIsCached) == Kind::Faster);
        CHECK(kindOf(0.5, 0.949, baselineIsCached) == Kind::Slower);
    }
    CHECK(kindOf(0.6, 1.04, false) == Kind::NoHelp); // it may even cost time
    CHECK(kindOf(0.6, 1.04, true) == Kind::Undecided);
    CHECK(sentence(verdicts(resultOf(1.21, 0.91, 2.04))[0]) ==
          "Not decided: cache-aside 1.21 times as fast as uncached at p50 (95 % CI 0.91–2.04). A longer run would "
          "tell.");
}

TEST_CASE("Samples of any run length stay within the bound, lose no count and show all of the run alike")
{
    SampleStore store(60, 40);
    static constexpr int length = 5000;
    for (int i = 0; i < length; ++i) {
        Sample sample;
        sample.from = i;
        sample.to = i + 1;
        sample.paths.resize(1);
        sample.paths[0].counts.ok = 100;
        latency::Histogram some;
        some.record(latency::Nanoseconds{100'000}, 98);
        some.record(latency::Nanoseconds{900'000}, 1);
        some.record(latency::Nanoseconds{i == 777 ? 5'000'000 : 900'000}, 1);
        sample.paths[0].response = quantilesOf(some);
        store.add(sample, {{SampleStore::coarse(some), SampleStore::coarse(some)}});
    }
    const auto samples = store.samples();
    CHECK(samples.size() <= 100);
    CHECK(samples.size() >= 70);
    std::uint64_t ok = 0;
    double at = 0;
    double most = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto& sample = samples[i];
        const auto& path = sample.paths[0];
        CHECK(sample.from == at); // without gap
        CHECK(sample.to - sample.from <= static_cast<double>(store.width()));
        if (i + 40 >= samples.size())
            CHECK(sample.to - sample.from == 1); // the newest as they came
        at = sample.to;
        ok += path.counts.ok;
        most = std::max(most, path.response.max);
        CHECK(path.response.count == path.counts.ok);
        CHECK(path.response.p50 == Approx(100).epsilon(0.01));
        CHECK(path.response.p99 == Approx(900).epsilon(0.01));
        CHECK(path.response.p999 <= path.response.max);
    }
    CHECK(store.width() == 128); // 4,960 in at most 60
    CHECK(at == length);
    CHECK(ok == 100 * length);
    CHECK(most == Approx(5000).epsilon(0.001)); // not the wider bucket's
}

TEST_CASE("The hit ratio's recovery is told once, with the time it took")
{
    RecoveryWatch watch;
    const auto slice = [](std::uint64_t hits, std::uint64_t misses) {
        Counts counts;
        counts.hits = hits;
        counts.misses = misses;
        return counts;
    };
    for (int i = 0; i < 10; ++i)
        watch.add(slice(97, 3), i);
    watch.invalidated(10);
    watch.add(slice(96, 4), 10.5); // not yet dipped: no recovery
    CHECK_FALSE(watch.takeRecovery());
    watch.add(slice(20, 80), 11);
    watch.add(slice(1, 2), 11.5); // too few lookups to say
    watch.add(slice(90, 10), 12);
    CHECK_FALSE(watch.takeRecovery());
    watch.add(slice(97, 3), 13.4);
    CHECK(watch.takeRecovery() == std::optional<std::string>("hit ratio back at 97.0 % after 3.4 s"));
    CHECK_FALSE(watch.takeRecovery());

    watch.add(slice(97, 3), 14);
    watch.invalidated(20);        // keys that expire in 6 s
    watch.add(slice(50, 50), 17); // renewed ahead of it
    watch.add(slice(97, 3), 18);
    CHECK_FALSE(watch.takeRecovery());
    watch.add(slice(50, 50), 20.5);
    watch.add(slice(97, 3), 21);
    CHECK(watch.takeRecovery() == std::optional<std::string>("hit ratio back at 97.0 % after 1.0 s"));
}

TEST_CASE("Noise is named when it is there")
{
    CpuReading start;
    CpuReading end;
    end.at = start.at + std::chrono::seconds(10);
    end.total = 20;
    end.busy = 19;
    end.steal = 0.8;
    end.own = 8;
    end.servers = 6;
    const auto noise = noiseBetween(start, end, 2);
    CHECK(noise.ownCores == Approx(0.8));
    CHECK(noise.serverCores == Approx(0.6));
    CHECK(noise.otherLoad == Approx(0.5));
    CHECK(noise.steal == Approx(0.04));
    CHECK(noise.remarks.size() == 2); // steal and other programs; 1.4 of 2 cores is not shared to the brim
    const auto machine = thisMachine();
    CHECK(machine.cores >= 1);
    CHECK_FALSE(machine.os.empty());
}

TEST_CASE("Of several threads the busiest counts, not their mean, nor one that hardly worked")
{
    using std::chrono::milliseconds;
    const ThreadUse idle{{milliseconds(100), milliseconds(0)}, milliseconds(1000)};
    const ThreadUse held{{milliseconds(480), milliseconds(500)}, milliseconds(1000)}; // others had the processor
    const ThreadUse brief{{milliseconds(10), milliseconds(0)}, milliseconds(10)};
    CHECK(busiestShare({}) == 0);
    CHECK(busiestShare({idle, idle, held, idle}) == Approx(0.96));
    CHECK(mostComputing({idle, idle, held, idle}) == Approx(0.48));
    CHECK(busiestShare({idle, brief}) == Approx(0.1));
    CHECK(busiestShare({{}, {}}) == 0);
}
