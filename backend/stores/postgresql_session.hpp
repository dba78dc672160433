#pragma once
// A user's connection to PostgreSQL, with its statements prepared. Private to the room.

#include "backend/stores/postgresql_connection.hpp"
#include "backend/stores/postgresql_values.hpp"
#include "backend/stores/reconnection.hpp"
#include "backend/stores/sql_text.hpp"

#include <atomic>
#include <vector>

namespace cachedeck::stores::postgresql {

// A registered statement: one or several, which are a transaction then.
struct Registered {
    std::string text;
    std::vector<std::string> parameters;
};

class PostgresqlSession final : public Session {
public:
    static Result<std::unique_ptr<Session>> open(const Target& target, const std::vector<Registered>& statements,
                                                 runtime::IoThread& thread, std::chrono::milliseconds deadline);

    runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                     Rows& rows) override;
    runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                              const std::vector<workload::Value>& values) override;
    std::vector<std::string> columns(StatementId statement) const override
    {
        return m_statements.at(statement).front().columns;
    }
    void interrupt() noexcept override { m_interrupted.store(true, std::memory_order_relaxed); }

private:
    struct Prepared {
        std::string name;                      // on the server
        std::string text;                      // with $1, $2 …
        std::vector<std::size_t> slots;        // $n → the value that goes there
        std::vector<Oid> types;                // of $n
        std::vector<std::string> columns = {}; // their names, once it was read
    };

    PostgresqlSession(Target target, runtime::IoThread& thread, std::chrono::milliseconds deadline);
    Result<void> take(const std::vector<Registered>& statements);
    Result<void> connect();
    runtime::Task<Result<void>> reconnect();
    Result<void> prepareAll(Connection& connection);
    Result<void> describeAll(Connection& connection);
    Result<void> expectSync(Connection& connection, std::size_t commands, const std::function<void(PGresult*)>& each);
    Result<void> send(Prepared& prepared, const std::vector<workload::Value>& values);
    Result<PgResult> ask(Prepared& prepared, const std::vector<workload::Value>& values);
    Result<std::int64_t> askAll(std::vector<Prepared>& list, const std::vector<workload::Value>& values);
    Error ended(Error error); // drops the connection where it is of no more use
    Clock::time_point until() const { return Clock::now() + m_deadline + graceForServer; }

    // The server's own timeout comes first, so that the connection lives on.
    static constexpr auto graceForServer = std::chrono::milliseconds(200);

    Target m_target;
    std::chrono::milliseconds m_deadline;
    Reconnection m_reconnection;
    std::atomic<bool> m_interrupted{false};
    std::vector<std::vector<Prepared>> m_statements; // by StatementId
    std::unique_ptr<Connection> m_connection;        // null: lost
    Parameters m_parameters;
};

} // namespace cachedeck::stores::postgresql
