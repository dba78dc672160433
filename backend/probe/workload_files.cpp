#include "backend/probe/workload_files.hpp"

#include "backend/report/run_files.hpp"

namespace cachedeck::probe {

Outcome<WorkloadFiles> writeFiles(const Draft& draft, const Findings& findings, const std::filesystem::path& scenario,
                                  const load::ResourcePaths& resources)
{
    WorkloadFiles files{scenario, scenario};
    files.workload.replace_filename(scenario.stem().string() + "-workload.json");
    // The workload first: a scenario is never there without it.
    const auto workload =
        report::writeFileAtomically(files.workload, workloadText(draft, findings.storeKind, findings.shape));
    if (!workload)
        return Complaint{Part::File, workload.error().text()};
    const auto written = report::writeFileAtomically(
        files.scenario, scenarioText(draft, findings.storeKind, files.workload.filename().string()));
    if (!written)
        return Complaint{Part::File, written.error().text()};
    const auto read = load::loadScenario(files.scenario.string(), resources);
    if (!read)
        return Complaint{Part::File, read.error().text()};
    return files;
}

} // namespace cachedeck::probe
