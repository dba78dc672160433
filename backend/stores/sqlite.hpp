#pragma once
// SQLite as a primary store, in process. One connection a session, in WAL mode where the file is; reads and writes
// answer on the calling thread (blocks() is true).
//
// Statements may use distance_km(latitude, longitude, latitude, longitude): the great-circle distance in kilometres.
//
// A file that is not ours keeps its journal mode. copy() gives a file of its own in WAL mode with synchronous = NORMAL.

#include "backend/stores/store.hpp"

#include <filesystem>

namespace cachedeck::stores {

// "sqlite:PATH" or "sqlite:///PATH", percent-encoded where a path needs it. A missing file is an error; none is
// created.
Result<std::unique_ptr<Store>> openSqlite(std::string_view url);

// The URL of a file, percent-encoded where needed.
std::string sqliteUrl(const std::filesystem::path& file);

} // namespace cachedeck::stores
