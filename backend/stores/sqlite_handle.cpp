#include "backend/stores/sqlite_handle.hpp"

#include "backend/workload/great_circle.hpp"

#include <cmath>

namespace cachedeck::stores::sqlite {
namespace {

std::string_view advice(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unreachable:
        return "Does the file exist, and may it be read?";
    case ErrorKind::Refused:
        return "May the file and its folder be written?";
    case ErrorKind::Busy:
        return "Another connection is writing; is a transaction left open somewhere?";
    case ErrorKind::Full:
        return "Free some space on that disk.";
    case ErrorKind::Corrupt:
        return "The file is damaged, or not an SQLite database.";
    default:
        return "";
    }
}

void distanceFunction(sqlite3_context* context, int, sqlite3_value** arguments)
{
    for (int i = 0; i < 4; ++i) {
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL)
            return sqlite3_result_null(context);
    }
    sqlite3_result_double(context,
                          workload::kilometres(sqlite3_value_double(arguments[0]), sqlite3_value_double(arguments[1]),
                                               sqlite3_value_double(arguments[2]), sqlite3_value_double(arguments[3])));
}

struct BindValue {
    sqlite3_stmt* statement;
    int slot;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, slot); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, slot, value); }
    int operator()(double value) const { return sqlite3_bind_double(statement, slot, value); }
    // The caller keeps the value until the statement is reset: no copy.
    int operator()(const std::string& value) const
    {
        return sqlite3_bind_text64(statement, slot, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
};

} // namespace

ErrorKind errorKind(int code) noexcept
{
    switch (code & 0xFF) {
    case SQLITE_CANTOPEN:
        return ErrorKind::Unreachable;
    case SQLITE_INTERRUPT:
        return ErrorKind::Timeout;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return ErrorKind::Refused;
    case SQLITE_ERROR:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
        return ErrorKind::BadStatement;
    case SQLITE_CONSTRAINT:
        return ErrorKind::Constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::Busy;
    case SQLITE_FULL:
        return ErrorKind::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorKind::Corrupt;
    default:
        return ErrorKind::Other;
    }
}

Error errorOf(sqlite3* database, int code, const std::string& store)
{
    const auto kind = errorKind(code);
    const std::string words = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    return {kind, store, words + ".", std::string(advice(kind))};
}

Result<Database> open(const std::filesystem::path& file, const std::string& store, bool create)
{
    sqlite3* raw = nullptr;
    const auto name = file.u8string();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &raw, flags, nullptr);
    Database database(raw);
    if (code != SQLITE_OK)
        return errorOf(raw, code, store);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_create_function_v2(raw, "distance_km", 4, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                               distanceFunction, nullptr, nullptr, nullptr);
    return database;
}

Result<void> execute(sqlite3* database, const char* statements, const std::string& store)
{
    const int code = sqlite3_exec(database, statements, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return errorOf(database, code, store);
    return {};
}

int bind(sqlite3_stmt* statement, int slot, const workload::Value& value) noexcept
{
    return std::visit(BindValue{statement, slot}, value);
}

} // namespace cachedeck::stores::sqlite
