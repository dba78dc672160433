#include "backend/stores/sqlite_sink.hpp"

#include "backend/stores/sqlite.hpp"

#include <fmt/format.h>

namespace cachedeck::stores::sqlite {
namespace {

// Nothing here needs to survive a crash: an unfinished file is thrown away. Page size and the others decide bytes.
constexpr const char* fileSettings =
    "PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8';"
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA secure_delete = OFF; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -65536; PRAGMA threads = 2; BEGIN";
constexpr std::uint64_t rowsBetweenLooks = 8192;
constexpr int stepsBetweenSigns = 200'000;

} // namespace

Result<void> SqliteSink::begin(const std::filesystem::path& file, const std::string& tables)
{
    m_store = sqliteUrl(file);
    auto database = open(file, m_store, true);
    if (!database)
        return database.error();
    m_database = std::move(*database);
    if (const auto set = execute(m_database.get(), fileSettings, m_store); !set)
        return set;
    return execute(m_database.get(), tables.c_str(), m_store);
}

void SqliteSink::table(std::string_view table, std::size_t columns)
{
    auto text = fmt::format("INSERT INTO {} VALUES (?", table);
    for (std::size_t i = 1; i < columns; ++i)
        text += ", ?";
    text += ")";
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(m_database.get(), text.c_str(), -1, &statement, nullptr);
    m_insert.reset(statement);
    if (code != SQLITE_OK)
        fail(code);
    else
        findBlobs(table);
}

// SQLite keeps what it is given: a string for a column of bytes has to be given as bytes.
void SqliteSink::findBlobs(std::string_view table)
{
    m_isBlob.clear();
    const auto text = fmt::format("SELECT upper(type) = 'BLOB' FROM pragma_table_info('{}') ORDER BY cid", table);
    sqlite3_stmt* raw = nullptr;
    if (const int code = sqlite3_prepare_v2(m_database.get(), text.c_str(), -1, &raw, nullptr); code != SQLITE_OK) {
        fail(code);
        return;
    }
    const Statement columns(raw);
    while (sqlite3_step(columns.get()) == SQLITE_ROW)
        m_isBlob.push_back(sqlite3_column_int(columns.get(), 0) != 0);
}

int SqliteSink::bindCell(std::size_t column, const workload::Value& cell)
{
    const auto slot = static_cast<int>(column) + 1;
    const auto* bytes = std::get_if<std::string>(&cell);
    if (bytes != nullptr && column < m_isBlob.size() && m_isBlob[column])
        return sqlite3_bind_blob64(m_insert.get(), slot, bytes->data(), bytes->size(), SQLITE_STATIC);
    return bind(m_insert.get(), slot, cell);
}

bool SqliteSink::row(std::span<const workload::Value> cells)
{
    if (m_error)
        return false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (const int code = bindCell(i, cells[i]); code != SQLITE_OK)
            return fail(code);
    }
    const int code = sqlite3_step(m_insert.get());
    sqlite3_reset(m_insert.get());
    if (code != SQLITE_DONE)
        return fail(code);
    return ++m_rows % rowsBetweenLooks != 0 || m_proceed(m_rows);
}

Result<void> SqliteSink::finish(const std::string& indexes)
{
    m_insert.reset();
    sqlite3_progress_handler(m_database.get(), stepsBetweenSigns, onProgress, this);
    const auto made = execute(m_database.get(), indexes.c_str(), m_store);
    sqlite3_progress_handler(m_database.get(), 0, nullptr, nullptr);
    if (!made)
        return made;
    if (const auto done =
            execute(m_database.get(), "COMMIT; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL", m_store);
        !done)
        return done;
    m_database.reset();
    return {};
}

bool SqliteSink::fail(int code)
{
    m_error = errorOf(m_database.get(), code, m_store);
    return false;
}

int SqliteSink::onProgress(void* self)
{
    const auto* sink = static_cast<const SqliteSink*>(self);
    return sink->m_proceed(sink->m_rows) ? 0 : 1;
}

} // namespace cachedeck::stores::sqlite
