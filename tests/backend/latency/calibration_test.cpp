#include "tests/calibration/coverage.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;

TEST_CASE("On two identical paths, 95 of 100 intervals contain 1")
{
    // A real run of two identical paths, 2,000 runs resampled from it; see tests/calibration.
    const auto recorded = test::readRounds(CACHEDECK_TEST_DATA "/identical_paths.hlog");
    for (const auto& coverage : test::coverageOf(recorded, {.rounds = 40, .resamples = 200})) {
        CAPTURE(coverage.what, coverage.runs, coverage.held, coverage.width);
        CHECK(coverage.runs == 2000);
        CHECK(coverage.share() >= 0.93);
        CHECK(coverage.share() <= 0.97);
        CHECK(coverage.width > 0);
    }
}
