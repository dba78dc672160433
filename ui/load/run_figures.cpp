#include "ui/load/run_figures.hpp"

#include "backend/latency/hlog.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::ui {

namespace {

// The heatmap's buckets: sixteen a decade from 1 µs to 10 s; what lies beyond counts at the ends.
constexpr double heatLow = 1e-6;
constexpr int heatPerDecade = 16;
constexpr int heatBuckets = 7 * heatPerDecade;
constexpr int binsPerDecade = 24;
constexpr int curvePerDecade = 12;

using latency::Layout;

int heatBucket(std::size_t index)
{
    static const auto table = [] {
        std::vector<std::uint8_t> buckets(Layout::counts);
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            const double seconds = static_cast<double>(std::max<std::int64_t>(1, Layout::middleOf(i))) / 1e9;
            const double place = std::floor(std::log10(seconds / heatLow) * heatPerDecade);
            buckets[i] = static_cast<std::uint8_t>(std::clamp(place, 0.0, heatBuckets - 1.0));
        }
        return buckets;
    }();
    return table[index];
}

double micros(latency::Nanoseconds value)
{
    return static_cast<double>(value.count()) / 1e3;
}

double totalTime(const load::OperationResult& operation)
{
    return operation.response.mean() * static_cast<double>(operation.response.count());
}

} // namespace

void HeatStore::add(const load::Second& second)
{
    const auto& text = second.responseLog;
    if (text.empty() || second.second <= m_newest)
        return;
    const auto histogram = latency::decode(text);
    if (!histogram)
        return;
    m_newest = second.second;
    while (!m_columns.empty() && m_newest / m_step - m_columns.begin()->first >= m_most)
        widen();
    auto& buckets = m_columns[m_newest / m_step];
    buckets.resize(heatBuckets);
    for (auto i = histogram->firstIndex(); i <= histogram->lastIndex(); ++i)
        if (const auto count = histogram->countAt(i))
            buckets[static_cast<std::size_t>(heatBucket(i))] += static_cast<std::uint32_t>(count);
}

void HeatStore::widen()
{
    decltype(m_columns) wider;
    for (const auto& [column, buckets] : m_columns) {
        auto& to = wider[column / 2];
        to.resize(heatBuckets);
        std::transform(buckets.begin(), buckets.end(), to.begin(), to.begin(), std::plus<>());
    }
    m_columns = std::move(wider);
    m_step *= 2;
}

heatmap::Cells HeatStore::cells() const
{
    heatmap::Cells cells;
    if (m_columns.empty())
        return cells;
    const int first = m_columns.begin()->first;
    cells.from = double(first) * m_step;
    cells.step = m_step;
    cells.low = heatLow;
    cells.factor = std::pow(10.0, 1.0 / heatPerDecade);
    cells.buckets = heatBuckets;
    cells.counts.resize(qsizetype(m_columns.rbegin()->first - first + 1) * heatBuckets);
    for (const auto& [column, buckets] : m_columns)
        std::copy(buckets.begin(), buckets.end(), cells.counts.begin() + qsizetype(column - first) * heatBuckets);
    return cells;
}

QVector<QPointF> percentileCurve(const latency::Histogram& histogram)
{
    QVector<QPointF> curve;
    if (histogram.empty())
        return curve;
    const double most = static_cast<double>(histogram.count());
    for (int k = 0;; ++k) {
        const double x = std::pow(10.0, double(k) / curvePerDecade);
        if (x > most && k > 0)
            break;
        const double seconds = static_cast<double>(histogram.quantile(1 - 1 / x).count()) / 1e9;
        if (seconds > 0)
            curve << QPointF(x, seconds);
    }
    return curve;
}

QVector<QPointF> binned(const latency::Histogram& histogram)
{
    QVector<QPointF> bins;
    if (histogram.empty())
        return bins;
    const auto binOf = [](std::int64_t nanoseconds) {
        return static_cast<int>(
            std::floor(std::log10(static_cast<double>(std::max<std::int64_t>(1, nanoseconds))) * binsPerDecade));
    };
    const auto edge = [](int bin) { return std::pow(10.0, double(bin) / binsPerDecade) / 1e9; };
    const int first = binOf(Layout::middleOf(histogram.firstIndex()));
    const int last = binOf(Layout::middleOf(histogram.lastIndex()));
    for (int bin = first; bin <= last + 1; ++bin)
        bins << QPointF(edge(bin), 0);
    for (auto i = histogram.firstIndex(); i <= histogram.lastIndex(); ++i)
        if (const auto count = histogram.countAt(i))
            bins[binOf(Layout::middleOf(i)) - first].ry() += static_cast<double>(count);
    return bins;
}

RunFigures figuresOf(const load::Result& result)
{
    RunFigures figures;
    std::size_t operations = 0;
    for (const auto& path : result.paths) {
        figures.paths.push_back({{},
                                 percentileCurve(path.response),
                                 percentileCurve(path.service),
                                 binned(path.response),
                                 path.response.count()});
        operations = std::max(operations, path.operations.size());
    }
    for (std::size_t operation = 0; operation < operations; ++operation)
        for (std::size_t path = 0; path < result.paths.size(); ++path) {
            const auto& all = result.paths[path].operations;
            if (operation >= all.size() || (all[operation].share <= 0 && all[operation].counts.issued == 0))
                continue;
            double time = 0;
            for (const auto& each : all)
                time += totalTime(each);
            const auto& one = all[operation];
            figures.operations.push_back(
                {path, one.name, one.write, one.counts, one.response.empty() ? 0 : micros(one.response.quantile(0.5)),
                 one.response.empty() ? 0 : micros(one.response.quantile(0.99)), time > 0 ? totalTime(one) / time : 0});
        }
    return figures;
}

} // namespace cachedeck::ui
