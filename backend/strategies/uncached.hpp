#pragma once
// Uncached: every read and every write goes to the primary store. The baseline.
//
//   read(key):   return store.read(key)
//   write(x):    store.write(x)

#include "backend/strategies/strategy.hpp"

namespace cachedeck::strategies {

class Uncached final : public Strategy {
public:
    explicit Uncached(const Surroundings& with) : m_primary(with.primary) {}
    runtime::Task<Result<void>> read(const workload::Call& call, Answer& answer) override;
    runtime::Task<Result<void>> write(const workload::Call& call) override;

private:
    Primary& m_primary;
};

} // namespace cachedeck::strategies
