#include "backend/latency/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace cachedeck::latency {

namespace {

constexpr double farInTheTail = 0.99;

std::vector<Slice> merged(std::span<const Slice> slices)
{
    SliceSeries series(mostSlices);
    for (const auto& slice : slices)
        series.add(slice);
    return series.elements();
}

// Slices as cumulative counts over the buckets that occur, so that a quantile of any mixture of slices is a binary
// search with one look-up for each slice.
class Cumulative {
public:
    explicit Cumulative(std::span<const Slice> slices) : m_slices(slices.size())
    {
        static constexpr std::uint32_t nowhere = ~std::uint32_t{0};
        std::vector<std::uint32_t> places(Layout::counts, nowhere);
        for (const auto& slice : slices)
            for (SparseHistogram::Reader reader(slice.latencies); const auto bucket = reader.next();)
                places[bucket->index] = 0;
        for (std::uint32_t index = 0; index < Layout::counts; ++index)
            if (places[index] != nowhere) {
                places[index] = static_cast<std::uint32_t>(m_indexes.size());
                m_indexes.push_back(index);
            }
        m_counts.assign(m_indexes.size() * m_slices, 0);
        for (std::size_t number = 0; number < m_slices; ++number) {
            for (SparseHistogram::Reader reader(slices[number].latencies); const auto bucket = reader.next();)
                m_counts[places[bucket->index] * m_slices + number] = bucket->count;
            for (std::size_t place = 1; place < m_indexes.size(); ++place)
                m_counts[place * m_slices + number] += m_counts[(place - 1) * m_slices + number];
        }
    }

    // In nanoseconds, of the mixture that takes each slice `weights` times.
    double quantile(double quantile, const std::vector<std::uint32_t>& weights) const
    {
        const auto rank = rankOf(quantile, upTo(m_indexes.size() - 1, weights));
        std::size_t low = 0;
        std::size_t high = m_indexes.size() - 1;
        while (low < high) {
            const auto middle = (low + high) / 2;
            if (upTo(middle, weights) >= rank)
                high = middle;
            else
                low = middle + 1;
        }
        return static_cast<double>(Layout::middleOf(m_indexes[low]));
    }

private:
    std::uint64_t upTo(std::size_t place, const std::vector<std::uint32_t>& weights) const
    {
        std::uint64_t sum = 0;
        const auto* row = m_counts.data() + place * m_slices;
        for (std::size_t number = 0; number < m_slices; ++number)
            sum += row[number] * weights[number];
        return sum;
    }

    std::size_t m_slices;
    std::vector<std::uint32_t> m_indexes;
    std::vector<std::uint64_t> m_counts; // by bucket, then by slice
};

std::size_t blockLength(std::size_t slices)
{
    return std::max<std::size_t>(1,
                                 static_cast<std::size_t>(std::lround(1.5 * std::cbrt(static_cast<double>(slices)))));
}

// Draws how often each of n slices is taken.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : m_random(seed) {}

    void weights(std::size_t n, std::vector<std::uint32_t>& out)
    {
        out.assign(n, 0);
        const auto run = blockLength(n);
        for (std::size_t taken = 0; taken < n;) {
            // The modulus of 64 random bits is even enough for n below 2^10, and the same with every standard library.
            const auto start = static_cast<std::size_t>(m_random() % n);
            for (std::size_t i = 0; i < run && taken < n; ++i, ++taken)
                ++out[(start + i) % n];
        }
    }

private:
    std::mt19937_64 m_random;
};

// Of ratios that were drawn, about the estimate. `reverse`: the interval is mirrored in the estimate.
Ratio intervalOf(double value, std::vector<double>& ratios, std::size_t slices, double confidence, bool reverse)
{
    std::sort(ratios.begin(), ratios.end());
    const auto tail = (1 - confidence) / 2;
    const auto last = static_cast<double>(ratios.size() - 1);
    const auto free = static_cast<double>(slices - blockLength(slices));
    const auto stretch = std::sqrt(static_cast<double>(slices) / free);
    const auto stretched = [&](double drawn) { return value * std::pow(drawn / value, reverse ? -stretch : stretch); };
    auto low = stretched(ratios[static_cast<std::size_t>(tail * last)]);
    auto high = stretched(ratios[static_cast<std::size_t>(std::ceil((1 - tail) * last))]);
    if (reverse)
        std::swap(low, high);
    // It always holds the estimate itself: a bucket's edge must not exclude it.
    return {value, std::min(value, low), std::max(value, high)};
}

std::uint64_t samplesOf(std::span<const Slice> slices)
{
    std::uint64_t sum = 0;
    for (const auto& slice : slices)
        sum += slice.latencies.count();
    return sum;
}

double rateOf(const std::vector<Slice>& slices, const std::vector<std::uint32_t>& weights)
{
    double operations = 0;
    double seconds = 0;
    for (std::size_t i = 0; i < slices.size(); ++i) {
        operations += static_cast<double>(slices[i].operations) * weights[i];
        seconds += slices[i].seconds * weights[i];
    }
    return seconds > 0 ? operations / seconds : 0;
}

struct Sides {
    std::vector<Slice> baseline, path;
    bool paired;
};

Sides sidesOf(std::span<const Slice> baseline, std::span<const Slice> path, const BootstrapOptions& options)
{
    // A round more on one side is the run's end: it belongs to no pair.
    const auto paired =
        options.paired && std::max(baseline.size(), path.size()) - std::min(baseline.size(), path.size()) <= 1;
    if (paired) {
        const auto both = std::min(baseline.size(), path.size());
        baseline = baseline.first(both);
        path = path.first(both);
    }
    return {merged(baseline), merged(path), paired};
}

} // namespace

