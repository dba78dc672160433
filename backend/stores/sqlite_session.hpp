#pragma once
// One connection to an SQLite file, with its statements prepared. Private to the room.

#include "backend/stores/sqlite_handle.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace cachedeck::stores::sqlite {

// A registered statement: its text may hold several, which are one transaction.
struct StatementText {
    std::string text;
    std::vector<std::string> parameters;
};

class SqliteSession final : public Session {
public:
    static Result<std::unique_ptr<Session>> open(const std::filesystem::path& file, const std::string& store,
                                                 const std::vector<StatementText>& statements,
                                                 std::chrono::milliseconds deadline);
    ~SqliteSession() override;

    runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                     Rows& rows) override;
    runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                              const std::vector<workload::Value>& values) override;
    std::vector<std::string> columns(StatementId statement) const override;
    void interrupt() noexcept override { sqlite3_interrupt(m_database.get()); }

private:
    using Clock = std::chrono::steady_clock;

    struct Slot { // a statement's parameter and the value that goes there
        int slot = 0;
        std::size_t value = 0;
    };
    struct Prepared {
        Statement statement;
        std::vector<Slot> slots;
    };

    SqliteSession(Database database, std::string store, std::chrono::milliseconds deadline);
    Result<void> prepare(const StatementText& text);
    Result<void> bindSlots(Prepared& prepared, const StatementText& text);

    int bindAll(Prepared& prepared, const std::vector<workload::Value>& values) const;
    int readRows(Prepared& prepared, Rows& rows) const;
    Result<std::int64_t> change(Prepared& prepared, const std::vector<workload::Value>& values);
    Error error(int code) const;
    void startClock() noexcept { m_until = Clock::now() + m_deadline; }

    static int onBusy(void* self, int attempts);
    static int onProgress(void* self);

    Database m_database;
    std::string m_store;
    std::chrono::milliseconds m_deadline;
    Clock::time_point m_until;
    std::vector<std::vector<Prepared>> m_statements; // by StatementId; each a list of single statements
    Statement m_begin, m_commit, m_rollback;
};

} // namespace cachedeck::stores::sqlite
