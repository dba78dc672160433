#include "backend/load/scenario_distance.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cachedeck::load {
namespace {

using workload::JsonNode;
using workload::KnownField;

constexpr KnownField distanceFields[] = {{"store"}, {"cache"}};
constexpr KnownField numberFields[] = {{"ms"}, {"deviation_ms"}, {"measured_ms"}};
constexpr double longestMilliseconds = 10'000;

std::chrono::microseconds readMilliseconds(const JsonNode& node)
{
    return std::chrono::microseconds(std::llround(node.number(0, longestMilliseconds) * 1000));
}

stores::Distance measuredIn(const JsonNode& list)
{
    const auto elements = list.elements();
    if (elements.empty() || elements.size() > stores::mostRoundTrips)
        list.fail(fmt::format("expected 1 to {} round trips, found {}", stores::mostRoundTrips, elements.size()));
    stores::RoundTrips times;
    for (const auto& element : elements)
        times.push_back(readMilliseconds(element));
    return stores::measuredDistance(std::move(times));
}

stores::Distance distanceOf(const JsonNode& node)
{
    if (!node.value().is_object())
        return *stores::distanceProfile(stores::distanceProfiles()[node.oneOf(stores::distanceProfiles())]);
    node.expectFields(numberFields);
    if (const auto measured = node.find("measured_ms")) {
        if (node.has("ms") || node.has("deviation_ms"))
            node.fail("expected measured_ms alone, or ms with deviation_ms");
        return measuredIn(*measured);
    }
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
