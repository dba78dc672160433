#pragma once
// A run made up from formulas: three paths, an invalidation at 47.2 s. The same every time.

#include "widgets/chart/time_chart.hpp"

#include <cmath>
#include <limits>

namespace cachedeck::test {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// A factor around 1 that looks like noise.
inline double wobble(double at, int seed)
{
    return 1 + 0.05 * std::sin(at * 2.1 + seed) + 0.06 * std::sin(at * 5.3 + seed * 2) +
           0.04 * std::sin(at * 11.7 + seed * 3);
}

inline void fill(chart::TimeChart& chart, double seconds, double step = 0.75)
{
    using chart::Scale;
    using chart::Unit;
    chart.setTitle(QStringLiteral("Latency of reads"));
    chart.addPlot({QStringLiteral("operations/s, log"), Unit::Count, Scale::Log});
    chart.addPlot({QStringLiteral("hit ratio"), Unit::Ratio, Scale::Linear});
    chart.addPlot({QStringLiteral("store queries/s"), Unit::Count, Scale::Linear});
    const int slow = chart.addPath({QStringLiteral("uncached"), theme::PathRole::Uncached});
    const int fast = chart.addPath({QStringLiteral("cache-aside"), theme::PathRole::Cached});
    const int through = chart.addPath({QStringLiteral("write-through"), theme::PathRole::Through});
    chart.setDuration(90);
    chart.setWarmUp(12);
    chart.addEvent(
        {47.2, QStringLiteral("Invalidate movie:*"), QStringLiteral("9,540 keys, 98 % hits again after 7.8 s")});
    for (double at = 0; at <= seconds; at += step) {
        const double since = at < 47.2 ? at : at - 47.2;
        const double cold = std::exp(-since / 3.0);
        const double hits = 0.986 - 0.39 * cold;
        const auto quantiles = [](double p50, double p99) {
            return std::vector<double>{p50, p50 + (p99 - p50) * 0.4, p99, p99 * 1.6};
        };
        chart.append(slow, {at,
                            quantiles(4e-3 * wobble(at, 1), 14e-3 * wobble(at, 2)),
                            {1700 * wobble(at, 3), none, 1690 * wobble(at, 3)}});
        chart.append(fast, {at + 0.25,
                            quantiles(98e-6 * wobble(at, 4), (1.2e-3 + 3e-3 * cold) * wobble(at, 5)),
                            {64e3 * (1 - 0.9 * cold), hits, 920 + 2400 * cold}});
        chart.append(through, {at + 0.5,
                               quantiles(53e-6 * wobble(at, 6),
                                         (76e-6 + (since < 6 ? 3.4e-3 * std::exp(-since / 1.5) : 0)) * wobble(at, 7)),
                               {140e3 * (1 - 0.93 * cold), std::min(1.0, hits + 0.0145), 3300 * cold}});
    }
}

} // namespace cachedeck::test
