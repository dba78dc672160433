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

// Statement numbers by operation index; made once a store with prepareAll().
using Statements = std::vector<stores::StatementId>;
stores::Result<Statements> prepareAll(stores::Store& store, const workload::Workload& workload);

// What is around a path's reads of its store.
struct StoreWatch {
    ReadsInFlight* reads = nullptr;
    runtime::IoThread* thread = nullptr;    // to pause on: the session's
    std::chrono::milliseconds raceDelay{0}; // simulated: between the store's answer and what is done with it
};

class Primary {
public:
    Primary(stores::Session& session, const workload::Workload& workload, const Statements& statements,
            StoreWatch watch = {});

    // With the operation's `recompute`, where it has one.
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer);
    runtime::Task<Result<void>> write(const workload::Call& call);
    // The same read for a check of an answer: neither counted nor delayed by what is simulated.
    runtime::Task<Result<void>> truth(const workload::Call& call, Answer& answer);
    const workload::Workload& workload() const noexcept { return m_workload; }

private:
    Result<void> take(const workload::Operation& operation, const stores::Result<void>& read, Answer& answer) const;

    stores::Session& m_session;
    const workload::Workload& m_workload;
    const Statements& m_statements;
    StoreWatch m_watch;
    stores::Rows m_rows;
};

} // namespace cachedeck::strategies
