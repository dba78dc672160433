#pragma once
// The primary store as a strategy sees it: calls in, answers out; beneath it a stores::Session and prepared statements.

#include "backend/runtime/io_thread.hpp"
#include "backend/stores/store.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/strategies/reads_in_flight.hpp"
#include "backend/workload/sequence.hpp"

#include <chrono>
#include <vector>

namespace cachedeck::strategies {

// Statement numbers by operation index, and after them those of Structure::fill; made once a store with prepareAll().
using Statements = std::vector<stores::StatementId>;
stores::Result<Statements> prepareAll(stores::Store& store, const workload::Workload& workload);

// What is around a path's reads of its store.
struct StoreWatch {
    ReadsInFlight* reads = nullptr;
    runtime::IoThread* thread = nullptr;    // to pause on: the session's
    std::chrono::milliseconds raceDelay{0}; // simulated: between the store's answer and what is done with it
    bool structures = false;                // the cache keeps structures, and wants what fills them
};

class Primary {
public:
    Primary(stores::Session& session, const workload::Workload& workload, const Statements& statements,
            StoreWatch watch = {});

    // With the operation's `recompute`, where it has one. For a cache: of a part the whole is read, which is what the
    // cache keeps, and with a structure's answer what fills it. Where the cache gave an answer's members and lacks only
    // documents (answer.draft), these are read and nothing else.
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer);
    // What the operation asks and no more, where no cache wants the rest.
    runtime::Task<Result<void>> ask(const workload::Call& call, Answer& answer);
    runtime::Task<Result<void>> write(const workload::Call& call);
    // The same read for a check of an answer: neither counted nor delayed by what is simulated.
    runtime::Task<Result<void>> truth(const workload::Call& call, Answer& answer);
    const workload::Workload& workload() const noexcept { return m_workload; }

private:
    runtime::Task<Result<void>> readAs(const workload::Operation& operation, const workload::Call& call,
                                       Answer& answer);
    runtime::Task<Result<void>> readStructured(const workload::Call& call, Answer& answer);
    runtime::Task<Result<void>> readDocuments(const workload::Call& call, Answer& answer);
    Result<void> take(const workload::Operation& operation, const stores::Result<void>& read, Answer& answer) const;

    stores::Session& m_session;
    const workload::Workload& m_workload;
    const Statements& m_statements;
    StoreWatch m_watch;
    stores::Rows m_rows;
    workload::Call m_documentCall;
    Answer m_document;
    std::string m_part;
};

} // namespace cachedeck::strategies
