#pragma once
// A user's calls to Cassandra. All sessions of a store on a thread share one connection, the link: their requests are
// on their way at the same time. Private to the room.

#include "backend/stores/cassandra_connection.hpp"
#include "backend/stores/reconnection.hpp"
#include "backend/stores/sql_text.hpp"

#include <map>
#include <unordered_map>

namespace cachedeck::stores::cassandra {

inline constexpr std::int32_t rowsOfPage = 1000;

// A connection that is made anew where it was lost, and the statements that it has prepared.
class Link : public std::enable_shared_from_this<Link> {
public:
    Link(runtime::IoThread& thread, Target target)
        : m_target(std::move(target)), m_thread(thread), m_reconnection(thread)
    {}

    // A call on its way: one statement with its values, all of its pages.
    struct Call {
        Call(const std::string& text, const std::vector<workload::Value>& bound, runtime::Clock::time_point deadline,
             const void* who)
            : cql(text), values(bound), until(deadline), asker(who)
        {}

        const std::string& cql;
        const std::vector<workload::Value>& values; // in the order of the statement's "?"
        runtime::Clock::time_point until;
        const void* asker;
        std::int32_t pageRows = rowsOfPage;

        std::shared_ptr<Connection> connection;
        PreparedStatement statement;
        std::string row; // the values as they are sent
        std::optional<Connection::Asked> asked;
    };
    // Sends it, so that others can be sent before its answer is there …
    runtime::Task<Result<void>> begin(Call& call);
    // … and takes its answer: appends rows, each behind the `leading` values.
    runtime::Task<Result<void>> finish(Call& call, const std::vector<workload::Value>& leading, Rows& rows);
    // The same, a page of it; where `page` is not empty afterwards, the next one is on its way.
    runtime::Task<Result<void>> finishPage(Call& call, const std::vector<workload::Value>& leading, Rows& rows,
                                           std::string& page);
    // One statement that is not worth preparing.
    runtime::Task<Result<void>> query(std::string cql, runtime::Clock::time_point until, Rows& rows);

    void interrupt(const void* asker) noexcept;
    const Target& target() const noexcept { return m_target; }

private:
    struct Waiting;
    runtime::Task<Result<std::shared_ptr<Connection>>> connected(runtime::Clock::time_point until);
    runtime::Task<Result<void>> connect(runtime::Clock::time_point until);
    runtime::Task<Result<PreparedStatement>> prepared(Connection& connection, const Call& call);
    static void send(Call& call, std::string_view page);

    const Target m_target;
    runtime::IoThread& m_thread;
    Reconnection m_reconnection;
    std::shared_ptr<Connection> m_connection;
    std::unordered_map<std::string, PreparedStatement> m_prepared; // by CQL; of m_connection
    std::vector<Waiting*> m_waiting;                               // until it is connected
    std::optional<Error> m_failure;                                // of the last attempt
    bool m_isConnecting = false;
};

std::string quotedName(std::string_view name); // "movies"

struct Registered {
    std::string text;
    std::vector<std::string> parameters;
};

// "?" for each parameter, and which value stands there.
struct Statement {
    std::string cql;
    std::vector<std::size_t> values;
};
Result<std::vector<Statement>> parseStatements(const Registered& registered,
                                               const std::map<std::string, std::string>& moved,
                                               const std::string& store);

class CassandraSession final : public Session {
public:
    CassandraSession(std::shared_ptr<Link> link, std::vector<std::vector<Statement>> statements,
                     std::chrono::milliseconds deadline)
        : m_link(std::move(link)), m_statements(std::move(statements)), m_deadline(deadline)
    {}

    runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                     Rows& rows) override;
    runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                              const std::vector<workload::Value>& values) override;
    void interrupt() noexcept override { m_link->interrupt(this); }

private:
    Error within(Error error) const; // with the deadline, where that has passed
    runtime::Task<Result<void>> readJoined(const std::vector<Statement>& statements,
                                           const std::vector<workload::Value>& values, Rows& rows);

    std::shared_ptr<Link> m_link;
    std::vector<std::vector<Statement>> m_statements; // by StatementId
    std::chrono::milliseconds m_deadline;
};

} // namespace cachedeck::stores::cassandra
