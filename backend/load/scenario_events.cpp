#include "backend/load/scenario_events.hpp"

#include "backend/strategies/strategy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

using std::chrono::milliseconds;
using workload::JsonNode;
using workload::KnownField;

constexpr double longestNotice = 3600;
constexpr KnownField eventFields[] = {{"at", true}, {"every"}, {"invalidate"}, {"expire"}, {"in"}};

milliseconds secondsOf(const JsonNode& node, double least, double most)
{
    return inMilliseconds(node.number(least, most));
}

ScheduledEvent readEvent(const JsonNode& node, const Scenario& scenario)
{
    node.expectFields(eventFields);
    ScheduledEvent event;
    const auto invalidate = node.find("invalidate");
    const auto expire = node.find("expire");
    if (invalidate.has_value() == expire.has_value())
        node.fail("an event either has \"invalidate\" or \"expire\", with the keys as the workload writes them");
    event.kind = expire ? ScheduledEvent::Kind::Expire : ScheduledEvent::Kind::Invalidate;
    event.keys = (expire ? *expire : *invalidate).text();
    event.at = secondsOf(node.at("at"), 0, longestSeconds);
    if (event.at >= scenario.duration)
        node.at("at").failExpected(
            fmt::format("less than the run's {} seconds", static_cast<double>(scenario.duration.count()) / 1000));
    if (const auto every = node.find("every"))
        event.every = secondsOf(*every, 0.1, longestSeconds);
    if (const auto in = node.find("in")) {
        if (!expire)
            in->fail("only an event with \"expire\" has it");
        event.in = secondsOf(*in, 0.001, longestNotice);
    }
    return event;
}

} // namespace

void readEvents(const JsonNode& node, Scenario& scenario)
{
    const bool cached = std::any_of(scenario.paths.begin(), scenario.paths.end(), usesCache);
    for (const auto& event : node.elements()) {
        if (!cached)
            node.fail("no path of the scenario has a cache, so there is nothing to invalidate or to expire");
        scenario.events.push_back(readEvent(event, scenario));
    }
}

std::span<const KnownScenarioObject> knownEventObjects()
{
    static constexpr KnownScenarioObject objects[] = {{"event", eventFields}};
    return objects;
}

} // namespace cachedeck::load
