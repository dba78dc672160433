#pragma once
// The primary store as a strategy sees it: calls in, answers out; beneath it a stores::Session and prepared statements.

#include "backend/runtime/task.hpp"
#include "backend/stores/store.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/workload/sequence.hpp"

#include <vector>

namespace cachedeck::strategies {

// Statement numbers by operation index; made once a store with prepareAll().
using Statements = std::vector<stores::StatementId>;
stores::Result<Statements> prepareAll(stores::Store& store, const workload::Workload& workload);

class Primary {
public:
    Primary(stores::Session& session, const workload::Workload& workload, const Statements& statements);

    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer);
    runtime::Task<Result<void>> write(const workload::Call& call);
    const workload::Workload& workload() const noexcept { return m_workload; }

private:
    stores::Session& m_session;
    const workload::Workload& m_workload;
    const Statements& m_statements;
    stores::Rows m_rows;
};

} // namespace cachedeck::strategies
