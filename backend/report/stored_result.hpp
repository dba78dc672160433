#pragma once
// A stored run as a Result again, so that every view and every report of a fresh run serves an old one.
//
// What a file does not hold is made from what it holds: totals from the seconds' histograms, samples a second long.
// What cannot be had (a world that is gone) is left out. Threads: values; readResult() blocks on the disk.

#include "backend/report/run_document.hpp"

#include <filesystem>

namespace cachedeck::report {

// The document's facts and figures; no histograms. The scenario is whole where its workload can still be read, else it
// has its name, seed and paths.
load::Result toResult(const RunDocument& document, const load::ResourcePaths& resources);

// Gives a path its seconds: timeline, histograms of all reads, and a sample for each second.
void addSeconds(load::Result& result, std::size_t path, std::vector<load::Second> seconds);

// A run's directory, or one of the files in it: with latency.hlog and timeline.csv where they are.
Result<load::Result> readResult(const std::filesystem::path& directoryOrFile, const load::ResourcePaths& resources);

} // namespace cachedeck::report
