#include "backend/latency/statistics.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <cmath>
#include <random>

using namespace cachedeck::latency;

namespace {

constexpr std::array quantiles{0.5, 0.99, 0.9999};

// Slices of latencies drawn around `nanoseconds`; every slice is shifted a little, as slices of a real machine are.
std::vector<Slice> slicesOf(double nanoseconds, int count, int samples, std::uint64_t seed, double drift = 0)
{
    std::mt19937_64 random(seed);
    std::vector<Slice> slices;
    for (int i = 0; i < count; ++i) {
        std::lognormal_distribution<> noise(0, 0.3);
        const auto shift = std::lognormal_distribution<>(0, 0.02)(random) * (1 + drift * i / count);
        Histogram histogram;
        for (int j = 0; j < samples; ++j)
            histogram.record(Nanoseconds{static_cast<std::int64_t>(nanoseconds * shift * noise(random))});
        slices.push_back({SparseHistogram(histogram), static_cast<std::uint64_t>(samples), 0.25});
    }
    return slices;
}

} // namespace

TEST_CASE("A ratio's interval holds the true ratio in about 95 of 100 experiments")
{
    int held = 0;
    for (std::uint64_t experiment = 0; experiment < 60; ++experiment) {
        const auto baseline = slicesOf(4'000'000, 30, 40, 2 * experiment + 100);
        const auto path = slicesOf(100'000, 30, 400, 2 * experiment + 101);
        const auto ratios = quantileRatios(baseline, path, quantiles, {.resamples = 300});
        REQUIRE(ratios[0].has_value());
        CHECK(ratios[0]->low <= ratios[0]->value);
        CHECK(ratios[0]->value <= ratios[0]->high);
        held += ratios[0]->low <= 40 && 40 <= ratios[0]->high;
    }
    CHECK(held >= 51); // 57 expected; below 51 has a chance of one in 300
}

TEST_CASE("Too few samples or slices give no ratio instead of a wild one")
{
    const auto many = slicesOf(1000, 30, 100, 1);
    const auto few = slicesOf(1000, 7, 1000, 2);
    const auto ratios = quantileRatios(many, many, quantiles, {});
    CHECK(ratios[0].has_value());
    CHECK(ratios[1].has_value());
    CHECK_FALSE(ratios[2].has_value()); // 3,000 samples; p99.99 needs 100,000
    CHECK_FALSE(quantileRatios(many, few, quantiles, {})[0].has_value());
    CHECK_FALSE(throughputRatio(many, few, {}).has_value());
    CHECK(samplesNeeded(0.5) == 20);
    CHECK(samplesNeeded(0.99) == 1000);
    CHECK(samplesNeeded(0.9999) == 100'000);
}

TEST_CASE("The same seed gives the same interval, and equal paths a ratio of one")
{
    const auto left = slicesOf(1000, 40, 100, 5);
    const auto right = slicesOf(1000, 40, 100, 6);
    const auto once = quantileRatios(left, right, quantiles, {.seed = 9});
    const auto twice = quantileRatios(left, right, quantiles, {.seed = 9});
    CHECK(once[0]->low == twice[0]->low);
    CHECK(once[0]->high == twice[0]->high);
    CHECK(once[0]->low < 1.0);
    CHECK(once[0]->high > 1.0);
    const auto same = quantileRatios(left, left, quantiles, {});
    CHECK(same[0]->value == 1.0);
    CHECK(same[0]->high - same[0]->low == 0.0); // drawn in pairs, equal slices cancel
}

TEST_CASE("Throughput compares operations a second")
{
    auto fast = slicesOf(1000, 20, 500, 1);
    auto slow = slicesOf(1000, 20, 50, 2);
    const auto ratio = throughputRatio(slow, fast, {});
    REQUIRE(ratio.has_value());
    CHECK(ratio->value == Approx(10));
}

TEST_CASE("Any number of slices is kept within the bound, and none of their counts is lost")
{
    SliceSeries series(16);
    for (int i = 0; i < 1000; ++i)
        series.add(slicesOf(1000, 1, 3, static_cast<std::uint64_t>(i))[0]);
    CHECK(series.elements().size() <= 16);
    CHECK(series.elements().size() >= 8);
    for (std::size_t i = 0; i + 1 < series.elements().size(); ++i)
        CHECK(series.elements()[i].seconds == Approx(16)); // of 1,000 quarters of a second, even to the last
    std::uint64_t operations = 0;
    std::uint64_t samples = 0;
    double seconds = 0;
    for (const auto& slice : series.elements()) {
        operations += slice.operations;
        samples += slice.latencies.count();
        seconds += slice.seconds;
    }
    CHECK(operations == 3000);
    CHECK(samples == 3000);
    CHECK(seconds == Approx(250));
}

TEST_CASE("A fall is told as a share of where it began, and never as more than all of it")
{
    std::vector<double> falling;
    for (int i = 0; i < 40; ++i)
        falling.push_back(80 * std::pow(10.0 / 80, i / 39.0));
    CHECK(trendOf(falling).change == Approx(-0.875));
    CHECK_FALSE(trendOf(falling).steady);
    for (int i = 0; i < 40; ++i) // steep at first, then level
        falling[static_cast<std::size_t>(i)] = 1 + 1000 * std::exp(-i);
    CHECK(trendOf(falling).change > -1);
    std::vector<double> rising;
    for (int i = 0; i < 40; ++i)
        rising.push_back(i); // from 0: there is no share of it
    CHECK(trendOf(rising).difference == Approx(39));
    CHECK(trendOf(rising).change == 0);
}

TEST_CASE("Drift is told from noise")
{
    int steady = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed)
        steady += trendOf(slicesOf(100'000, 60, 200, seed)).steady;
    CHECK(steady >= 38);
    const auto drifting = trendOf(slicesOf(100'000, 60, 200, 1, 0.5));
    CHECK_FALSE(drifting.steady);
    CHECK(drifting.change == Approx(0.5).margin(0.2));
    CHECK(trendOf(slicesOf(100'000, 5, 200, 1, 5.0)).steady); // too few slices to say
}
