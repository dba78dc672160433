#pragma once
// An axis of a figure: from values to pixels, and its ticks. Pure; GUI thread only for fonts' sake elsewhere.

#include "widgets/chart/ticks.hpp"

namespace cachedeck::plot {

/// Nines: the value is 1 / (1 − p), so that every further nine of a percentile takes the same room: 2 is 50 %, 10 is
/// 90 %, 1,000 is 99.9 %. Clock: seconds from the start of a run.
enum class AxisKind { Linear, Log, Nines, Clock };

struct Axis {
    QString title;
    AxisKind kind = AxisKind::Linear;
    chart::Unit unit = chart::Unit::Count;
    chart::Range range;

    /// 0 at the low end, 1 at the high one; not clipped. NaN for what the axis cannot show.
    double share(double value) const;
    double valueAt(double share) const;
    bool isLogarithmic() const { return kind == AxisKind::Log || kind == AxisKind::Nines; }
    /// No closer than `spacing` pixels on an axis of `length`.
    QVector<chart::Tick> ticks(double length, double spacing) const;
    /// A value of this axis in words: "63.5 µs", "99.9 %", "0:12".
    QString text(double value) const;
    /// Widens the range to hold these values, with a little air. Values a log axis cannot show are passed over.
    void fit(const QVector<double>& values);
};

/// "99.9 %" for 1,000.
QString ninesText(double value);

} // namespace cachedeck::plot
