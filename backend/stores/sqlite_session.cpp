#include "backend/stores/sqlite_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace cachedeck::stores::sqlite {
namespace {

// A reader's pages come straight from the mapped file; the page cache serves what is in the WAL.
constexpr const char* settings = "PRAGMA synchronous = NORMAL; PRAGMA mmap_size = 2147418112; PRAGMA cache_size = -512;"
                                 "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;";
// Looking at the clock costs 25 ns, a thousand of the virtual machine's steps some 20 µs.
constexpr int stepsBetweenLooks = 1000;

// The write-ahead log is written back after so many pages, as far as readers allow, which is SQLite's own default. With
// readers at every moment that never reaches the end, and the log would grow for as long as the run lasts: from the
// second limit on (32 MB) a writer waits for the readers of the moment and starts the log anew.
constexpr int pagesToWriteBack = 1000;
constexpr int pagesToStartAnew = 8000;

int onCommit(void*, sqlite3* database, const char* schema, int pages)
{
    // A checkpoint that could not go all the way is no error of the write: the next one goes on.
    if (pages >= pagesToWriteBack)
        sqlite3_wal_checkpoint_v2(database, schema,
                                  pages >= pagesToStartAnew ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
                                  nullptr, nullptr);
    return SQLITE_OK;
}

class ResetOnExit {
public:
    explicit ResetOnExit(sqlite3_stmt* statement) : m_statement(statement) {}
    ~ResetOnExit() { sqlite3_reset(m_statement); }
    ResetOnExit(const ResetOnExit&) = delete;
    ResetOnExit& operator=(const ResetOnExit&) = delete;

private:
    sqlite3_stmt* m_statement;
};

int run(sqlite3_stmt* statement)
{
    const ResetOnExit reset(statement);
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW)
        code = sqlite3_step(statement);
    return code;
}

workload::Value cell(sqlite3_stmt* statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_NULL:
        return std::monostate{};
    default: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
        const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        return bytes == nullptr ? std::string() : std::string(bytes, length);
    }
    }
}

Result<Statement> prepareOne(sqlite3* database, const char*& text, const char* end, const std::string& store)
{
    sqlite3_stmt* raw = nullptr;
    const char* tail = end;
    const int code =
        sqlite3_prepare_v3(database, text, static_cast<int>(end - text), SQLITE_PREPARE_PERSISTENT, &raw, &tail);
    if (code != SQLITE_OK) {
        auto error = errorOf(database, code, store);
        error.advice =
            fmt::format("The statement begins: {:.60}", std::string_view(text, static_cast<std::size_t>(end - text)));
        return error;
    }
    text = tail;
    return Statement(raw);
}

} // namespace

SqliteSession::SqliteSession(Database database, std::string store, std::chrono::milliseconds deadline)
    : m_database(std::move(database)), m_store(std::move(store)), m_deadline(deadline), m_until(Clock::now() + deadline)
{
    sqlite3_busy_handler(m_database.get(), onBusy, this);
    sqlite3_progress_handler(m_database.get(), stepsBetweenLooks, onProgress, this);
    sqlite3_wal_hook(m_database.get(), onCommit, nullptr);
}

SqliteSession::~SqliteSession() = default;

Result<std::unique_ptr<Session>> SqliteSession::open(const std::filesystem::path& file, const std::string& store,
                                                     const std::vector<StatementText>& statements,
                                                     std::chrono::milliseconds deadline)
{
    auto database = sqlite::open(file, store);
    if (!database)
        return database.error();
    std::unique_ptr<SqliteSession> session(new SqliteSession(std::move(*database), store, deadline));
    if (const auto set = execute(session->m_database.get(), settings, store); !set)
        return set.error();
    for (const auto& text : statements) {
        if (const auto prepared = session->prepare(text); !prepared)
            return prepared.error();
    }
    const std::pair<Statement*, std::string_view> transaction[] = {
        {&session->m_begin, "BEGIN IMMEDIATE"}, {&session->m_commit, "COMMIT"}, {&session->m_rollback, "ROLLBACK"}};
    for (const auto& [statement, text] : transaction) {
        const char* begin = text.data();
        auto prepared = prepareOne(session->m_database.get(), begin, begin + text.size(), store);
        if (!prepared)
            return prepared.error();
        *statement = std::move(*prepared);
    }
    return std::unique_ptr<Session>(std::move(session));
}

