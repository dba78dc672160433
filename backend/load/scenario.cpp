#include "backend/load/scenario.hpp"

#include "backend/load/scenario_override.hpp"
#include "backend/load/scenario_paths.hpp"
#include "backend/workload/json_document.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

using workload::JsonNode;
using workload::KnownField;

constexpr double longestSeconds = 7 * 24 * 3600;
constexpr std::int64_t mostUsers = 10'000;
constexpr double mostRate = 10'000'000;

constexpr KnownField scenarioFields[] = {{"$schema"},      {"format", true}, {"name", true}, {"workload", true},
                                         {"description"},  {"size"},         {"seed"},       {"seconds"},
                                         {"warm_up"},      {"paths", true},  {"load"},       {"cache"},
                                         {"check_one_in"}, {"thresholds"}};
constexpr KnownField loadFields[] = {{"loop"},     {"users"},    {"think_ms"},    {"rate"},
                                     {"schedule"}, {"slice_ms"}, {"deadline_ms"}, {"stages"}};
constexpr KnownField stageFields[] = {{"seconds", true}, {"users"}, {"rate"}, {"ramp"}};
constexpr KnownField cacheFields[] = {{"max_memory"}, {"eviction"}, {"cold_start"}, {"deadline_ms"}};
constexpr std::string_view loops[] = {"closed", "open"};
constexpr std::string_view schedules[] = {"interleaved", "parallel", "sequential"};
constexpr std::string_view evictions[] = {"noeviction",   "allkeys-lru",  "allkeys-lfu",     "allkeys-random",
                                          "volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl"};

std::chrono::milliseconds milliseconds(const JsonNode& node, double least, double most)
{
    return std::chrono::milliseconds(std::llround(node.number(least, most)));
}

std::chrono::milliseconds seconds(const JsonNode& node, double least)
{
    return std::chrono::milliseconds(std::llround(node.number(least, longestSeconds) * 1000));
}

Stage readStage(const JsonNode& node, const LoadProfile& load)
{
    node.expectFields(stageFields);
    Stage stage;
    stage.duration = seconds(node.at("seconds"), 0.1);
    stage.users = load.users;
    stage.rate = load.rate;
    if (const auto users = node.find("users")) {
        if (load.loop == Loop::Open)
            users->fail("in an open loop a stage has a \"rate\"");
        stage.users = static_cast<int>(users->integer(1, mostUsers));
    }
    if (const auto rate = node.find("rate")) {
        if (load.loop == Loop::Closed)
            rate->fail("in a closed loop a stage has \"users\"");
        stage.rate = rate->number(0.001, mostRate);
    }
    if (const auto ramp = node.find("ramp")) {
        stage.ramp = ramp->boolean();
        if (stage.ramp && load.loop == Loop::Closed)
            ramp->fail("only the rate of an open loop can be ramped");
    }
    return stage;
}

void readLoad(const JsonNode& node, LoadProfile& load)
{
    node.expectFields(loadFields);
    if (const auto loop = node.find("loop"))
        load.loop = loop->oneOf(loops) == 0 ? Loop::Closed : Loop::Open;
    if (const auto users = node.find("users"))
        load.users = static_cast<int>(users->integer(1, mostUsers));
    if (const auto think = node.find("think_ms"))
        load.thinkTime = std::chrono::microseconds(std::llround(think->number(0, 3'600'000) * 1000));
    if (const auto rate = node.find("rate"))
        load.rate = rate->number(0.001, mostRate);
    if (const auto schedule = node.find("schedule"))
        load.schedule = static_cast<Schedule>(schedule->oneOf(schedules));
    if (const auto slice = node.find("slice_ms"))
        load.slice = milliseconds(*slice, 20, 10'000);
    if (const auto deadline = node.find("deadline_ms"))
        load.deadline = milliseconds(*deadline, 1, 600'000);
    if (const auto stages = node.find("stages"))
        for (const auto& stage : stages->elements())
            load.stages.push_back(readStage(stage, load));
}

void readCache(const JsonNode& node, CacheProfile& cache)
{
    node.expectFields(cacheFields);
    if (const auto memory = node.find("max_memory"))
        cache.maxMemory = static_cast<std::uint64_t>(memory->integer(1 << 16, std::int64_t{1} << 46));
    if (const auto eviction = node.find("eviction"))
        cache.evictionPolicy = evictions[eviction->oneOf(evictions)];
    if (const auto cold = node.find("cold_start"))
        cache.coldStart = cold->boolean();
    if (const auto deadline = node.find("deadline_ms"))
        cache.deadline = milliseconds(*deadline, 1, 60'000);
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
    if (const auto warmUp = root.find("warm_up"))
        scenario.warmUp = seconds(*warmUp, 0);
    if (scenario.cache.coldStart)
        scenario.warmUp = std::chrono::milliseconds(0);
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
    for (const auto& path : root.at("paths").elements())
        scenario.paths.push_back(readPath(path, *scenario.workload, scenario.paths));
    if (scenario.paths.empty() || scenario.paths.size() > 16)
        root.at("paths").fail("expected 1 to 16 paths");
    if (const auto load = root.find("load"))
        readLoad(*load, scenario.load);
    if (const auto cache = root.find("cache"))
        readCache(*cache, scenario.cache);
    readTimes(root, scenario);
    if (const auto check = root.find("check_one_in"))
        scenario.checkOneIn = static_cast<int>(check->integer(0, 1'000'000'000));
    if (const auto thresholds = root.find("thresholds"))
        for (const auto& threshold : thresholds->elements())
            scenario.thresholds.push_back(checkedThreshold(threshold, scenario));
    scenario.json = boost::json::serialize(root.value());
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
    auto json = *text;
    for (const auto& change : overrides) {
        auto changed = withOverride(json, change);
        if (!changed)
            return changed.error();
        scenario = parseScenario(*changed, file.string(), resources);
        if (!scenario) // the change is to blame, not a line of the file
            return FileError{"--set " + change, 0, scenario.error().field, scenario.error().message};
        json = *changed;
    }
    return scenario;
}

std::string toJson(const Scenario& scenario)
{
    return scenario.json;
}

} // namespace cachedeck::load
