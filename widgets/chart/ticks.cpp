#include "widgets/chart/ticks.hpp"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace cachedeck::chart {
namespace {

struct Step {
    double factor;
    const char* unit;
};

// Largest first; the last one serves everything below.
constexpr std::array<Step, 4> secondsSteps{{{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}}};
constexpr std::array<Step, 4> countSteps{{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}}};
constexpr std::array<Step, 4> byteSteps{{{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {1, "B"}}};

const std::array<Step, 4>& stepsOf(Unit unit)
{
    switch (unit) {
    case Unit::Seconds:
        return secondsSteps;
    case Unit::Bytes:
        return byteSteps;
    case Unit::Count:
    case Unit::Ratio:
        break;
    }
    return countSteps;
}

// `slack` lets 999.6 become "1.00 k" instead of "1,000".
const Step& stepFor(double value, Unit unit, double slack)
{
    const auto& steps = stepsOf(unit);
    for (const Step& step : steps)
        if (std::abs(value) * slack >= step.factor)
            return step;
    return steps.back();
}

QString withUnit(const QString& number, const Step& step)
{
    return *step.unit ? QString(number % u' ' % QString::fromUtf8(step.unit)) : number;
}

double niceBelow(double value, const std::array<double, 5>& mantissas)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double mantissa : mantissas)
        if (mantissa * decade <= value * (1 + 1e-9))
            return mantissa * decade;
    return decade;
}

QVector<Tick> logTicks(const Range& range, Unit unit, double length, double spacing)
{
    const double low = std::log10(range.low);
    const double high = std::log10(range.high);
    const double decade = length / std::max(1e-9, high - low);
    QVector<Tick> result;
    const auto add = [&](double value) {
        if (value >= range.low * (1 - 1e-9) && value <= range.high * (1 + 1e-9))
            result.append({value, tickText(value, unit)});
    };
    const bool all = decade * std::log10(2.0) >= spacing;
    const int stride = all ? 1 : std::max(1, static_cast<int>(std::ceil(spacing / decade)));
    for (int exponent = static_cast<int>(std::floor(low)); exponent <= static_cast<int>(std::ceil(high)); ++exponent) {
        const double base = std::pow(10.0, exponent);
        if (all) {
            add(base);
            add(2 * base);
            add(5 * base);
        } else if (exponent % stride == 0) {
            add(base);
        }
    }
    return result;
}

QVector<Tick> linearTicks(const Range& range, Unit unit, double length, double spacing)
{
    QVector<Tick> result;
    const double span = range.high - range.low;
    if (span <= 0)
        return result;
    const double wanted = span * std::max(spacing, length / 4) / length;
    const double decade = std::pow(10.0, std::floor(std::log10(wanted)));
    double step = 10 * decade;
    for (const double mantissa : {1.0, 2.0, 5.0})
        if (mantissa * decade >= wanted * (1 - 1e-9)) {
            step = mantissa * decade;
            break;
        }
    // Two ends and, where there is room, what lies between: small plots rarely have room for more.
    for (double value = std::ceil(range.low / step - 1e-9) * step; value <= range.high + step * 1e-6; value += step)
        result.append({std::abs(value) < step * 1e-6 ? 0.0 : value, tickText(value, unit)});
    return result;
}

} // namespace

QString valueText(double value, Unit unit)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const QLocale locale;
    if (unit == Unit::Ratio)
        return locale.toString(value * 100, 'f', 1) % u" %";
    if (value == 0)
        return unit == Unit::Count ? locale.toString(0) : withUnit(locale.toString(0), stepsOf(unit).back());
    // Three significant digits, rounded before the unit is chosen.
    const double slack = 1 / 0.9995;
    const Step& step = stepFor(value, unit, slack);
    const double scaled = value / step.factor;
    const double size = std::abs(scaled);
    // Counts below a thousand are whole, or nearly: a tenth at most.
    if (unit == Unit::Count && step.factor == 1) {
        const double tenths = std::round(scaled * 10) / 10;
        return locale.toString(tenths, 'f', size >= 9.95 || tenths == std::round(tenths) ? 0 : 1);
    }
    const int decimals = size < 0.9995 ? 3 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    return withUnit(locale.toString(scaled, 'f', decimals), step);
}

QString tickText(double value, Unit unit)
{
    const QLocale locale;
    if (unit == Unit::Ratio)
        return locale.toString(value * 100, 'g', 4) % u" %";
    if (std::abs(value) < 1e-12)
        return locale.toString(0);
    const Step& step = stepFor(value, unit, 1 + 1e-9);
    return withUnit(locale.toString(value / step.factor, 'g', 4), step);
}

