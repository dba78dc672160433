#include "backend/load/simulated.hpp"

#include "backend/stores/computation.hpp"
#include "backend/strategies/strategy.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {
namespace {

std::vector<std::string> functionsOf(const Scenario& scenario, const std::vector<std::string>& kinds)
{
    std::vector<std::string> names;
    for (const auto& kind : kinds) {
        for (auto& name : stores::computedFunctions(*scenario.workload, kind)) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(std::move(name));
        }
    }
    return names;
}

} // namespace

std::vector<std::string> delaysIn(const Scenario& scenario)
{
    std::vector<std::string> labels;
    if (!scenario.storeDistance.isNone())
        labels.push_back(fmt::format("{} to the primary store", scenario.storeDistance.text()));
    if (!scenario.cacheDistance.isNone() && std::any_of(scenario.paths.begin(), scenario.paths.end(), usesCache))
        labels.push_back(fmt::format("{} to the cache", scenario.cacheDistance.text()));
    for (const auto& path : scenario.paths)
        if (path.options.raceDelay.count() > 0)
            labels.push_back(
                fmt::format("{} ms between store read and fill on {}", path.options.raceDelay.count(), path.name));
    if (!scenario.workload)
        return labels;
    for (const auto& operation : scenario.workload->operations)
        if (operation.recompute.count() > 0)
            labels.push_back(fmt::format("{} ms of computation in each store read of {}", operation.recompute.count(),
                                         operation.name));
    return labels;
}

// It begins with its time, and nothing that is said of data, stores and computations begins with a number.
bool isDelay(std::string_view phrase)
{
    return !phrase.empty() && phrase.front() >= '0' && phrase.front() <= '9';
}

std::vector<std::string> simulatedIn(const Scenario& scenario, const std::vector<std::string>& kinds,
                                     const std::vector<std::string>& inProcess)
{
    auto labels = delaysIn(scenario);
    for (const auto& kind : inProcess)
        labels.push_back(fmt::format("in-process store: {} runs inside CacheDeck", kind));
    if (const auto functions = functionsOf(scenario, kinds); !functions.empty())
        labels.push_back(fmt::format("in-process computation: {} run inside CacheDeck", fmt::join(functions, ", ")));
    return labels;
}

} // namespace cachedeck::load
