// Boosted trees: they learn what there is to learn, the same on every machine, and explain it by Shapley's definition.
#include "backend/workload/boosted_trees.hpp"
#include "backend/workload/random.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

using namespace cachedeck::workload;

namespace {

// A number that hangs on three of four features, one of them by a step, and noise.
Samples samples(std::size_t count, std::uint64_t seed = 1)
{
    Samples made;
    made.features = 4;
    for (std::size_t i = 0; i < count; ++i) {
        Random random(seed, i);
        const auto a = static_cast<double>(random.below(100)) / 10, b = static_cast<double>(random.below(20)),
                   c = static_cast<double>(random.below(2)), d = static_cast<double>(random.below(50));
        made.values.insert(made.values.end(), {a, b, c, d});
        made.targets.push_back(3 * a + (c > 0 ? b : 0) + (a > 5 ? 10 : 0) +
                               static_cast<double>(random.below(100)) / 100);
    }
    return made;
}

BoostedTrees trained(const Samples& data, TrainingOptions options = {})
{
    auto model = BoostedTrees::train(data, options);
    REQUIRE(model.has_value());
    return *std::move(model);
}

// The numbers of text(), for the definition below.
struct PlainTree {
    std::vector<std::int64_t> feature, threshold, leaf, cover;
};
std::vector<PlainTree> plainTrees(const BoostedTrees& model, int depth)
{
    std::vector<PlainTree> trees;
    const auto text = model.text();
    auto line = text.find('\n', text.find('\n') + 1) + 1;
    const std::size_t inner = (std::size_t{1} << static_cast<unsigned>(depth)) - 1;
    const char* at = text.c_str() + line;
    for (std::size_t tree = 0; tree < model.trees(); ++tree) {
        PlainTree plain;
        for (auto [numbers, count] : {std::pair{&plain.feature, inner},
                                      {&plain.threshold, inner},
                                      {&plain.leaf, inner + 1},
                                      {&plain.cover, 2 * inner + 1}}) {
            for (std::size_t i = 0; i < count; ++i) {
                char* end = nullptr;
                numbers->push_back(std::strtoll(at, &end, 10));
                at = end;
            }
        }
        trees.push_back(std::move(plain));
    }
    return trees;
}

// What the tree is expected to give where only the features in `known` are: both ways, weighted, where one is not.
double expected(const PlainTree& tree, std::span<const double> x, unsigned known, std::size_t node = 0)
{
    const auto inner = tree.feature.size();
    if (node >= inner)
        return static_cast<double>(tree.leaf[node - inner]) / 4096;
    const auto feature = tree.feature[node];
    if (feature < 0)
        return expected(tree, x, known, 2 * node + 1);
    const bool left = x[static_cast<std::size_t>(feature)] * 10 <= static_cast<double>(tree.threshold[node]) + 0.01;
    if ((known >> static_cast<unsigned>(feature) & 1u) != 0)
        return expected(tree, x, known, 2 * node + (left ? 1 : 2));
    const auto weight = [&](std::size_t child) {
        return static_cast<double>(tree.cover[child]) / static_cast<double>(tree.cover[node]);
    };
    return weight(2 * node + 1) * expected(tree, x, known, 2 * node + 1) +
           weight(2 * node + 2) * expected(tree, x, known, 2 * node + 2);
}

double factorial(int n)
{
    return n <= 1 ? 1 : n * factorial(n - 1);
}

} // namespace

TEST_CASE("Boosted trees learn what hangs on what, and predict what they have not seen")
{
    const auto seen = samples(3000), unseen = samples(500, 2);
    const auto model = trained(seen);
    double mean = 0, spread = 0;
    for (const auto target : unseen.targets)
        mean += target / static_cast<double>(unseen.count());
    for (const auto target : unseen.targets)
        spread += (target - mean) * (target - mean) / static_cast<double>(unseen.count());
    CHECK(model.error(unseen) < 0.15 * std::sqrt(spread));
    CHECK(model.base() == Approx(mean).epsilon(0.05));
}

TEST_CASE("The same samples give the same model, to the byte, and its text gives it back")
{
    const auto data = samples(800);
    const auto model = trained(data, {.trees = 40});
    CHECK(model.text() == trained(data, {.trees = 40}).text());
    const auto back = BoostedTrees::parse(model.text());
    REQUIRE(back.has_value());
    CHECK(back->text() == model.text());
    for (std::size_t i = 0; i < 50; ++i)
        CHECK(back->predict(data.row(i)) == model.predict(data.row(i)));
    // Seen on x86-64; another machine or compiler has to come to the same.
    std::uint64_t sum = 14695981039346656037u;
    for (const auto letter : model.text())
        sum = (sum ^ static_cast<unsigned char>(letter)) * 1099511628211u;
    CHECK(sum == 1'795'259'205'272'251'431u);
}

TEST_CASE("Contributions are Shapley's values by their definition, and add up to the prediction")
{
    constexpr int depth = 4, features = 4;
    const auto data = samples(600);
    const auto model = trained(data, {.trees = 25, .depth = depth});
    const auto trees = plainTrees(model, depth);
    for (std::size_t i = 0; i < 20; ++i) {
        const auto x = data.row(i);
        const auto contributions = model.contributions(x);
        double sum = model.base();
        for (const auto contribution : contributions)
            sum += contribution;
        CHECK(sum == Approx(model.predict(x)).margin(1e-9));
        for (unsigned feature = 0; feature < features; ++feature) {
            double value = 0;
            for (unsigned others = 0; others < 1u << features; ++others) {
                if ((others >> feature & 1u) != 0)
                    continue;
                const int size = std::popcount(others);
                const auto weight = factorial(size) * factorial(features - size - 1) / factorial(features);
                for (const auto& tree : trees)
                    value += weight * (expected(tree, x, others | 1u << feature) - expected(tree, x, others));
            }
            CHECK(contributions[feature] == Approx(value).margin(1e-9));
        }
        CHECK(contributions[3] == Approx(0).margin(1.0)); // hangs on nothing
    }
}

TEST_CASE("Training ends when it is told to, and what is no model is refused with the reason")
{
    int asked = 0;
    CHECK_FALSE(BoostedTrees::train(samples(200), {}, [&] { return ++asked < 3; }).has_value());
    CHECK(asked == 3);
    CHECK_FALSE(BoostedTrees::train({}, {}).has_value());
    const auto text = trained(samples(200), {.trees = 3, .depth = 2}).text();
    CHECK(BoostedTrees::parse("trees").error() == "it does not begin with \"boosted-trees-1\"");
    CHECK(BoostedTrees::parse(text.substr(0, text.size() / 2)).error() == "its tree 2 is not whole");
    CHECK(BoostedTrees::parse(text + "7").error() == "something follows its last tree");
    CHECK_FALSE(BoostedTrees::parse("boosted-trees-1\n2 99 0 1\n").has_value());
    auto foreign = text; // a feature that is not there
    foreign.replace(foreign.find('\n', foreign.find('\n') + 1) + 1, 1, "9");
    CHECK_FALSE(BoostedTrees::parse(foreign).has_value());
}
