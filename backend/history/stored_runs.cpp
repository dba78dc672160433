#include "backend/history/stored_runs.hpp"

#include "backend/latency/hlog.hpp"
#include "backend/load/ledger.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <sstream>

namespace cachedeck::history {

namespace {

// Times in milliseconds since 1970. `owner` is the process that runs it. `document` is run.json's text. A histogram is
// text as latency.hlog has it. `counts` are the fields of load::Counts in the order of countFields, separated by
// spaces.
constexpr const char* tables = R"sql(
CREATE TABLE runs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, scenario TEXT NOT NULL, started INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'finished', 'interrupted')), heartbeat INTEGER NOT NULL,
    owner INTEGER NOT NULL, seconds REAL NOT NULL DEFAULT 0, path TEXT NOT NULL DEFAULT '', speedup REAL, document TEXT);
CREATE TABLE seconds (run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, path TEXT NOT NULL, second INTEGER NOT NULL,
    counts TEXT NOT NULL, in_flight INTEGER NOT NULL, service TEXT NOT NULL, response TEXT NOT NULL,
    PRIMARY KEY (run, path, second)) WITHOUT ROWID;
CREATE TABLE operations (run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, path TEXT NOT NULL, operation TEXT NOT NULL,
    service TEXT NOT NULL, response TEXT NOT NULL, PRIMARY KEY (run, path, operation)) WITHOUT ROWID)sql";
constexpr std::array steps{tables};

using Field = std::uint64_t load::Counts::*;
constexpr std::array<Field, 17> countFields{
    &load::Counts::issued,     &load::Counts::ok,      &load::Counts::errors,         &load::Counts::timeouts,
    &load::Counts::unfinished, &load::Counts::hits,    &load::Counts::misses,         &load::Counts::fallbacks,
    &load::Counts::storeReads, &load::Counts::checked, &load::Counts::wrong,          &load::Counts::missing,
    &load::Counts::stale,      &load::Counts::writes,  &load::Counts::recomputations, &load::Counts::storeErrors,
    &load::Counts::cacheErrors};

std::string textOf(const load::Counts& counts)
{
    std::array<std::uint64_t, countFields.size()> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = counts.*countFields[i];
    return fmt::format("{}", fmt::join(numbers, " "));
}

load::Counts countsOf(const std::string& text)
{
    load::Counts counts;
    std::istringstream in(text);
    for (const auto field : countFields)
        in >> counts.*field;
    return counts;
}

load::Quantiles quantilesOf(const std::string& log)
{
    if (log.empty())
        return {};
    const auto histogram = latency::decode(log);
    return histogram ? load::quantilesOf(*histogram) : load::Quantiles{};
}

Result<std::vector<load::Second>> readSeconds(Database& database, std::int64_t run, const std::string& path)
{
    Statement statement(
        database,
        "SELECT second, counts, in_flight, service, response FROM seconds WHERE run = ? AND path = ? ORDER BY second");
    statement.bind(run).bind(std::string_view(path));
    std::vector<load::Second> seconds;
    for (;;) {
        const auto row = statement.step();
        if (row.has_error())
            return row.error();
        if (!*row)
            return seconds;
        load::Second second;
        second.second = static_cast<int>(statement.integer(0));
        second.counts = countsOf(statement.text(1));
        second.storeInFlight = static_cast<std::uint64_t>(statement.integer(2));
        second.serviceLog = statement.text(3);
        second.responseLog = statement.text(4);
        second.service = quantilesOf(second.serviceLog);
        second.response = quantilesOf(second.responseLog);
        seconds.push_back(std::move(second));
    }
}

Result<void> readOperations(Database& database, std::int64_t run, load::PathResult& path)
{
    Statement statement(database, "SELECT operation, service, response FROM operations WHERE run = ? AND path = ?");
    statement.bind(run).bind(std::string_view(path.spec.name));
    for (;;) {
        const auto row = statement.step();
        if (row.has_error())
            return row.error();
        if (!*row)
            return {};
        for (auto& operation : path.operations) {
            if (operation.name != statement.text(0))
                continue;
            if (auto service = latency::decode(statement.text(1)))
                operation.service = *std::move(service);
            if (auto response = latency::decode(statement.text(2)))
                operation.response = *std::move(response);
        }
    }
}