Result<void> SqliteSession::prepare(const StatementText& text)
{
    auto& list = m_statements.emplace_back();
    const char* begin = text.text.data();
    const char* end = begin + text.text.size();
    while (begin < end) {
        auto statement = prepareOne(m_database.get(), begin, end, m_store);
        if (!statement)
            return statement.error();
        if (!*statement)
            continue; // only white space or a comment
        list.push_back({std::move(*statement), {}});
        if (const auto bound = bindSlots(list.back(), text); !bound)
            return bound.error();
    }
    if (list.empty())
        return Error{ErrorKind::BadStatement, m_store, "An empty statement.", ""};
    return {};
}

Result<void> SqliteSession::bindSlots(Prepared& prepared, const StatementText& text)
{
    const int count = sqlite3_bind_parameter_count(prepared.statement.get());
    for (int slot = 1; slot <= count; ++slot) {
        const char* name = sqlite3_bind_parameter_name(prepared.statement.get(), slot);
        const auto place = std::find(text.parameters.begin(), text.parameters.end(), name == nullptr ? "" : name + 1);
        if (place == text.parameters.end())
            return Error{ErrorKind::BadStatement, m_store,
                         fmt::format("The statement has a parameter {} that its operation does not name.",
                                     name == nullptr ? "?" : name),
                         ""};
        prepared.slots.push_back({slot, static_cast<std::size_t>(place - text.parameters.begin())});
    }
    return {};
}

int SqliteSession::bindAll(Prepared& prepared, const std::vector<workload::Value>& values) const
{
    for (const auto& slot : prepared.slots) {
        if (slot.value >= values.size())
            return SQLITE_RANGE;
        if (const int code = bind(prepared.statement.get(), slot.slot, values[slot.value]); code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

int SqliteSession::readRows(Prepared& prepared, Rows& rows) const
{
    auto* statement = prepared.statement.get();
    const ResetOnExit reset(statement);
    const int columns = sqlite3_column_count(statement);
    rows.columns = static_cast<std::size_t>(columns);
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int column = 0; column < columns; ++column)
            rows.cells.push_back(cell(statement, column));
    }
    return code;
}

runtime::Task<Result<void>> SqliteSession::read(StatementId statement, const std::vector<workload::Value>& values,
                                                Rows& rows)
{
    startClock();
    rows.clear();
    auto& prepared = m_statements.at(statement).front();
    int code = bindAll(prepared, values);
    if (code == SQLITE_OK)
        code = readRows(prepared, rows);
    if (code != SQLITE_DONE)
        co_return error(code);
    co_return Result<void>();
}

std::vector<std::string> SqliteSession::columns(StatementId statement) const
{
    auto* prepared = m_statements.at(statement).front().statement.get();
    std::vector<std::string> names;
    for (int column = 0; column < sqlite3_column_count(prepared); ++column)
        names.emplace_back(sqlite3_column_name(prepared, column));
    return names;
}

Result<std::int64_t> SqliteSession::change(Prepared& prepared, const std::vector<workload::Value>& values)
{
    int code = bindAll(prepared, values);
    if (code == SQLITE_OK)
        code = run(prepared.statement.get());
    if (code != SQLITE_DONE)
        return error(code);
    return std::int64_t{sqlite3_changes(m_database.get())};
}

runtime::Task<Result<std::int64_t>> SqliteSession::write(StatementId statement,
                                                         const std::vector<workload::Value>& values)
{
    startClock();
    auto& list = m_statements.at(statement);
    if (list.size() == 1)
        co_return change(list.front(), values);
    if (const int code = run(m_begin.get()); code != SQLITE_DONE)
        co_return error(code);
    std::int64_t changed = 0;
    for (auto& prepared : list) {
        const auto one = change(prepared, values);
        if (!one) {
            run(m_rollback.get());
            co_return one.error();
        }
        changed += *one;
    }
    if (const int code = run(m_commit.get()); code != SQLITE_DONE) {
        const auto failed = error(code);
        run(m_rollback.get());
        co_return failed;
    }
    co_return changed;
}

Error SqliteSession::error(int code) const
{
    auto error = errorOf(m_database.get(), code, m_store);
    if (error.kind == ErrorKind::Timeout)
        error.message = fmt::format("No answer within {} ms.", m_deadline.count());
    return error;
}

// Waits for another writer in steps that grow from 50 µs to 5 ms, until the deadline.
int SqliteSession::onBusy(void* self, int attempts)
{
    if (onProgress(self) != 0)
        return 0;
    std::this_thread::sleep_for(std::min<std::chrono::microseconds>(
        std::chrono::microseconds(50) * (1 << std::min(attempts, 7)), std::chrono::milliseconds(5)));
    return 1;
}

// Not 0: stop, the deadline has passed.
int SqliteSession::onProgress(void* self)
{
    return Clock::now() >= static_cast<const SqliteSession*>(self)->m_until ? 1 : 0;
}

} // namespace cachedeck::stores::sqlite
