#pragma once
// The files of a draft that was tried: a scenario, and beside it the workload that it names.

#include "backend/load/scenario.hpp"
#include "backend/probe/probe.hpp"

#include <filesystem>

namespace cachedeck::probe {

struct WorkloadFiles {
    std::filesystem::path scenario; // to be run or opened
    std::filesystem::path workload; // "orders-workload.json" beside "orders.json"
};

// Writes both whole or not at all, and reads them back with the ordinary loader before it calls them good. A workload
// that is there is replaced, as the scenario is. Blocks on the disk.
Outcome<WorkloadFiles> writeFiles(const Draft& draft, const Findings& findings, const std::filesystem::path& scenario,
                                  const load::ResourcePaths& resources);

} // namespace cachedeck::probe
