#pragma once
// Rows of the database to and from a run's figures. Private to the room.

#include "backend/history/database.hpp"

namespace cachedeck::history {

// The schema, a step for each version.
extern const std::span<const char* const> schema;

// Adds the seconds that are not stored yet.
Result<void> writeSeconds(Database& database, std::int64_t run, const load::Result& result);
// The run's document and the operations' histograms as they are now.
Result<void> writeFigures(Database& database, std::int64_t run, const load::Result& result);
// A stored run; its totals are those of its seconds where `whole` is false.
Result<load::Result> readRun(Database& database, std::int64_t run, const load::ResourcePaths& resources, bool whole);

} // namespace cachedeck::history
