#pragma once
// The shipped world with few movies, for tests that need real data quickly.

#include "backend/stores/store.hpp"
#include "backend/stores/world_data.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <memory>

namespace cachedeck::test {

inline workload::Workload smallMovies(std::int64_t items)
{
    auto movies = workload::load(CACHEDECK_RESOURCES_FOLDER "/worlds/movies.json");
    INFO((movies ? std::string() : movies.error().text()));
    REQUIRE(movies.has_value());
    movies->data->sizes["quick"] = items;
    return *std::move(movies);
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
