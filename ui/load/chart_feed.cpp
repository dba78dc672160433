#include "ui/load/chart_feed.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/load/words.hpp"
#include "widgets/chart/time_chart.hpp"
#include "widgets/theme/text.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace cachedeck::ui {

namespace {

// Less of a path's time than this (a slice cut by a change of phase) gives a point that says nothing.
constexpr double shortest = 0.1;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

chart::Sample toChart(const load::Sample& sample, const load::PathSample& path)
{
    chart::Sample point;
    point.time = sample.to;
    const auto& response = path.response;
    if (response.count > 0)
        point.quantiles = {response.p50 / 1e6, response.p95 / 1e6, response.p99 / 1e6, response.p999 / 1e6};
    else
        point.quantiles = {nothing, nothing, nothing, nothing};
    const auto rate = [&path](std::uint64_t count) {
        return path.activeSeconds > 0 ? double(count) / path.activeSeconds : nothing;
    };
    point.values = {rate(path.counts.ok), path.counts.hitRatio().value_or(nothing), rate(path.counts.storeReads),
                    rate(path.counts.errors + path.counts.timeouts)};
    return point;
}

} // namespace

ChartFeed::ChartFeed(RunSession& run, chart::TimeChart& chart, QObject* parent)
    : QObject(parent), m_run(run), m_chart(chart)
{
    m_chart.setTitle(tr("Latency of reads"));
    m_chart.setQuantiles(
        {QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99"), QStringLiteral("p99.9")});
    m_chart.addPlot({tr("operations/s, log"), chart::Unit::Count, chart::Scale::Log});
    m_chart.addPlot({tr("hit ratio"), chart::Unit::Ratio, chart::Scale::Linear});
    m_chart.addPlot({tr("store queries/s"), chart::Unit::Count, chart::Scale::Linear});
    m_chart.addPlot({tr("errors/s"), chart::Unit::Count, chart::Scale::Linear});
    m_chart.setGapAfter(3);
    m_chart.setEmptyText(tr("The curves appear here as soon as the run is going."));
    connect(&m_run, &RunSession::started, this, &ChartFeed::begin);
    connect(&m_run, &RunSession::sampled, this, &ChartFeed::take);
    connect(&m_run, &RunSession::thinned, this, &ChartFeed::retake);
    connect(&m_run, &RunSession::marked, this, &ChartFeed::mark);
}

void ChartFeed::begin()
{
    const auto& scenario = m_run.scenario();
    m_taken = 0;
    m_measuring = false;
    m_invalidation = -1;
    m_chart.clear();
    m_chart.clearPaths();
    const auto shown = m_run.result(); // an earlier run knows what was simulated even where its world is gone
    const auto delay = shown ? words::simulated(*shown) : words::simulated(scenario);
    m_chart.setNote(delay.isEmpty() ? QString() : tr("simulated"));
    for (std::size_t i = 0; i < scenario.paths.size(); ++i)
        m_chart.addPath({theme::plain(QString::fromStdString(scenario.paths[i].name)), words::roleOf(scenario, i)});
    m_warmUp = scenario.cache.coldStart ? 0 : std::chrono::duration<double>(scenario.warmUp).count();
    m_chart.setWarmUp(m_warmUp);
    m_chart.setDuration(m_warmUp + std::chrono::duration<double>(scenario.duration).count());
    m_chart.resetView();
}

void ChartFeed::take()
{
    const auto& samples = m_run.samples();
    for (; m_taken < samples.size(); ++m_taken) {
        const auto& sample = samples[m_taken];
        noteWarmUp(sample);
        for (std::size_t path = 0; path < sample.paths.size(); ++path)
            if (sample.paths[path].activeSeconds >= shortest)
                m_chart.append(int(path), toChart(sample, sample.paths[path]));
        m_chart.setNow(sample.to);
    }
}

void ChartFeed::retake()
{
    m_chart.clearSamples();
    m_taken = 0;
    take();
}

// Warming up ends when the run is steady, not at a time that is known before.
void ChartFeed::noteWarmUp(const load::Sample& sample)
{
    if (m_measuring)
        return;
    const auto duration = std::chrono::duration<double>(m_run.scenario().duration).count();
    m_measuring = !sample.warmUp;
    const double end = m_measuring ? sample.from : std::max(sample.to, m_warmUp);
    if (!m_measuring && end <= m_warmUp)
        return;
    m_warmUp = end;
    m_chart.setWarmUp(m_warmUp);
    m_chart.setDuration(m_warmUp + duration);
}

void ChartFeed::mark(const load::Mark& mark)
{
    const auto text = theme::plain(backendText(mark.text));
    // A recovery completes its invalidation's words; two marks for one story would only crowd the axis.
    if (mark.kind == "recovered" && m_invalidation >= 0) {
        m_recoveries << text;
        m_chart.setEventDetail(m_invalidation, m_recoveries.join(QStringLiteral("; ")));
    }
    if (mark.kind == "recovered" || mark.kind == "steady" || mark.kind == "note")
        return;
    const int event = m_chart.addEvent({mark.at, text, {}});
    if (mark.kind == "invalidate" || mark.kind == "expire") {
        m_invalidation = event;
        m_recoveries.clear();
    }
}

} // namespace cachedeck::ui
