#include "backend/load/shipped_worlds.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace cachedeck::load {
namespace {

constexpr const char* embedded = "sqlite";
// As a course would go through them: one document, a batch of values, a computation, a dashboard, then messages.
constexpr std::array<std::string_view, 5> taught{"movies", "datasets", "predictions", "analytics", "experiments"};

auto placeOf(const ShippedWorld& world)
{
    return std::pair(std::find(taught.begin(), taught.end(), world.name), std::string_view(world.name));
}

} // namespace

std::vector<std::string> storesOf(const workload::Workload& workload)
{
    std::vector<std::string> stores;
    if (!workload.data)
        return stores;
    for (const auto& [store, schema] : workload.data->schema) {
        // What has no share is asked only by scenarios that mix their own.
        const auto has = [&](const workload::Operation& operation) {
            return operation.share <= 0 || operation.query.contains(store);
        };
        if (std::all_of(workload.operations.begin(), workload.operations.end(), has))
            stores.push_back(store);
    }
    std::stable_partition(stores.begin(), stores.end(), [](const std::string& store) { return store == embedded; });
    return stores;
}

std::vector<ShippedWorld> shippedWorlds(const ResourcePaths& resources)
{
    std::vector<ShippedWorld> worlds;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(resources.worlds, error)) {
        const auto name = entry.path().stem().string();
        if (entry.path().extension() != ".json" ||
            !std::filesystem::exists(resources.scenarios / entry.path().filename()))
            continue;
        auto workload = workload::load(entry.path());
        if (!workload || !workload->data || workload->data->generator == "synthetic")
            continue;
        auto stores = storesOf(*workload);
        worlds.push_back({name, *std::move(workload), std::move(stores)});
    }
    std::sort(worlds.begin(), worlds.end(),
              [](const ShippedWorld& left, const ShippedWorld& right) { return placeOf(left) < placeOf(right); });
    return worlds;
}

} // namespace cachedeck::load
