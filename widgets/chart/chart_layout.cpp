#include "widgets/chart/chart_layout.hpp"

#include "widgets/theme/text.hpp"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace cachedeck::chart {
namespace {

// The gutters of the design at scale 1, and what presentation adds to them.
double grown(double plain, double presented, const theme::Theme& theme)
{
    return plain + (presented - plain) * (theme.scale() - 1) / (theme::Theme::presentationScale - 1);
}

bool rangeOf(const ChartData& data, const Range& time, int plot, Range* range)
{
    bool found = false;
    const auto join = [&](const Curve& curve) {
        double low = 0;
        double high = 0;
        if (!curve.range(time.low, time.high, &low, &high))
            return;
        range->low = found ? std::min(range->low, low) : low;
        range->high = found ? std::max(range->high, high) : high;
        found = true;
    };
    for (const ChartData::Path& path : data.paths) {
        if (!path.visible)
            continue;
        if (plot >= 0) {
            if (plot < static_cast<int>(path.values.size()))
                join(path.values[static_cast<std::size_t>(plot)]);
            continue;
        }
        for (const int quantile : data.visibleQuantiles)
            if (quantile < static_cast<int>(path.quantiles.size()))
                join(path.quantiles[static_cast<std::size_t>(quantile)]);
    }
    for (const GhostCurve& ghost : data.ghosts)
        for (const QPointF& point : ghost.points) {
            if (plot >= 0 || point.x() < time.low || point.x() > time.high || point.y() <= 0)
                continue;
            range->low = found ? std::min(range->low, point.y()) : point.y();
            range->high = found ? std::max(range->high, point.y()) : point.y();
            found = true;
        }
    return found;
}

void setRange(PlotFrame& frame, const ChartData& data, const Range& time, double spacing)
{
    Range values;
    if (rangeOf(data, time, frame.plot, &values))
        frame.range = niceRange(values.low, values.high, frame.unit, frame.scale);
    else if (frame.plot < 0)
        frame.range = {40e-6, 30e-3};
    else if (frame.scale == Scale::Log)
        frame.range = {1, 1000};
    else
        frame.range = {0, 1};
    frame.ticks = ticks(frame.range, frame.unit, frame.scale, frame.area.height(), spacing);
}

double labelWidth(const ChartData& data, const theme::Theme& theme)
{
    const QFontMetricsF strong(
        theme.font(theme.scale() > 1.5 ? theme::Role::Body : theme::Role::Caption, theme::Weight::SemiBold));
    double widest = 0;
    for (const PathSpec& spec : data.specs)
        widest = std::max(widest,
                          strong.horizontalAdvance(theme.scale() > 1.5 ? spec.name : QString(spec.name % u" 00.0 ms")));
    for (const PlotSpec& plot : data.plots)
        widest = std::max(widest, strong.horizontalAdvance(plot.title));
    return std::max(widest, strong.horizontalAdvance(theme::plain(data.note)));
}

double leftOfNote(const ChartData& data, double width, const theme::Theme& theme)
{
    const QFontMetricsF strong(
        theme.font(theme.scale() > 1.5 ? theme::Role::Body : theme::Role::Caption, theme::Weight::SemiBold));
    return data.note.isEmpty() ? width : width - strong.horizontalAdvance(theme::plain(data.note)) - theme.line(8);
}

} // namespace

double PlotFrame::y(double value) const
{
    const double low = scale == Scale::Log ? std::log10(range.low) : range.low;
    const double high = scale == Scale::Log ? std::log10(range.high) : range.high;
    const double at = scale == Scale::Log ? std::log10(value) : value;
    return area.bottom() - (at - low) / (high - low) * area.height();
}

double Layout::x(double seconds) const
{
    return all.left() + (seconds - time.low) / (time.high - time.low) * all.width();
}

double Layout::seconds(double at) const
{
    return time.low + (at - all.left()) / all.width() * (time.high - time.low);
}

int Layout::columns() const
{
    return std::clamp(static_cast<int>(all.width() / 2), 16, 500);
}

