#include "backend/stores/cassandra_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace cachedeck::stores::cassandra {

// Somebody who needs the connection that is being made.
struct Link::Waiting {
    Link& link;
    std::coroutine_handle<> handle;

    explicit Waiting(Link& where) : link(where) {}
    ~Waiting() { std::erase(link.m_waiting, this); }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

    bool await_ready() const noexcept { return !link.m_isConnecting; }
    void await_suspend(std::coroutine_handle<> waiting)
    {
        handle = waiting;
        link.m_waiting.push_back(this);
    }
    void await_resume() const noexcept {}
};

runtime::Task<Result<std::shared_ptr<Connection>>> Link::connected(runtime::Clock::time_point until)
{
    if (!m_isConnecting && m_connection && m_connection->isOpen()) // one that is connecting has not logged in yet
        co_return m_connection;
    if (m_isConnecting) {
        Waiting waiting(*this);
        co_await waiting;
        if (m_connection && m_connection->isOpen())
            co_return m_connection;
        co_return m_failure.value_or(Error{ErrorKind::Unreachable, m_target.url, "The connection was lost.", ""});
    }
    auto refusing = m_reconnection.refusal();
    const auto refusal = co_await refusing;
    if (refusal)
        co_return *refusal;
    if (m_isConnecting || (m_connection && m_connection->isOpen())) { // by another, meanwhile
        auto again = connected(until);
        co_return co_await again;
    }
    m_isConnecting = true;
    auto connecting = connect(until);
    const auto done = co_await connecting;
    m_isConnecting = false;
    m_failure = done ? std::nullopt : std::optional(done.error());
    if (done)
        m_reconnection.succeeded();
    else if (done.error().kind != ErrorKind::Timeout)
        m_reconnection.failed(done.error());
    const auto connection = m_connection;
    while (!m_waiting.empty()) {
        auto* first = m_waiting.front();
        m_waiting.erase(m_waiting.begin());
        first->handle.resume();
    }
    if (!done)
        co_return done.error();
    co_return connection;
}

runtime::Task<Result<void>> Link::connect(runtime::Clock::time_point until)
{
    m_prepared.clear();
    m_connection = std::make_shared<Connection>(m_thread, m_target);
    const auto connection = m_connection;
    auto opening = connection->open(until);
    const auto opened = co_await opening;
    if (!opened || m_target.keyspace.empty()) {
        if (!opened)
            m_connection.reset();
        co_return opened;
    }
    Connection::Asked asked(*connection, queryRequest("USE " + quotedName(m_target.keyspace)), until, nullptr);
    const auto reply = co_await asked;
    if (reply && reply->opcode == Opcode::Result)
        co_return Result<void>();
    m_connection.reset();
    if (!reply)
        co_return reply.error();
    co_return unexpected(*reply, m_target.url);
}

runtime::Task<Result<PreparedStatement>> Link::prepared(Connection& connection, const Call& call)
{
    if (const auto known = m_prepared.find(call.cql); known != m_prepared.end())
        co_return known->second;
    Connection::Asked asked(connection, prepareRequest(call.cql), call.until, call.asker);
    const auto reply = co_await asked;
    if (!reply)
        co_return reply.error();
    if (reply->opcode != Opcode::Result)
        co_return unexpected(*reply, m_target.url);
    const auto statement = parsePrepared(reply->body);
    if (!statement)
        co_return Error{ErrorKind::Corrupt, m_target.url, fmt::format("The server sent {}.", statement.error()), ""};
    m_prepared[call.cql] = *statement;
    co_return *statement;
}

