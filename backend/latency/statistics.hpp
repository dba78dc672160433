#pragma once
// What may be claimed of two paths' latencies: ratios with confidence intervals, and whether a path was in a steady
// state.
//
// Ratios: circular block bootstrap over slices (D. N. Politis, J. P. Romano: A circular block-resampling procedure for
// stationary data, 1992). A slice of a path is some 250 ms of its requests, kept as a histogram; slices are drawn in
// runs of about n^(1/3), so that what neighbours share stays in the interval. Where the paths took turns, the same
// rounds are drawn for both: drift of the machine then cancels as it did in the run.
//
// A bootstrap of few blocks is too narrow: the spread it sees is that of n - length free slices, not of n. So the
// interval of the ratio's logarithm is stretched about the estimate by sqrt(n / (n - length)). From p99 on a few bad
// slices decide: draws with and without them lie far apart on the side where the estimate does not, so there the
// interval is the reverse percentile one. tests/calibration holds all this against runs of two identical paths.
//
// Steady state: Mann-Kendall trend test (H. B. Mann, 1945; M. G. Kendall, 1975) on the slices' medians with the
// Theil-Sen slope of their logarithms; drift counts when it is significant (p < 0.01) and moves the median by more than
// a tenth.

#include "backend/latency/even_series.hpp"
#include "backend/latency/sparse_histogram.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace cachedeck::latency {

// A stretch of one path's time.
struct Slice {
    SparseHistogram latencies;
    std::uint64_t operations = 0; // for the throughput: all that succeeded
    double seconds = 0;
    Slice& operator+=(const Slice& other);
};

// As many slices as a bootstrap draws from: more would cost time and memory, and tell nothing new.
inline constexpr std::size_t mostSlices = 64;
using SliceSeries = EvenSeries<Slice>;

struct Ratio {
    double value = 0, low = 0, high = 0;
};

struct BootstrapOptions {
    int resamples = 1000;
    double confidence = 0.95;
    std::uint64_t seed = 1;
    bool paired = true; // the paths took turns: slice i of both belongs to round i
};

// Samples that each side needs for a quantile: ten beyond it; and the slices that a bootstrap needs.
std::uint64_t samplesNeeded(double quantile) noexcept;
inline constexpr std::size_t slicesNeeded = 8;

// baseline ÷ path at each quantile: above 1, the path is faster. Empty where there are too few samples.
std::vector<std::optional<Ratio>> quantileRatios(std::span<const Slice> baseline, std::span<const Slice> path,
                                                 std::span<const double> quantiles, const BootstrapOptions& options);
// path ÷ baseline of operations a second: above 1, the path does more.
std::optional<Ratio> throughputRatio(std::span<const Slice> baseline, std::span<const Slice> path,
                                     const BootstrapOptions& options);

struct Trend {
    bool steady = true;
    double change =
        0; // from first to last, as a share of the first: 0.2 is 20 % slower; 0 where a value is not above 0
    double difference = 0; // from first to last
    double p = 1;          // two-sided
};
Trend trendOf(std::span<const double> values); // in time order; fewer than 8: steady
Trend trendOf(std::span<const Slice> slices);  // of their medians

} // namespace cachedeck::latency
