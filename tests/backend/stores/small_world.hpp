#pragma once
// Shipped worlds with little data, for tests that need real rows quickly.

#include "backend/stores/store.hpp"
#include "backend/stores/world_data.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace cachedeck::test {

inline workload::Workload smallWorld(const std::string& name, std::int64_t items)
{
    auto world = workload::load(CACHEDECK_RESOURCES_FOLDER "/worlds/" + name + ".json");
    INFO((world ? std::string() : world.error().text()));
    REQUIRE(world.has_value());
    world->data->sizes["quick"] = items;
    return *std::move(world);
}

inline workload::Workload smallMovies(std::int64_t items)
{
    return smallWorld("movies", items);
}

inline stores::PreparedData prepareQuick(const workload::Workload& workload, const std::filesystem::path& folder)
{
    const std::atomic<bool> never{false};
    auto prepared = stores::WorldData(folder).prepare(workload, "quick", {}, never);
    INFO((prepared ? std::string() : prepared.error().text()));
    REQUIRE(prepared.has_value());
    return *std::move(prepared);
}

inline std::unique_ptr<stores::Store> openOrFail(std::string_view url)
{
    auto store = stores::openStore(url);
    INFO((store ? std::string() : store.error().text()));
    REQUIRE(store.has_value());
    return *std::move(store);
}

} // namespace cachedeck::test
