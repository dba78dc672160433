#pragma once
// Answers the set queries of a workload: the values that parameters are picked from.

#include "backend/runtime/io_thread.hpp"
#include "backend/stores/store.hpp"
#include "backend/workload/versions.hpp"
#include "backend/workload/workload.hpp"

#include <chrono>

namespace cachedeck::stores {

// Asks every set's query once, over a session of its own on `thread`, and closes it. Blocks the caller, who must not be
// on `thread`. The set queries stay among the store's statements, so ask the store that paths are copied from. An empty
// set is an error: there would be nothing to ask for.
Result<workload::Sets> loadSets(Store& store, const workload::Workload& workload, runtime::IoThread& thread,
                                std::chrono::milliseconds deadline = std::chrono::seconds(30));

// The same for the workload's "versions": entities and the versions that they have now.
Result<workload::KnownVersions> loadVersions(Store& store, const workload::Workload& workload,
                                             runtime::IoThread& thread,
                                             std::chrono::milliseconds deadline = std::chrono::seconds(30));

} // namespace cachedeck::stores
