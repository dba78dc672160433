#include "backend/stores/postgresql_session.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace cachedeck::stores::postgresql {
namespace {

constexpr int versionWithConnectionCheck = 140000;

std::int64_t changedRows(PGresult* result)
{
    // A SELECT tells how many rows it gave.
    if (std::string_view(PQcmdStatus(result)).starts_with("SELECT"))
        return 0;
    const std::string_view digits(PQcmdTuples(result));
    return digits.empty() ? 0 : std::strtoll(digits.data(), nullptr, 10);
}

} // namespace

PostgresqlSession::PostgresqlSession(Target target, runtime::IoThread& thread, std::chrono::milliseconds deadline)
    : m_target(std::move(target)), m_deadline(deadline), m_reconnection(thread)
{}

Result<std::unique_ptr<Session>> PostgresqlSession::open(const Target& target,
                                                         const std::vector<Registered>& statements,
                                                         runtime::IoThread& thread, std::chrono::milliseconds deadline)
{
    std::unique_ptr<PostgresqlSession> session(new PostgresqlSession(target, thread, deadline));
    if (const auto taken = session->take(statements); !taken)
        return taken.error();
    if (const auto connected = session->connect(); !connected)
        return connected.error();
    return std::unique_ptr<Session>(std::move(session));
}

Result<void> PostgresqlSession::take(const std::vector<Registered>& statements)
{
    for (const auto& registered : statements) {
        auto parsed = parseSql(registered.text, registered.parameters, postgresqlDialect);
        if (!parsed)
            return Error{ErrorKind::BadStatement, m_target.url, parsed.error(),
                         fmt::format("The statement begins: {:.60}", registered.text)};
        auto& list = m_statements.emplace_back();
        for (const auto& statement : *parsed)
            list.push_back({fmt::format("s{}_{}", m_statements.size(), list.size()),
                            statement.render([](std::size_t slot) { return fmt::format("${}", slot + 1); }),
                            statement.slots(),
                            {}});
    }
    return {};
}

Result<void> PostgresqlSession::connect()
{
    auto connection = Connection::open(m_target, until(), &m_interrupted);
    if (!connection)
        return connection.error();
    auto settings = fmt::format("SET statement_timeout = {}", m_deadline.count());
    if ((*connection)->version() >= versionWithConnectionCheck)
        settings += "; SET client_connection_check_interval = 1000";
    if (const auto set = (*connection)->execute(settings, until()); !set)
        return set.error();
    if (PQenterPipelineMode((*connection)->get()) == 0)
        return (*connection)->connectionError();
    if (const auto prepared = prepareAll(**connection); !prepared)
        return prepared;
    if (const auto described = describeAll(**connection); !described)
        return described;
    PQexitPipelineMode((*connection)->get());
    m_connection = std::move(*connection);
    return {};
}

// All statements in one round trip.
Result<void> PostgresqlSession::prepareAll(Connection& connection)
{
    std::vector<const Prepared*> sent;
    for (const auto& list : m_statements) {
        for (const auto& prepared : list) {
            if (PQsendPrepare(connection.get(), prepared.name.c_str(), prepared.text.c_str(), 0, nullptr) == 0)
                return connection.connectionError();
            sent.push_back(&prepared);
        }
    }
    std::size_t number = 0;
    auto made = expectSync(connection, sent.size(), [&](PGresult*) { ++number; });
    if (!made && made.error().kind == ErrorKind::BadStatement && number < sent.size()) {
        auto error = made.error();
        error.advice = fmt::format("{}{}The statement begins: {:.60}", error.advice, error.advice.empty() ? "" : " ",
                                   sent[number]->text);
        return error;
    }
    return made;
}

Result<void> PostgresqlSession::describeAll(Connection& connection)
{
    std::vector<Prepared*> sent;
    for (auto& list : m_statements) {
        for (auto& prepared : list) {
            if (PQsendDescribePrepared(connection.get(), prepared.name.c_str()) == 0)
                return connection.connectionError();
            sent.push_back(&prepared);
        }
    }
    std::size_t number = 0;
    return expectSync(connection, sent.size(), [&](PGresult* result) {
        auto& types = sent[number++]->types;
        types.clear();
        for (int i = 0; i < PQnparams(result); ++i)
            types.push_back(PQparamtype(result, i));
    });
}

// Sends the pipeline's end and takes every command's result; the first refusal is the error.
Result<void> PostgresqlSession::expectSync(Connection& connection, std::size_t commands,
                                           const std::function<void(PGresult*)>& each)
{
    if (PQpipelineSync(connection.get()) == 0)
        return connection.connectionError();
    std::optional<Error> refusal;
    const auto deadline = until();
    for (std::size_t ended = 0; ended <= commands;) {
        auto result = connection.next(deadline);
        if (!result)
            return result.error();
        if (!*result) { // between two commands
            if (!connection.isAlive())
                return refusal ? *refusal : connection.connectionError();
            continue;
        }
        ++ended;
        if (PQresultStatus(result->get()) == PGRES_PIPELINE_SYNC)
            break;
        if (!refusal && isRefusal(result->get()))
            refusal = connection.serverError(result->get());
        else if (!refusal)
            each(result->get());
    }
    if (refusal)
        return *refusal;
    return {};
}

