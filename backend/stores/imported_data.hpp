#pragma once
// A person's own movies as an SQLite database with the world's schema, ready for a run ("--store sqlite:PATH").
//
// Threads: blocks, on the caller's thread.

#include "backend/stores/world_data.hpp"
#include "backend/workload/import/movies.hpp"

namespace cachedeck::stores {

// Writes `file`, which must not be there yet, under a temporary name and renames it when whole. The workload has the
// generator "movies" and a schema for sqlite.
DataResult<PreparedData> importInto(const std::filesystem::path& file, const workload::Workload& workload,
                                    const std::vector<workload::ImportedMovie>& movies,
                                    const WorldData::Progress& progress, const std::atomic<bool>& cancel);

} // namespace cachedeck::stores
