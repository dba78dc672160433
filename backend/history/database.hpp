#pragma once
// SQLite with an owner, its errors as sentences, and a schema that grows by steps. Private to the room.

#include "backend/history/run_history.hpp"

#include <cstdint>
#include <span>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace cachedeck::history {

class Database {
public:
    Database() = default;
    ~Database() { close(); }
    Database(Database&& other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr)), m_file(std::move(other.m_file))
    {}
    Database& operator=(Database&& other) noexcept;

    static Result<Database> open(const std::filesystem::path& file);
    Result<void> execute(const std::string& statements);
    Result<std::int64_t> number(const char* query); // of one row with one number
    // The schema's version is the number of steps done. A database that lacks some is copied beside itself first
    // (unless it is new), and all steps happen or none.
    Result<void> migrate(std::span<const char* const> steps);
    Error errorOf(int code) const;
    sqlite3* handle() const noexcept { return m_handle; }
    void close() noexcept;

private:
    sqlite3* m_handle = nullptr;
    std::filesystem::path m_file;
};

// A prepared statement with its values bound in order.
class Statement {
public:
    Statement(Database& database, const char* text);
    ~Statement() { sqlite3_finalize(m_handle); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(std::int64_t value);
    Statement& bind(double value);
    Statement& bind(std::string_view value); // copied
    Statement& bindNull();
    Result<bool> step(); // true: a row
    Result<void> run();  // to the end, and ready to be bound again
    std::int64_t integer(int column) const { return sqlite3_column_int64(m_handle, column); }
    double real(int column) const { return sqlite3_column_double(m_handle, column); }
    bool isNull(int column) const { return sqlite3_column_type(m_handle, column) == SQLITE_NULL; }
    std::string text(int column) const;

private:
    Database& m_database;
    sqlite3_stmt* m_handle = nullptr;
    int m_code = SQLITE_OK;
    int m_slot = 0;
};

} // namespace cachedeck::history
