#pragma once
// Two stored runs side by side: which parameters differ, and each path's latencies, throughput and hit ratio as second
// ÷ first, with a confidence interval from both latency logs (block bootstrap over their seconds,
// latency/statistics.hpp).

#include "backend/latency/statistics.hpp"
#include "backend/report/run_document.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::report {

struct StoredRun {
    std::string place; // its directory, as given
    RunDocument document;
    std::map<std::string, std::vector<latency::Slice>> seconds; // by path, response times; empty without latency.hlog
};
// Reads run.json and, where it is there, latency.hlog.
Result<StoredRun> readStoredRun(const std::filesystem::path& directory);

struct Difference {
    std::string field;         // "scenario.load.users", "versions.redis", "machine.cpu"
    std::string first, second; // JSON texts; "–" where there is none
};

struct MetricChange {
    std::string path;
    std::string what; // "latency", "throughput" or "hit_ratio"
    std::optional<double> quantile;
    double first = 0, second = 0;           // microseconds, operations a second, or a ratio
    std::optional<double> ratio, low, high; // second ÷ first; empty: not enough samples
    double confidence = 0.95;
    bool differs() const noexcept { return low && high && (*low > 1 || *high < 1); }
};

struct RunComparison {
    std::string first, second; // the places
    std::vector<Difference> differences;
    std::vector<MetricChange> changes;
};
RunComparison compareRuns(const StoredRun& first, const StoredRun& second);
std::string toJson(const RunComparison& comparison); // one line

} // namespace cachedeck::report
