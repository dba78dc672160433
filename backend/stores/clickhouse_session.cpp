#include "backend/stores/clickhouse_session.hpp"

#include "backend/stores/store_url.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <fmt/format.h>

namespace cachedeck::stores::clickhouse {
namespace {

constexpr unsigned statusOk = 200;

std::string encoded(std::string_view text)
{
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

std::string_view advice(ErrorKind kind)
{
    if (kind == ErrorKind::Refused)
        return "Are user, password and database right? Unless it was given, it comes from CLICKHOUSE_PASSWORD.";
    return kind == ErrorKind::Full ? "The server is out of memory or disk space." : "";
}

} // namespace

runtime::Task<Result<std::string>> Caller::call(std::string sql, std::string parameters,
                                                std::chrono::milliseconds deadline)
{
    HttpRequest request;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(deadline).count();
    request.path = fmt::format("/?database={}&wait_end_of_query=1&max_execution_time={}{}", encoded(m_target.database),
                               seconds, parameters);
    request.body = std::move(sql);
    request.headers.emplace_back("X-ClickHouse-User", m_target.user);
    if (auto password = passwordOr(m_target.password, "CLICKHOUSE_PASSWORD"); !password.empty())
        request.headers.emplace_back("X-ClickHouse-Key", std::move(password));
    auto asking = m_client.ask(std::move(request), runtime::Clock::now() + deadline);
    auto response = co_await asking;
    if (!response)
        co_return response.error();
    if (response->status != statusOk)
        co_return refusal(*response);
    co_return std::move(response->body);
}

Error Caller::refusal(const HttpResponse& response) const
{
    const int code = errorCode(response.body);
    const auto kind = errorKind(code);
    if (code == 0)
        return {ErrorKind::Other, m_target.url,
                fmt::format("The server answers with HTTP status {}: {:.200}", response.status, response.body),
                "Is this ClickHouse's HTTP port?"};
    return {kind, m_target.url, errorWords(response.body), std::string(advice(kind))};
}

Result<Bound> bindValues(const SqlStatement& statement, const std::vector<workload::Value>& values, bool asParameters,
                         const std::string& store)
{
    const auto slots = statement.slots();
    for (const auto slot : slots) {
        if (slot >= values.size())
            return Error{ErrorKind::BadStatement, store, "A parameter has no value.", ""};
    }
    Bound bound;
    bound.sql = statement.render([&](std::size_t slot) {
        const auto& value = values[slots[slot]];
        if (asParameters)
            return fmt::format("{{p{}:{}}}", slot, parameterType(value));
        std::string literal;
        appendLiteral(value, literal);
        return literal;
    });
    for (std::size_t slot = 0; asParameters && slot < slots.size(); ++slot) {
        std::string text;
        appendTabSeparated(values[slots[slot]], text);
        bound.parameters += fmt::format("&param_p{}={}", slot, encoded(text));
    }
    return bound;
}

Result<std::unique_ptr<Session>> ClickhouseSession::open(Target target, const std::vector<Registered>& statements,
                                                         runtime::IoThread& thread, std::chrono::milliseconds deadline)
{
    std::unique_ptr<ClickhouseSession> session(new ClickhouseSession(std::move(target), thread, deadline));
    for (const auto& registered : statements) {
        const auto& moved = session->m_target.moved;
        auto parsed =
            parseSql(moveTables(registered.text, moved, clickhouseDialect), registered.parameters, clickhouseDialect);
        if (!parsed)
            return Error{ErrorKind::BadStatement, session->m_target.url, parsed.error(),
                         fmt::format("The statement begins: {:.60}", registered.text)};
        session->m_statements.push_back(std::move(*parsed));
    }
    return std::unique_ptr<Session>(std::move(session));
}

runtime::Task<Result<std::string>> ClickhouseSession::ask(const SqlStatement& statement,
                                                          const std::vector<workload::Value>& values,
                                                          std::string_view format)
{
    auto waiting = m_reconnection.refusal();
    const auto refusal = co_await waiting;
    if (refusal)
        co_return *refusal;
    auto bound = bindValues(statement, values, m_target.version >= versionWithParameters, m_target.url);
    if (!bound)
        co_return bound.error();
    bound->sql += format;
    auto calling = m_caller.call(std::move(bound->sql), std::move(bound->parameters), m_deadline);
    auto answer = co_await calling;
    if (answer)
        m_reconnection.succeeded();
    else if (answer.error().kind == ErrorKind::Unreachable)
        m_reconnection.failed(answer.error());
    if (!answer && answer.error().kind == ErrorKind::Timeout) {
        auto error = answer.error();
        error.message = fmt::format("No answer within {} ms. {}", m_deadline.count(), error.message);
        co_return error;
    }
    co_return answer;
}

runtime::Task<Result<void>> ClickhouseSession::read(StatementId statement, const std::vector<workload::Value>& values,
                                                    Rows& rows)
{
    rows.clear();
    auto asking = ask(m_statements.at(statement).front(), values, "\nFORMAT TabSeparatedWithNamesAndTypes");
    const auto answer = co_await asking;
    if (!answer)
        co_return answer.error();
    const auto parsed = parseAnswer(*answer, rows);
    if (!parsed)
        co_return Error{ErrorKind::Corrupt, m_target.url, parsed.error(), ""};
    co_return Result<void>();
}

runtime::Task<Result<std::int64_t>> ClickhouseSession::write(StatementId statement,
                                                             const std::vector<workload::Value>& values)
{
    for (const auto& one : m_statements.at(statement)) {
        auto asking = ask(one, values, "");
        const auto answer = co_await asking;
        if (!answer)
            co_return answer.error();
    }
    co_return std::int64_t{0};
}

} // namespace cachedeck::stores::clickhouse