Result<void> PostgresqlSession::send(Prepared& prepared, const std::vector<workload::Value>& values)
{
    m_parameters.clear(prepared.slots.size());
    for (std::size_t i = 0; i < prepared.slots.size(); ++i) {
        const auto index = prepared.slots[i];
        if (index >= values.size())
            return Error{ErrorKind::BadStatement, m_target.url, "A parameter has no value.", ""};
        if (!m_parameters.add(values[index], prepared.types[i]))
            return Error{ErrorKind::BadStatement, m_target.url,
                         "A parameter's text holds a NUL byte, which PostgreSQL cannot take there.", ""};
    }
    if (PQsendQueryPrepared(m_connection->get(), prepared.name.c_str(), m_parameters.count(), m_parameters.values(),
                            m_parameters.lengths(), m_parameters.formats(), 0) == 0)
        return m_connection->connectionError();
    return {};
}

Result<PgResult> PostgresqlSession::ask(Prepared& prepared, const std::vector<workload::Value>& values)
{
    if (const auto sent = send(prepared, values); !sent)
        return sent.error();
    return m_connection->only(until());
}

// Several statements: without BEGIN and COMMIT, as all up to the pipeline's end is one transaction (PostgreSQL
// 15, 34.5).
Result<std::int64_t> PostgresqlSession::askAll(std::vector<Prepared>& list, const std::vector<workload::Value>& values)
{
    if (PQenterPipelineMode(m_connection->get()) == 0)
        return m_connection->connectionError();
    std::optional<Error> notSent;
    std::size_t sent = 0;
    for (auto& prepared : list) {
        if (const auto one = send(prepared, values); !one) {
            notSent = one.error();
            break;
        }
        ++sent;
    }
    if (notSent) { // what is in the pipeline must not be committed: the connection goes
        m_connection.reset();
        return *notSent;
    }
    std::int64_t changed = 0;
    const auto done = expectSync(*m_connection, sent, [&](PGresult* result) { changed += changedRows(result); });
    PQexitPipelineMode(m_connection->get());
    if (!done)
        return done.error();
    return changed;
}

Error PostgresqlSession::ended(Error error)
{
    const bool isBroken =
        m_connection && (!m_connection->isAlive() || PQtransactionStatus(m_connection->get()) == PQTRANS_ACTIVE);
    if (isBroken || error.kind == ErrorKind::Unreachable)
        m_connection.reset();
    if (error.kind == ErrorKind::Timeout)
        error.message = fmt::format("No answer within {} ms. {}", m_deadline.count(), error.message);
    return error;
}

runtime::Task<Result<void>> PostgresqlSession::reconnect()
{
    auto waiting = m_reconnection.refusal();
    const auto refusal = co_await waiting;
    if (refusal)
        co_return *refusal;
    const auto connected = connect();
    if (!connected) {
        m_reconnection.failed(connected.error());
        co_return ended(connected.error());
    }
    m_reconnection.succeeded();
    co_return Result<void>();
}

runtime::Task<Result<void>> PostgresqlSession::read(StatementId statement, const std::vector<workload::Value>& values,
                                                    Rows& rows)
{
    rows.clear();
    m_interrupted.store(false, std::memory_order_relaxed);
    if (!m_connection) {
        auto reaching = reconnect();
        const auto reached = co_await reaching;
        if (!reached)
            co_return reached.error();
    }
    auto& prepared = m_statements.at(statement).front();
    const auto result = ask(prepared, values);
    if (!result)
        co_return ended(result.error());
    const auto* answer = result->get();
    const int columns = PQnfields(answer);
    for (int column = static_cast<int>(prepared.columns.size()); column < columns; ++column)
        prepared.columns.emplace_back(PQfname(answer, column));
    const int count = PQntuples(answer);
    rows.columns = static_cast<std::size_t>(columns);
    for (int row = 0; row < count; ++row) {
        for (int column = 0; column < columns; ++column)
            rows.cells.push_back(cell(answer, row, column, PQftype(answer, column)));
    }
    co_return Result<void>();
}

runtime::Task<Result<std::int64_t>> PostgresqlSession::write(StatementId statement,
                                                             const std::vector<workload::Value>& values)
{
    m_interrupted.store(false, std::memory_order_relaxed);
    if (!m_connection) {
        auto reaching = reconnect();
        const auto reached = co_await reaching;
        if (!reached)
            co_return reached.error();
    }
    auto& list = m_statements.at(statement);
    if (list.size() > 1) {
        const auto changed = askAll(list, values);
        if (!changed)
            co_return ended(changed.error());
        co_return *changed;
    }
    const auto result = ask(list.front(), values);
    if (!result)
        co_return ended(result.error());
    co_return changedRows(result->get());
}

} // namespace cachedeck::stores::postgresql
