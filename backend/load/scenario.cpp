#include "backend/load/scenario.hpp"

#include "backend/load/scenario_distance.hpp"
#include "backend/load/scenario_events.hpp"
#include "backend/load/scenario_load.hpp"
#include "backend/load/scenario_mix.hpp"
#include "backend/load/scenario_override.hpp"
#include "backend/load/scenario_paths.hpp"
#include "backend/load/scenario_stream.hpp"
#include "backend/stores/store.hpp"
#include "backend/workload/json_document.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

using workload::JsonNode;
using workload::KnownField;

constexpr KnownField scenarioFields[] = {{"$schema"},     {"format", true}, {"name", true},  {"workload", true},
                                         {"description"}, {"size"},         {"seed"},        {"seconds"},
                                         {"warm_up"},     {"warm_up_most"}, {"paths", true}, {"load"},
                                         {"cache"},       {"check_one_in"}, {"thresholds"},  {"distance"},
                                         {"events"},      {"stream"},       {"store"},       {"store_url"}};

std::chrono::milliseconds seconds(const JsonNode& node, double least)
{
    return inMilliseconds(node.number(least, longestSeconds));
}

std::shared_ptr<const workload::Workload> readWorkload(const JsonNode& node, std::string_view scenarioFile,
                                                       const ResourcePaths& resources)
{
    const auto name = node.text();
    const bool isFile = name.ends_with(".json");
    if (!isFile && name.find_first_of("/\\") != std::string::npos)
        node.failExpected("the name of a world, or a file that ends in .json");
    const auto file =
        isFile ? std::filesystem::path(scenarioFile).parent_path() / name : resources.worlds / (name + ".json");
    if (!isFile && !std::filesystem::exists(file))
        node.fail(fmt::format("there is no world called \"{}\"", name));
    auto loaded = workload::load(file);
    if (!loaded)
        throw workload::FileErrorException{loaded.error()};
    return std::make_shared<const workload::Workload>(std::move(*loaded));
}

void readTimes(const JsonNode& root, Scenario& scenario)
{
    if (const auto duration = root.find("seconds"))
        scenario.duration = seconds(*duration, 0.1);
    else if (scenario.load.findLimit)
        scenario.duration = scenario.load.findLimit->longest(scenario.paths.size());
    if (const auto warmUp = root.find("warm_up"))
        scenario.warmUp = seconds(*warmUp, 0);
    if (scenario.cache.coldStart)
        scenario.warmUp = std::chrono::milliseconds(0);
    scenario.warmUpMost = 3 * scenario.warmUp;
    if (const auto most = root.find("warm_up_most"))
        scenario.warmUpMost = std::max(scenario.warmUp, seconds(*most, 0));
}

// The scenario with all that it needs to be read from anywhere else: a workload's file is named by its whole path.
std::string complete(boost::json::value json, std::string_view file)
{
    auto& workload = json.as_object().at("workload").as_string();
    if (workload.ends_with(".json")) {
        const auto folder = std::filesystem::absolute(std::filesystem::path(file)).parent_path();
        workload = (folder / std::filesystem::path(std::string_view(workload))).lexically_normal().string();
    }
    return boost::json::serialize(json);
}

Scenario read(const JsonNode& root, std::string_view file, const ResourcePaths& resources)
{
    root.expectFields(scenarioFields);
    root.at("format").integer(1, 1);
    Scenario scenario;
    scenario.name = root.at("name").text();
    scenario.workloadName = root.at("workload").text();
    scenario.workload = readWorkload(root.at("workload"), file, resources);
    if (const auto size = root.find("size")) {
        scenario.size = size->text();
        const auto& data = scenario.workload->data;
        if (scenario.size != "auto" && (!data || !data->sizes.contains(scenario.size)))
            size->fail(fmt::format("the world has no size called \"{}\"", scenario.size));
    }
    if (const auto seed = root.find("seed"))
        scenario.seed = static_cast<std::uint64_t>(seed->integer(0, INT64_MAX));
    if (const auto load = root.find("load"); load && load->value().is_object())
        if (const auto mix = load->find("mix")) // before the paths: a store need not know what is not asked
            scenario.workload = withMix(*mix, *scenario.workload);
    if (const auto url = root.find("store_url")) {
        scenario.storeUrl = url->text();
        scenario.store = stores::kindOf(scenario.storeUrl);
    }
    if (const auto store = root.find("store"))
        scenario.store = store->text();
    for (const auto& path : root.at("paths").elements())
        scenario.paths.push_back(readPath(path, scenario, root.find("store")));
    if (scenario.paths.empty() || scenario.paths.size() > 16)
        root.at("paths").fail("expected 1 to 16 paths");
    if (const auto load = root.find("load"))
        readLoad(*load, scenario);
    if (const auto cache = root.find("cache"))
        readCache(*cache, scenario.cache);
    if (const auto distance = root.find("distance"))
        readDistance(*distance, scenario);
    if (const auto stream = root.find("stream"))
        readStream(*stream, scenario);
    readTimes(root, scenario);
    checkArrivals(root, scenario);
    if (const auto events = root.find("events"))
        readEvents(*events, scenario);
    if (const auto check = root.find("check_one_in"))
        scenario.checkOneIn = static_cast<int>(check->integer(0, 1'000'000'000));
    if (const auto thresholds = root.find("thresholds"))
        for (const auto& threshold : thresholds->elements())
            scenario.thresholds.push_back(readThreshold(threshold, scenario));
    scenario.json = complete(root.value(), file);
    return scenario;
}

std::filesystem::path fileOf(std::string_view fileOrName, const ResourcePaths& resources)
{
    const auto file = std::filesystem::path(fileOrName);
    if (std::filesystem::exists(file) || fileOrName.find_first_of("/\\.") != std::string_view::npos)
        return file;
    return resources.scenarios / (std::string(fileOrName) + ".json");
}

} // namespace

FileResult<Scenario> parseScenario(std::string_view json, std::string_view name, const ResourcePaths& resources)
{
    return workload::readDocument<Scenario>(json, name,
                                            [&](const JsonNode& root) { return read(root, name, resources); });
}

FileResult<Scenario> loadScenario(std::string_view fileOrName, const ResourcePaths& resources,
                                  const std::vector<std::string>& overrides)
{
    const auto file = fileOf(fileOrName, resources);
    auto text = workload::readFile(file);
    if (!text)
        return text.error();
    auto scenario = parseScenario(*text, file.string(), resources);
    if (!scenario)
        return scenario;
    // What counts is what all changes together make: one may need another, in whatever order they are given.
    std::vector<std::string> made{*text};
    for (const auto& change : overrides) {
        auto changed = withOverride(made.back(), change);
        if (!changed)
            return changed.error();
        made.push_back(std::move(*changed));
    }
    if (overrides.empty())
        return scenario;
    scenario = parseScenario(made.back(), file.string(), resources);
    if (scenario)
        return scenario;
    // A change is to blame, not a line of the file: the first after which the same is wrong.
    const auto& wrong = scenario.error();
    for (std::size_t i = 0; i < overrides.size(); ++i) {
        const auto step = parseScenario(made[i + 1], file.string(), resources);
        if (!step && step.error().field == wrong.field && step.error().message == wrong.message)
            return FileError{"--set " + overrides[i], 0, wrong.field, wrong.message};
    }
    return wrong;
}

std::string toJson(const Scenario& scenario)
{
    return scenario.json;
}

} // namespace cachedeck::load
