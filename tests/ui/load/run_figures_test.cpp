#include "ui/load/run_figures.hpp"

#include "backend/latency/hlog.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numeric>

using namespace cachedeck;
using namespace cachedeck::ui;

namespace {

load::Second secondOf(int number, std::int64_t nanoseconds)
{
    latency::Histogram histogram;
    histogram.record(latency::Nanoseconds{nanoseconds}, 3);
    load::Second second;
    second.second = number;
    second.responseLog = latency::encode(histogram);
    return second;
}

quint64 sumOf(const heatmap::Cells& cells)
{
    return std::accumulate(cells.counts.begin(), cells.counts.end(), quint64{0});
}

} // namespace

TEST_CASE("The heatmap has a column for each second, until there are too many: then neighbours are added up")
{
    HeatStore store(10);
    for (int second = 7; second < 17; ++second)
        store.add(secondOf(second, 200'000));
    auto cells = store.cells();
    CHECK(cells.columns() == 10);
    CHECK(cells.step == 1);
    CHECK(cells.from == 7);
    CHECK(sumOf(cells) == 30);
    store.add(secondOf(16, 200'000)); // it is there already
    CHECK(sumOf(store.cells()) == 30);

    for (int second = 17; second < 1000; ++second)
        store.add(secondOf(second, second < 500 ? 200'000 : 900'000'000));
    cells = store.cells();
    CHECK(cells.columns() <= 10);
    CHECK(cells.columns() >= 5);
    CHECK(cells.from <= 7);
    CHECK(cells.from + cells.step > 7);
    CHECK(cells.from + cells.step * cells.columns() >= 1000);
    CHECK(sumOf(cells) == 3 * 993);
    for (int column = 0; column < cells.columns(); ++column) { // each latency in its own time
        const double from = cells.from + column * cells.step;
        for (int bucket = 0; bucket < cells.buckets; ++bucket) {
            const double low = cells.low * std::pow(cells.factor, bucket);
            if (cells.at(column, bucket) > 0)
                CHECK((low < 1e-3 ? from < 500 : from + cells.step > 500));
        }
    }
}

TEST_CASE("Seconds without a read leave a gap in the heatmap")
{
    HeatStore store(10);
    store.add(secondOf(1, 1000));
    store.add(load::Second{2, {}, {}, {}, {}, {}, 0});
    store.add(secondOf(3, 1000));
    const auto cells = store.cells();
    REQUIRE(cells.columns() == 3);
    quint64 middle = 0;
    for (int bucket = 0; bucket < cells.buckets; ++bucket)
        middle += cells.at(1, bucket);
    CHECK(middle == 0);
    CHECK(sumOf(cells) == 6);
}