Layout layOut(const ChartData& data, const LayoutRequest& request, const theme::Theme& theme)
{
    Layout layout;
    layout.size = request.size;
    layout.time = request.time;
    layout.noteLeft = leftOfNote(data, request.size.width(), theme);
    const double left = grown(68, 96, theme);
    const double right =
        std::clamp(labelWidth(data, theme) + grown(16, 24, theme), grown(147, 216, theme), request.size.width() * 0.3);
    const double top = grown(20, 48, theme);
    const double axis = grown(24, 40, theme);
    const double width = std::max(40.0, request.size.width() - left - right);
    const double bottom = std::max(top + 40, request.size.height() - axis);
    const int smalls = request.smallPlots ? static_cast<int>(data.plots.size()) : 0;
    const double gap = grown(16, 20, theme);
    // Small plots are 36 to 64 px high; below 36 the latency plot pays, as long as it keeps half of the height.
    const double whole = bottom - top;
    double small = smalls > 0 ? std::clamp(whole * 0.1, theme.line(36), theme.line(64)) : 0;
    if (smalls > 0 && smalls * (small + gap) + gap / 2 > whole / 2)
        small = std::max(16.0, (whole / 2 - gap / 2) / smalls - gap);
    const double mainBottom = smalls > 0 ? bottom - smalls * (small + gap) - gap / 2 : bottom;

    PlotFrame main;
    main.area = QRectF(left, top, width, std::max(24.0, mainBottom - top));
    setRange(main, data, request.time, theme.line(14));
    layout.plots.append(main);
    double y = main.area.bottom() + gap * 1.5;
    for (int i = 0; i < smalls; ++i) {
        const PlotSpec& spec = data.plots[static_cast<std::size_t>(i)];
        PlotFrame frame;
        frame.plot = i;
        frame.unit = spec.unit;
        frame.scale = spec.scale;
        frame.area = QRectF(left, y, width, small);
        setRange(frame, data, request.time, theme.line(14));
        layout.plots.append(frame);
        y += small + gap;
    }
    layout.all = QRectF(QPointF(left, top), QPointF(left + width, bottom));
    layout.timeTicks = timeTicks(request.time, width, theme.line(52));
    return layout;
}

QVector<EndLabel> endLabels(const ChartData& data, const Layout& layout, const theme::Theme& theme)
{
    const PlotFrame& plot = layout.plots.first();
    const bool presented = theme.scale() > 1.5;
    QVector<EndLabel> labels;
    for (int i = 0; i < static_cast<int>(data.paths.size()); ++i) {
        const ChartData::Path& path = data.paths[static_cast<std::size_t>(i)];
        if (!path.visible || path.samples.empty())
            continue;
        const bool newest = path.samples.back().time <= layout.time.high;
        double age = 0;
        const bool stale = newest && data.isStale(i, &age);
        for (int k = 0; k < data.visibleQuantiles.size(); ++k) {
            const int quantile = data.visibleQuantiles[k];
            const Curve& curve = path.quantiles[static_cast<std::size_t>(quantile)];
            const double value = newest ? curve.recentMedian(5) : curve.at(layout.time.high);
            if (!std::isfinite(value))
                continue;
            const QString name = k == 0 ? path.spec.name : data.quantileNames.value(quantile);
            const QString shown = stale && k == 0 ? TimeChart::tr("%1 s ago").arg(static_cast<int>(age))
                                                  : valueText(value, Unit::Seconds);
            const bool split = presented && k == 0;
            labels.append({i, quantile, k == 0, split ? name : QString(name % u' ' % shown), split ? shown : QString(),
                           std::clamp(plot.y(value), plot.area.top(), plot.area.bottom()),
                           split ? theme.line(38) : theme.line(15), 0, stale});
        }
    }
    const auto place = [&] {
        QVector<double> wanted;
        QVector<double> heights;
        for (const EndLabel& label : std::as_const(labels)) {
            wanted.append(label.wanted);
            heights.append(label.height);
        }
        const double air = presented ? 0 : theme.line(8); // large labels would stand in the time axis
        const QVector<double> placed = nudged(wanted, heights, plot.area.top() - air, plot.area.bottom() + air);
        double worst = 0;
        for (int i = 0; i < labels.size(); ++i) {
            labels[i].centre = placed[i];
            if (!labels[i].main)
                worst = std::max(worst, std::abs(placed[i] - labels[i].wanted));
        }
        return worst;
    };
    // In presentation there is room for few: a secondary label that would end far from its line goes.
    const double tolerated = theme.line(presented ? 12 : 45);
    while (place() > tolerated) {
        const auto worst = std::max_element(labels.begin(), labels.end(), [](const EndLabel& a, const EndLabel& b) {
            const auto away = [](const EndLabel& label) {
                return label.main ? -1.0 : std::abs(label.centre - label.wanted);
            };
            return away(a) < away(b);
        });
        labels.erase(worst);
    }
    return labels;
}

} // namespace cachedeck::chart
