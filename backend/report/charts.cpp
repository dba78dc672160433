#include "backend/report/charts.hpp"

#include "backend/report/chart_panel.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace cachedeck::report {
namespace {

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

std::string pathData(const Line& line, const TimeAxis& axis, const Panel& panel, bool continues = false)
{
    std::string data;
    for (const auto& point : line) {
        data += fmt::format("{}{:.1f} {:.1f}", data.empty() && !continues ? "M" : "L", axis.x(point.time),
                            panel.y(point.value));
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
        svg += fmt::format("<path class=\"grid\" d=\"M{:.0f} {:.1f}H{:.0f}\"/><text class=\"tick\" x=\"{:.0f}\" "
                           "y=\"{:.1f}\">{}</text>\n",
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
        return sample.response.count == 0 || sample.response.*which <= 0 ? std::nullopt
                                                                         : std::optional(sample.response.*which);
    });
}

void drawBand(std::string& svg, const Line& low, const Line& high, const TimeAxis& axis, const Panel& panel,
              const std::string& token)
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

void drawLatency(std::string& svg, const load::Result& result, const std::vector<PathStyle>& styles,
                 const TimeAxis& axis, Panel panel)
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
        return value < 1000  ? fmt::format("{:g} µs", value)
               : value < 1e6 ? fmt::format("{:g} ms", value / 1000)
                             : fmt::format("{:g} s", value / 1e6);
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
        labels.push_back(
            {panel.y(middle), style.token, result.paths[path].spec.name + " " + latencyText(middle), true});
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

void drawSmall(std::string& svg, const load::Result& result, const std::vector<PathStyle>& styles, const TimeAxis& axis,
               double top, const SmallChart& chart)
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
    svg += fmt::format("<text class=\"end head\" x=\"{:.0f}\" y=\"{:.1f}\">{}{}</text>\n", labelLeft, top + 8,
                       chart.title, logarithmic ? ", log" : "");
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
    return value >= 1e6    ? fmt::format("{:g} M", value / 1e6)
           : value >= 1000 ? fmt::format("{:g} k", value / 1000)
                           : fmt::format("{:g}", value);
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
    const auto atOnce = [](const load::PathSample& sample) -> std::optional<double> {
        return sample.activeSeconds > 0 ? std::optional(static_cast<double>(sample.storeInFlight)) : std::nullopt;
    };
    const auto percent = [](double value) { return fmt::format("{:g} %", std::round(value * 1000) / 10); };
    return {
        {"operations/s", perSecond(&load::Counts::ok), shortCount, rateText, false},
        {"hit ratio", [](const load::PathSample& sample) { return sample.counts.hitRatio(); }, percent, percent, true},
        {"store queries/s", perSecond(&load::Counts::storeReads), shortCount, rateText, false},
        {"reads in the store at once", atOnce, shortCount, shortCount, false}};
}

void drawTimeAxis(std::string& svg, const TimeAxis& axis, double y)
{
    double step = 1;
    for (const double candidate : {1., 2., 5., 10., 20., 30., 60., 120., 300., 600., 1200., 1800., 3600.})
        if (step = candidate; axis.end / candidate <= 10)
            break;
    for (double time = 0; time <= axis.end + 1e-9; time += step)
        svg += fmt::format("<path class=\"base\" d=\"M{0:.1f} {1:.0f}v4\"/><text class=\"time\" x=\"{0:.1f}\" "
                           "y=\"{2:.0f}\">{3}</text>\n",
                           axis.x(time), y, y + 18, clockText(time));
}

// At most so many characters, none of them cut.
std::string clipped(const std::string& text, std::size_t most)
{
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && characters++ == most)
            return text.substr(0, i) + "…";
    return text;
}

void drawEvents(std::string& svg, const load::Result& result, const TimeAxis& axis, double top, double bottom)
{
    constexpr double characterWidth = 6.4;
    for (std::size_t i = 0; i < result.events.size(); ++i) {
        const auto& mark = result.events[i];
        const double x = axis.x(mark.at);
        svg += fmt::format("<path class=\"event\" d=\"M{:.1f} {:.0f}V{:.0f}\"/>", x, top, bottom);
        const char shape = mark.kind == "invalidate" || mark.kind == "expire"  ? 'd'
                           : mark.kind == "recovered" || mark.kind == "steady" ? 'o'
                           : mark.kind == "fault" || mark.kind == "failover"   ? 't'
                                                                               : 's';
        svg += markerSvg({"accent", "", shape}, x, top - 6, 4.5);
        // As much as fits before the next mark; the table of events has it whole.
        const double end = i + 1 < result.events.size() ? axis.x(result.events[i + 1].at) - 8 : chartWidth;
        if (const auto room = (end - x - 8) / characterWidth; room >= 8)
            svg += fmt::format(
                "<text class=\"what\" x=\"{:.1f}\" y=\"{:.0f}\">{}</text>", x + 8, top - 2,
                escapeHtml(clipped(mark.text, std::min<std::size_t>(60, static_cast<std::size_t>(room) - 1))));
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

    std::string svg = fmt::format(
        "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Latency of reads, throughput, hit ratio, "
        "store queries and reads in the store at once over the time of the run\">\n",
        chartWidth, bottom + 26);
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
