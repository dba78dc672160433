// Little's law as a referee: what a run's books say twice must agree, or its path is not trusted.
#include "backend/load/result_builder.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace cachedeck;
using namespace cachedeck::load;

namespace {

// A second of one read at a time, each of a millisecond; of the time in the system `share` was in the response times.
PathResult judged(double share)
{
    auto workload = std::make_shared<workload::Workload>();
    workload->operations.emplace_back().name = "get";
    PathDrain drain;
    auto& reads = drain.operations.emplace_back();
    reads.counts.issued = reads.counts.ok = 1000;
    reads.service.record(std::chrono::milliseconds(1), 1000);
    reads.response.record(std::chrono::milliseconds(1), 1000);
    drain.seconds = drain.userSeconds = 1;
    drain.inSystemSeconds = 1 / share;
    Ledger ledger(1);
    ledger.add(drain, 0, 1, true);
    ledger.finish();

    Result result;
    result.scenario.workload = workload;
    result.scenario.paths.emplace_back().name = "path";
    addPaths(result, {{&result.scenario.paths[0], &ledger, false, std::nullopt}}, true);
    return result.paths.at(0);
}

} // namespace

TEST_CASE("A path whose times do not add up to what was in the system is not trusted, and says why")
{
    CHECK(judged(1).little == Approx(1).epsilon(0.001));
    CHECK(judged(1).trusted);
    CHECK(judged(0.98).trusted);
    for (const double share : {0.9, 1.1}) {
        const auto path = judged(share);
        CAPTURE(share, path.little);
        CHECK_FALSE(path.trusted);
        CHECK(std::any_of(path.reasons.begin(), path.reasons.end(), [](const std::string& reason) {
            return reason.find("Little's law gives") == 0 && reason.find("outside 0.97 to 1.03") != std::string::npos;
        }));
    }
}
