#pragma once
// What an invalidation is about: exact keys, patterns and tags; from one key, a glob, a tag or an entity. Pure.

#include "backend/workload/workload.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::cli {

struct Selection {
    std::vector<std::string> keys, patterns;
};

// An entity such as "movie:42" and every key derived from it. With a workload: what its writes to that entity
// invalidate. Without one: the key itself and all below it ("movie:42:*"). Keys carry `prefix`. Empty when the workload
// knows no such entity.
std::optional<Selection> selectEntity(std::string_view entity, std::string_view prefix,
                                      const workload::Workload* workload);

} // namespace cachedeck::cli
