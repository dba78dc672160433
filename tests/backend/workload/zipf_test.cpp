#include "backend/workload/zipf.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <vector>

using cachedeck::workload::Random;
using cachedeck::workload::ZipfSampler;

namespace {

// Pearson's statistic over the ranks, small expectations pooled, in standard deviations from its mean.
double surprise(std::uint64_t count, double exponent, int draws)
{
    ZipfSampler sampler(count, exponent);
    std::vector<double> seen(count);
    for (int i = 0; i < draws; ++i) {
        Random random(7, static_cast<std::uint64_t>(i));
        const auto rank = sampler.rank(random);
        REQUIRE((rank >= 1 && rank <= count));
        ++seen[rank - 1];
    }
    double sum = 0;
    for (std::uint64_t k = 1; k <= count; ++k)
        sum += std::pow(static_cast<double>(k), -exponent);
    double statistic = 0, cells = 0, pooledSeen = 0, pooledExpected = 0;
    for (std::uint64_t k = 1; k <= count; ++k) {
        pooledSeen += seen[k - 1];
        pooledExpected += draws * std::pow(static_cast<double>(k), -exponent) / sum;
        if (pooledExpected < 20 && k < count)
            continue;
        if (pooledExpected > 1) {
            statistic += (pooledSeen - pooledExpected) * (pooledSeen - pooledExpected) / pooledExpected;
            ++cells;
        }
        pooledSeen = pooledExpected = 0;
    }
    return cells < 2 ? 0 : (statistic - (cells - 1)) / std::sqrt(2 * (cells - 1));
}

} // namespace

TEST_CASE("Zipf ranks have the frequencies of theory, at any exponent")
{
    for (const double exponent : {0.0, 0.3, 0.8, 0.99, 1.0, 1.0 + 1e-12, 1.2, 2.0, 5.0}) {
        for (const std::uint64_t count : {2u, 10u, 1000u}) {
            CAPTURE(exponent, count);
            CHECK(surprise(count, exponent, 40'000) < 5);
        }
    }
}

TEST_CASE("Zipf works at its limits")
{
    Random random(1, 1);
    CHECK(ZipfSampler(1, 0.99).rank(random) == 1);
    CHECK(ZipfSampler(1, 0).rank(random) == 1);
    const ZipfSampler steep(1'000'000, 100);
    const ZipfSampler wide(std::uint64_t{1} << 53u, 0.5);
    bool far = false;
    for (int i = 0; i < 1000; ++i) {
        CHECK(steep.rank(random) == 1);
        const auto rank = wide.rank(random);
        CHECK((rank >= 1 && rank <= std::uint64_t{1} << 53u));
        far = far || rank > std::uint64_t{1} << 50u;
    }
    CHECK(far);
}
