#include "backend/load/scenario_mix.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {
namespace {

workload::Operation& operationOf(const workload::JsonNode& node, std::string_view name, workload::Workload& workload)
{
    auto& all = workload.operations;
    const auto place = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    if (place != all.end())
        return *place;
    std::vector<std::string_view> names;
    for (const auto& operation : all)
        names.push_back(operation.name);
    const auto meant = workload::nearest(name, names);
    node.fail(fmt::format("the workload \"{}\" has no operation \"{}\"{}", workload.name, name,
                          meant ? fmt::format("; did you mean \"{}\"?", *meant) : std::string()));
}

} // namespace

std::shared_ptr<const workload::Workload> withMix(const workload::JsonNode& node, const workload::Workload& workload)
{
    auto changed = std::make_shared<workload::Workload>(workload);
    for (auto& operation : changed->operations)
        operation.share = 0;
    double sum = 0;
    for (const auto& [name, weight] : node.members()) {
        auto& operation = operationOf(weight, name, *changed);
        operation.share = weight.number(0, 1e6);
        sum += operation.share;
    }
    if (sum <= 0)
        node.fail(
            "expected operations and how often each is asked for, such as {\"movie_by_id\": 9, \"rate_movie\": 1}");
    for (auto& operation : changed->operations)
        operation.share /= sum;
    return changed;
}

} // namespace cachedeck::load
