#pragma once
// Ticks and words of the axes. Pure functions; numbers by the default QLocale, units with a space before them.

#include <QString>
#include <QVector>

namespace cachedeck::chart {

/// What a plot's values are. Seconds are shown as ns, µs, ms or s; Count as 1 k, 10 k; Ratio (0–1) as per cent; Bytes
/// as kB, MB.
enum class Unit { Seconds, Count, Ratio, Bytes };
enum class Scale { Linear, Log };

struct Tick {
    double value;
    QString label;
};

struct Range {
    double low = 0;
    double high = 1;
};

/// A value with three significant digits: "98.4 µs", "1.37 ms", "63.2 k", "98.6 %". NaN gives "–".
QString valueText(double value, Unit unit);
/// A tick in its own unit, without needless digits: "50 µs", "20 ms", "1 s", "100 k", "60 %".
QString tickText(double value, Unit unit);
/// "1:24" from the start of a run; "1:02:03" from an hour on; tenths where the step is below a second.
QString timeText(double seconds, double step = 1);

/// Bounds that hold low … high with a little air, snapped so that they rarely move. Log: low must be above 0.
Range niceRange(double low, double high, Unit unit, Scale scale);
/// Ticks at 1-2-5 (log: as many of 1-2-5, 1, every n-th decade as fit; linear: three to five steps), no closer than
/// `spacing` pixels on an axis of `length` pixels.
QVector<Tick> ticks(const Range& range, Unit unit, Scale scale, double length, double spacing);
/// Time ticks at 1, 2, 5, 10, 15, 30 s, 1, 2, 5, 10, 15, 30 min …, no closer than `spacing` pixels.
QVector<Tick> timeTicks(const Range& range, double length, double spacing);

/// Moves labels apart. `wanted` are centres, `heights` their heights; the answer keeps the order of the wanted places,
/// moves downwards first, and stays within top … bottom when the labels fit at all.
QVector<double> nudged(const QVector<double>& wanted, const QVector<double>& heights, double top, double bottom);

} // namespace cachedeck::chart
