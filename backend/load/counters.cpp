#include "backend/load/counters.hpp"

namespace cachedeck::load {

void OperationDrain::take(OperationCounters& from)
{
    Counts come;
    come.ok = from.ok.take();
    come.errors = from.errors.take();
    come.timeouts = from.timeouts.take();
    come.unfinished = from.unfinished.take();
    come.issued = come.ok + come.errors + come.timeouts + come.unfinished;
    come.hits = from.hits.take();
    come.misses = from.misses.take();
    come.fallbacks = from.fallbacks.take();
    come.storeReads = from.storeReads.take();
    come.checked = from.checked.take();
    come.wrong = from.wrong.take();
    come.missing = from.missing.take();
    come.stale = from.stale.take();
    come.writes = from.writes.take();
    come.unknownWrites = from.unknownWrites.take();
    come.storeErrors = from.storeErrors.take();
    come.cacheErrors = from.cacheErrors.take();
    come.estimates = from.estimates.take();
    come.estimateErrors = from.estimateErrors.take();
    come.estimateSquares = from.estimateSquares.take();
    counts += come;
    hitSeconds += static_cast<double>(from.hitTime.take()) / 1e9;
    missSeconds += static_cast<double>(from.missTime.take()) / 1e9;
    failedSeconds += static_cast<double>(from.failedTime.take()) / 1e9;
    from.service.drainInto(service);
    from.response.drainInto(response);
}

void OperationDrain::clear()
{
    counts = {};
    failedSeconds = hitSeconds = missSeconds = 0;
    service.clear();
    response.clear();
}

} // namespace cachedeck::load
