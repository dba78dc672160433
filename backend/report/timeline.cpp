// What a run stores second by second: latency.hlog and timeline.csv.

#include "backend/latency/hlog.hpp"
#include "backend/load/simulated.hpp"
#include "backend/report/run_files.hpp"
#include "backend/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cachedeck::report {
namespace {

// All measured seconds, each with every path's part of it, null where the path did not run.
using Seconds = std::map<int, std::vector<const load::Second*>>;

Seconds bySecond(const load::Result& result)
{
    Seconds seconds;
    for (std::size_t path = 0; path < result.paths.size(); ++path)
        for (const auto& second : result.paths[path].timeline) {
            auto& row = seconds[second.second];
            row.resize(result.paths.size());
            row[path] = &second;
        }
    return seconds;
}

std::map<int, std::string> eventsBySecond(const load::Result& result)
{
    std::map<int, std::string> events;
    for (const auto& mark : result.events) {
        auto& cell = events[static_cast<int>(mark.at)];
        cell += fmt::format("{}{}: {}", cell.empty() ? "" : "; ", mark.kind, mark.text);
    }
    return events;
}

std::string micros(const load::Quantiles& quantiles, double load::Quantiles::*which)
{
    return quantiles.count == 0 ? std::string() : fmt::format("{:.3f}", quantiles.*which); // a gap is a gap, not a zero
}

std::string logLine(const load::PathSpec& path, std::string_view kind, int second, const load::Quantiles& quantiles,
                    std::string_view encoded)
{
    const auto maximum = latency::Nanoseconds(static_cast<std::int64_t>(quantiles.max * 1000 + 0.5));
    return latency::logLine(fmt::format("{}.{}", path.name, kind), second, 1, maximum, encoded);
}

// "simulated: 25 ms to the primary store"; empty where no delay was added.
std::string simulatedNote(const load::Result& result)
{
    std::string note;
    for (const auto& phrase : result.simulated)
        if (load::isDelay(phrase))
            note += fmt::format("{}{}", note.empty() ? "simulated: " : ", ", visible(phrase));
    return note;
}

} // namespace

std::string latencyLog(const load::Result& result)
{
    const auto note = simulatedNote(result);
    auto log = note.empty() ? std::string() : fmt::format("#[{}]\n", note); // readers skip comments they do not know
    log += latency::logHeader(result.started,
                              fmt::format("CacheDeck, scenario {}, latencies of successful reads in nanoseconds",
                                          visible(result.scenario.name)));
    for (const auto& [second, row] : bySecond(result))
        for (std::size_t path = 0; path < row.size(); ++path) {
            const auto& spec = result.paths[path].spec;
            if (row[path] && !row[path]->serviceLog.empty())
                log += logLine(spec, "service", second, row[path]->service, row[path]->serviceLog);
            if (row[path] && !row[path]->responseLog.empty())
                log += logLine(spec, "response", second, row[path]->response, row[path]->responseLog);
        }
    return log;
}

std::string timelineCsv(const load::Result& result)
{
    static const load::Second idle;
    std::string csv = "second,path,operations,errors,hits,misses,store_reads,stale,p50_us,p99_us,event\n";
    const auto events = eventsBySecond(result);
    auto note = simulatedNote(result); // in the first row's last cell, since the columns are fixed
    for (const auto& [second, row] : bySecond(result)) {
        const auto event = events.find(second);
        const auto eventText = event == events.end() ? std::string() : visible(event->second);
        for (std::size_t path = 0; path < row.size(); ++path) {
            const auto& part = row[path] ? *row[path] : idle;
            const auto& counts = part.counts;
            const auto cell = note + (note.empty() || eventText.empty() ? "" : "; ") + eventText;
            note.clear();
            csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", second, csvCell(result.paths[path].spec.name),
                               counts.issued, counts.errors + counts.timeouts, counts.hits, counts.misses,
                               counts.storeReads, counts.stale, micros(part.response, &load::Quantiles::p50),
                               micros(part.response, &load::Quantiles::p99), csvCell(cell));
        }
    }
    return csv;
}

} // namespace cachedeck::report