Slice& Slice::operator+=(const Slice& other)
{
    latencies.add(other.latencies);
    operations += other.operations;
    seconds += other.seconds;
    return *this;
}

std::uint64_t samplesNeeded(double quantile) noexcept
{
    return static_cast<std::uint64_t>(std::ceil(10 / std::max(1 - quantile, 1e-9) - 1e-6));
}

std::vector<std::optional<Ratio>> quantileRatios(std::span<const Slice> baseline, std::span<const Slice> path,
                                                 std::span<const double> quantiles, const BootstrapOptions& options)
{
    std::vector<std::optional<Ratio>> results(quantiles.size());
    const auto samples = std::min(samplesOf(baseline), samplesOf(path));
    if (std::min(baseline.size(), path.size()) < slicesNeeded || samples == 0)
        return results;
    const auto sides = sidesOf(baseline, path, options);
    const Cumulative left(sides.baseline);
    const Cumulative right(sides.path);
    const std::vector<std::uint32_t> leftOnce(sides.baseline.size(), 1);
    const std::vector<std::uint32_t> rightOnce(sides.path.size(), 1);
    std::vector<std::vector<double>> ratios(quantiles.size());
    std::vector<std::uint32_t> leftWeights;
    std::vector<std::uint32_t> rightWeights;
    Draw draw(options.seed);
    for (int resample = 0; resample < options.resamples; ++resample) {
        draw.weights(sides.baseline.size(), leftWeights);
        if (sides.paired)
            rightWeights = leftWeights;
        else
            draw.weights(sides.path.size(), rightWeights);
        for (std::size_t i = 0; i < quantiles.size(); ++i)
            if (samples >= samplesNeeded(quantiles[i]))
                ratios[i].push_back(left.quantile(quantiles[i], leftWeights) /
                                    right.quantile(quantiles[i], rightWeights));
    }
    for (std::size_t i = 0; i < quantiles.size(); ++i)
        if (!ratios[i].empty())
            results[i] = intervalOf(left.quantile(quantiles[i], leftOnce) / right.quantile(quantiles[i], rightOnce),
                                    ratios[i], std::min(sides.baseline.size(), sides.path.size()), options.confidence,
                                    quantiles[i] >= farInTheTail);
    return results;
}

std::optional<Ratio> throughputRatio(std::span<const Slice> baseline, std::span<const Slice> path,
                                     const BootstrapOptions& options)
{
    if (std::min(baseline.size(), path.size()) < slicesNeeded)
        return std::nullopt;
    const auto sides = sidesOf(baseline, path, options);
    const auto once = rateOf(sides.baseline, std::vector<std::uint32_t>(sides.baseline.size(), 1));
    if (once <= 0)
        return std::nullopt;
    std::vector<double> ratios;
    std::vector<std::uint32_t> left;
    std::vector<std::uint32_t> right;
    Draw draw(options.seed);
    for (int resample = 0; resample < options.resamples; ++resample) {
        draw.weights(sides.baseline.size(), left);
        if (sides.paired)
            right = left;
        else
            draw.weights(sides.path.size(), right);
        if (const auto base = rateOf(sides.baseline, left); base > 0)
            ratios.push_back(rateOf(sides.path, right) / base);
    }
    if (ratios.empty())
        return std::nullopt;
    const auto value = rateOf(sides.path, std::vector<std::uint32_t>(sides.path.size(), 1)) / once;
    if (value <= 0)
        return std::nullopt;
    return intervalOf(value, ratios, std::min(sides.baseline.size(), sides.path.size()), options.confidence, false);
}

namespace {

// Theil and Sen's: the median of all pairs' slopes.
double slopeOf(std::span<const double> values)
{
    std::vector<double> slopes;
    slopes.reserve(values.size() * (values.size() - 1) / 2);
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t j = i + 1; j < values.size(); ++j)
            slopes.push_back((values[j] - values[i]) / static_cast<double>(j - i));
    const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    return *middle;
}

} // namespace

Trend trendOf(std::span<const double> values)
{
    Trend trend;
    const auto n = values.size();
    if (n < slicesNeeded)
        return trend;
    double s = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j)
            s += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0;
    std::map<double, double> ties;
    for (const auto value : values)
        ++ties[value];
    const auto count = static_cast<double>(n);
    double variance = count * (count - 1) * (2 * count + 5);
    for (const auto& [value, t] : ties)
        variance -= t * (t - 1) * (2 * t + 5);
    variance /= 18;
    const auto z = variance > 0 && s != 0 ? (s > 0 ? s - 1 : s + 1) / std::sqrt(variance) : 0.0;
    trend.p = std::erfc(std::abs(z) / std::sqrt(2.0));
    trend.difference = slopeOf(values) * (count - 1);
    // Of logarithms: what is always positive cannot fall by more than all of it.
    if (std::all_of(values.begin(), values.end(), [](double value) { return value > 0; })) {
        std::vector<double> logarithms(n);
        std::transform(values.begin(), values.end(), logarithms.begin(), [](double value) { return std::log(value); });
        trend.change = std::expm1(slopeOf(logarithms) * (count - 1));
    }
    trend.steady = trend.p >= 0.01 || std::abs(trend.change) <= 0.1;
    return trend;
}

Trend trendOf(std::span<const Slice> slices)
{
    std::vector<double> medians;
    for (const auto& slice : merged(slices))
        if (!slice.latencies.empty())
            medians.push_back(static_cast<double>(slice.latencies.quantile(0.5).count()));
    return trendOf(medians);
}

} // namespace cachedeck::latency
