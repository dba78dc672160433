// A chart in words.
#include "widgets/chart/time_chart_p.hpp"

#include <cmath>

namespace cachedeck::chart {

QString TimeChart::summary() const
{
    const ChartData& known = d->data;
    if (known.isEmpty())
        return d->emptyText;
    QStringList sentences;
    if (!known.note.isEmpty())
        sentences.append(known.note % u'.');
    const Range now = window();
    //: Times as minutes and seconds
    sentences.append(tr("From %1 to %2.").arg(timeText(now.low), timeText(std::min(now.high, known.lastTime()))));
    const Readout at = readout();
    if (d->crosshair)
        sentences.append(tr("At %1:").arg(timeText(at.time, 0.1)));
    for (std::size_t i = 0; i < known.paths.size(); ++i) {
        if (!known.paths[i].visible)
            continue;
        QStringList parts;
        for (const int quantile : known.visibleQuantiles)
            if (std::isfinite(at.quantiles[i][static_cast<std::size_t>(quantile)]))
                parts.append(known.quantileNames[quantile] % u' ' %
                             valueText(at.quantiles[i][static_cast<std::size_t>(quantile)], Unit::Seconds));
        for (std::size_t plot = 0; plot < at.values[i].size(); ++plot)
            if (std::isfinite(at.values[i][plot]))
                parts.append(known.plots[plot].title % u' ' % valueText(at.values[i][plot], known.plots[plot].unit));
        if (!parts.isEmpty())
            //: A path's name and its values, for screen readers
            sentences.append(tr("%1: %2.").arg(known.paths[i].spec.name, parts.join(QStringLiteral(", "))));
    }
    for (const ChartEvent& event : known.events)
        if (event.time >= now.low && event.time <= now.high)
            //: An event on the chart: what, when
            sentences.append(tr("%1 at %2.").arg(event.title, timeText(event.time)));
    return sentences.join(QLatin1Char(' '));
}

} // namespace cachedeck::chart
