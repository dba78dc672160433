#pragma once
// libpq's handles with owners, waiting with a deadline, and the server's errors as values. Private to the room.

#include "backend/stores/store.hpp"

#include <atomic>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <string>

namespace cachedeck::stores::postgresql {

using Clock = std::chrono::steady_clock;

struct Finish {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
struct FreeMemory {
    void operator()(void* memory) const noexcept { PQfreemem(memory); }
};
using PgResult = std::unique_ptr<PGresult, Clear>;

// Where and as whom.
struct Target {
    std::string url;            // without password
    std::string searchPath;     // empty: the server's own; else "\"cachedeck_…\", public"
    runtime::Secret password{}; // empty: libpq looks for one itself
};

// Refuses what is no PostgreSQL URL, and one with a password.
Result<Target> parseTarget(std::string_view url);

ErrorKind errorKind(std::string_view sqlState) noexcept;
std::string quotedName(std::string_view name); // "movies"

class Connection {
public:
    // Waits at most until `until`; where `interrupted` is given and becomes true, hardly longer.
    static Result<std::unique_ptr<Connection>> open(const Target& target, Clock::time_point until,
                                                    const std::atomic<bool>* interrupted = nullptr);

    PGconn* get() const noexcept { return m_connection.get(); }
    bool isAlive() const noexcept { return PQstatus(m_connection.get()) == CONNECTION_OK; }
    int version() const noexcept { return PQserverVersion(m_connection.get()); }

    // The next result of what was sent; null at the end of a command. After an error that is not the server's answer
    // the connection is of no more use.
    Result<PgResult> next(Clock::time_point until);
    // The one result of what was sent outside pipeline mode; a server's refusal is an error.
    Result<PgResult> only(Clock::time_point until);
    // Runs statements without parameters; gives the last result.
    Result<PgResult> execute(const std::string& statements, Clock::time_point until = Clock::time_point::max());
    // The same, with text parameters.
    Result<PgResult> query(const std::string& statement, const std::vector<std::string>& values,
                           Clock::time_point until = Clock::time_point::max());

    // Writes out what COPY has put in.
    Result<void> drain() { return flush(Clock::time_point::max()); }

    Error serverError(const PGresult* result) const; // in the server's words
    Error connectionError() const;                   // in libpq's
    Error timeout() const;

private:
    Connection(PGconn* connection, std::string location, const std::atomic<bool>* interrupted)
        : m_connection(connection), m_location(std::move(location)), m_interrupted(interrupted)
    {}
    // False: the time is over, or interrupted.
    bool waitFor(bool toWrite, Clock::time_point until) const;
    Result<void> reach(Clock::time_point until);
    Result<void> flush(Clock::time_point until);

    std::unique_ptr<PGconn, Finish> m_connection;
    std::string m_location;
    const std::atomic<bool>* m_interrupted;
};

inline bool isRefusal(const PGresult* result) noexcept
{
    const auto status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_PIPELINE_ABORTED;
}

} // namespace cachedeck::stores::postgresql
