#include "backend/report/stored_result.hpp"

#include "backend/latency/hlog.hpp"
#include "backend/load/ledger.hpp"
#include "backend/report/run_files.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

namespace cachedeck::report {
namespace {

load::Scenario scenarioOf(const RunDocument& document, const load::ResourcePaths& resources)
{
    load::Scenario scenario;
    if (auto parsed = load::parseScenario(document.scenario, document.name, resources)) {
        scenario = *std::move(parsed);
    } else {
        scenario.name = document.name;
        scenario.seed = document.seed;
        scenario.duration = std::chrono::milliseconds(std::llround(document.seconds * 1000));
    }
    scenario.json = document.scenario;
    // The paths that ran, which may be fewer than the file's.
    const auto known = std::exchange(scenario.paths, {});
    for (const auto& path : document.paths) {
        load::PathSpec spec;
        spec.name = path.name;
        spec.strategy = path.strategy;
        spec.store = path.store;
        for (const auto& one : known)
            if (one.name == path.name)
                spec = one;
        scenario.paths.push_back(std::move(spec));
    }
    return scenario;
}

load::PathResult pathOf(const PathSummary& summary, const load::Scenario& scenario)
{
    load::PathResult path;
    for (const auto& spec : scenario.paths)
        if (spec.name == summary.name)
            path.spec = spec;
    path.counts = summary.counts;
    path.seconds = summary.seconds;
    path.warmUp = summary.warmUp;
    path.steady = summary.steady;
    path.throughput = summary.throughput;
    path.staleAgeMax = summary.staleAgeMax;
    path.staleVersionsMax = summary.staleVersionsMax;
    path.concurrency = summary.concurrency;
    path.little = summary.little;
    path.trusted = summary.trusted;
    path.reasons = summary.reasons;
    const auto& details = summary.details;
    path.steadyAfter = details.steadyAfter;
    path.drift = details.drift;
    path.staleVersionsMean = details.staleVersionsMean;
    path.storeInFlightMax = details.storeInFlightMax;
    path.ownThreadShare = details.ownThreadShare;
    path.serverCores = details.serverCores;
    path.waiting = details.waiting;
    path.hitMean = details.hitMean;
    path.missMean = details.missMean;
    path.cacheBytes = details.cacheBytes;
    path.cacheKeys = details.cacheKeys;
    path.limit = details.limit;
    path.figures = details.figures;
    path.eventsApplied = details.eventsApplied;
    path.eventsFailed = details.eventsFailed;
    path.eventsNotFresh = details.eventsNotFresh;
    for (const auto& operation : summary.operations) {
        load::OperationResult one;
        one.name = operation.name;
        one.write = operation.kind == "write";
        one.counts = operation.counts;
        path.operations.push_back(std::move(one));
    }
    return path;
}

// "second,path,operations,errors,hits,misses,store_reads,stale,…": the counts of each second, where the file is there.
std::map<std::pair<std::string, int>, load::Counts> readTimeline(const std::filesystem::path& file)
{
    std::map<std::pair<std::string, int>, load::Counts> counts;
    std::ifstream in(file, std::ios::binary);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; cells.size() < 8 && std::getline(row, cell, ',');)
            cells.push_back(cell);
        std::uint64_t numbers[8]{};
        bool good = cells.size() == 8;
        for (std::size_t i = 0; good && i < 8; ++i)
            good = i == 1 ||
                   std::from_chars(cells[i].data(), cells[i].data() + cells[i].size(), numbers[i]).ec == std::errc();
        if (!good || numbers[0] > 10'000'000)
            continue;
        auto& one = counts[{cells[1], static_cast<int>(numbers[0])}];
        one.issued = numbers[2];
        one.errors = numbers[3];
        one.ok = numbers[2] - std::min(numbers[2], numbers[3]);
        one.hits = numbers[4];
        one.misses = numbers[5];
        one.storeReads = numbers[6];
        one.stale = numbers[7];
    }
    return counts;
}

} // namespace

