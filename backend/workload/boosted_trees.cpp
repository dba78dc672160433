#include "backend/workload/boosted_trees.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>

namespace cachedeck::workload {
namespace {

constexpr double unit = 4096; // leaves are whole parts of it
constexpr double tenths = 10; // thresholds are whole tenths
constexpr int deepest = 8;
constexpr std::int64_t mostTrees = 10'000, mostFeatures = 1'000;
constexpr std::string_view header = "boosted-trees-1";

std::int64_t whole(double value)
{
    return static_cast<std::int64_t>(std::floor(value + 0.5));
}

std::int32_t oneInTenths(double value)
{
    const auto scaled = std::clamp<double>(value * tenths, std::numeric_limits<std::int32_t>::min(),
                                           std::numeric_limits<std::int32_t>::max());
    return static_cast<std::int32_t>(whole(scaled));
}

// A text of whole numbers, read one after the other.
class Numbers {
public:
    explicit Numbers(std::string_view text) : m_text(text) {}
    bool read(std::int64_t least, std::int64_t most, std::int64_t& out)
    {
        while (!m_text.empty() && (m_text.front() == ' ' || m_text.front() == '\n'))
            m_text.remove_prefix(1);
        const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), out);
        if (error != std::errc{} || out < least || out > most)
            return false;
        m_text.remove_prefix(static_cast<std::size_t>(end - m_text.data()));
        return true;
    }
    bool read(std::vector<std::int32_t>& out, std::size_t count, std::int64_t least, std::int64_t most)
    {
        out.resize(count);
        return std::all_of(out.begin(), out.end(), [&](std::int32_t& number) {
            std::int64_t value = 0;
            const bool good = read(least, most, value);
            number = static_cast<std::int32_t>(value);
            return good;
        });
    }
    bool atEnd() const { return m_text.find_first_not_of(" \n") == m_text.npos; }

private:
    std::string_view m_text;
};

} // namespace

// Grows one tree after the other on what those before it have left unexplained.
class TreeGrower {
public:
    TreeGrower(const Samples& samples, const TrainingOptions& options)
        : m_samples(samples), m_options(options), m_depth(std::clamp(options.depth, 1, deepest))
    {
        for (std::size_t feature = 0; feature < samples.features; ++feature)
            quantise(feature);
        double sum = 0;
        for (const auto target : samples.targets)
            sum += target;
        m_start = whole(sum / static_cast<double>(samples.count()) * unit);
        for (const auto target : samples.targets)
            m_residuals.push_back(target - static_cast<double>(m_start) / unit);
    }

    std::int64_t start() const noexcept { return m_start; }
    int depth() const noexcept { return m_depth; }

    BoostedTrees::Tree grow()
    {
        const std::size_t inner = (std::size_t{1} << static_cast<unsigned>(m_depth)) - 1;
        BoostedTrees::Tree tree;
        tree.feature.assign(inner, -1);
        tree.threshold.assign(inner, 0);
        tree.leaf.assign(inner + 1, 0);
        tree.cover.assign(2 * inner + 1, 0);
        m_place.assign(m_samples.count(), 0);
        for (int level = 0; level < m_depth; ++level)
            split(tree, (std::size_t{1} << static_cast<unsigned>(level)) - 1,
                  std::size_t{1} << static_cast<unsigned>(level));
        fillLeaves(tree, inner);
        return tree;
    }

private:
    struct Sum {
        double residual = 0;
        std::int32_t count = 0;
    };

    // Thresholds between a feature's values, so that about as many samples lie between each two; then every sample's
    // bin.
    void quantise(std::size_t feature)
    {
        std::vector<std::int32_t> sorted;
        for (std::size_t i = 0; i < m_samples.count(); ++i)
            sorted.push_back(oneInTenths(m_samples.row(i)[feature]));
        std::vector<std::int32_t> values = sorted;
        std::sort(sorted.begin(), sorted.end());
        auto& cuts = m_cuts.emplace_back();
        for (std::size_t bin = 1; bin < m_options.bins; ++bin) {
            const auto cut = sorted[bin * sorted.size() / m_options.bins];
            if (cut < sorted.back() && (cuts.empty() || cut > cuts.back()))
                cuts.push_back(cut);
        }
        auto& bins = m_bins.emplace_back();
        for (const auto value : values)
            bins.push_back(static_cast<std::uint8_t>(std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin()));
    }

