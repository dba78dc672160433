#include "backend/report/chart_panel.hpp"

namespace cachedeck::report {
namespace {

constexpr std::size_t mostPoints = 700; // of one line: about one for each pixel column

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

} // namespace

// Keeps the lowest and the highest point of each column, in their order, so that no spike is lost.
Line decimated(const Line& line)
{
    if (line.size() <= mostPoints)
        return line;
    Line kept;
    const std::size_t columns = mostPoints / 2;
    for (std::size_t column = 0; column < columns; ++column) {
        const auto begin = line.begin() + static_cast<std::ptrdiff_t>(column * line.size() / columns);
        const auto end = line.begin() + static_cast<std::ptrdiff_t>((column + 1) * line.size() / columns);
        auto [low, high] =
            std::minmax_element(begin, end, [](const auto& a, const auto& b) { return a.value < b.value; });
        if (high < low)
            std::swap(low, high);
        kept.push_back(*low);
        if (low != high)
            kept.push_back(*high);
    }
    return kept;
}

std::vector<Line> stretches(const Line& line)
{
    std::vector<Line> parts;
    if (line.empty())
        return parts;
    const double usual = (line.back().time - line.front().time) / static_cast<double>(line.size());
    const double gap = std::max(2.5, 8 * usual);
    for (const auto& point : line) {
        if (parts.empty() || point.time - parts.back().back().time > gap)
            parts.emplace_back();
        parts.back().push_back(point);
    }
    return parts;
}

double newest(const Line& line)
{
    std::vector<double> last;
    for (auto i = line.size() > 5 ? line.size() - 5 : 0; i < line.size(); ++i)
        last.push_back(line[i].value);
    return median(last);
}

std::vector<double> Panel::steps() const
{
    std::vector<double> values;
    if (m_log) {
        const auto count = std::log10(m_high / m_low) * 3;
        for (int power = static_cast<int>(std::floor(std::log10(m_low))); power <= std::log10(m_high) + 1; ++power)
            for (const double digit : {1.0, 2.0, 5.0}) {
                const double value = digit * std::pow(10, power);
                const bool few = count * 16 <= m_height || digit == 1.0; // only whole decades where it is tight
                if (few && value >= m_low && value <= m_high)
                    values.push_back(value);
            }
        return values;
    }
    const double raw = (m_high - m_low) / 3, scale = std::pow(10, std::floor(std::log10(raw)));
    const double step = scale * (raw / scale < 1.5 ? 1 : raw / scale < 3.5 ? 2 : raw / scale < 7.5 ? 5 : 10);
    for (double value = m_low; value <= m_high + 1e-9; value += step)
        values.push_back(value);
    return values;
}

} // namespace cachedeck::report
