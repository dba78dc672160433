#include "backend/strategies/primary.hpp"

#include "backend/strategies/codec.hpp"

#include <fmt/format.h>

namespace cachedeck::strategies {
namespace {

Failure failureOf(const stores::Error& error)
{
    return {Failure::Where::Store, error.kind == stores::ErrorKind::Timeout, error.text()};
}

} // namespace

stores::Result<Statements> prepareAll(stores::Store& store, const workload::Workload& workload)
{
    Statements statements;
    for (const auto& operation : workload.operations) {
        const auto query = operation.query.find(std::string(store.kind()));
        if (query == operation.query.end())
            return stores::Error{stores::ErrorKind::BadStatement, store.location(),
                                 fmt::format("The operation \"{}\" has no query for {}.", operation.name, store.kind()),
                                 ""};
        std::vector<std::string> names;
        for (const auto& parameter : operation.parameters)
            names.push_back(parameter.name);
        statements.push_back(store.prepare(query->second, names));
    }
    return statements;
}

Primary::Primary(stores::Session& session, const workload::Workload& workload, const Statements& statements)
    : m_session(session), m_workload(workload), m_statements(statements)
{}

runtime::Task<Result<void>> Primary::read(const workload::Call& call, Answer& answer)
{
    const auto& operation = *call.operation;
    const auto read = co_await m_session.read(m_statements[operation.index], call.values, m_rows);
    ++answer.storeReads;
    if (!read)
        co_return failureOf(read.error());
    answer.source = Source::Store;
    answer.found = !operation.single || m_rows.count() > 0;
    if (answer.found)
        encodeJson(operation, m_rows, answer.json);
    else
        answer.json.clear();
    co_return Result<void>();
}

runtime::Task<Result<void>> Primary::write(const workload::Call& call)
{
    const auto written = co_await m_session.write(m_statements[call.operation->index], call.values);
    if (!written)
        co_return failureOf(written.error());
    co_return Result<void>();
}

} // namespace cachedeck::strategies
