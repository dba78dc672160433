#include "backend/report/charts.hpp"

#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace cachedeck::report {
namespace {

constexpr double width = 960, plotLeft = 68, plotRight = 808, labelLeft = 818;
constexpr std::size_t mostPoints = 700; // of one line: about one for each pixel column

struct Point {
    double time, value;
};
using Line = std::vector<Point>;

struct TimeAxis {
    double end = 1;
    double x(double time) const { return plotLeft + (plotRight - plotLeft) * std::clamp(time / end, 0.0, 1.0); }
};

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
        auto [low, high] = std::minmax_element(begin, end, [](const auto& a, const auto& b) { return a.value < b.value; });
        if (high < low)
            std::swap(low, high);
        kept.push_back(*low);
        if (low != high)
            kept.push_back(*high);
    }
    return kept;
}

// What a path's line shows of one interval; empty: nothing to draw.
using Pick = std::function<std::optional<double>(const load::PathSample&)>;

Line lineOf(const load::Result& result, std::size_t path, const Pick& pick)
{
    Line line;
    for (const auto& sample : result.samples)
        if (path < sample.paths.size())
            if (const auto value = pick(sample.paths[path]); value && std::isfinite(*value))
                line.push_back({sample.to, *value});
    return line;
}

// Stretches without a gap. Paths that take turns rest between their slices, so a gap is far more than the usual step.
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

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

double newest(const Line& line) // the median of the last five: labels do not follow every twitch
{
    std::vector<double> last;
    for (auto i = line.size() > 5 ? line.size() - 5 : 0; i < line.size(); ++i)
        last.push_back(line[i].value);
    return median(last);
}

struct Tick {
    double value;
    std::string text;
};

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

    std::vector<double> steps() const
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

private:
    double m_top, m_height;
    bool m_log;
    double m_low = 1e300, m_high = -1e300;
};

std::string pathData(const Line& line, const TimeAxis& axis, const Panel& panel, bool continues = false)
{
    std::string data;
    for (const auto& point : line) {
        data += fmt::format("{}{:.1f} {:.1f}", data.empty() && !continues ? "M" : "L", axis.x(point.time), panel.y(point.value));
    }
    return data;
}

void drawLine(std::string& svg, const Line& line, const TimeAxis& axis, const Panel& panel, std::string_view classes,
              std::string_view dash)
{
    std::string data;
    for (const auto& part : stretches(decimated(line)))
        data += pathData(part, axis, panel);
    if (!data.empty())
        svg += fmt::format("<path class=\"{}\"{} d=\"{}\"/>\n", classes,
                           dash.empty() ? std::string() : fmt::format(" stroke-dasharray=\"{}\"", dash), data);
}

void drawGrid(std::string& svg, const Panel& panel, const std::function<std::string(double)>& text)
{
    for (const double value : panel.steps()) {
        const double y = panel.y(value);
        svg += fmt::format("<path class=\"grid\" d=\"M{:.0f} {:.1f}H{:.0f}\"/><text class=\"tick\" x=\"{:.0f}\" y=\"{:.1f}\">{}</text>\n",
                           plotLeft, y, plotRight, plotLeft - 8, y + 4, text(value));
    }
    svg += fmt::format("<path class=\"base\" d=\"M{:.0f} {:.1f}H{:.0f}\"/>\n", plotLeft, panel.bottom(), plotRight);
}

struct Label {
    double y;
    std::string token, text;
    bool strong;
};

void drawLabels(std::string& svg, std::vector<Label> labels, double bottom)
{
    std::sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + 15);
    for (auto i = labels.size(); i-- > 0;) { // what was pushed below the plot moves up again
        const double limit = i + 1 == labels.size() ? bottom : labels[i + 1].y - 15;
        labels[i].y = std::min(labels[i].y, limit);
    }
    for (const auto& label : labels)
        svg += fmt::format("<text class=\"end t-{}{}\" x=\"{:.0f}\" y=\"{:.1f}\">{}</text>\n", label.token,
                           label.strong ? " strong" : "", labelLeft, label.y + 4, escapeHtml(label.text));
}

Line quantileLine(const load::Result& result, std::size_t path, double load::Quantiles::*which)
{
    return lineOf(result, path, [which](const load::PathSample& sample) -> std::optional<double> {
        return sample.response.count == 0 || sample.response.*which <= 0 ? std::nullopt : std::optional(sample.response.*which);
    });
}

