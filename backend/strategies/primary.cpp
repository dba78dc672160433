#include "backend/strategies/primary.hpp"

#include "backend/strategies/codec.hpp"

#include <fmt/format.h>

namespace cachedeck::strategies {
namespace {

Failure failureOf(const stores::Error& error)
{
    return {Failure::Where::Store, error.kind == stores::ErrorKind::Timeout, error.text()};
}

// A read in the store; also where its coroutine is destroyed.
class InFlight {
public:
    InFlight(ReadsInFlight* reads, std::string_view key) : m_reads(reads), m_key(reads ? reads->began(key) : 0) {}
    ~InFlight()
    {
        if (m_reads != nullptr)
            m_reads->ended(m_key);
    }
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

private:
    ReadsInFlight* m_reads;
    std::uint64_t m_key;
};

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

Primary::Primary(stores::Session& session, const workload::Workload& workload, const Statements& statements,
                 StoreWatch watch)
    : m_session(session), m_workload(workload), m_statements(statements), m_watch(watch)
{}

runtime::Task<Result<void>> Primary::read(const workload::Call& call, Answer& answer)
{
    const auto& operation = *call.operation;
    Result<void> done;
    {
        const InFlight counted(m_watch.reads, call.key);
        const auto read = co_await m_session.read(m_statements[operation.index], call.values, m_rows);
        done = take(operation, read, answer);
        if (operation.recompute.count() > 0 && m_watch.thread != nullptr)
            co_await m_watch.thread->sleepFor(operation.recompute);
    }
    if (m_watch.raceDelay.count() > 0 && m_watch.thread != nullptr)
        co_await m_watch.thread->sleepFor(m_watch.raceDelay);
    co_return done;
}

runtime::Task<Result<void>> Primary::truth(const workload::Call& call, Answer& answer)
{
    const auto& operation = *call.operation;
    const auto read = co_await m_session.read(m_statements[operation.index], call.values, m_rows);
    co_return take(operation, read, answer);
}

Result<void> Primary::take(const workload::Operation& operation, const stores::Result<void>& read, Answer& answer) const
{
    ++answer.storeReads;
    if (!read)
        return failureOf(read.error());
    answer.source = Source::Store;
    answer.found = !operation.single || m_rows.count() > 0;
    if (answer.found)
        encodeJson(operation, m_rows, answer.json);
    else
        answer.json.clear();
    return {};
}

runtime::Task<Result<void>> Primary::write(const workload::Call& call)
{
    const auto written = co_await m_session.write(m_statements[call.operation->index], call.values);
    if (!written)
        co_return failureOf(written.error());
    co_return Result<void>();
}

} // namespace cachedeck::strategies
