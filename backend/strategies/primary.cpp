#include "backend/strategies/primary.hpp"

#include "backend/strategies/codec.hpp"
#include "backend/strategies/documents.hpp"
#include "backend/strategies/part.hpp"
#include "backend/strategies/structure.hpp"

#include <fmt/format.h>

namespace cachedeck::strategies {
namespace {

Failure failureOf(const stores::Error& error)
{
    const bool late = error.kind == stores::ErrorKind::Timeout;
    return {Failure::Where::Store, late, error.text(), late || error.kind == stores::ErrorKind::Unreachable};
}

// An operation without a query for the store, which the run does not ask for.
constexpr auto neverAsked = static_cast<stores::StatementId>(-1);

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
        if (query == operation.query.end() && operation.share <= 0) {
            statements.push_back(neverAsked);
            continue;
        }
        if (query == operation.query.end())
            return stores::Error{stores::ErrorKind::BadStatement, store.location(),
                                 fmt::format("The operation \"{}\" has no query for {}.", operation.name, store.kind()),
                                 ""};
        std::vector<std::string> names;
        for (const auto& parameter : operation.parameters)
            names.push_back(parameter.name);
        statements.push_back(store.prepare(query->second, names));
    }
    for (const auto& operation : workload.operations) {
        const auto query = operation.structure.fill.find(std::string(store.kind()));
        if (query == operation.structure.fill.end()) {
            statements.push_back(neverAsked);
            continue;
        }
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
    if (m_watch.structures && operation.structure.kind != workload::Structure::Kind::None)
        co_return co_await readStructured(call, answer);
    if (!operation.whole)
        co_return co_await readAs(operation, call, answer);
    const auto read = co_await readAs(m_workload.operations[operation.whole->index], call, answer);
    answer.whole.swap(answer.json);
    answer.json.clear();
    if (read && answer.found)
        answer.found = takePart(operation, answer.whole, answer.json);
    co_return read;
}

runtime::Task<Result<void>> Primary::readStructured(const workload::Call& call, Answer& answer)
{
    const auto& operation = *call.operation;
    if (answer.draft.count > 0) {
        const auto completed = co_await readDocuments(call, answer);
        if (!completed || answer.found)
            co_return completed;
        answer.draft.clear(); // a member is gone from the store: the structure is out of date
    }
    const auto read = co_await readAs(operation, call, answer);
    const auto fill = m_statements[m_workload.operations.size() + operation.index];
    if (!read || !answer.found || fill == neverAsked)
        co_return read;
    const auto filling = co_await m_session.read(fill, call.values, answer.draft.filling);
    ++answer.storeReads;
    if (!filling)
        co_return failureOf(filling.error());
    co_return read;
}

// Not found: the store does not know one of them any more.
runtime::Task<Result<void>> Primary::readDocuments(const workload::Call& call, Answer& answer)
{
    const auto& operation = *call.operation;
    answer.found = false;
    for (std::size_t i = 0; i < answer.draft.count; ++i) {
        auto& member = answer.draft.members[i];
        if (!member.missing)
            continue;
        documentCall(operation, member.name, m_documentCall);
        const auto& document = *m_documentCall.operation;
        const auto& kept = m_workload.operations[keptBy(document).index];
        m_document.clear();
        const auto read = co_await readAs(kept, m_documentCall, m_document);
        answer.storeReads += m_document.storeReads;
        if (!read || !m_document.found)
            co_return read;
        member.document = m_document.json;
        if (document.whole && !takePart(document, member.document, m_part))
            co_return read;
        if (!takeDocument(call, document.whole ? m_part : member.document, member))
            co_return read;
    }
    codeOf(operation.structure.kind).finish(call, answer.draft);
    joinRows(answer.draft, answer.json);
    answer.found = true;
    answer.source = Source::Store;
    co_return Result<void>();
}

runtime::Task<Result<void>> Primary::ask(const workload::Call& call, Answer& answer)
{
    return readAs(*call.operation, call, answer);
}

// The answer to `operation`, whose parameters are the call's.
runtime::Task<Result<void>> Primary::readAs(const workload::Operation& operation, const workload::Call& call,
                                            Answer& answer)
{
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
