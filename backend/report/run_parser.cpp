#include "backend/report/json_cursor.hpp"
#include "backend/report/run_document.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace cachedeck::report {
namespace {

std::vector<std::string> readTexts(const JsonCursor& list)
{
    std::vector<std::string> texts;
    for (const auto& element : list.elements())
        texts.push_back(element.text());
    return texts;
}

Latency readLatency(const JsonCursor& json)
{
    return {json["count"].count(), json["min"].real(), json["mean"].real(),  json["p50"].real(),   json["p90"].real(),
            json["p95"].real(),    json["p99"].real(), json["p99_9"].real(), json["p99_99"].real(), json["max"].real()};
}

load::Counts readCounts(const JsonCursor& json)
{
    load::Counts counts;
    counts.issued = json["issued"].count();
    counts.ok = json["ok"].count();
    counts.errors = json["errors"].count();
    counts.timeouts = json["timeouts"].count();
    counts.unfinished = json["unfinished"].count();
    counts.fallbacks = json["fallbacks"].count();
    counts.hits = json["hits"].count();
    counts.misses = json["misses"].count();
    counts.storeReads = json["store_reads"].count();
    counts.checked = json["checked"].count();
    counts.wrong = json["wrong"].count();
    counts.missing = json["missing"].count();
    counts.stale = json["stale"].count();
    if (const auto writes = json.find("writes"))
        counts.writes = writes->count();
    return counts;
}

PathSummary readPath(const JsonCursor& json)
{
    PathSummary path;
    path.name = json["name"].text();
    path.strategy = json["strategy"].text();
    path.store = json["store"].text();
    path.encoding = json["encoding"].text();
    path.loop = json["loop"].text();
    path.counts = readCounts(json);
    path.seconds = json["seconds"].real();
    path.warmUp = json["warm_up"].real();
    path.steady = json["steady"].boolean();
    path.throughput = json["throughput"].real();
    path.hitRatio = json["hit_ratio"].optionalReal();
    path.staleAgeMax = json["stale_age_max"].real();
    path.staleVersionsMax = json["stale_versions_max"].count();
    path.service = readLatency(json["service_us"]);
    path.response = readLatency(json["response_us"]);
    path.concurrency = json["concurrency"].real();
    path.little = json["little"].optionalReal().value_or(0);
    path.trusted = json["trusted"].boolean();
    path.reasons = readTexts(json["reasons"]);
    for (const auto& [name, operation] : json["by_operation"].members())
        path.operations.push_back({name, operation["kind"].text(), readCounts(operation), readLatency(operation["service_us"]),
                                   readLatency(operation["response_us"])});
    return path;
}

load::Comparison readComparison(const JsonCursor& json)
{
    return {json["what"].text(),
            json["baseline"].text(),
            json["path"].text(),
            json["quantile"].optionalReal(),
            json["speedup"].optionalReal(),
            json["low"].optionalReal(),
            json["high"].optionalReal(),
            json["confidence"].real()};
}

load::NoiseCheck readNoise(const JsonCursor& json)
{
    load::NoiseCheck noise;
    noise.steal = json["steal"].real();
    noise.otherLoad = json["other_load"].real();
    noise.ownCores = json["own_cores"].real();
    noise.serverCores = json["server_cores"].real();
    noise.cores = static_cast<int>(json["cores"].count());
    noise.sharedCores = json["shared_cores"].boolean();
    noise.remarks = readTexts(json["remarks"]);
    return noise;
}

// "2026-11-21T10:00:00Z", with or without a fraction of a second.
std::chrono::system_clock::time_point readTime(const JsonCursor& json)
{
    const auto text = json.text();
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
    const auto number = [&](std::size_t place, std::size_t length, auto& value) {
        const auto* begin = text.data() + place;
        return std::from_chars(begin, begin + length, value).ptr == begin + length;
    };
    const bool shaped = text.size() >= 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':'
                        && text[16] == ':' && text.back() == 'Z' && number(0, 4, year) && number(5, 2, month)
                        && number(8, 2, day) && number(11, 2, hour) && number(14, 2, minute) && number(17, 2, second);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (!shaped || !date.ok() || hour > 23 || minute > 59 || second > 60)
        json.fail("a time in UTC such as \"2026-11-21T10:00:00Z\"");
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

// What came after the contract's first version, and may be missing in a file.
void readLaterFields(const JsonCursor& json, RunDocument& document)
{
    if (const auto interrupted = json.find("interrupted"))
        document.interrupted = interrupted->boolean();
    if (const auto data = json.find("data"))
        document.data = data->text();
    if (const auto verdicts = json.find("verdicts"))
        document.verdicts = readTexts(*verdicts);
    if (const auto noise = json.find("noise"))
        document.noise = readNoise(*noise);
    if (const auto own = json.find("own")) {
        document.ownConnections = (*own)["connections"].count();
        document.ownCommands = (*own)["commands"].count();
    }
}

RunDocument readDocument(const JsonCursor& json)
{
    if (json["format"].count() != 1)
        json["format"].fail("1: this file was written by a later CacheDeck");
    RunDocument document;
    document.name = json["name"].text();
    document.started = readTime(json["started"]);
    document.seconds = json["seconds"].real();
    document.seed = json["seed"].count();
    if (!json["scenario"].value().is_object())
        json["scenario"].fail("an object");
    document.scenario = boost::json::serialize(json["scenario"].value());
    const auto machine = json["machine"];
    document.machine = {machine["os"].text(), machine["cpu"].text(), static_cast<int>(machine["cores"].count()),
                        machine["memory"].count()};
    for (const auto& [name, version] : json["versions"].members())
        document.versions[name] = version.text();
    document.simulated = readTexts(json["simulated"]);
    for (const auto& path : json["paths"].elements())
        document.paths.push_back(readPath(path));
    for (const auto& comparison : json["comparisons"].elements())
        document.comparisons.push_back(readComparison(comparison));
    for (const auto& event : json["events"].elements())
        document.events.push_back({event["at"].real(), event["kind"].text(), event["text"].text()});
    for (const auto& threshold : json["thresholds"].elements())
        document.thresholds.push_back({threshold["what"].text(), threshold["met"].boolean()});
    readLaterFields(json, document);
    return document;
}

} // namespace

Result<RunDocument> parseRun(std::string_view json, std::string_view name)
{
    boost::json::stream_parser parser;
    boost::system::error_code error;
    auto read = parser.write_some(json.data(), json.size(), error);
    if (!error && read < json.size() && json.find_first_not_of(" \t\r\n", read) != std::string_view::npos)
        error = boost::json::make_error_code(boost::json::error::extra_data);
    if (!error)
        parser.finish(error);
    if (error) {
        const auto line = 1 + std::count(json.begin(), json.begin() + static_cast<std::ptrdiff_t>(read), '\n');
        return Error{std::string(name), static_cast<std::size_t>(line), "", fmt::format("is not JSON: {}", error.message())};
    }
    try {
        const auto value = parser.release();
        return readDocument(JsonCursor(value));
    } catch (const BadField& bad) {
        return Error{std::string(name), 0, bad.field, bad.message};
    }
}

} // namespace cachedeck::report