runtime::Task<Result<void>> Link::begin(Call& call)
{
    auto connecting = connected(call.until);
    auto connection = co_await connecting;
    if (!connection)
        co_return connection.error();
    call.connection = *connection;
    auto preparing = prepared(*call.connection, call);
    auto statement = co_await preparing;
    if (!statement)
        co_return statement.error();
    call.statement = std::move(*statement);
    const auto& types = call.statement.parameters;
    if (types.size() != call.values.size())
        co_return Error{
            ErrorKind::BadStatement, m_target.url,
            fmt::format("The statement has {} parameters; {} values were given.", types.size(), call.values.size()),
            ""};
    call.row.clear();
    for (std::size_t i = 0; i < types.size(); ++i) {
        const auto appended = appendValue(call.values[i], types[i], call.row);
        if (!appended)
            co_return Error{ErrorKind::BadStatement, m_target.url,
                            fmt::format("Parameter {}: {}.", i + 1, appended.error()),
                            fmt::format("The statement begins: {:.60}", call.cql)};
    }
    send(call, "");
    co_return Result<void>();
}

void Link::send(Call& call, std::string_view page)
{
    call.asked.emplace(*call.connection,
                       executeRequest(call.statement.id, call.values.size(), call.row, call.pageRows, page), call.until,
                       call.asker);
}

runtime::Task<Result<void>> Link::finish(Call& call, const std::vector<workload::Value>& leading, Rows& rows)
{
    std::string page;
    do {
        auto taking = finishPage(call, leading, rows, page);
        const auto taken = co_await taking;
        if (!taken)
            co_return taken.error();
    } while (!page.empty());
    co_return Result<void>();
}

runtime::Task<Result<void>> Link::finishPage(Call& call, const std::vector<workload::Value>& leading, Rows& rows,
                                             std::string& page)
{
    for (bool isPreparedAnew = false;;) {
        auto& asked = *call.asked;
        const auto reply = co_await asked;
        if (!reply)
            co_return reply.error();
        if (reply->opcode == Opcode::Error) {
            const auto error = parseError(reply->body);
            // The server has forgotten the statement: it was restarted, or its table was altered.
            if (!error || error->code != unpreparedCode || isPreparedAnew)
                co_return unexpected(*reply, m_target.url);
            isPreparedAnew = true;
            m_prepared.erase(call.cql);
            auto preparing = prepared(*call.connection, call);
            auto statement = co_await preparing;
            if (!statement)
                co_return statement.error();
            call.statement = std::move(*statement);
            send(call, page);
            continue;
        }
        if (reply->opcode != Opcode::Result)
            co_return unexpected(*reply, m_target.url);
        const auto parsed = parseRows(reply->body, leading, rows, page);
        if (!parsed)
            co_return Error{ErrorKind::Corrupt, m_target.url, fmt::format("The server sent {}.", parsed.error()), ""};
        if (!page.empty())
            send(call, page);
        co_return Result<void>();
    }
}

runtime::Task<Result<void>> Link::query(std::string cql, runtime::Clock::time_point until, Rows& rows)
{
    auto connecting = connected(until);
    const auto connection = co_await connecting;
    if (!connection)
        co_return connection.error();
    Connection::Asked asked(**connection, queryRequest(cql), until, nullptr);
    const auto reply = co_await asked;
    if (!reply)
        co_return reply.error();
    if (reply->opcode != Opcode::Result)
        co_return unexpected(*reply, m_target.url);
    std::string page;
    const std::vector<workload::Value> none;
    const auto parsed = parseRows(reply->body, none, rows, page);
    if (!parsed)
        co_return Error{ErrorKind::Corrupt, m_target.url, fmt::format("The server sent {}.", parsed.error()), ""};
    co_return Result<void>();
}

void Link::interrupt(const void* asker) noexcept
{
    m_thread.post([weak = weak_from_this(), asker] {
        const auto link = weak.lock();
        if (link && link->m_connection)
            link->m_connection->interrupt(asker);
    });
}

std::string quotedName(std::string_view name)
{
    std::string quoted = "\"";
    for (const char letter : name)
        quoted.append(letter == '"' ? 2 : 1, letter);
    return quoted + '"';
}

