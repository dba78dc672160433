#include "backend/strategies/counting.hpp"

namespace cachedeck::strategies {
namespace {

runtime::Task<Result<void>> counted(Cache& cache, Primary& primary, const workload::Call& write)
{
    const bool announced = co_await cache.announce(write);
    const auto written = co_await primary.write(write);
    const auto done = co_await cache.count(write, announced, written.has_value());
    co_return written ? done : written;
}

} // namespace

runtime::Task<Result<void>> writeAndCount(Cache& cache, Primary& primary, const workload::Call& write)
{
    return cache.counts(*write.operation) ? counted(cache, primary, write) : primary.write(write);
}

} // namespace cachedeck::strategies
