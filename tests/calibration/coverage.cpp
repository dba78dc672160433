#include "tests/calibration/coverage.hpp"

#include "backend/latency/hlog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>
#include <stdexcept>

namespace cachedeck::test {

namespace {

constexpr std::size_t stretch = 10; // rounds that are drawn together

void writeSlice(std::ofstream& out, std::string_view tag, double start, const latency::Slice& slice)
{
    latency::Histogram histogram;
    slice.latencies.addTo(histogram);
    out << fmt::format("Tag={},{:.6f},{:.6f},{:.3f},{}\n", tag, start, slice.seconds,
                       static_cast<double>(histogram.max().count()) / 1e6, latency::encode(histogram));
}

// A run of two identical paths.
void draw(const std::vector<Round>& recorded, std::size_t rounds, std::mt19937_64& random,
          std::vector<latency::Slice>& left, std::vector<latency::Slice>& right)
{
    left.clear();
    right.clear();
    while (left.size() < rounds) {
        const auto start = static_cast<std::size_t>(random() % recorded.size());
        const bool exchanged = random() % 2 == 1;
        for (std::size_t i = 0; i < stretch && left.size() < rounds; ++i) {
            const auto& round = recorded[(start + i) % recorded.size()];
            left.push_back(exchanged ? round.second : round.first);
            right.push_back(exchanged ? round.first : round.second);
        }
    }
}

void count(Coverage& coverage, const std::optional<latency::Ratio>& ratio)
{
    if (!ratio)
        return;
    ++coverage.runs;
    coverage.held += ratio->low <= 1 && 1 <= ratio->high;
    coverage.width += ratio->high / ratio->low - 1;
}

} // namespace

void writeRounds(const std::filesystem::path& file, const std::vector<Round>& rounds)
{
    std::ofstream out(file);
    out << "#[Slices of a run of two identical paths by turns: start, length and values as in HdrHistogram's log]\n";
    double start = 0;
    for (const auto& round : rounds) {
        writeSlice(out, "first", start, round.first);
        start += round.first.seconds;
        writeSlice(out, "second", start, round.second);
        start += round.second.seconds;
    }
}

std::vector<Round> readRounds(const std::filesystem::path& file)
{
    std::ifstream in(file);
    const auto intervals = latency::readLog(in);
    if (!intervals)
        throw std::runtime_error(fmt::format("{}: {}", file.string(), intervals.error().message));
    std::vector<Round> rounds;
    for (std::size_t i = 0; i + 1 < intervals->size(); i += 2) {
        const auto slice = [&](const latency::Interval& interval) {
            return latency::Slice{latency::SparseHistogram(interval.histogram), interval.histogram.count(),
                                  interval.length};
        };
        rounds.push_back({slice((*intervals)[i]), slice((*intervals)[i + 1])});
    }
    if (rounds.size() < 2 * stretch)
        throw std::runtime_error(fmt::format("{}: too few rounds to resample", file.string()));
    return rounds;
}

std::vector<Coverage> coverageOf(const std::vector<Round>& recorded, const CoverageOptions& options)
{
    static constexpr std::array quantiles{0.5, 0.9, 0.99};
    std::vector<Coverage> all{{"p50"}, {"p90"}, {"p99"}, {"throughput"}};
    std::mt19937_64 random(options.seed);
    std::vector<latency::Slice> left;
    std::vector<latency::Slice> right;
    latency::BootstrapOptions bootstrap;
    bootstrap.resamples = options.resamples;
    for (int run = 0; run < options.runs; ++run) {
        draw(recorded, options.rounds, random, left, right);
        bootstrap.seed = random();
        const auto ratios = latency::quantileRatios(left, right, quantiles, bootstrap);
        for (std::size_t i = 0; i < quantiles.size(); ++i)
            count(all[i], ratios[i]);
        count(all[3], latency::throughputRatio(left, right, bootstrap));
    }
    for (auto& coverage : all)
        coverage.width /= std::max(1, coverage.runs);
    return all;
}

} // namespace cachedeck::test
