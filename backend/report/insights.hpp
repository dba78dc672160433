#pragma once
// What a report says in sentences beside its tables, for report.md and report.html alike. Private to report/.

#include "backend/report/run_document.hpp"

#include <string>
#include <vector>

namespace cachedeck::report {

// Both p99s of each path, and why they differ or that they do not.
std::vector<std::string> timesSentences(const RunDocument& run);
// What failed, from when to when, and what it cost.
std::vector<std::string> faultSentences(const RunDocument& run);
// Where the cache stops paying, in sentences for a methods section.
std::vector<std::string> breakEvenSentences(const RunDocument& run);
// How far answers that are estimates by design were off.
std::vector<std::string> estimateSentences(const RunDocument& run);
// What the cache's server did, without what CacheDeck itself asked of it.
std::vector<std::string> serverSentences(const RunDocument& run);
// Who carried the run's events, what became of them, and how long news took on each path.
std::vector<std::string> streamSentences(const RunDocument& run);

} // namespace cachedeck::report
