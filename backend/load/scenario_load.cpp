#include "backend/load/scenario_load.hpp"

#include "backend/load/pacing.hpp"
#include "backend/load/scenario_override.hpp"
#include "backend/load/scenario_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

using std::chrono::milliseconds;
using workload::JsonNode;
using workload::KnownField;

constexpr std::int64_t mostUsersAllowed = 10'000;
constexpr double mostRate = 10'000'000;
constexpr double mostPoissonArrivals = 1e9; // half a gigabyte of positions
constexpr std::size_t mostStages = 10'000;

constexpr KnownField loadFields[] = {{"loop"},     {"users"},    {"think_ms"},    {"think"},       {"rate"},
                                     {"arrivals"}, {"schedule"}, {"slice_ms"},    {"deadline_ms"}, {"stages"},
                                     {"pipeline"}, {"threads"},  {"write_share"}, {"find_limit"},  {"mix"}};
constexpr KnownField stageFields[] = {{"seconds", true}, {"users"}, {"rate"},        {"ramp"},
                                      {"shape"},         {"steps"}, {"peak_seconds"}};
constexpr KnownField limitFields[] = {{"threshold", true}, {"from", true}, {"to", true},
                                      {"factor"},          {"bisections"}, {"seconds_per_step"}};
constexpr KnownField cacheFields[] = {{"max_memory"}, {"eviction"},         {"cold_start"},     {"deadline_ms"},
                                      {"ttl_jitter"}, {"eviction_samples"}, {"lfu_log_factor"}, {"lfu_decay_minutes"}};

constexpr std::string_view loops[] = {"closed", "open"};
constexpr std::string_view schedules[] = {"interleaved", "parallel", "sequential"};
constexpr std::string_view arrivalWords[] = {"uniform", "poisson"};
constexpr std::string_view thinkWords[] = {"constant", "exponential"};
constexpr std::string_view shapes[] = {"hold", "ramp", "step", "spike", "soak"};
enum class Shape : std::uint8_t { Hold, Ramp, Step, Spike, Soak };
constexpr std::string_view evictions[] = {"noeviction",   "allkeys-lru",  "allkeys-lfu",     "allkeys-random",
                                          "volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl"};

// A level of users or of the rate, whichever the loop has.
struct Level {
    int users = 0;
    double rate = 0;
};

Stage stageAt(const Level& level, milliseconds duration, bool ramp)
{
    return {duration, level.users, level.rate, ramp};
}

Level between(const Level& from, const Level& to, double share)
{
    const auto users = static_cast<int>(std::lround(from.users + (to.users - from.users) * share));
    return {users, from.rate + (to.rate - from.rate) * share};
}

void addSteps(const JsonNode& node, const Level& from, const Level& to, milliseconds whole, std::vector<Stage>& stages)
{
    const auto steps = node.find("steps");
    const auto count = steps ? steps->integer(1, 1000) : 4;
    const auto least = milliseconds(100);
    if (whole / count < least)
        steps.value_or(node).fail(fmt::format("expected steps of at least 0.1 seconds, found {} in {} seconds", count,
                                              static_cast<double>(whole.count()) / 1000));
    for (std::int64_t step = 1; step <= count; ++step) {
        const auto level = between(from, to, static_cast<double>(step) / static_cast<double>(count));
        stages.push_back(stageAt(level, whole * step / count - whole * (step - 1) / count, false));
    }
}

// Up and down at once: before and after it is as it was.
void addSpike(const JsonNode& node, const Level& from, const Level& to, milliseconds whole, std::vector<Stage>& stages)
{
    auto peak = whole / 5;
    if (const auto given = node.find("peak_seconds")) {
        peak = inMilliseconds(given->number(0.1, longestSeconds));
        if (peak >= whole)
            given->failExpected(
                fmt::format("less than the stage's {} seconds", static_cast<double>(whole.count()) / 1000));
    }
    const auto before = (whole - peak) / 2;
    stages.push_back(stageAt(from, before, false));
    stages.push_back(stageAt(to, peak, false));
    stages.push_back(stageAt(from, whole - peak - before, false));
}

void onlyWith(const JsonNode& node, std::string_view field, bool allowed, std::string_view shape)
{
    if (const auto given = node.find(field); given && !allowed)
        given->fail(fmt::format("only a stage with \"shape\": \"{}\" has it", shape));
}

Level readLevel(const JsonNode& node, const LoadProfile& load)
{
    Level level{load.users, load.rate};
    if (const auto users = node.find("users")) {
        if (load.loop == Loop::Open)
            users->fail("in an open loop a stage has a \"rate\"");
        level.users = static_cast<int>(users->integer(1, mostUsersAllowed));
    }
    if (const auto rate = node.find("rate")) {
        if (load.loop == Loop::Closed)
            rate->fail("in a closed loop a stage has \"users\"");
        level.rate = rate->number(0.001, mostRate);
    }
    return level;
}

