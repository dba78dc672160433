#include "widgets/chart/chart_data.hpp"

#include <cmath>

namespace cachedeck::chart {
namespace {

// A log axis has no place for zero and below: such a value is not there.
double drawable(double value, Scale scale)
{
    return scale == Scale::Log && value <= 0 ? noValue : value;
}

} // namespace

int ChartData::addPath(const PathSpec& spec)
{
    Path path;
    path.spec = spec;
    path.quantiles.assign(static_cast<std::size_t>(quantileNames.size()), Curve(gapAfter));
    path.values.assign(plots.size(), Curve(gapAfter));
    paths.push_back(std::move(path));
    specs.push_back(spec);
    return static_cast<int>(paths.size()) - 1;
}

void ChartData::clearPaths()
{
    paths.clear();
    specs.clear();
    rows.clear();
}

void ChartData::clearSamples()
{
    for (Path& path : paths) {
        path.quantiles.assign(static_cast<std::size_t>(quantileNames.size()), Curve(gapAfter));
        path.values.assign(plots.size(), Curve(gapAfter));
        path.samples.clear();
        path.interval = 0;
    }
    rows.clear();
}

void ChartData::clear()
{
    clearSamples();
    events.clear();
    warmUp = 0;
    now = -1;
}

bool ChartData::append(int path, const Sample& sample)
{
    if (path < 0 || path >= static_cast<int>(paths.size()) || !std::isfinite(sample.time))
        return false;
    Path& to = paths[static_cast<std::size_t>(path)];
    if (!to.samples.empty()) {
        const double step = sample.time - to.samples.back().time;
        if (step < 0)
            return false;
        if (step <= gapAfter)
            to.interval = to.interval > 0 ? to.interval * 0.9 + step * 0.1 : step;
    }
    // Curves of quantiles and plots that were named after the path are made here.
    to.quantiles.resize(static_cast<std::size_t>(quantileNames.size()), Curve(gapAfter));
    to.values.resize(plots.size(), Curve(gapAfter));
    for (std::size_t i = 0; i < to.quantiles.size(); ++i)
        to.quantiles[i].append(sample.time,
                               i < sample.quantiles.size() ? drawable(sample.quantiles[i], Scale::Log) : noValue);
    for (std::size_t i = 0; i < to.values.size(); ++i)
        to.values[i].append(sample.time,
                            i < sample.values.size() ? drawable(sample.values[i], plots[i].scale) : noValue);
    to.samples.push_back(sample);
    rows.push_back({path, static_cast<int>(to.samples.size()) - 1});
    return true;
}

double ChartData::lastTime() const
{
    double last = 0;
    for (const Path& path : paths)
        if (!path.samples.empty())
            last = std::max(last, path.samples.back().time);
    return last;
}

Readout ChartData::readoutAt(std::optional<double> seconds) const
{
    Readout readout;
    readout.time = seconds.value_or(lastTime());
    for (const Path& path : paths) {
        std::vector<double> quantiles;
        std::vector<double> values;
        for (const Curve& curve : path.quantiles)
            quantiles.push_back(seconds ? curve.at(*seconds) : curve.recentMedian(5));
        for (const Curve& curve : path.values)
            values.push_back(seconds ? curve.at(*seconds) : curve.recentMedian(1));
        readout.quantiles.push_back(std::move(quantiles));
        readout.values.push_back(std::move(values));
    }
    return readout;
}

bool ChartData::isStale(int path, double* age) const
{
    const Path& of = paths[static_cast<std::size_t>(path)];
    if (of.samples.empty() || now < 0)
        return false;
    *age = now - of.samples.back().time;
    return *age > 2 * std::max(of.interval, 0.25);
}

} // namespace cachedeck::chart