    // Splits the `width` nodes of a level, which begins at node `first`, and moves the samples to their children.
    void split(BoostedTrees::Tree& tree, std::size_t first, std::size_t width)
    {
        std::vector<double> best(width, 0);
        std::vector<std::size_t> cut(width, 0);
        for (std::size_t feature = 0; feature < m_samples.features; ++feature) {
            const auto bins = m_cuts[feature].size() + 1;
            m_sums.assign(width * bins, {});
            for (std::size_t i = 0; i < m_place.size(); ++i) {
                auto& sum = m_sums[(m_place[i] - first) * bins + m_bins[feature][i]];
                sum.residual += m_residuals[i];
                ++sum.count;
            }
            for (std::size_t node = 0; node < width; ++node)
                look(tree, feature, first + node, std::span(m_sums).subspan(node * bins, bins), best[node], cut[node]);
        }
        for (std::size_t i = 0; i < m_place.size(); ++i) {
            const auto node = m_place[i];
            ++tree.cover[node];
            const auto feature = tree.feature[node];
            const bool left = feature < 0 || m_bins[static_cast<std::size_t>(feature)][i] <= cut[node - first];
            m_place[i] = 2 * node + (left ? 1 : 2);
        }
    }

    // The best of a feature's splits of a node, where it is better than `best`.
    void look(BoostedTrees::Tree& tree, std::size_t feature, std::size_t node, std::span<const Sum> sums, double& best,
              std::size_t& cut) const
    {
        Sum all;
        for (const auto& sum : sums) {
            all.residual += sum.residual;
            all.count += sum.count;
        }
        const auto score = [&](double residual, std::int32_t count) {
            return residual * residual / (static_cast<double>(count) + m_options.ridge);
        };
        const auto least = static_cast<std::int32_t>(m_options.leaf);
        Sum left;
        for (std::size_t bin = 0; bin + 1 < sums.size(); ++bin) {
            left.residual += sums[bin].residual;
            left.count += sums[bin].count;
            if (left.count < least || all.count - left.count < least)
                continue;
            const auto gain = score(left.residual, left.count) +
                              score(all.residual - left.residual, all.count - left.count) -
                              score(all.residual, all.count);
            if (gain <= best + 1e-9)
                continue;
            best = gain;
            cut = bin;
            tree.feature[node] = static_cast<std::int32_t>(feature);
            tree.threshold[node] = m_cuts[feature][bin];
        }
    }

    void fillLeaves(BoostedTrees::Tree& tree, std::size_t inner)
    {
        std::vector<Sum> sums(inner + 1);
        for (std::size_t i = 0; i < m_place.size(); ++i) {
            ++tree.cover[m_place[i]];
            sums[m_place[i] - inner].residual += m_residuals[i];
            ++sums[m_place[i] - inner].count;
        }
        for (std::size_t leaf = 0; leaf < sums.size(); ++leaf) {
            const auto mean = sums[leaf].residual / (static_cast<double>(sums[leaf].count) + m_options.ridge);
            tree.leaf[leaf] = static_cast<std::int32_t>(whole(mean * m_options.rate * unit));
        }
        for (std::size_t i = 0; i < m_place.size(); ++i)
            m_residuals[i] -= static_cast<double>(tree.leaf[m_place[i] - inner]) / unit;
    }

    const Samples& m_samples;
    const TrainingOptions& m_options;
    int m_depth;
    std::int64_t m_start = 0;
    std::vector<std::vector<std::int32_t>> m_cuts; // by feature, rising, in tenths
    std::vector<std::vector<std::uint8_t>> m_bins; // by feature and sample
    std::vector<double> m_residuals;               // by sample
    std::vector<std::size_t> m_place;              // by sample: the node that it has come to
    std::vector<Sum> m_sums;                       // by node of a level, and bin
};