QString timeText(double seconds, double step)
{
    const bool negative = seconds < 0;
    const double positive = std::abs(seconds) + 1e-9;
    qint64 whole = static_cast<qint64>(positive);
    QString fraction;
    if (step < 1) {
        const int decimals = step < 0.0999 ? 2 : 1;
        const double factor = std::pow(10.0, decimals);
        const qint64 ticks = static_cast<qint64>(std::llround(positive * factor));
        whole = ticks / static_cast<qint64>(factor);
        fraction = QLocale().decimalPoint() %
                   QString::number(ticks % static_cast<qint64>(factor)).rightJustified(decimals, QLatin1Char('0'));
    }
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, QLatin1Char('0')); };
    QString text;
    if (whole >= 3600)
        text = QString::number(whole / 3600) % u':' % two(whole / 60 % 60) % u':' % two(whole % 60);
    else
        text = QString::number(whole / 60) % u':' % two(whole % 60);
    return (negative ? QStringLiteral("−") : QString()) % text % fraction;
}

Range niceRange(double low, double high, Unit unit, Scale scale)
{
    if (scale == Scale::Log) {
        static constexpr std::array<double, 5> lows{8, 5, 4, 2, 1};
        static constexpr std::array<double, 5> highs{1, 2, 3, 5, 10};
        Range range;
        range.low = niceBelow(low * 0.92, lows);
        const double top = high * 1.15;
        const double decade = std::pow(10.0, std::floor(std::log10(top)));
        range.high = 10 * decade;
        for (const double mantissa : highs)
            if (mantissa * decade >= top) {
                range.high = mantissa * decade;
                break;
            }
        // A flat curve lies in the middle of a decade, not on an edge.
        if (range.high / range.low < 4)
            range = {range.low / 2, range.high * 2};
        return range;
    }
    if (unit == Unit::Ratio) {
        static constexpr std::array<double, 6> lows{0.98, 0.9, 0.8, 0.6, 0.4, 0};
        for (const double candidate : lows)
            if (low >= candidate)
                return {candidate, 1};
        return {0, std::max(1.0, high)};
    }
    if (high <= 0)
        return {0, 1};
    const double decade = std::pow(10.0, std::floor(std::log10(high)));
    for (const double mantissa : {1.0, 2.0, 4.0, 6.0, 8.0, 10.0})
        if (mantissa * decade >= high * (1 - 1e-9))
            return {0, mantissa * decade};
    return {0, 10 * decade};
}

QVector<Tick> ticks(const Range& range, Unit unit, Scale scale, double length, double spacing)
{
    if (scale == Scale::Log)
        return range.low > 0 ? logTicks(range, unit, length, spacing) : QVector<Tick>();
    const double middle = (range.low + range.high) / 2;
    QVector<Tick> result = linearTicks(range, unit, length, spacing);
    // Low plots: both ends and the middle, as long as they fit, read better than a lone step.
    if (length < 4 * spacing && length >= 2 * spacing)
        result = {{range.low, tickText(range.low, unit)},
                  {middle, tickText(middle, unit)},
                  {range.high, tickText(range.high, unit)}};
    else if (length < 2 * spacing)
        result = {{range.low, tickText(range.low, unit)}, {range.high, tickText(range.high, unit)}};
    return result;
}

QVector<Tick> timeTicks(const Range& range, double length, double spacing)
{
    static constexpr std::array<double, 20> steps{0.01, 0.05, 0.1, 0.5, 1,   2,    5,    10,   15,    30,
                                                  60,   120,  300, 600, 900, 1800, 3600, 7200, 21600, 86400};
    QVector<Tick> result;
    const double span = range.high - range.low;
    if (span <= 0 || length <= 0)
        return result;
    double step = steps.back();
    for (const double candidate : steps)
        if (candidate / span * length >= spacing) {
            step = candidate;
            break;
        }
    for (double at = std::ceil(range.low / step - 1e-9) * step; at <= range.high + step * 1e-6; at += step)
        result.append({at, timeText(at, step)});
    return result;
}

QVector<double> nudged(const QVector<double>& wanted, const QVector<double>& heights, double top, double bottom)
{
    const int count = static_cast<int>(wanted.size());
    QVector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return wanted[a] < wanted[b]; });
    QVector<double> placed = wanted;
    double edge = top;
    for (const int i : std::as_const(order)) {
        placed[i] = std::max(wanted[i], edge + heights[i] / 2);
        edge = placed[i] + heights[i] / 2;
    }
    // What ran out at the bottom is pushed back up, as far as there is room.
    edge = bottom;
    for (int k = count - 1; k >= 0; --k) {
        const int i = order[k];
        placed[i] = std::min(placed[i], edge - heights[i] / 2);
        edge = placed[i] - heights[i] / 2;
    }
    // More labels than room: an even stack from the top, in order.
    if (count > 0 && edge < top - 1e-9) {
        edge = top;
        for (const int i : std::as_const(order)) {
            placed[i] = edge + heights[i] / 2;
            edge += heights[i];
        }
    }
    return placed;
}

} // namespace cachedeck::chart