void drawBand(std::string& svg, const Line& low, const Line& high, const TimeAxis& axis, const Panel& panel, const std::string& token)
{
    const auto lows = stretches(decimated(low));
    const auto highs = stretches(decimated(high));
    if (lows.size() != highs.size())
        return;
    for (std::size_t i = 0; i < lows.size(); ++i) {
        const Line back(highs[i].rbegin(), highs[i].rend());
        svg += fmt::format("<path class=\"band f-{}\" d=\"{}{}Z\"/>\n", token, pathData(lows[i], axis, panel),
                           pathData(back, axis, panel, true));
    }
}

void drawLatency(std::string& svg, const load::Result& result, const std::vector<PathStyle>& styles, const TimeAxis& axis, Panel panel)
{
    std::vector<Line> p50s, p99s;
    for (std::size_t path = 0; path < result.paths.size(); ++path) {
        p50s.push_back(quantileLine(result, path, &load::Quantiles::p50));
        p99s.push_back(quantileLine(result, path, &load::Quantiles::p99));
        panel.include(p50s.back());
        panel.include(p99s.back());
    }
    if (panel.empty())
        return;
    panel.settle();
    drawGrid(svg, panel, [](double value) {
        return value < 1000 ? fmt::format("{:g} µs", value) : value < 1e6 ? fmt::format("{:g} ms", value / 1000) : fmt::format("{:g} s", value / 1e6);
    });
    std::vector<Label> labels;
    for (std::size_t path = 0; path < p50s.size(); ++path) {
        if (p50s[path].empty())
            continue;
        const auto& style = styles[path];
        drawBand(svg, p50s[path], p99s[path], axis, panel, style.token);
        drawLine(svg, p99s[path], axis, panel, "p99 l-" + style.token, style.dash);
        drawLine(svg, p50s[path], axis, panel, "p50 l-" + style.token, "");
        double next = axis.end / 14;
        for (const auto& point : p50s[path])
            if (point.time >= next) {
                svg += markerSvg(style, axis.x(point.time), panel.y(point.value), 4.5) + "\n";
                next = point.time + axis.end / 7;
            }
        const auto middle = newest(p50s[path]), tail = newest(p99s[path]);
        labels.push_back({panel.y(middle), style.token, result.paths[path].spec.name + " " + latencyText(middle), true});
        labels.push_back({panel.y(tail), style.token, "p99 " + latencyText(tail), false});
    }
    drawLabels(svg, std::move(labels), panel.bottom());
}

struct SmallChart {
    std::string title;
    Pick pick;
    std::function<std::string(double)> tick, value;
    bool ratio = false;
};

void drawSmall(std::string& svg, const load::Result& result, const std::vector<PathStyle>& styles, const TimeAxis& axis, double top,
               const SmallChart& chart)
{
    std::vector<Line> lines;
    double low = 1e300, high = 0;
    for (std::size_t path = 0; path < result.paths.size(); ++path) {
        lines.push_back(lineOf(result, path, chart.pick));
        for (const auto& point : lines.back()) {
            low = point.value > 0 ? std::min(low, point.value) : low;
            high = std::max(high, point.value);
        }
    }
    const bool logarithmic = !chart.ratio && high > 20 * low;
    Panel panel(top, 74, logarithmic);
    for (const auto& line : lines)
        panel.include(line);
    if (panel.empty())
        return;
    if (logarithmic)
        panel.fix(low, high);
    if (chart.ratio)
        panel.fix(0, 1.0001);
    else
        panel.settle();
    drawGrid(svg, panel, chart.tick);
    svg += fmt::format("<text class=\"end head\" x=\"{:.0f}\" y=\"{:.1f}\">{}{}</text>\n", labelLeft, top + 8, chart.title,
                       logarithmic ? ", log" : "");
    double y = top + 24;
    for (std::size_t path = 0; path < lines.size(); ++path) {
        if (lines[path].empty())
            continue;
        const auto& style = styles[path];
        drawLine(svg, lines[path], axis, panel, "small l-" + style.token, "");
        svg += markerSvg(style, axis.x(lines[path].back().time), panel.y(lines[path].back().value), 3) + "\n";
        svg += fmt::format("<text class=\"end t-{}\" x=\"{:.0f}\" y=\"{:.1f}\">{}</text>\n", style.token, labelLeft, y,
                           escapeHtml(chart.value(newest(lines[path])) + " " + result.paths[path].spec.name));
        y += 15;
    }
}

