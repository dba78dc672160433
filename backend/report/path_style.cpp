#include "backend/report/charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cachedeck::report {
namespace {

struct Token {
    std::string_view name, dash;
    char marker;
};
constexpr std::array<Token, 6> tokens{{{"uncached", "", 'o'},
                                       {"cached", "6 3", 's'},
                                       {"through", "2 3", 't'},
                                       {"behind", "8 3 2 3", 'd'},
                                       {"ahead", "4 4", 'v'},
                                       {"other", "1 4", 'x'}}};

std::size_t tokenOf(std::string_view strategy)
{
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 7> strategies{
        {{"uncached", 0},
         {"cache-aside", 1},
         {"write-through", 2},
         {"read-through", 2},
         {"write-behind", 3},
         {"refresh-ahead", 4},
         {"stale-while-revalidate", 4}}};
    const auto* found =
        std::find_if(strategies.begin(), strategies.end(), [&](const auto& one) { return one.first == strategy; });
    return found == strategies.end() ? tokens.size() - 1 : found->second;
}

} // namespace

std::vector<PathStyle> pathStyles(const std::vector<load::PathResult>& paths)
{
    std::vector<PathStyle> styles;
    std::array<bool, tokens.size()> used{};
    for (const auto& path : paths) {
        auto token = tokenOf(path.spec.strategy);
        // Two paths of one strategy, or two without a colour of their own, are still told apart.
        for (std::size_t turn = 0; used[token] && turn < tokens.size(); ++turn)
            token = tokens.size() - 1 - turn;
        used[token] = true;
        styles.push_back({std::string(tokens[token].name), std::string(tokens[token].dash), tokens[token].marker});
    }
    return styles;
}

std::string markerSvg(const PathStyle& style, double x, double y, double radius)
{
    const auto polygon = [&](std::initializer_list<std::pair<double, double>> corners) {
        std::string points;
        for (const auto& [dx, dy] : corners)
            points += fmt::format("{:.1f},{:.1f} ", x + dx * radius, y + dy * radius);
        points.pop_back();
        return fmt::format("<polygon class=\"mark {}\" points=\"{}\"/>", style.token, points);
    };
    switch (style.marker) {
    case 's':
        return polygon({{-.9, -.9}, {.9, -.9}, {.9, .9}, {-.9, .9}});
    case 't':
        return polygon({{0, -1.1}, {1.1, .9}, {-1.1, .9}});
    case 'd':
        return polygon({{0, -1.2}, {1.2, 0}, {0, 1.2}, {-1.2, 0}});
    case 'v':
        return polygon({{0, 1.1}, {1.1, -.9}, {-1.1, -.9}});
    case 'x':
        return polygon({{-1, -.6},
                        {-.6, -1},
                        {0, -.4},
                        {.6, -1},
                        {1, -.6},
                        {.4, 0},
                        {1, .6},
                        {.6, 1},
                        {0, .4},
                        {-.6, 1},
                        {-1, .6},
                        {-.4, 0}});
    default:
        return fmt::format("<circle class=\"mark {}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>", style.token, x, y,
                           radius);
    }
}

} // namespace cachedeck::report