// The figures of the whole are up to five seconds old; the seconds are not.
void countFromSeconds(load::PathResult& path)
{
    load::Counts counts;
    for (const auto& second : path.timeline)
        counts += second.counts;
    if (path.counts.ok > 0)
        path.seconds *=
            static_cast<double>(counts.ok) / static_cast<double>(path.counts.ok); // at the throughput it had
    path.counts = counts;
}

} // namespace

const std::span<const char* const> schema(steps);

Result<void> writeSeconds(Database& database, std::int64_t run, const load::Result& result)
{
    Statement insert(database, "INSERT OR IGNORE INTO seconds (run, path, second, counts, in_flight, service, "
                               "response) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const auto& path : result.paths) {
        Statement newest(database, "SELECT max(second) FROM seconds WHERE run = ? AND path = ?");
        const auto row = newest.bind(run).bind(std::string_view(path.spec.name)).step();
        if (row.has_error())
            return row.error();
        const auto stored = *row && !newest.isNull(0) ? newest.integer(0) : -1;
        for (const auto& second : path.timeline) {
            if (second.second <= stored)
                continue;
            insert.bind(run)
                .bind(std::string_view(path.spec.name))
                .bind(std::int64_t(second.second))
                .bind(std::string_view(textOf(second.counts)));
            insert.bind(static_cast<std::int64_t>(second.storeInFlight))
                .bind(std::string_view(second.serviceLog))
                .bind(std::string_view(second.responseLog));
            if (const auto done = insert.run(); done.has_error())
                return done.error();
        }
    }
    return {};
}

Result<void> writeFigures(Database& database, std::int64_t run, const load::Result& result)
{
    Statement document(database, "UPDATE runs SET document = ?, seconds = ?, path = ?, speedup = ? WHERE id = ?");
    document.bind(std::string_view(report::toJson(report::summarize(result)))).bind(result.seconds);
    const auto verdicts = load::verdicts(result);
    document.bind(std::string_view(verdicts.empty() ? "" : verdicts.front().path));
    if (!verdicts.empty() && verdicts.front().p50 && verdicts.front().p50->speedup)
        document.bind(*verdicts.front().p50->speedup);
    else
        document.bindNull();
    if (const auto done = document.bind(run).run(); done.has_error())
        return done.error();
    Statement insert(
        database, "INSERT OR REPLACE INTO operations (run, path, operation, service, response) VALUES (?, ?, ?, ?, ?)");
    for (const auto& path : result.paths)
        for (const auto& operation : path.operations) {
            insert.bind(run).bind(std::string_view(path.spec.name)).bind(std::string_view(operation.name));
            insert.bind(std::string_view(latency::encode(operation.service)))
                .bind(std::string_view(latency::encode(operation.response)));
            if (const auto done = insert.run(); done.has_error())
                return done.error();
        }
    return {};
}

Result<load::Result> readRun(Database& database, std::int64_t run, const load::ResourcePaths& resources, bool whole)
{
    Statement statement(database, "SELECT document FROM runs WHERE id = ?");
    const auto row = statement.bind(run).step();
    if (row.has_error())
        return row.error();
    if (!*row || statement.isNull(0))
        return Error{Error::Kind::Missing, "This run measured nothing that could be shown."};
    const auto document = report::parseRun(statement.text(0), "the stored run");
    if (document.has_error())
        return Error{Error::Kind::Damaged, document.error().text()};
    auto result = report::toResult(*document, resources);
    for (std::size_t path = 0; path < result.paths.size(); ++path) {
        auto seconds = readSeconds(database, run, result.paths[path].spec.name);
        if (seconds.has_error())
            return seconds.error();
        report::addSeconds(result, path, *std::move(seconds));
        if (const auto done = readOperations(database, run, result.paths[path]); done.has_error())
            return done.error();
        if (!whole)
            countFromSeconds(result.paths[path]);
    }
    result.interrupted = result.interrupted || !whole;
    return result;
}

} // namespace cachedeck::history
