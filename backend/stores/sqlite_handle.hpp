#pragma once
// SQLite's handles with owners, and its errors as values. Private to the room.

#include "backend/stores/store.hpp"

#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <string>

namespace cachedeck::stores::sqlite {

struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

ErrorKind errorKind(int code) noexcept;
// What `database` says about its last call, which gave `code`.
Error errorOf(sqlite3* database, int code, const std::string& store);

// An existing file (or with `create` a new one), for one thread at a time.
Result<Database> open(const std::filesystem::path& file, const std::string& store, bool create = false);

// Runs statements that give no rows, or whose rows do not matter.
Result<void> execute(sqlite3* database, const char* statements, const std::string& store);

int bind(sqlite3_stmt* statement, int slot, const workload::Value& value) noexcept;

} // namespace cachedeck::stores::sqlite
