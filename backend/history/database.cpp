#include "backend/history/database.hpp"

#include <fmt/format.h>

namespace cachedeck::history {

namespace {

Error::Kind kindOf(int code)
{
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return Error::Kind::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error::Kind::Damaged;
    default:
        return Error::Kind::Other;
    }
}

const char* advice(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Full:
        return " There is no room for it: free some space on that disk, or delete earlier runs.";
    case Error::Kind::Damaged:
        return " The file is damaged, or not an SQLite database.";
    default:
        return "";
    }
}

} // namespace

Database& Database::operator=(Database&& other) noexcept
{
    close();
    m_handle = std::exchange(other.m_handle, nullptr);
    m_file = std::move(other.m_file);
    return *this;
}

void Database::close() noexcept
{
    sqlite3_close(m_handle);
    m_handle = nullptr;
}

Error Database::errorOf(int code) const
{
    const auto kind = kindOf(code);
    return {kind, fmt::format("The history of runs ({}): {}.{}", m_file.string(),
                              m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code), advice(kind))};
}

Result<Database> Database::open(const std::filesystem::path& file)
{
    Database database;
    database.m_file = file;
    const auto name = file.u8string();
    const int code = sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &database.m_handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK)
        return database.errorOf(code);
    sqlite3_busy_timeout(database.m_handle, 2000);
    return database;
}

Result<void> Database::execute(const std::string& statements)
{
    const int code = sqlite3_exec(m_handle, statements.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return errorOf(code);
    return {};
}

Result<std::int64_t> Database::number(const char* query)
{
    Statement statement(*this, query);
    const auto row = statement.step();
    if (row.has_error())
        return row.error();
    return *row ? statement.integer(0) : 0;
}

Result<void> Database::migrate(std::span<const char* const> steps)
{
    const auto version = number("PRAGMA user_version");
    if (version.has_error())
        return version.error();
    const auto known = static_cast<std::int64_t>(steps.size());
    if (*version > known)
        return Error{
            Error::Kind::Newer,
            fmt::format(
                "The history of runs ({}) was written by a later CacheDeck (version {} of its tables, known is {}).",
                m_file.string(), *version, known)};
    if (*version == known)
        return {};
    if (*version > 0) {
        auto copy = m_file;
        copy += fmt::format(".version-{}", *version);
        std::error_code none;
        std::filesystem::remove(copy, none); // of an earlier attempt: VACUUM writes new files only
        Statement vacuum(*this, "VACUUM INTO ?");
        if (const auto done = vacuum.bind(copy.string()).run(); done.has_error())
            return done.error();
    }
    std::string all = "BEGIN IMMEDIATE;";
    for (auto step = *version; step < known; ++step)
        all += std::string(steps[static_cast<std::size_t>(step)]) + ";";
    all += fmt::format("PRAGMA user_version = {}; COMMIT;", known);
    const auto done = execute(all);
    if (done.has_error() && !sqlite3_get_autocommit(m_handle))
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    return done;
}

Statement::Statement(Database& database, const char* text) : m_database(database)
{
    m_code = sqlite3_prepare_v2(database.handle(), text, -1, &m_handle, nullptr);
}

Statement& Statement::bind(std::int64_t value)
{
    sqlite3_bind_int64(m_handle, ++m_slot, value);
    return *this;
}

Statement& Statement::bind(double value)
{
    sqlite3_bind_double(m_handle, ++m_slot, value);
    return *this;
}

Statement& Statement::bind(std::string_view value)
{
    sqlite3_bind_text64(m_handle, ++m_slot, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindNull()
{
    sqlite3_bind_null(m_handle, ++m_slot);
    return *this;
}

Result<bool> Statement::step()
{
    if (m_code != SQLITE_OK)
        return m_database.errorOf(m_code);
    const int code = sqlite3_step(m_handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return m_database.errorOf(code);
    return code == SQLITE_ROW;
}

Result<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (row.has_error()) {
            sqlite3_reset(m_handle);
            return row.error();
        }
        if (!*row)
            break;
    }
    sqlite3_reset(m_handle);
    m_slot = 0;
    return {};
}

std::string Statement::text(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column))) : std::string();
}

} // namespace cachedeck::history
