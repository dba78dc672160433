#include "backend/strategies/uncached.hpp"

namespace cachedeck::strategies {

runtime::Task<Result<void>> Uncached::read(const workload::Call& call, Answer& answer)
{
    answer.clear();
    co_return co_await m_primary.ask(call, answer);
}

runtime::Task<Result<void>> Uncached::write(const workload::Call& call)
{
    co_return co_await m_primary.write(call);
}

} // namespace cachedeck::strategies
