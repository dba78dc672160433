#include "tests/support/catch.hpp"
#include "widgets/chart/ticks.hpp"

#include <QLocale>

#include <cmath>
#include <limits>

using namespace cachedeck::chart;

namespace {

QStringList labels(const QVector<Tick>& ticks)
{
    QStringList result;
    for (const Tick& tick : ticks)
        result.append(tick.label);
    return result;
}

} // namespace

TEST_CASE("latencies have three significant digits in the unit that fits")
{
    QLocale::setDefault(QLocale::c());
    CHECK(valueText(98.4e-6, Unit::Seconds) == u"98.4 µs");
    CHECK(valueText(1.37e-3, Unit::Seconds) == u"1.37 ms");
    CHECK(valueText(14.3e-3, Unit::Seconds) == u"14.3 ms");
    CHECK(valueText(118e-6, Unit::Seconds) == u"118 µs");
    CHECK(valueText(999.7e-6, Unit::Seconds) == u"1.00 ms");
    CHECK(valueText(2.5, Unit::Seconds) == u"2.50 s");
    CHECK(valueText(std::numeric_limits<double>::quiet_NaN(), Unit::Seconds) == u"–");
    CHECK(valueText(64'000, Unit::Count) == u"64.0 k");
    CHECK(valueText(140'000, Unit::Count) == u"140 k");
    CHECK(valueText(1670, Unit::Count) == u"1.67 k");
    CHECK(valueText(920, Unit::Count) == u"920");
    CHECK(valueText(0.016, Unit::Count) == u"0");
    CHECK(valueText(0.986, Unit::Ratio) == u"98.6 %");
    CHECK(valueText(1, Unit::Ratio) == u"100.0 %");
    CHECK(valueText(1400, Unit::Bytes) == u"1.40 kB");
}

TEST_CASE("a log axis has its ticks at 1-2-5, each in its own unit")
{
    const Range range = niceRange(44e-6, 18e-3, Unit::Seconds, Scale::Log);
    CHECK(range.low == Approx(40e-6));
    CHECK(range.high == Approx(30e-3));
    CHECK(labels(ticks(range, Unit::Seconds, Scale::Log, 244, 14)) ==
          QStringList{"50 µs", "100 µs", "200 µs", "500 µs", "1 ms", "2 ms", "5 ms", "10 ms", "20 ms"});
    // Too low for all: decades; for those: every other one.
    CHECK(labels(ticks({1e-6, 1}, Unit::Seconds, Scale::Log, 150, 14)) ==
          QStringList{"1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s"});
    CHECK(ticks({1e-6, 1}, Unit::Seconds, Scale::Log, 44, 14).size() <= 4);
    CHECK(labels(ticks({1000, 200'000}, Unit::Count, Scale::Log, 44, 14)) == QStringList{"1 k", "10 k", "100 k"});
}

TEST_CASE("small plots have both ends and the middle")
{
    CHECK(labels(ticks(niceRange(0, 3300, Unit::Count, Scale::Linear), Unit::Count, Scale::Linear, 36, 14)) ==
          QStringList{"0", "2 k", "4 k"});
    CHECK(labels(ticks(niceRange(0.62, 1, Unit::Ratio, Scale::Linear), Unit::Ratio, Scale::Linear, 40, 14)) ==
          QStringList{"60 %", "80 %", "100 %"});
    CHECK(niceRange(0, 0, Unit::Count, Scale::Linear).high == 1);
}

TEST_CASE("time is counted from the start, in steps that people count in")
{
    CHECK(timeText(84) == u"1:24");
    CHECK(timeText(3723) == u"1:02:03");
    CHECK(timeText(9.96, 0.1) == u"0:10.0");
    CHECK(labels(timeTicks({0, 90}, 712, 52)) ==
          QStringList{"0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00", "1:10", "1:20", "1:30"});
    CHECK(timeTicks({0, 3600}, 712, 52).size() <= 13);
    CHECK(timeTicks({0, 3600}, 712, 52).size() >= 6);
}

TEST_CASE("labels are moved apart, downwards first, and stay in the plot")
{
    const QVector<double> heights(4, 15);
    const QVector<double> placed = nudged({100, 102, 103, 20}, heights, 0, 300);
    CHECK(placed[3] == 20);
    CHECK(placed[0] == 100);
    CHECK(placed[1] == 115);
    CHECK(placed[2] == 130);

    const QVector<double> bottom = nudged({290, 295, 298, 299}, heights, 0, 300);
    for (int i = 1; i < 4; ++i)
        CHECK(bottom[i] - bottom[i - 1] >= 15 - 1e-9);
    CHECK(bottom[3] + 7.5 <= 300 + 1e-9);

    // More than fits: still in order and apart.
    const QVector<double> crowded = nudged({5, 4, 3, 2}, heights, 0, 40);
    CHECK(crowded[3] < crowded[2]);
    CHECK(crowded[0] - crowded[1] >= 15 - 1e-9);
}
