#include "tests/support/catch.hpp"
#include "widgets/chart/decimation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using cachedeck::chart::Curve;
using cachedeck::chart::Segment;

namespace {

int points(const QVector<Segment>& segments)
{
    int sum = 0;
    for (const Segment& segment : segments)
        sum += static_cast<int>(segment.size());
    return sum;
}

double highest(const QVector<Segment>& segments)
{
    double high = 0;
    for (const Segment& segment : segments)
        for (const QPointF& point : segment)
            high = std::max(high, point.y());
    return high;
}

} // namespace

TEST_CASE("a spike of one sample survives, whatever the length of the run")
{
    for (const int length : {1'000, 100'000, 1'000'000}) {
        Curve curve;
        for (int i = 0; i < length; ++i)
            curve.append(i * 0.03, i == length / 3 ? 500.0 : 1.0 + (i % 7) * 0.01);
        const auto drawn = curve.decimated(0, length * 0.03, 500);
        INFO(length);
        CHECK(highest(drawn) == 500.0);
        CHECK(points(drawn) <= 1100);
        CHECK(drawn.size() == 1);
    }
}

TEST_CASE("few points are drawn as they are")
{
    Curve curve;
    for (int i = 0; i < 100; ++i)
        curve.append(i, i * i);
    const auto drawn = curve.decimated(0, 99, 500);
    REQUIRE(drawn.size() == 1);
    REQUIRE(drawn.first().size() == 100);
    CHECK(drawn.first()[7] == QPointF(7, 49));
}

TEST_CASE("times never run backwards, and every column keeps its extremes")
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> value(1, 100);
    Curve curve;
    std::vector<QPointF> all;
    for (int i = 0; i < 40'000; ++i) {
        all.emplace_back(i * 0.01, value(random));
        curve.append(all.back().x(), all.back().y());
    }
    const int columns = 200;
    const auto drawn = curve.decimated(0, 400, columns);
    REQUIRE(drawn.size() == 1);
    for (qsizetype i = 1; i < drawn.first().size(); ++i)
        REQUIRE(drawn.first()[i - 1].x() <= drawn.first()[i].x());
    // Each pixel column of two seconds: what is drawn there reaches as high as the data does, to a bucket's width.
    for (int column = 1; column + 1 < columns; ++column) {
        double truth = 0;
        double shown = 0;
        for (const QPointF& point : all)
            if (point.x() >= column * 2.0 && point.x() < column * 2.0 + 2)
                truth = std::max(truth, point.y());
        for (const QPointF& point : drawn.first())
            if (point.x() >= column * 2.0 - 2 && point.x() < column * 2.0 + 4)
                shown = std::max(shown, point.y());
        REQUIRE(shown >= truth);
    }
}

TEST_CASE("a gap stays a gap at every zoom")
{
    Curve curve(2.0);
    for (int i = 0; i < 30'000; ++i)
        if (i < 10'000 || i >= 20'000)
            curve.append(i * 0.1, 5);
    for (const int columns : {10, 100, 500}) {
        const auto drawn = curve.decimated(0, 3000, columns);
        INFO(columns);
        REQUIRE(drawn.size() == 2);
        CHECK(drawn[0].last().x() < 1000.1);
        CHECK(drawn[1].first().x() >= 2000);
    }
    CHECK(std::isnan(curve.at(1500)));
    CHECK(curve.at(999) == 5);
    CHECK(std::isnan(curve.at(-1)));
}

TEST_CASE("a curve of single points between gaps has as many pieces, and joins again")
{
    Curve curve(1.0);
    for (int i = 0; i < 2'000; ++i)
        curve.append(i * 5.0, i);
    CHECK(curve.decimated(0, 10'000, 50'000).size() == 2'000);
    for (int i = 0; i < 100'000; ++i)
        curve.append(10'000 + i * 0.01, 7);
    double low = 0;
    double high = 0;
    CHECK(curve.range(0, 11'000, &low, &high));
    CHECK(high == 1'999);
    CHECK(curve.decimated(10'010, 11'000, 100).size() <= 2); // with the point beyond the edge
    CHECK(points(curve.decimated(10'010, 11'000, 100)) < 500);
}

TEST_CASE("a value that is not there breaks the line")
{
    Curve curve;
    curve.append(0, 1);
    curve.append(1, std::numeric_limits<double>::quiet_NaN());
    curve.append(2, 1);
    curve.append(2.5, std::numeric_limits<double>::infinity());
    curve.append(3, 1);
    CHECK(curve.decimated(0, 3, 100).size() == 3);
    CHECK(curve.size() == 3);
}

TEST_CASE("a part of a long run is read without the rest, and a line runs into the edges")
{
    Curve curve;
    for (int i = 0; i < 100'000; ++i)
        curve.append(i * 0.1, i);
    const auto drawn = curve.decimated(5000, 5010, 500);
    REQUIRE(drawn.size() == 1);
    CHECK(points(drawn) <= 104);
    CHECK(drawn.first().first().x() <= 5000);
    CHECK(drawn.first().last().x() >= 5010);
    double low = 0;
    double high = 0;
    REQUIRE(curve.range(5000, 5010, &low, &high));
    CHECK(low == 50'000);
    CHECK(high == 50'100);
    CHECK_FALSE(curve.range(20'000, 30'000, &low, &high));
}

TEST_CASE("the label's value is the median of the newest five")
{
    Curve curve;
    CHECK(std::isnan(curve.recentMedian(5)));
    for (const double value : {100.0, 1.0, 2.0, 900.0, 3.0, 4.0})
        curve.append(curve.isEmpty() ? 0 : curve.lastTime() + 1, value);
    CHECK(curve.recentMedian(5) == 3.0);
    curve.append(2, 7); // back in time: dropped
    CHECK(curve.lastTime() == 5);
}

TEST_CASE("the point at a time is a sample, on which a marker lies on the line")
{
    Curve curve(3);
    curve.append(1, 10);
    curve.append(2, 20);
    CHECK_FALSE(curve.pointAt(0.9));
    CHECK(curve.pointAt(1.7) == QPointF(1, 10));
    CHECK(curve.pointAt(4) == QPointF(2, 20));
    CHECK_FALSE(curve.pointAt(6));
}

TEST_CASE("nothing is known within a gap")
{
    Curve curve(3);
    curve.append(1, 10);
    curve.append(2, 20);
    curve.append(8, 80);
    CHECK(curve.at(2) == 20);
    CHECK(std::isnan(curve.at(2.5)));
    CHECK(std::isnan(curve.at(7.9)));
    CHECK(curve.at(8.5) == 80);
}
