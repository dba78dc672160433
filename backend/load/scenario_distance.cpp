#include "backend/load/scenario_distance.hpp"

#include <cmath>

namespace cachedeck::load {
namespace {

using workload::JsonNode;
using workload::KnownField;

constexpr KnownField distanceFields[] = {{"store"}, {"cache"}};
constexpr KnownField numberFields[] = {{"ms", true}, {"deviation_ms"}};
constexpr double longestMilliseconds = 10'000;

std::chrono::microseconds readMilliseconds(const JsonNode& node)
{
    return std::chrono::microseconds(std::llround(node.number(0, longestMilliseconds) * 1000));
}

stores::Distance distanceOf(const JsonNode& node)
{
    if (!node.value().is_object())
        return *stores::distanceProfile(stores::distanceProfiles()[node.oneOf(stores::distanceProfiles())]);
    node.expectFields(numberFields);
    stores::Distance distance;
    distance.mean = readMilliseconds(node.at("ms"));
    if (const auto deviation = node.find("deviation_ms"))
        distance.deviation = readMilliseconds(*deviation);
    return distance;
}

} // namespace

void readDistance(const JsonNode& node, Scenario& scenario)
{
    node.expectFields(distanceFields);
    if (const auto store = node.find("store"))
        scenario.storeDistance = distanceOf(*store);
    if (const auto cache = node.find("cache"))
        scenario.cacheDistance = distanceOf(*cache);
}

} // namespace cachedeck::load
