#include "backend/latency/sparse_histogram.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

using namespace cachedeck::latency;

namespace {

struct Shape {
    const char* name;
    std::function<std::int64_t(std::mt19937_64&)> draw;
};

// Distributions that a latency could have, and some that it could not: every edge of a bucket, two far modes, a
// constant.
const std::vector<Shape>& shapes()
{
    static const std::vector<Shape> all{
        {"log-uniform",
         [](auto& r) {
             return static_cast<std::int64_t>(std::exp(std::uniform_real_distribution<>(0.0, std::log(3.6e12))(r)));
         }},
        {"uniform to 10 ms", [](auto& r) { return std::uniform_int_distribution<std::int64_t>(1, 10'000'000)(r); }},
        {"exponential of 50 us",
         [](auto& r) { return static_cast<std::int64_t>(std::exponential_distribution<>(1 / 50'000.0)(r)) + 1; }},
        {"two modes",
         [](auto& r) {
             return r() % 100 == 0 ? static_cast<std::int64_t>(2'000'000'000 + r() % 1000)
                                   : static_cast<std::int64_t>(90'000 + r() % 1000);
         }},
        {"powers of two and their neighbours",
         [](auto& r) {
             const auto power = std::int64_t{1} << (r() % 41);
             return std::max<std::int64_t>(1, power + static_cast<std::int64_t>(r() % 3) - 1);
         }},
        {"constant", [](auto&) { return std::int64_t{123'456'789}; }},
        {"small integers", [](auto& r) { return static_cast<std::int64_t>(1 + r() % 3000); }},
    };
    return all;
}

} // namespace

TEST_CASE("Every value lies in its bucket, and no bucket is wider than a thousandth of it")
{
    std::mt19937_64 random(7);
    for (const auto& shape : shapes()) {
        CAPTURE(shape.name);
        for (int i = 0; i < 20'000; ++i) {
            const auto value = shape.draw(random);
            const auto index = Layout::indexOf(value);
            REQUIRE(index < Layout::counts);
            REQUIRE(Layout::lowestOf(index) <= value);
            REQUIRE(value <= Layout::highestOf(index));
            const auto width = Layout::highestOf(index) - Layout::lowestOf(index);
            REQUIRE(static_cast<double>(width) <= static_cast<double>(value) / 1000);
        }
    }
}

TEST_CASE("Buckets follow one another without gap or overlap")
{
    for (std::size_t index = 1; index < Layout::counts; ++index) {
        REQUIRE(Layout::lowestOf(index) == Layout::highestOf(index - 1) + 1);
        REQUIRE(Layout::indexOf(std::min(Layout::lowestOf(index), Layout::highest)) ==
                std::min(index, Layout::indexOf(Layout::highest)));
    }
}

TEST_CASE("Quantiles are within a thousandth of what sorting gives")
{
    std::mt19937_64 random(11);
    for (const auto& shape : shapes()) {
        CAPTURE(shape.name);
        Histogram histogram;
        std::vector<std::int64_t> values;
        double sum = 0;
        for (int i = 0; i < 50'001; ++i) {
            values.push_back(shape.draw(random));
            sum += static_cast<double>(values.back());
            histogram.record(Nanoseconds{values.back()});
        }
        std::sort(values.begin(), values.end());
        for (const double quantile : {0.0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 1.0}) {
            CAPTURE(quantile);
            const auto rank = static_cast<std::size_t>(std::max(std::ceil(quantile * 50'001 - 1e-9), 1.0));
            const auto exact = static_cast<double>(values[rank - 1]);
            CHECK(std::abs(static_cast<double>(histogram.quantile(quantile).count()) - exact) <= exact / 1000);
        }
        CHECK(histogram.count() == 50'001);
        CHECK(std::abs(static_cast<double>(histogram.min().count()) - static_cast<double>(values.front())) <=
              static_cast<double>(values.front()) / 1000);
        CHECK(histogram.mean() == Approx(sum / 50'001).epsilon(0.001));
    }
}

TEST_CASE("Values beyond the layout are kept at its ends, and told")
{
    Histogram histogram;
    histogram.record(Nanoseconds{-5});
    histogram.record(Nanoseconds{0});
    histogram.record(std::chrono::hours{2});
    CHECK(histogram.min().count() == 1);
    CHECK(histogram.max() >= std::chrono::hours{1});
    CHECK(histogram.saturated() == 1);
    CHECK(histogram.count() == 3);
}

TEST_CASE("A sparse histogram keeps counts of any size, and none")
{
    Histogram histogram;
    histogram.record(Nanoseconds{1}, 1ull << 40);
    histogram.record(std::chrono::hours{1}, 3);
    SparseHistogram sparse(histogram);
    sparse.add(sparse);
    CHECK(sparse.count() == 2 * histogram.count());
    CHECK(sparse.quantile(1) == histogram.max());
    const SparseHistogram nothing{Histogram{}};
    sparse.add(nothing);
    CHECK(sparse.count() == 2 * histogram.count());
    CHECK(nothing.quantile(0.5).count() == 0);
}

TEST_CASE("A sparse histogram of wider buckets has the same counts, a little higher")
{
    std::mt19937_64 random(5);
    for (const auto& shape : shapes()) {
        Histogram fine;
        for (int i = 0; i < 1000; ++i)
            fine.record(Nanoseconds{shape.draw(random)});
        Histogram wide;
        SparseHistogram(fine, 8).addTo(wide);
        REQUIRE(wide.count() == fine.count());
        for (std::size_t index = 7; index < Layout::counts; index += 8) {
            std::uint64_t together = 0;
            for (std::size_t i = index - 7; i <= index; ++i)
                together += fine.countAt(i);
            REQUIRE(wide.countAt(index) == together);
        }
    }
}

TEST_CASE("Adding histograms is the same as recording all values in one")
{
    std::mt19937_64 random(3);
    Histogram all;
    Histogram sum;
    SparseHistogram sparseSum;
    for (const auto& shape : shapes()) {
        Histogram one;
        for (int i = 0; i < 1000; ++i) {
            const Nanoseconds value{shape.draw(random)};
            one.record(value);
            all.record(value);
        }
        sum.add(one);
        SparseHistogram sparse(one);
        CHECK(sparse.count() == one.count());
        for (const auto quantile : {0.0, 0.5, 0.9, 0.999, 1.0})
            CHECK(sparse.quantile(quantile) == one.quantile(quantile));
        sparseSum.add(sparse);
    }
    Histogram fromSparse;
    sparseSum.addTo(fromSparse);
    CHECK(sparseSum.count() == all.count());
    REQUIRE(sum.count() == all.count());
    for (std::size_t index = 0; index < Layout::counts; ++index)
        REQUIRE((sum.countAt(index) == all.countAt(index) && fromSparse.countAt(index) == all.countAt(index)));
    sum.clear();
    CHECK(sum.empty());
    CHECK(sum.quantile(0.5).count() == 0);
}
