#pragma once
// A run's files: run.json, latency.hlog, timeline.csv, report.md and report.html in one directory.
//
// Each is written beside its place and renamed when it is whole and on the disk, so a full disk or a crash leaves the
// old file or none, never half of one. Threads: any; the calls block on the disk.

#include "backend/report/run_document.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cachedeck::report {

// Makes the directory where it is missing and writes all files; gives their paths.
Result<std::vector<std::filesystem::path>> writeRun(const load::Result& result, const std::filesystem::path& directory);

// Reads a run's directory, or its run.json itself.
Result<RunDocument> readRun(const std::filesystem::path& directoryOrFile);

// The texts on their own.
std::string latencyLog(const load::Result& result);
std::string timelineCsv(const load::Result& result);
std::string markdown(const load::Result& result);
std::string html(const load::Result& result);

// Writes one file whole or not at all.
Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view bytes);

} // namespace cachedeck::report
