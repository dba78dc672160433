#pragma once
// Gradient-boosted regression trees: a model that predicts a number from a vector of numbers, and says how much each of
// them had to do with it. Trained here, by the world "predictions" and by its retrainings.
//
// Source: Friedman, "Greedy Function Approximation: A Gradient Boosting Machine" (Annals of Statistics 29, 2001), with
// the histograms of Ke et al., "LightGBM" (NIPS 2017), section 2.1. Contributions are Shapley values after Lundberg et
// al., "Consistent Individualized Feature Attribution for Tree Ensembles" (arXiv:1802.03888), algorithm 2.
//
// The same samples give the same model on every machine: leaves hold whole 1/4096ths, so that a prediction is a sum of
// integers, and training adds, multiplies and divides alone, in a fixed order (compiled without contraction).
//
// Threads: a model is immutable once made.

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::workload {

// Samples row by row: the features of one after the other, and a target for each.
struct Samples {
    std::size_t features = 0;
    std::vector<double> values; // features × count()
    std::vector<double> targets;
    std::size_t count() const noexcept { return targets.size(); }
    std::span<const double> row(std::size_t index) const
    {
        return std::span(values).subspan(index * features, features);
    }
};

struct TrainingOptions {
    int trees = 200;
    int depth = 6; // 2^depth leaves a tree; at most 8
    double rate = 0.1;
    double ridge = 1;      // pulls leaves with few samples towards 0
    std::size_t leaf = 5;  // fewest samples of a leaf
    std::size_t bins = 32; // most different thresholds of a feature, plus one
};

class BoostedTrees {
public:
    // `proceed` is asked after each tree; where it says no, the error says that training was stopped. There must be
    // samples.
    using Proceed = std::function<bool()>;
    static boost::system::result<BoostedTrees, std::string>
    train(const Samples& samples, const TrainingOptions& options, const Proceed& proceed = {});
    // What text() gave, of this version or another that writes the same; the error says what is wrong with it.
    static boost::system::result<BoostedTrees, std::string> parse(std::string_view text);
    std::string text() const;

    std::size_t features() const noexcept { return m_features; }
    std::size_t trees() const noexcept { return m_trees.size(); }
    double predict(std::span<const double> features) const;
    // One for each feature: their sum and the base() are the prediction, to within rounding.
    std::vector<double> contributions(std::span<const double> features) const;
    // The prediction for nothing known: the mean over the training's samples.
    double base() const;
    // The root of the mean squared error.
    double error(const Samples& samples) const;

private:
    friend class TreeGrower;
    friend class TreeExplainer;

    // A complete tree: node i has the children 2i + 1 and 2i + 2; the last half are leaves. A node that is not worth a
    // split sends everything to the left.
    struct Tree {
        std::vector<std::int32_t> feature;   // of inner nodes; -1: no split
        std::vector<std::int32_t> threshold; // in tenths: what is not above goes left
        std::vector<std::int32_t> leaf;      // in 1/4096
        std::vector<std::int32_t> cover;     // of all nodes: training samples that came through
    };

    static std::vector<std::int32_t> inTenths(std::span<const double> features);

    std::size_t m_features = 0;
    int m_depth = 0;
    std::int64_t m_start = 0; // in 1/4096: the mean of the targets
    std::vector<Tree> m_trees;
};

} // namespace cachedeck::workload