Result<std::vector<Statement>>
parseStatements(const Registered& registered, const std::map<std::string, std::string>& moved, const std::string& store)
{
    const auto parsed =
        parseSql(moveTables(registered.text, moved, cassandraDialect), registered.parameters, cassandraDialect);
    if (!parsed || parsed->empty())
        return Error{ErrorKind::BadStatement, store, parsed ? "An empty statement." : parsed.error(),
                     fmt::format("The statement begins: {:.60}", registered.text)};
    std::vector<Statement> statements;
    for (const auto& one : *parsed) {
        Statement statement{one.texts.front(), one.parameters};
        for (std::size_t i = 1; i < one.texts.size(); ++i)
            statement.cql.append("?").append(one.texts[i]);
        statements.push_back(std::move(statement));
    }
    return statements;
}

namespace {

std::vector<workload::Value> valuesOf(const Statement& statement, const std::vector<workload::Value>& values)
{
    std::vector<workload::Value> chosen;
    chosen.reserve(statement.values.size());
    for (const auto index : statement.values)
        chosen.push_back(index < values.size() ? values[index] : workload::Value());
    return chosen;
}

} // namespace

Error CassandraSession::within(Error error) const
{
    if (error.kind == ErrorKind::Timeout)
        error.message = fmt::format("No answer within {} ms. {}", m_deadline.count(), error.message);
    return error;
}

runtime::Task<Result<void>> CassandraSession::read(StatementId statement, const std::vector<workload::Value>& values,
                                                   Rows& rows)
{
    rows.clear();
    auto reading = readJoined(m_statements.at(statement), values, rows);
    const auto done = co_await reading;
    if (!done)
        co_return within(done.error());
    co_return Result<void>();
}

// All statements are asked at once; then each one's answer is taken.
runtime::Task<Result<void>> CassandraSession::readJoined(const std::vector<Statement>& statements,
                                                         const std::vector<workload::Value>& values, Rows& rows)
{
    const auto until = runtime::Clock::now() + m_deadline;
    const auto link = m_link;
    std::deque<std::vector<workload::Value>> bound;
    std::deque<Link::Call> calls;
    for (const auto& statement : statements) {
        bound.push_back(valuesOf(statement, values));
        calls.emplace_back(statement.cql, bound.back(), until, this);
        auto beginning = link->begin(calls.back());
        const auto begun = co_await beginning;
        if (!begun)
            co_return begun.error();
    }
    const std::vector<workload::Value> nothing;
    std::vector<workload::Value> leading;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const bool isLast = i + 1 == calls.size();
        Rows first;
        auto finishing = isLast ? link->finish(calls[i], leading, rows) : link->finish(calls[i], nothing, first);
        const auto finished = co_await finishing;
        if (!finished)
            co_return finished.error();
        if (isLast)
            break;
        if (first.count() == 0)
            co_return Result<void>();
        const auto end = first.cells.begin() + static_cast<std::ptrdiff_t>(first.columns);
        leading.insert(leading.end(), first.cells.begin(), end);
    }
    co_return Result<void>();
}

runtime::Task<Result<std::int64_t>> CassandraSession::write(StatementId statement,
                                                            const std::vector<workload::Value>& values)
{
    const auto until = runtime::Clock::now() + m_deadline;
    const auto link = m_link;
    std::int64_t written = 0;
    for (const auto& one : m_statements.at(statement)) {
        const auto bound = valuesOf(one, values);
        Link::Call call(one.cql, bound, until, this);
        auto beginning = link->begin(call);
        auto done = co_await beginning;
        const std::vector<workload::Value> none;
        Rows rows;
        if (done) {
            auto finishing = link->finish(call, none, rows);
            done = co_await finishing;
        }
        if (!done)
            co_return within(done.error());
        // A conditional statement says in its first column whether it was applied.
        const auto* applied = rows.cells.empty() ? nullptr : std::get_if<std::int64_t>(&rows.cells.front());
        written += applied == nullptr ? 1 : *applied;
    }
    co_return written;
}

} // namespace cachedeck::stores::cassandra
