#pragma once
// Two stored runs side by side: which parameters differ, and each path's latencies, throughput and hit ratio as second
// ÷ first, with a confidence interval from both latency logs (block bootstrap over their seconds,
// latency/statistics.hpp). Of runs that searched for the limit the limits are compared instead: their other figures mix
// rates that each path had for itself.

#include "backend/latency/statistics.hpp"
#include "backend/report/run_document.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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

inline constexpr std::string_view tooFewSamples = "not enough samples to compare";

struct MetricChange {
    std::string path;
    std::string what; // "latency", "throughput", "hit_ratio" or "limit"
    std::optional<double> quantile;
    std::optional<double> first, second;    // microseconds, operations a second, or a ratio; empty: no limit was found
    std::optional<double> ratio, low, high; // second ÷ first; limits have no interval
    std::string missing;                    // why there is no ratio; hit ratios have none, and need no reason
    double confidence = 0.95;
    bool differs() const noexcept { return low && high && (*low > 1 || *high < 1); }
};

// A path whose figures are not to be trusted in one of the runs.
struct Distrust {
    std::string path;
    bool inFirst = true;
    std::vector<std::string> reasons;
};

struct RunComparison {
    std::string first, second; // the places
    std::vector<Difference> differences;
    std::vector<Distrust> untrusted;
    std::vector<MetricChange> changes;
};
RunComparison compareRuns(const StoredRun& first, const StoredRun& second);
std::string toJson(const RunComparison& comparison); // one line

} // namespace cachedeck::report
