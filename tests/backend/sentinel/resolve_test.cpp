#include "backend/sentinel/resolve.hpp"
#include "tests/backend/sentinel/support.hpp"

using namespace cachedeck;
using namespace cachedeck::sentinel;

TEST_CASE("a sentinel URL leads to the primary, also when sentinels are dead and after a failover")
{
    Watched watched;
    auto& stack = *watched.stack;
    const auto options = resolveOptions(stack.sentinelUrl());
    auto found = resolvePrimaryNow(watched.thread, options);
    REQUIRE(found.has_value());
    CHECK(found->endpoint.address == stack.node("redis-1")->address);
    CHECK(found->endpoint.credentials.password == stack.password());

    REQUIRE(stack.kill("sentinel-1").has_value());
    found = resolvePrimaryNow(watched.thread, options);
    REQUIRE(found.has_value());
    CHECK(found->endpoint.address == stack.node("redis-1")->address);

    // Asked in the middle of a failover it waits for the new primary.
    REQUIRE(stack.kill("redis-1").has_value());
    auto patient = options;
    patient.timeout = std::chrono::seconds(20);
    found = resolvePrimaryNow(watched.thread, patient);
    REQUIRE(found.has_value());
    CHECK_FALSE(found->endpoint.address == stack.node("redis-1")->address);
}

TEST_CASE("what cannot be resolved says why")
{
    Watched watched;
    auto options = resolveOptions(watched.stack->sentinelUrl());
    SECTION("an unknown name")
    {
        options.primaryName = "nobody";
        const auto found = resolvePrimaryNow(watched.thread, options);
        REQUIRE(found.has_error());
        CHECK(found.error().kind == redis::ErrorKind::Server);
        CHECK(found.error().text().find("nobody") != std::string::npos);
    }
    SECTION("a wrong password")
    {
        options.sentinelCredentials.password = redis::Secret("wrong");
        const auto found = resolvePrimaryNow(watched.thread, options);
        REQUIRE(found.has_error());
        CHECK(found.error().kind == redis::ErrorKind::Authentication);
        CHECK(found.error().text().find("wrong") == std::string::npos);
    }
    SECTION("nobody there")
    {
        options.sentinels = {};
        CHECK(resolvePrimaryNow(watched.thread, options).has_error());
        redis::Address closed;
        closed.host = "127.0.0.1";
        closed.port = test::freePort();
        options.sentinels = {closed};
        const auto found = resolvePrimaryNow(watched.thread, options);
        REQUIRE(found.has_error());
        CHECK(found.error().kind == redis::ErrorKind::Refused);
    }
}