load::Result toResult(const RunDocument& document, const load::ResourcePaths& resources)
{
    load::Result result;
    result.scenario = scenarioOf(document, resources);
    result.dataDescription = document.data;
    result.started = document.started;
    result.seconds = document.seconds;
    result.interrupted = document.interrupted;
    result.machine = document.machine;
    result.versions = document.versions;
    result.simulated = document.simulated;
    for (const auto& path : document.paths)
        result.paths.push_back(pathOf(path, result.scenario));
    result.comparisons = document.comparisons;
    result.events = document.events;
    result.thresholds = document.thresholds;
    result.noise = document.noise;
    result.ownConnections = document.ownConnections;
    result.ownCommands = document.ownCommands;
    result.faults = document.faults;
    result.server = document.server;
    result.stream = document.stream.stream;
    return result;
}

void addSeconds(load::Result& result, std::size_t path, std::vector<load::Second> seconds)
{
    auto& to = result.paths[path];
    // Paths that take turns share each second; how is not stored, so it is taken for even.
    const double active = seconds.empty() ? 0 : to.seconds / static_cast<double>(seconds.size());
    for (const auto& second : seconds) {
        for (const auto& [log, histogram] :
             {std::pair(&second.serviceLog, &to.service), {&second.responseLog, &to.response}})
            if (!log->empty())
                if (const auto decoded = latency::decode(*log))
                    histogram->add(*decoded);
        auto at = std::lower_bound(result.samples.begin(), result.samples.end(), second.second,
                                   [](const load::Sample& sample, int value) { return sample.from < value; });
        if (at == result.samples.end() || at->from > second.second) {
            load::Sample sample;
            sample.from = second.second;
            sample.to = second.second + 1;
            sample.paths.resize(result.paths.size());
            at = result.samples.insert(at, std::move(sample));
        }
        at->paths[path] = {second.counts, active, second.response, second.service, second.storeInFlight};
    }
    to.timeline = std::move(seconds);
}

Result<load::Result> readResult(const std::filesystem::path& directoryOrFile, const load::ResourcePaths& resources)
{
    std::error_code none;
    const bool isFile = std::filesystem::is_regular_file(directoryOrFile, none);
    const auto directory = isFile ? directoryOrFile.parent_path() : directoryOrFile;
    auto document = readRun(isFile && directoryOrFile.extension() == ".json" ? directoryOrFile : directory);
    if (document.has_error())
        return document.error();
    auto result = toResult(*document, resources);
    std::ifstream log(directory / "latency.hlog", std::ios::binary);
    if (!log)
        return result;
    auto intervals = latency::readLog(log);
    if (!intervals)
        return Error{(directory / "latency.hlog").string(), 0, "", intervals.error().message};
    const auto counts = readTimeline(directory / "timeline.csv");
    std::vector<std::map<int, load::Second>> seconds(result.paths.size());
    for (const auto& interval : *intervals)
        for (std::size_t path = 0; path < result.paths.size(); ++path) {
            const auto& name = result.paths[path].spec.name;
            const bool service = interval.tag == name + ".service";
            if (!service && interval.tag != name + ".response")
                continue;
            auto& second = seconds[path][static_cast<int>(interval.start)];
            second.second = static_cast<int>(interval.start);
            (service ? second.serviceLog : second.responseLog) = latency::encode(interval.histogram);
            (service ? second.service : second.response) = load::quantilesOf(interval.histogram);
            if (const auto found = counts.find({name, second.second}); found != counts.end())
                second.counts = found->second;
        }
    for (std::size_t path = 0; path < seconds.size(); ++path) {
        std::vector<load::Second> all;
        for (auto& [number, second] : seconds[path])
            all.push_back(std::move(second));
        addSeconds(result, path, std::move(all));
    }
    return result;
}

} // namespace cachedeck::report
