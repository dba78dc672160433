#include "backend/stores/imported_data.hpp"

#include "backend/stores/sqlite.hpp"
#include "backend/stores/sqlite_sink.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::stores {
namespace {

using Kind = DataError::Kind;
using Phase = DataProgress::Phase;

DataError failure(const std::optional<Error>& error, const std::atomic<bool>& cancel)
{
    if (cancel || !error)
        return {Kind::Cancelled, "Making the data was cancelled.", ""};
    const auto kind = error->kind == ErrorKind::Full                                               ? Kind::NoSpace
                      : error->kind == ErrorKind::Unreachable || error->kind == ErrorKind::Refused ? Kind::Unwritable
                                                                                                   : Kind::Failed;
    return {kind, error->message, error->advice};
}

} // namespace

DataResult<PreparedData> importInto(const std::filesystem::path& file, const workload::Workload& workload,
                                    const std::vector<workload::ImportedMovie>& movies,
                                    const WorldData::Progress& progress, const std::atomic<bool>& cancel)
{
    const auto* generator = workload.data ? workload::findGenerator(workload.data->generator) : nullptr;
    if (generator == nullptr || generator->name != "movies" || !workload.data->schema.contains("sqlite"))
        return DataError{Kind::NoData, fmt::format("The workload \"{}\" takes no movies.", workload.name),
                         "Only the world movies does."};
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        return DataError{Kind::Unwritable, fmt::format("{} is there already.", file.string()),
                         "Name a file that is not, or remove it first."};
    const auto items = static_cast<std::int64_t>(movies.size());
    const auto expected = generator->expectedRows(items);
    auto phase = Phase::Rows;
    const auto began = std::chrono::steady_clock::now();
    sqlite::SqliteSink sink([&](std::uint64_t rows) {
        if (progress)
            progress({phase, rows, phase == Phase::Rows ? std::max(rows, expected) : 0});
        return !cancel;
    });
    auto part = file;
    part += ".part";
    const auto clean = [&](DataError error) {
        for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(part.string() + suffix, ignored);
        return error;
    };
    const auto& schema = workload.data->schema.at("sqlite");
    if (const auto begun = sink.begin(part, schema.tables); !begun)
        return clean(failure(begun.error(), cancel));
    workload::ImportedMovies imported(movies, sink);
    if (!generator->generate(*workload.data, items, imported))
        return clean(failure(sink.error(), cancel));
    phase = Phase::Indexes;
    if (const auto finished = sink.finish(schema.indexes); !finished)
        return clean(failure(finished.error(), cancel));
    std::error_code error;
    std::filesystem::rename(part, file, error);
    if (error)
        return clean({Kind::Unwritable, fmt::format("{} cannot be renamed: {}.", part.string(), error.message()), ""});
    PreparedData prepared;
    prepared.url = sqliteUrl(file);
    prepared.file = file;
    prepared.size = "imported";
    prepared.items = items;
    prepared.made = true;
    prepared.rows = sink.rows();
    prepared.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    return prepared;
}

} // namespace cachedeck::stores
