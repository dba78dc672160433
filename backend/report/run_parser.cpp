#include "backend/report/run_details.hpp"

#include <boost/json/serialize.hpp>

#include <charconv>

namespace cachedeck::report {
namespace {

using workload::JsonNode;

std::optional<double> optionalReal(const JsonNode& json)
{
    return json.value().is_null() ? std::nullopt : std::optional(json.number());
}

std::vector<std::string> readTexts(const JsonNode& list)
{
    std::vector<std::string> texts;
    for (const auto& element : list.elements())
        texts.push_back(text(element));
    return texts;
}

Latency readLatency(const JsonNode& json)
{
    return {count(json.at("count")),    json.at("min").number(), json.at("mean").number(), json.at("p50").number(),
            json.at("p90").number(),    json.at("p95").number(), json.at("p99").number(),  json.at("p99_9").number(),
            json.at("p99_99").number(), json.at("max").number()};
}

load::Counts readCounts(const JsonNode& json)
{
    load::Counts counts;
    counts.issued = count(json.at("issued"));
    counts.ok = count(json.at("ok"));
    counts.errors = count(json.at("errors"));
    counts.timeouts = count(json.at("timeouts"));
    counts.unfinished = count(json.at("unfinished"));
    counts.fallbacks = count(json.at("fallbacks"));
    counts.hits = count(json.at("hits"));
    counts.misses = count(json.at("misses"));
    counts.storeReads = count(json.at("store_reads"));
    counts.checked = count(json.at("checked"));
    counts.wrong = count(json.at("wrong"));
    counts.missing = count(json.at("missing"));
    counts.stale = count(json.at("stale"));
    if (const auto writes = json.find("writes"))
        counts.writes = count(*writes);
    readLaterCounts(json, counts);
    return counts;
}

PathSummary readPath(const JsonNode& json)
{
    PathSummary path;
    path.name = text(json.at("name"));
    path.strategy = text(json.at("strategy"));
    path.store = text(json.at("store"));
    path.encoding = text(json.at("encoding"));
    path.loop = text(json.at("loop"));
    path.counts = readCounts(json);
    path.seconds = json.at("seconds").number();
    path.warmUp = json.at("warm_up").number();
    path.steady = json.at("steady").boolean();
    path.throughput = json.at("throughput").number();
    path.hitRatio = optionalReal(json.at("hit_ratio"));
    path.staleAgeMax = json.at("stale_age_max").number();
    path.staleVersionsMax = count(json.at("stale_versions_max"));
    path.service = readLatency(json.at("service_us"));
    path.response = readLatency(json.at("response_us"));
    path.concurrency = json.at("concurrency").number();
    path.little = optionalReal(json.at("little")).value_or(0);
    path.trusted = json.at("trusted").boolean();
    path.reasons = readTexts(json.at("reasons"));
    for (const auto& [name, operation] : json.at("by_operation").members())
        path.operations.push_back({name, text(operation.at("kind")), readCounts(operation),
                                   readLatency(operation.at("service_us")), readLatency(operation.at("response_us"))});
    path.details = readDetails(json);
    return path;
}

load::Comparison readComparison(const JsonNode& json)
{
    load::Comparison comparison;
    comparison.what = text(json.at("what"));
    comparison.baseline = text(json.at("baseline"));
    comparison.path = text(json.at("path"));
    comparison.quantile = optionalReal(json.at("quantile"));
    comparison.speedup = optionalReal(json.at("speedup"));
    comparison.low = optionalReal(json.at("low"));
    comparison.high = optionalReal(json.at("high"));
    comparison.confidence = json.at("confidence").number();
    if (const auto missing = json.find("missing"))
        comparison.missing = text(*missing);
    return comparison;
}

load::NoiseCheck readNoise(const JsonNode& json)
{
    load::NoiseCheck noise;
    noise.steal = json.at("steal").number();
    noise.otherLoad = json.at("other_load").number();
    noise.ownCores = json.at("own_cores").number();
    noise.serverCores = json.at("server_cores").number();
    noise.cores = static_cast<int>(json.at("cores").integer(0, 1'000'000));
    noise.sharedCores = json.at("shared_cores").boolean();
    noise.remarks = readTexts(json.at("remarks"));
    return noise;
}

// "2026-11-21T10:00:00Z", with or without a fraction of a second.
std::chrono::system_clock::time_point readTime(const JsonNode& json)
{
    const auto iso = text(json);
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
    const auto number = [&](std::size_t place, std::size_t length, auto& value) {
        const auto* begin = iso.data() + place;
        return std::from_chars(begin, begin + length, value).ptr == begin + length;
    };
    const bool shaped = iso.size() >= 20 && iso[4] == '-' && iso[7] == '-' && iso[10] == 'T' && iso[13] == ':' &&
                        iso[16] == ':' && iso.back() == 'Z' && number(0, 4, year) && number(5, 2, month) &&
                        number(8, 2, day) && number(11, 2, hour) && number(14, 2, minute) && number(17, 2, second);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    // The system's clock counts nanoseconds in 64 bits: it knows no year far away.
    if (!shaped || !date.ok() || year < 1970 || year > 2200 || hour > 23 || minute > 59 || second > 60)
        json.failExpected("a time in UTC such as \"2026-11-21T10:00:00Z\"");
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second);
}

// What came after the contract's first version, and may be missing in a file.
void readLaterFields(const JsonNode& json, RunDocument& document)
{
    if (const auto interrupted = json.find("interrupted"))
        document.interrupted = interrupted->boolean();
    if (const auto data = json.find("data"))
        document.data = text(*data);
    if (const auto verdicts = json.find("verdicts"))
        document.verdicts = readTexts(*verdicts);
    if (const auto noise = json.find("noise"))
        document.noise = readNoise(*noise);
    if (const auto own = json.find("own")) {
        document.ownConnections = count((*own).at("connections"));
        document.ownCommands = count((*own).at("commands"));
    }
    if (const auto faults = json.find("faults"))
        for (const auto& fault : faults->elements())
            document.faults.push_back(readFault(fault));
    if (const auto server = json.find("server"))
        document.server = readServer(*server);
    if (const auto stream = json.find("stream"))
        document.stream = readStream(*stream);
    if (const auto all = json.find("break_even"))
        for (const auto& one : all->elements())
            document.breakEven.push_back(readBreakEven(one));
}

RunDocument readDocument(const JsonNode& json)
{
    if (count(json.at("format")) != 1)
        json.at("format").failExpected("1: this file was written by a later CacheDeck");
    RunDocument document;
    document.name = text(json.at("name"));
    document.started = readTime(json.at("started"));
    document.seconds = json.at("seconds").number();
    document.seed = count(json.at("seed"));
    if (!json.at("scenario").value().is_object())
        json.at("scenario").failExpected("an object");
    document.scenario = boost::json::serialize(json.at("scenario").value());
    const auto machine = json.at("machine");
    document.machine = {text(machine.at("os")), text(machine.at("cpu")),
                        static_cast<int>(machine.at("cores").integer(0, 1'000'000)), count(machine.at("memory"))};
    for (const auto& [name, version] : json.at("versions").members())
        document.versions[name] = text(version);
    document.simulated = readTexts(json.at("simulated"));
    for (const auto& path : json.at("paths").elements())
        document.paths.push_back(readPath(path));
    for (const auto& comparison : json.at("comparisons").elements())
        document.comparisons.push_back(readComparison(comparison));
    for (const auto& event : json.at("events").elements())
        document.events.push_back({event.at("at").number(), text(event.at("kind")), text(event.at("text"))});
    for (const auto& threshold : json.at("thresholds").elements())
        document.thresholds.push_back({text(threshold.at("what")), threshold.at("met").boolean()});
    readLaterFields(json, document);
    return document;
}

} // namespace

Result<RunDocument> parseRun(std::string_view json, std::string_view name)
{
    return workload::readDocument<RunDocument>(json, name, readDocument);
}

} // namespace cachedeck::report
