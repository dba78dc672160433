#include "ui/load/explanations.hpp"

#include <QCoreApplication>

namespace cachedeck::ui::explanations {

namespace {

struct Views {
    Q_DECLARE_TR_FUNCTIONS(Views)
};

} // namespace

QString name(View view)
{
    switch (view) {
    case View::Time:
        return Views::tr("Time");
    case View::Heatmap:
        return Views::tr("Heatmap");
    case View::Percentiles:
        return Views::tr("Percentiles");
    case View::Histogram:
        return Views::tr("Histogram");
    case View::Operations:
        return Views::tr("Operations");
    case View::Stampede:
        return Views::tr("Stampede");
    case View::Limit:
        return Views::tr("Limit");
    case View::BreakEven:
        return Views::tr("Break-even");
    }
    return {};
}

QString title(View view)
{
    switch (view) {
    case View::Time:
        return Views::tr("Latency of reads");
    case View::Heatmap:
        return Views::tr("Latency over time");
    case View::Percentiles:
        return Views::tr("Latency by percentile");
    case View::Histogram:
        return Views::tr("Reads by latency");
    case View::Operations:
        return Views::tr("By operation");
    case View::Stampede:
        return Views::tr("Reads in the primary store at once");
    case View::Limit:
        return Views::tr("Latency against throughput");
    case View::BreakEven:
        return Views::tr("Where the cache stops paying");
    }
    return {};
}

QString explanation(View view)
{
    switch (view) {
    case View::Time:
        return Views::tr("At each moment, half of the reads (p50) and 99 in 100 (p99) were answered within the time "
                         "drawn, counted from when a read was due; moments with few reads jump about.");
    case View::Heatmap:
        return Views::tr("Each cell counts the reads of one moment whose response time was about so long, brighter for "
                         "more, with hits and misses as two separate bands.");
    case View::Percentiles:
        return Views::tr("The time within which a share of the reads was answered, from when a read was due (solid "
                         "line, response) or from when it was sent (thin line, service); each step to the right takes "
                         "in ten times rarer reads, so the right end rests on very few.");
    case View::Histogram:
        return Views::tr("How many reads of the whole measured time took about so long, in bins of equal width on the "
                         "log axis, 24 to a decade.");
    case View::Operations:
        return Views::tr("Each operation of the workload by itself, with its response time and its part of all the "
                         "time that its path's operations took: an average over all of them hides the expensive "
                         "ones.");
    case View::Stampede:
        return Views::tr("The most reads that were in the primary store at the same time, moment by moment: a peak "
                         "after an expiry or an invalidation is a stampede, in which many readers miss one answer and "
                         "each makes it anew.");
    case View::Limit:
        return Views::tr("Each point is a step of the search, with the rate that was served and the p99 at that rate; "
                         "the knee is the highest rate at which the threshold held, on this machine with these data, "
                         "and no property of the server alone.");
    case View::BreakEven:
        return Views::tr("How far this run is from the point where reading without a cache is as good, computed from "
                         "the run's own mean times and carried on to conditions that were not measured.");
    }
    return {};
}

QString empty(View view)
{
    switch (view) {
    case View::Limit:
        return Views::tr("This run did not search for its limit; a scenario with \"find_limit\" does.");
    case View::BreakEven:
        return Views::tr("Figures appear here once an uncached and a cached path have been measured.");
    default:
        return Views::tr("The figures appear here as soon as something was measured.");
    }
}

QString fileName(View view)
{
    switch (view) {
    case View::Time:
        return QStringLiteral("latency");
    case View::Heatmap:
        return QStringLiteral("heatmap");
    case View::Percentiles:
        return QStringLiteral("percentiles");
    case View::Histogram:
        return QStringLiteral("histogram");
    case View::Operations:
        return QStringLiteral("operations");
    case View::Stampede:
        return QStringLiteral("stampede");
    case View::Limit:
        return QStringLiteral("limit");
    case View::BreakEven:
        return QStringLiteral("break-even");
    }
    return {};
}

QString tip(const QString& sentence)
{
    if (sentence.isEmpty())
        return {};
    return QStringLiteral("<span>") + sentence.toHtmlEscaped() + QStringLiteral("</span>");
}

} // namespace cachedeck::ui::explanations
