// Coordinated omission, with a real server and arithmetic.
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <thread>

using namespace cachedeck;
using namespace cachedeck::load;
using test::RunUnderTest;
using test::Site;
using Seconds = std::chrono::duration<double>;

TEST_CASE("A stall of 1 s in 10 s at 1,000 a second has a response p99 of 900 ms plus the queue's drain")
{
    // 10,000 arrivals, a thousand of them in the stall. The k-th of those waits for what is left of the stall, and then
    // for the k before it that the server answers one after the other: stall - k / 1,000 + k × drain / queue. The 99th
    // percentile is the 100th longest wait, k = 100. Stall and drain are measured: the stall by an outside client that
    // asks in it, the drain by the run's own samples, which are complete again when the queue is empty.
    Site site({.writes = 0});
    RunUnderTest test(
        site.scenario(R"({ "strategy": "cache-aside" })",
                      R"("seconds": 10, "warm_up": 0.5, "check_one_in": 0, "cache": { "deadline_ms": 5000 },
                                       "load": { "loop": "open", "rate": 1000, "users": 4, "slice_ms": 20 })"),
        site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(std::chrono::milliseconds(2000));
    const auto began = std::chrono::steady_clock::now();
    site.server().command({"CLIENT", "PAUSE", "1000", "ALL"});
    site.server().command({"PING"});
    const auto stall = Seconds(std::chrono::steady_clock::now() - began).count();
    const auto result = test.wait();
    REQUIRE(result);
    const auto& path = result->paths[0];
    const auto response = Seconds(path.response.quantile(0.99)).count();
    const auto service = Seconds(path.service.quantile(0.99)).count();

    // The queue's rate: the most that the run answered in a sample.
    double rate = 1000;
    for (const auto& sample : test.samples)
        if (!sample.warmUp && sample.paths[0].activeSeconds > 0)
            rate = std::max(rate, static_cast<double>(sample.paths[0].counts.ok) / sample.paths[0].activeSeconds);
    const auto rank = static_cast<double>(path.counts.issued) / 100;
    const auto drain = rank / rate;
    const auto expected = stall - rank / 1000 + drain;
    CAPTURE(response, service, stall, drain, expected, rate, path.counts.issued, path.little);
    // The server promises a second; the outside client measures that and its own way there and back.
    CHECK(response > (1.0 - rank / 1000 + drain) * 0.99);
    CHECK(response < expected * 1.03);
    CHECK(service < 0.2); // four operations of ten thousand were in flight: the others' wait is not in it
    CHECK(path.counts.issued == path.counts.ok);
    CHECK(path.little > 0.97);
    CHECK(path.little < 1.03);
    CHECK(path.trusted);

    // Both are in the result, with a sentence that says why they differ.
    REQUIRE(path.waiting.has_value());
    CHECK(path.waiting->responseP99 == Approx(response * 1e6));
    CHECK(path.waiting->serviceP99 == Approx(service * 1e6));
    CHECK(std::find(path.reasons.begin(), path.reasons.end(), path.waiting->text) != path.reasons.end());
    WARN("response p99 " << response * 1e3 << " ms (expected " << expected * 1e3 << "), service p99 " << service * 1e3
                         << " ms");
}
