#pragma once
// A user's calls to ClickHouse. Private to the room.

#include "backend/stores/clickhouse_text.hpp"
#include "backend/stores/http_client.hpp"
#include "backend/stores/reconnection.hpp"
#include "backend/stores/sql_text.hpp"

#include <map>

namespace cachedeck::stores::clickhouse {

struct Target {
    HttpTarget http;
    std::string user, database;
    runtime::Secret password;                 // empty: CLICKHOUSE_PASSWORD
    std::string url;                          // without password
    int version = 0;                          // clickhouse::versionNumber()
    std::map<std::string, std::string> moved; // tables that are elsewhere: "stock" → "cachedeck_copy_x.stock"
};

// One request, one answer in the server's words.
class Caller {
public:
    Caller(runtime::IoThread& thread, const Target& target) : m_target(target), m_client(thread, target.http) {}

    // `parameters` is "&param_p0=…" or empty; `data` follows the statement ("INSERT INTO t FORMAT TabSeparated").
    runtime::Task<Result<std::string>> call(std::string sql, std::string parameters,
                                            std::chrono::milliseconds deadline);
    void interrupt() noexcept { m_client.interrupt(); }

private:
    Error refusal(const HttpResponse& response) const;

    const Target& m_target;
    HttpClient m_client;
};

struct Registered {
    std::string text;
    std::vector<std::string> parameters;
};

class ClickhouseSession final : public Session {
public:
    static Result<std::unique_ptr<Session>> open(Target target, const std::vector<Registered>& statements,
                                                 runtime::IoThread& thread, std::chrono::milliseconds deadline);

    runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                     Rows& rows) override;
    runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                              const std::vector<workload::Value>& values) override;
    void interrupt() noexcept override { m_caller.interrupt(); }

private:
    ClickhouseSession(Target target, runtime::IoThread& thread, std::chrono::milliseconds deadline)
        : m_target(std::move(target)), m_deadline(deadline), m_reconnection(thread), m_caller(thread, m_target)
    {}
    runtime::Task<Result<std::string>> ask(const SqlStatement& statement, const std::vector<workload::Value>& values,
                                           std::string_view format);

    Target m_target;
    std::chrono::milliseconds m_deadline;
    Reconnection m_reconnection;
    Caller m_caller;
    std::vector<std::vector<SqlStatement>> m_statements; // by StatementId
};

// A statement with its values bound: as parameters of the server where it has them, else as literals.
struct Bound {
    std::string sql;
    std::string parameters; // for Caller::call
};
Result<Bound> bindValues(const SqlStatement& statement, const std::vector<workload::Value>& values, bool asParameters,
                         const std::string& store);

} // namespace cachedeck::stores::clickhouse
