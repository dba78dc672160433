// The contributions of features: TreeSHAP, the second half of BoostedTrees. Algorithm 2 of Lundberg et al. in its
// authors' words: a path of unique features with the share of all coalitions that flow down it; EXTEND lets it grow by
// a feature, UNWIND takes one out again.
#include "backend/workload/boosted_trees.hpp"

#include <algorithm>
#include <array>

namespace cachedeck::workload {
namespace {

struct Step {
    std::int32_t feature = -1;
    double zero = 0;   // the share of coalitions without the feature that flow on
    double one = 0;    // … with it
    double weight = 0; // of coalitions of this size
};

constexpr std::size_t longest = 10; // steps: the deepest tree's, the root's and one more

// A path from the root: no longer than a tree is deep, so that it lives on the stack.
class Path {
public:
    void extend(double zero, double one, std::int32_t feature)
    {
        const auto depth = m_length;
        m_steps[m_length++] = {feature, zero, one, depth == 0 ? 1.0 : 0.0};
        for (auto i = depth; i-- > 0;) {
            m_steps[i + 1].weight +=
                one * m_steps[i].weight * static_cast<double>(i + 1) / static_cast<double>(depth + 1);
            m_steps[i].weight *= zero * static_cast<double>(depth - i) / static_cast<double>(depth + 1);
        }
    }

    void unwind(std::size_t index)
    {
        const auto depth = m_length - 1;
        const auto [feature, zero, one, weight] = m_steps[index];
        double next = m_steps[depth].weight;
        for (auto i = depth; i-- > 0;) {
            if (one != 0) {
                const auto before = m_steps[i].weight;
                m_steps[i].weight = next * static_cast<double>(depth + 1) / (static_cast<double>(i + 1) * one);
                next =
                    before - m_steps[i].weight * zero * static_cast<double>(depth - i) / static_cast<double>(depth + 1);
            } else {
                m_steps[i].weight *= static_cast<double>(depth + 1) / (zero * static_cast<double>(depth - i));
            }
        }
        for (auto i = index; i < depth; ++i) {
            m_steps[i].feature = m_steps[i + 1].feature;
            m_steps[i].zero = m_steps[i + 1].zero;
            m_steps[i].one = m_steps[i + 1].one;
        }
        --m_length;
    }

    // The sum of the weights that unwind(index) would leave.
    double unwoundSum(std::size_t index) const
    {
        const auto depth = m_length - 1;
        const auto& step = m_steps[index];
        double next = m_steps[depth].weight, total = 0;
        for (auto i = depth; i-- > 0;) {
            if (step.one != 0) {
                const auto weight = next * static_cast<double>(depth + 1) / (static_cast<double>(i + 1) * step.one);
                total += weight;
                next = m_steps[i].weight -
                       weight * step.zero * static_cast<double>(depth - i) / static_cast<double>(depth + 1);
            } else {
                total +=
                    m_steps[i].weight / (step.zero * static_cast<double>(depth - i) / static_cast<double>(depth + 1));
            }
        }
        return total;
    }

    std::size_t length() const noexcept { return m_length; }
    const Step& operator[](std::size_t index) const noexcept { return m_steps[index]; }

private:
    std::array<Step, longest> m_steps;
    std::size_t m_length = 0;
};

} // namespace

class TreeExplainer {
public:
    TreeExplainer(const BoostedTrees::Tree& tree, const std::vector<std::int32_t>& features,
                  std::vector<double>& contributions)
        : m_tree(tree), m_features(features), m_contributions(contributions)
    {
        Path path;
        path.extend(1, 1, -1);
        visit(0, path);
    }

private:
    void visit(std::size_t node, const Path& path)
    {
        const auto inner = m_tree.feature.size();
        while (node < inner && m_tree.feature[node] < 0)
            node = 2 * node + 1; // no split: everything goes left
        if (node >= inner)
            return arrive(m_tree.leaf[node - inner], path);
        const auto feature = m_tree.feature[node];
        const bool left = m_features[static_cast<std::size_t>(feature)] <= m_tree.threshold[node];
        auto without = path; // the feature may have split before
        double zero = 1, one = 1;
        for (std::size_t i = 1; i < path.length(); ++i) {
            if (path[i].feature != feature)
                continue;
            zero = path[i].zero;
            one = path[i].one;
            without.unwind(i);
            break;
        }
        for (const auto child : {2 * node + 1, 2 * node + 2}) {
            const auto share =
                static_cast<double>(m_tree.cover[child]) / static_cast<double>(std::max(1, m_tree.cover[node]));
            auto further = without;
            further.extend(zero * share, left == (child == 2 * node + 1) ? one : 0, feature);
            visit(child, further);
        }
    }

    void arrive(std::int32_t leaf, const Path& path)
    {
        for (std::size_t i = 1; i < path.length(); ++i)
            m_contributions[static_cast<std::size_t>(path[i].feature)] +=
                path.unwoundSum(i) * (path[i].one - path[i].zero) * leaf;
    }

    const BoostedTrees::Tree& m_tree;
    const std::vector<std::int32_t>& m_features; // in tenths
    std::vector<double>& m_contributions;        // in 1/4096
};

std::vector<double> BoostedTrees::contributions(std::span<const double> features) const
{
    const auto values = inTenths(features);
    std::vector<double> all(m_features, 0);
    for (const auto& tree : m_trees)
        TreeExplainer(tree, values, all);
    for (auto& contribution : all)
        contribution /= 4096;
    return all;
}

} // namespace cachedeck::workload
