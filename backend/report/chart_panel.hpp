#pragma once
// Lines, axes and panels of the report's charts: numbers alone, no SVG. Private to report/.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace cachedeck::report {

inline constexpr double chartWidth = 960, plotLeft = 68, plotRight = 808, labelLeft = 818;

struct Point {
    double time, value;
};
using Line = std::vector<Point>;

struct TimeAxis {
    double end = 1;
    double x(double time) const { return plotLeft + (plotRight - plotLeft) * std::clamp(time / end, 0.0, 1.0); }
};

// At most about one point for each pixel column.
Line decimated(const Line& line);
// Stretches without a gap. Paths that take turns rest between their slices, so a gap is far more than the usual step.
std::vector<Line> stretches(const Line& line);
// The median of the last five values: labels do not follow every twitch.
double newest(const Line& line);

// A value axis, linear or logarithmic, and its place.
class Panel {
public:
    Panel(double top, double height, bool logarithmic) : m_top(top), m_height(height), m_log(logarithmic) {}

    void include(const Line& line)
    {
        for (const auto& point : line) {
            m_low = std::min(m_low, point.value);
            m_high = std::max(m_high, point.value);
        }
    }
    bool empty() const { return m_high < m_low; }
    void fix(double low, double high)
    {
        m_low = low;
        m_high = high;
    }
    void settle() // to whole steps of 1-2-5
    {
        if (m_log) {
            m_low = std::max(m_low, 1e-3);
            m_low = std::pow(10, std::floor(std::log10(m_low) * 3 + 1e-9) / 3) * 0.98;
            m_high = std::max(m_high * 1.15, m_low * 4);
        } else {
            m_low = 0;
            m_high = std::max(m_high * 1.1, 1.0);
        }
    }
    double y(double value) const
    {
        const double share = m_log ? std::log(std::max(value, m_low) / m_low) / std::log(m_high / m_low)
                                   : (value - m_low) / (m_high - m_low);
        return m_top + m_height * (1 - std::clamp(share, 0.0, 1.0));
    }
    double top() const { return m_top; }
    double bottom() const { return m_top + m_height; }

    std::vector<double> steps() const; // where the grid lies

private:
    double m_top, m_height;
    bool m_log;
    double m_low = 1e300, m_high = -1e300;
};

} // namespace cachedeck::report
