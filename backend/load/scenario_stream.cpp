#include "backend/load/scenario_stream.hpp"

#include "backend/events/broker_url.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {
namespace {

using workload::JsonNode;
using workload::KnownField;

constexpr KnownField streamFields[] = {{"sample_one_in"}, {"broker"}, {"paths"}, {"world"}};
constexpr std::int64_t mostOneIn = 1'000'000'000;

} // namespace

void readStream(const JsonNode& node, Scenario& scenario)
{
    node.expectFields(streamFields);
    auto& profile = scenario.stream;
    if (const auto oneIn = node.find("sample_one_in"))
        profile.sampleOneIn = static_cast<int>(oneIn->integer(0, mostOneIn));
    if (const auto broker = node.find("broker")) {
        profile.broker = broker->text();
        const auto url = events::parseBrokerUrl(profile.broker);
        if (!url)
            broker->fail(url.error().text());
        if (url->hasPassword) // run.json holds the scenario
            broker->fail("a scenario holds no password: leave it out and set CACHEDECK_BROKER_PASSWORD");
    }
    if (const auto paths = node.find("paths"))
        for (const auto& path : paths->elements()) {
            const auto isIt = [name = path.text()](const PathSpec& spec) { return spec.name == name; };
            if (std::none_of(scenario.paths.begin(), scenario.paths.end(), isIt))
                path.failExpected("the name of one of the scenario's paths");
            profile.paths.push_back(path.text());
        }
    if (const auto world = node.find("world")) {
        profile.world = world->boolean();
        if (profile.world && scenario.workload->events.empty())
            world->fail(fmt::format("the workload \"{}\" has no events", scenario.workload->name));
    }
}

KnownScenarioObject knownStream()
{
    return {"stream", streamFields};
}

} // namespace cachedeck::load
