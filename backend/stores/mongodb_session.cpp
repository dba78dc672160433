#include "backend/stores/mongodb_session.hpp"

#include <fmt/format.h>

namespace cachedeck::stores::mongodb {
namespace {

// Documents changed, as update, insert, delete and findAndModify tell.
std::int64_t changedIn(const bson_t* reply)
{
    bson_iter_t place;
    for (const auto* field : {"nModified", "n"}) {
        if (bson_iter_init_find(&place, reply, field)) {
            const auto changed = bson_iter_as_int64(&place);
            bson_iter_t upserted;
            if (changed == 0 && bson_iter_init_find(&upserted, reply, "upserted"))
                return 1;
            return changed;
        }
    }
    bson_iter_t count;
    if (bson_iter_init(&place, reply) && bson_iter_find_descendant(&place, "lastErrorObject.n", &count))
        return bson_iter_as_int64(&count);
    return 0;
}

} // namespace

Result<std::unique_ptr<Session>> MongodbSession::open(const Target& target, const std::vector<Registered>& statements,
                                                      runtime::IoThread& thread, std::chrono::milliseconds deadline)
{
    std::unique_ptr<MongodbSession> session(new MongodbSession(target, thread, deadline));
    for (const auto& registered : statements) {
        auto query = parseQuery(registered.text, registered.parameters);
        if (!query)
            return Error{ErrorKind::BadStatement, target.url, query.error(),
                         fmt::format("The query begins: {:.60}", registered.text)};
        session->m_queries.push_back(*std::move(query));
    }
    auto client = Client::open(target, deadline);
    if (!client)
        return client.error();
    session->m_client = std::move(*client);
    if (const auto answered = session->m_client->command(target.database, R"({"ping": 1})"); !answered)
        return answered.error();
    return std::unique_ptr<Session>(std::move(session));
}

Result<void> MongodbSession::ask(StatementId statement, const std::vector<workload::Value>& values, Rows& rows)
{
    const auto& query = m_queries.at(statement);
    const auto& command = query.commands.front();
    if (!query.first)
        return ask(command, query.names, values, rows);
    Rows found;
    if (const auto asked = ask(*query.first, query.names, values, found); !asked)
        return asked;
    rows.columns = command.columns.size();
    if (found.count() == 0)
        return {};
    auto more = values;
    more.insert(more.end(), found.cells.begin(), found.cells.begin() + static_cast<std::ptrdiff_t>(found.columns));
    return ask(command, query.names, more, rows);
}

Result<void> MongodbSession::ask(const Command& command, const std::vector<std::string>& names,
                                 const std::vector<workload::Value>& values, Rows& rows)
{
    const auto bound = bindCommand(command, names, values, m_deadline);
    auto reply = m_client->command(m_target.database, bound.get());
    if (!reply)
        return reply.error();
    auto columns = command.columns;
    rows.columns = columns.size();
    if (!command.isQuery) {
        appendRow(reply->get(), columns, rows);
        return {};
    }
    return m_client->documents(std::move(*reply), [&](const bson_t* document) {
        appendRow(document, columns, rows);
        return true;
    });
}

Result<std::int64_t> MongodbSession::change(const Command& command, const std::vector<std::string>& names,
                                            const std::vector<workload::Value>& values, const bson_t* options)
{
    const auto bound = bindCommand(command, names, values, m_deadline);
    auto reply = m_client->command(m_target.database, bound.get(), options);
    if (!reply)
        return reply.error();
    if (command.isQuery) { // an aggregation that ends in $merge
        const auto done = m_client->documents(std::move(*reply), [](const bson_t*) { return true; });
        return done ? Result<std::int64_t>(std::int64_t{0}) : Result<std::int64_t>(done.error());
    }
    return changedIn(reply->get());
}

Result<std::int64_t> MongodbSession::changeEach(const Query& query, const std::vector<workload::Value>& values,
                                                const bson_t* options)
{
    std::int64_t changed = 0;
    for (const auto& command : query.commands) {
        const auto one = change(command, query.names, values, options);
        if (!one)
            return one.error();
        changed += *one;
    }
    return changed;
}

Result<std::int64_t> MongodbSession::changeAll(StatementId statement, const std::vector<workload::Value>& values)
{
    const auto& query = m_queries.at(statement);
    if (!query.isTransaction)
        return changeEach(query, values, nullptr);
    bson_error_t error{};
    const SessionHandle session(mongoc_client_start_session(m_client->get(), nullptr, &error));
    if (!session || !mongoc_client_session_start_transaction(session.get(), nullptr, &error))
        return m_client->error(error);
    const Bson options(bson_new());
    if (!mongoc_client_session_append(session.get(), options.get(), &error))
        return m_client->error(error);
    const auto changed = changeEach(query, values, options.get());
    if (!changed) {
        mongoc_client_session_abort_transaction(session.get(), nullptr);
        return changed.error();
    }
    bson_t reply;
    const bool done = mongoc_client_session_commit_transaction(session.get(), &reply, &error);
    const Bson owned(bson_copy(&reply));
    bson_destroy(&reply);
    if (!done)
        return m_client->error(error, owned.get());
    return changed;
}

void MongodbSession::note(const Result<void>& answered)
{
    if (answered)
        return m_reconnection.succeeded();
    if (answered.error().kind != ErrorKind::Unreachable)
        return;
    m_reconnection.failed(answered.error());
    // libmongoc's client does not look at a server for 5 s after it was in vain; a new one does when it is asked.
    if (auto fresh = Client::open(m_target, m_deadline))
        m_client = std::move(*fresh);
}

Error MongodbSession::late(Error error) const
{
    if (error.kind == ErrorKind::Timeout)
        error.message = fmt::format("No answer within {} ms. {}", m_deadline.count(), error.message);
    return error;
}

runtime::Task<Result<void>> MongodbSession::read(StatementId statement, const std::vector<workload::Value>& values,
                                                 Rows& rows)
{
    rows.clear();
    auto waiting = m_reconnection.refusal();
    const auto refusal = co_await waiting;
    if (refusal)
        co_return *refusal;
    const auto answered = ask(statement, values, rows);
    note(answered);
    if (!answered)
        co_return late(answered.error());
    co_return Result<void>();
}

runtime::Task<Result<std::int64_t>> MongodbSession::write(StatementId statement,
                                                          const std::vector<workload::Value>& values)
{
    auto waiting = m_reconnection.refusal();
    const auto refusal = co_await waiting;
    if (refusal)
        co_return *refusal;
    const auto changed = changeAll(statement, values);
    note(changed ? Result<void>() : Result<void>(changed.error()));
    if (!changed)
        co_return late(changed.error());
    co_return *changed;
}

} // namespace cachedeck::stores::mongodb
