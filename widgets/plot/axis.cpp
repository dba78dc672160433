#include "widgets/plot/axis.hpp"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cachedeck::plot {

double Axis::share(double value) const
{
    if (!isLogarithmic())
        return (value - range.low) / (range.high - range.low);
    if (value <= 0 || range.low <= 0)
        return std::numeric_limits<double>::quiet_NaN();
    return std::log(value / range.low) / std::log(range.high / range.low);
}

double Axis::valueAt(double share) const
{
    if (!isLogarithmic())
        return range.low + share * (range.high - range.low);
    return range.low * std::pow(range.high / range.low, share);
}

QString ninesText(double value)
{
    const double percent = 100 * (1 - 1 / value);
    // As many decimals as there are nines behind the point, so that 99.99 % does not become 100 %.
    const int decimals = std::clamp(static_cast<int>(std::ceil(std::log10(std::max(value, 1.0)) - 1e-9)) - 2, 0, 7);
    return QLocale().toString(percent, 'f', decimals) % u" %";
}

QVector<chart::Tick> Axis::ticks(double length, double spacing) const
{
    switch (kind) {
    case AxisKind::Clock:
        return chart::timeTicks(range, length, spacing);
    case AxisKind::Nines: {
        QVector<chart::Tick> result;
        const auto add = [&](double value) {
            if (value >= range.low * (1 - 1e-9) && value <= range.high * (1 + 1e-9) &&
                (result.isEmpty() || (share(value) - share(result.last().value)) * length >= spacing))
                result.append({value, ninesText(value)});
        };
        add(1);
        add(2);
        for (double decade = 10; decade <= range.high * (1 + 1e-9); decade *= 10)
            add(decade);
        return result;
    }
    case AxisKind::Linear:
    case AxisKind::Log:
        break;
    }
    return chart::ticks(range, unit, kind == AxisKind::Log ? chart::Scale::Log : chart::Scale::Linear, length, spacing);
}

QString Axis::text(double value) const
{
    if (kind == AxisKind::Clock)
        return chart::timeText(value);
    return kind == AxisKind::Nines ? ninesText(value) : chart::valueText(value, unit);
}

void Axis::fit(const QVector<double>& values)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : values) {
        if (!std::isfinite(value) || (isLogarithmic() && value <= 0))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high)
        return;
    switch (kind) {
    case AxisKind::Nines:
        range = {1, std::max(high, 10.0)};
        break;
    case AxisKind::Clock:
        range = {0, std::max(high, 1.0)};
        break;
    case AxisKind::Log:
        range = chart::niceRange(low, high, unit, chart::Scale::Log);
        break;
    case AxisKind::Linear:
        range = chart::niceRange(0, high, unit, chart::Scale::Linear);
        break;
    }
}

} // namespace cachedeck::plot
