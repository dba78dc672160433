// Records what tests/calibration resamples: slices of two identical paths by turns. Not a test; asked for by its tag:
//     CACHEDECK_RECORD=FILE:SECONDS test_load "[.record]"
#include "tests/backend/load/site.hpp"
#include "tests/calibration/coverage.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

using namespace cachedeck;

TEST_CASE("Slices of two identical paths are recorded", "[.record]")
{
    const char* asked = std::getenv("CACHEDECK_RECORD");
    REQUIRE(asked);
    const std::string file(asked, std::string(asked).rfind(':'));
    const std::string seconds(std::string(asked).substr(file.size() + 1));
    test::Site site;
    std::vector<test::Round> rounds;
    // Runs so short that no slices are added up.
    static constexpr double longest = 60;
    for (double left = std::stod(seconds); left > 0; left -= longest) {
        test::RunUnderTest test(
            site.scenario(
                R"({ "name": "first", "strategy": "cache-aside" }, { "name": "second", "strategy": "cache-aside" })",
                fmt::format(R"("warm_up": 3, "load": {{ "users": 4 }}, "seconds": {})", std::min(left, longest))),
            site.targets());
        const auto result = test.wait(std::chrono::minutes(5));
        REQUIRE(result);
        const auto& first = result->paths[0].slices;
        const auto& second = result->paths[1].slices;
        for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i)
            rounds.push_back({first[i], second[i]});
    }
    test::writeRounds(file, rounds);
    CHECK(rounds.size() > 20);
}