boost::system::result<BoostedTrees, std::string>
BoostedTrees::train(const Samples& samples, const TrainingOptions& options, const Proceed& proceed)
{
    if (samples.count() == 0 || samples.features == 0)
        return std::string("there are no samples to train on");
    TreeGrower grower(samples, options);
    BoostedTrees model;
    model.m_features = samples.features;
    model.m_depth = grower.depth();
    model.m_start = grower.start();
    for (int tree = 0; tree < options.trees; ++tree) {
        model.m_trees.push_back(grower.grow());
        if (proceed && !proceed())
            return std::string("the training was stopped");
    }
    return model;
}

std::vector<std::int32_t> BoostedTrees::inTenths(std::span<const double> features)
{
    std::vector<std::int32_t> values;
    values.reserve(features.size());
    for (const auto value : features)
        values.push_back(oneInTenths(value));
    return values;
}

double BoostedTrees::predict(std::span<const double> features) const
{
    std::int64_t sum = m_start;
    const std::size_t inner = (std::size_t{1} << static_cast<unsigned>(m_depth)) - 1;
    const auto values = inTenths(features);
    for (const auto& tree : m_trees) {
        std::size_t node = 0;
        while (node < inner) {
            const auto feature = tree.feature[node];
            const bool left = feature < 0 || values[static_cast<std::size_t>(feature)] <= tree.threshold[node];
            node = 2 * node + (left ? 1 : 2);
        }
        sum += tree.leaf[node - inner];
    }
    return static_cast<double>(sum) / unit;
}

double BoostedTrees::base() const
{
    double sum = static_cast<double>(m_start);
    for (const auto& tree : m_trees) {
        const auto inner = tree.feature.size();
        for (std::size_t leaf = 0; leaf < tree.leaf.size(); ++leaf)
            sum += static_cast<double>(tree.leaf[leaf]) * static_cast<double>(tree.cover[inner + leaf]) /
                   static_cast<double>(std::max(1, tree.cover[0]));
    }
    return sum / unit;
}

double BoostedTrees::error(const Samples& samples) const
{
    double sum = 0;
    for (std::size_t i = 0; i < samples.count(); ++i) {
        const auto off = predict(samples.row(i)) - samples.targets[i];
        sum += off * off;
    }
    return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, samples.count())));
}

std::string BoostedTrees::text() const
{
    auto text = fmt::format("{}\n{} {} {} {}\n", header, m_features, m_depth, m_start, m_trees.size());
    for (const auto& tree : m_trees) {
        const auto* separator = "";
        for (const auto* numbers : {&tree.feature, &tree.threshold, &tree.leaf, &tree.cover}) {
            text += separator;
            fmt::format_to(std::back_inserter(text), "{}", fmt::join(*numbers, " "));
            separator = " ";
        }
        text += '\n';
    }
    return text;
}

boost::system::result<BoostedTrees, std::string> BoostedTrees::parse(std::string_view text)
{
    if (!text.starts_with(header))
        return fmt::format("it does not begin with \"{}\"", header);
    Numbers numbers(text.substr(header.size()));
    BoostedTrees model;
    std::int64_t features = 0, depth = 0, trees = 0;
    constexpr auto far = std::numeric_limits<std::int32_t>::max();
    constexpr auto low = std::numeric_limits<std::int32_t>::min();
    if (!numbers.read(1, mostFeatures, features) || !numbers.read(1, deepest, depth) ||
        !numbers.read(std::int64_t{low} * 4096, std::int64_t{far} * 4096, model.m_start) ||
        !numbers.read(0, mostTrees, trees))
        return std::string("its second line is not four whole numbers within their limits");
    model.m_features = static_cast<std::size_t>(features);
    model.m_depth = static_cast<int>(depth);
    const std::size_t inner = (std::size_t{1} << static_cast<unsigned>(depth)) - 1;
    for (std::int64_t number = 0; number < trees; ++number) {
        Tree tree;
        if (!numbers.read(tree.feature, inner, -1, features - 1) || !numbers.read(tree.threshold, inner, low, far) ||
            !numbers.read(tree.leaf, inner + 1, low, far) || !numbers.read(tree.cover, 2 * inner + 1, 0, far))
            return fmt::format("its tree {} is not whole", number + 1);
        model.m_trees.push_back(std::move(tree));
    }
    if (!numbers.atEnd())
        return std::string("something follows its last tree");
    return model;
}

} // namespace cachedeck::workload