std::string shortCount(double value)
{
    return value >= 1e6 ? fmt::format("{:g} M", value / 1e6) : value >= 1000 ? fmt::format("{:g} k", value / 1000) : fmt::format("{:g}", value);
}

std::vector<SmallChart> smallCharts()
{
    const auto perSecond = [](std::uint64_t load::Counts::*which) {
        return [which](const load::PathSample& sample) -> std::optional<double> {
            if (sample.activeSeconds <= 0)
                return std::nullopt;
            return static_cast<double>(sample.counts.*which) / sample.activeSeconds;
        };
    };
    const auto percent = [](double value) { return fmt::format("{:g} %", std::round(value * 1000) / 10); };
    return {{"operations/s", perSecond(&load::Counts::ok), shortCount, rateText, false},
            {"hit ratio", [](const load::PathSample& sample) { return sample.counts.hitRatio(); }, percent, percent, true},
            {"store queries/s", perSecond(&load::Counts::storeReads), shortCount, rateText, false}};
}

void drawTimeAxis(std::string& svg, const TimeAxis& axis, double y)
{
    double step = 1;
    for (const double candidate : {1., 2., 5., 10., 20., 30., 60., 120., 300., 600., 1200., 1800., 3600.})
        if (step = candidate; axis.end / candidate <= 10)
            break;
    for (double time = 0; time <= axis.end + 1e-9; time += step)
        svg += fmt::format("<path class=\"base\" d=\"M{0:.1f} {1:.0f}v4\"/><text class=\"time\" x=\"{0:.1f}\" y=\"{2:.0f}\">{3}</text>\n",
                           axis.x(time), y, y + 18, clockText(time));
}

void drawEvents(std::string& svg, const load::Result& result, const TimeAxis& axis, double top, double bottom)
{
    double free = 0; // a label only where the one before leaves room; the table of events has them all
    for (const auto& mark : result.events) {
        const double x = axis.x(mark.at);
        svg += fmt::format("<path class=\"event\" d=\"M{:.1f} {:.0f}V{:.0f}\"/>", x, top, bottom);
        const char shape = mark.kind == "invalidate" ? 'd' : mark.kind == "recovered" || mark.kind == "steady" ? 'o'
                           : mark.kind == "fault" || mark.kind == "failover"                                    ? 't'
                                                                                                                : 's';
        svg += markerSvg({"accent", "", shape}, x, top - 6, 4.5);
        const auto text = mark.text.size() > 44 ? mark.text.substr(0, 42) + "…" : mark.text;
        if (x >= free && x < plotRight - 60) {
            svg += fmt::format("<text class=\"what\" x=\"{:.1f}\" y=\"{:.0f}\">{}</text>", x + 8, top - 2, escapeHtml(text));
            free = x + 20 + 6.0 * static_cast<double>(text.size());
        }
        svg += '\n';
    }
}

} // namespace

std::string chartsSvg(const load::Result& result, const std::vector<PathStyle>& styles)
{
    if (result.samples.empty())
        return "<p class=\"empty\">Nothing was measured, so there is nothing to draw.</p>";
    constexpr double top = 30, latencyHeight = 300, step = 100;
    const auto charts = smallCharts();
    const double bottom = top + latencyHeight + 24 + step * static_cast<double>(charts.size()) - 26;
    TimeAxis axis;
    axis.end = std::max(result.samples.back().to, 1.0);
    double warmUp = 0;
    for (const auto& sample : result.samples)
        warmUp = sample.warmUp ? std::max(warmUp, sample.to) : warmUp;

    std::string svg = fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Latency of reads, throughput, hit ratio "
                                  "and store queries over the time of the run\">\n",
                                  width, bottom + 26);
    if (warmUp > 0)
        svg += fmt::format("<rect class=\"warm\" x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>"
                           "<text class=\"note\" x=\"{:.0f}\" y=\"{:.0f}\">Warm-up, excluded</text>\n",
                           plotLeft, top, axis.x(warmUp) - plotLeft, bottom - top, plotLeft, top - 16);
    drawLatency(svg, result, styles, axis, Panel(top, latencyHeight, true));
    for (std::size_t i = 0; i < charts.size(); ++i)
        drawSmall(svg, result, styles, axis, top + latencyHeight + 24 + step * static_cast<double>(i), charts[i]);
    drawTimeAxis(svg, axis, bottom);
    drawEvents(svg, result, axis, top, bottom);
    return svg + "</svg>";
}

} // namespace cachedeck::report
