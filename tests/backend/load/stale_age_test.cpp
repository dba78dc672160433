// How old stale answers are, against theory.
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace cachedeck;
using namespace cachedeck::load;
using test::RunUnderTest;
using test::Site;

TEST_CASE("Without invalidation, stale ages stay below the TTL and their mean is what theory says")
{
    // A key is filled at 0 and lives T. Writes come as a Poisson process of rate w (each operation picks its key and
    // its kind independently), so the first one after the fill is at X, exponential. A hit at u is stale where X < u,
    // since u - X. Hits are spread evenly over (0, T), as their process knows nothing of the fill, so
    //     P(stale)      = 1/T ∫ P(X < u) du      = 1 - (1 - e^-wT) / wT
    //     E[age; stale] = 1/T ∫ E[max(u - X, 0)] du, with E[max(u - X, 0)] = u - (1 - e^-wu) / w,
    //                   = T/2 - 1/w + (1 - e^-wT) / (w² T)
    // and the mean age of the stale ones is the quotient; the rate of reads does not matter.
    // Here: 200 keys, even; 2,400 operations a second, a twelfth of them writes: w = 1 a second; T = 1 s.
    Site site({.writes = 1.0 / 12, .ttl = 1, .even = true, .lists = false});
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside-no-invalidation" })",
                                    R"("seconds": 8, "warm_up": 0, "check_one_in": 1,
                                       "load": { "loop": "open", "rate": 2400, "users": 4 })"),
                      site.targets());
    const auto result = test.wait();
    REQUIRE(result);
    const auto& path = result->paths[0];
    const double w = static_cast<double>(path.counts.writes) / path.seconds / 200;
    const double ttl = 1;
    const double none = 1 - std::exp(-w * ttl);
    const double share = 1 - none / (w * ttl);
    const double mean = (ttl / 2 - 1 / w + none / (w * w * ttl)) / share;
    const double measured = path.staleAges.mean() / 1e9;
    const double staleShare = static_cast<double>(path.counts.stale) / static_cast<double>(path.counts.hits);
    CAPTURE(w, mean, measured, share, staleShare, path.counts.checked, path.counts.stale, path.staleAgeMax);
    CHECK(path.counts.stale > 2000);
    CHECK(path.staleAges.count() == path.counts.stale);
    CHECK(measured == Approx(mean).epsilon(0.1));
    CHECK(staleShare == Approx(share).epsilon(0.15)); // the last lives are cut short by the end
    CHECK(path.staleAgeMax < ttl + 0.05); // the server's clock ticks in milliseconds, and an answer takes its time
    CHECK(path.staleVersionsMean >= 1);
    CHECK(path.counts.wrong == 0);
    CHECK(path.counts.missing == 0);
    WARN("stale ages: mean " << measured * 1e3 << " ms (theory " << mean * 1e3 << "), share " << staleShare
                             << " (theory " << share << ")");
}