// Appends what one stage of the file means: one stage, or those that its shape is made of.
void readStage(const JsonNode& node, LoadProfile& load)
{
    node.expectFields(stageFields);
    auto& stages = load.stages;
    const auto whole = inMilliseconds(node.at("seconds").number(0.1, longestSeconds));
    const auto from = stages.empty() ? Level{load.users, load.rate} : Level{stages.back().users, stages.back().rate};
    const auto to = readLevel(node, load);
    const auto word = node.find("shape");
    auto shape = word ? static_cast<Shape>(word->oneOf(shapes)) : Shape::Hold;
    onlyWith(node, "steps", shape == Shape::Step, "step");
    onlyWith(node, "peak_seconds", shape == Shape::Spike, "spike");
    if (const auto ramp = node.find("ramp")) {
        if (word)
            ramp->fail("a stage has a \"shape\" or a \"ramp\", not both");
        shape = ramp->boolean() ? Shape::Ramp : Shape::Hold;
    }
    switch (shape) {
    case Shape::Hold:
    case Shape::Ramp:
        stages.push_back(stageAt(to, whole, shape == Shape::Ramp));
        break;
    case Shape::Step:
        addSteps(node, from, to, whole, stages);
        break;
    case Shape::Spike:
        addSpike(node, from, to, whole, stages);
        break;
    case Shape::Soak: { // comes up gently, then stays
        const auto rising = std::min(whole / 20, milliseconds(60'000));
        stages.push_back(stageAt(to, rising, true));
        stages.push_back(stageAt(to, whole - rising, false));
        break;
    }
    }
    if (stages.size() > mostStages)
        node.fail(fmt::format("expected at most {} stages", mostStages));
}

FindLimit readLimit(const JsonNode& node, const Scenario& scenario)
{
    node.expectFields(limitFields);
    const auto& load = scenario.load;
    if (load.loop == Loop::Closed)
        node.fail("only an open loop has a rate to raise; \"loop\": \"open\" is missing");
    if (!load.stages.empty())
        node.fail("a search for the limit sets the rate itself; leave \"stages\" out");
    if (load.schedule == Schedule::Parallel)
        node.fail("in a search for the limit the paths take turns; leave \"schedule\" out");
    FindLimit limit;
    limit.threshold = checkedLimit(node.at("threshold"), scenario);
    limit.from = node.at("from").number(0.001, mostRate);
    limit.to = node.at("to").number(0.001, mostRate);
    if (limit.to <= limit.from)
        node.at("to").failExpected(fmt::format("a rate above \"from\", which is {}", limit.from));
    if (const auto factor = node.find("factor"))
        limit.factor = factor->number(1.01, 100);
    if (const auto bisections = node.find("bisections"))
        limit.bisections = static_cast<int>(bisections->integer(0, 20));
    if (const auto step = node.find("seconds_per_step"))
        limit.step = inMilliseconds(step->number(0.2, 3600));
    return limit;
}

// The same operations in other shares: those of writes and those of reads keep their proportions among themselves.
std::shared_ptr<const workload::Workload> withWriteShare(const JsonNode& node, const workload::Workload& workload,
                                                         double share)
{
    const auto isWrite = [](const workload::Operation& operation) { return operation.kind == workload::Kind::Write; };
    double writes = 0;
    double reads = 0;
    for (const auto& operation : workload.operations)
        (isWrite(operation) ? writes : reads) += operation.share;
    if (writes <= 0 && share > 0)
        node.fail(fmt::format("the workload \"{}\" has no writes", workload.name));
    if (reads <= 0 && share < 1)
        node.fail(fmt::format("the workload \"{}\" has no reads", workload.name));
    auto changed = std::make_shared<workload::Workload>(workload);
    for (auto& operation : changed->operations)
        operation.share *=
            isWrite(operation) ? (share > 0 ? share / writes : 0) : (share < 1 ? (1 - share) / reads : 0);
    return changed;
}

void readUsers(const JsonNode& node, LoadProfile& load)
{
    if (const auto users = node.find("users"))
        load.users = static_cast<int>(users->integer(1, mostUsersAllowed));
    if (const auto pipeline = node.find("pipeline"))
        load.pipeline = static_cast<int>(pipeline->integer(1, 1000));
    if (const auto threads = node.find("threads"))
        load.threads = static_cast<int>(threads->integer(1, 1000));
    if (const auto think = node.find("think_ms"))
        load.thinkTime = std::chrono::microseconds(std::llround(think->number(0, 3'600'000) * 1000));
    if (const auto think = node.find("think"))
        load.think = static_cast<Think>(think->oneOf(thinkWords));
}

void readRate(const JsonNode& node, LoadProfile& load)
{
    if (const auto limit = node.find("find_limit"); limit && limit->value().is_object())
        if (const auto from = limit->find("from")) // the warm-up is at the search's first rate
            load.rate = from->number(0.001, mostRate);
    if (const auto rate = node.find("rate"))
        load.rate = rate->number(0.001, mostRate);
    if (const auto arrivals = node.find("arrivals")) {
        load.arrivals = static_cast<Arrivals>(arrivals->oneOf(arrivalWords));
        if (load.loop == Loop::Closed)
            arrivals->fail("only an open loop has arrivals; \"loop\": \"open\" is missing");
    }
}

} // namespace

std::chrono::milliseconds inMilliseconds(double seconds)
{
    return milliseconds(std::llround(seconds * 1000));
}

std::chrono::milliseconds FindLimit::longest(std::size_t paths) const
{
    const auto rising = static_cast<int>(std::ceil(std::log(to / from) / std::log(factor) - 1e-9)) + 1;
    const auto again = 1 + bisections; // of those that break
    return step * (rising + bisections + again) * static_cast<int>(paths);
}

void readLoad(const JsonNode& node, Scenario& scenario)
{
    node.expectFields(loadFields);
    auto& load = scenario.load;
    if (const auto loop = node.find("loop"))
        load.loop = static_cast<Loop>(loop->oneOf(loops));
    readUsers(node, load);
    readRate(node, load);
    if (const auto schedule = node.find("schedule"))
        load.schedule = static_cast<Schedule>(schedule->oneOf(schedules));
    if (const auto slice = node.find("slice_ms"))
        load.slice = milliseconds(std::llround(slice->number(20, 10'000)));
    if (const auto deadline = node.find("deadline_ms"))
        load.deadline = milliseconds(std::llround(deadline->number(1, 600'000)));
    if (const auto stages = node.find("stages"))
        for (const auto& stage : stages->elements())
            readStage(stage, load);
    if (const auto lanes = static_cast<std::int64_t>(mostUsers(load)) * load.pipeline; lanes > mostUsersAllowed)
        node.find("pipeline")
            .value_or(node)
            .fail(fmt::format("expected at most {} operations in flight (users × pipeline), found {}", mostUsersAllowed,
                              lanes));
    if (const auto share = node.find("write_share")) {
        load.writeShare = share->number(0, 1);
        scenario.workload = withWriteShare(*share, *scenario.workload, *load.writeShare);
    }
    if (const auto limit = node.find("find_limit"))
        load.findLimit = readLimit(*limit, scenario);
}

void checkArrivals(const JsonNode& root, const Scenario& scenario)
{
    const auto& load = scenario.load;
    if (load.arrivals != Arrivals::Poisson)
        return;
    double rate = load.findLimit ? load.findLimit->to : load.rate;
    for (const auto& stage : load.stages)
        rate = std::max(rate, stage.rate);
    const auto seconds = std::chrono::duration<double>(scenario.duration + scenario.warmUp).count();
    if (rate * seconds > mostPoissonArrivals)
        root.at("load")
            .at("arrivals")
            .fail(fmt::format(
                "a Poisson process is drawn ahead: expected at most {:.0f} arrivals in the whole run, found {:.0f}",
                mostPoissonArrivals, rate * seconds));
}

void readCache(const JsonNode& node, CacheProfile& cache)
{
    node.expectFields(cacheFields);
    if (const auto memory = node.find("max_memory"))
        cache.maxMemory = static_cast<std::uint64_t>(memory->integer(1 << 16, std::int64_t{1} << 46));
    if (const auto eviction = node.find("eviction"))
        cache.evictionPolicy = evictions[eviction->oneOf(evictions)];
    const auto whole = [&](const char* field, std::int64_t least, std::int64_t most, std::optional<int>& to) {
        if (const auto given = node.find(field))
            to = static_cast<int>(given->integer(least, most));
    };
    whole("eviction_samples", 1, 64, cache.evictionSamples);
    whole("lfu_log_factor", 0, 10'000, cache.lfuLogFactor);
    whole("lfu_decay_minutes", 0, 10'000, cache.lfuDecayMinutes);
    if (const auto cold = node.find("cold_start"))
        cache.coldStart = cold->boolean();
    if (const auto deadline = node.find("deadline_ms"))
        cache.deadline = milliseconds(std::llround(deadline->number(1, 60'000)));
    if (const auto jitter = node.find("ttl_jitter"))
        cache.ttlJitter = jitter->number(0, 0.9);
}

std::string toJson(const std::vector<Stage>& stages, Loop loop)
{
    std::string text = "[";
    for (const auto& stage : stages) {
        text += fmt::format("{}{{\"seconds\":{}", text.size() > 1 ? "," : "",
                            static_cast<double>(stage.duration.count()) / 1000);
        text +=
            loop == Loop::Open ? fmt::format(",\"rate\":{}", stage.rate) : fmt::format(",\"users\":{}", stage.users);
        text += stage.ramp ? ",\"ramp\":true}" : "}";
    }
    return text + "]";
}

std::span<const KnownScenarioObject> knownLoadObjects()
{
    static const KnownScenarioObject objects[] = {{"load", loadFields},
                                                  {"stage", stageFields},
                                                  {"find_limit", limitFields},
                                                  {"cache", cacheFields},
                                                  knownStream()};
    return objects;
}

} // namespace cachedeck::load
