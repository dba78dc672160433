#include "backend/redis/round_trips.hpp"
#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;

TEST_CASE("Round trips to a server are as many as were asked for, with pauses between them")
{
    test::RedisServer server;
    const std::atomic<bool> goOn{false};
    const auto began = runtime::Clock::now();
    const auto times = redis::takeRoundTrips(test::optionsFor(server), {20, 2ms}, goOn);
    REQUIRE(times.has_value());
    CHECK(times->size() == 20);
    CHECK(runtime::Clock::now() - began >= 40ms);
}

TEST_CASE("Round trips that cannot be taken, or are cancelled, are an error and no numbers")
{
    const std::atomic<bool> goOn{false}, cancelled{true};
    const auto nobody = redis::takeRoundTrips(test::optionsFor(test::freePort()), {3, 1ms}, goOn);
    REQUIRE(nobody.has_error());
    CHECK(nobody.error().kind == redis::ErrorKind::Refused);
    test::RedisServer server;
    const auto given = redis::takeRoundTrips(test::optionsFor(server), {3, 1ms}, cancelled);
    REQUIRE(given.has_error());
    CHECK(given.error().kind == redis::ErrorKind::Cancelled);
}
