// Keys that expire together: by hand, and as a scheduled event of a scenario.
#include "backend/load/cache_control.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <future>

using namespace cachedeck;
using namespace cachedeck::load;
using namespace std::chrono_literals;
using test::RunUnderTest;
using test::Site;

namespace {

constexpr auto patience = 30s;

redis::Result<std::uint64_t> waitFor(const std::function<void(CacheControl::Changed)>& work)
{
    auto told = std::make_shared<std::promise<redis::Result<std::uint64_t>>>();
    auto answer = told->get_future();
    work([told](redis::Result<std::uint64_t> result) { told->set_value(std::move(result)); });
    REQUIRE(answer.wait_for(patience) == std::future_status::ready);
    return answer.get();
}

// The longest time that any answer of the run has left, in milliseconds.
std::int64_t longestLife(Site& site)
{
    return std::stoll(site.server().command(
        {"EVAL",
         "local most = -1 for _, key in ipairs(redis.call('KEYS', '*item:*')) do "
         "if not string.find(key, ':tag:') then most = math.max(most, redis.call('PTTL', key)) end end return most",
         "0"}));
}

} // namespace

TEST_CASE("Lives are cut down to what was asked, of matching keys that live longer")
{
    const test::RedisServer server;
    for (const auto* key : {"p:a:1", "p:a:2", "p:b:1", "q:a:1", "p:tag:a:*", "p:lease:a:1", "p:lock:a:1"})
        server.command({"SET", key, "x", "PX", "3600000"});
    server.command({"SET", "p:a:forever", "x"});
    server.command({"SET", "p:a:short", "x", "PX", "300000"});
    redis::ConnectionOptions options;
    options.endpoint.address = {"127.0.0.1", server.port(), ""};
    CacheControl control(options);
    REQUIRE(control.connect());
    const auto life = [&](const char* key) { return std::stoll(server.command({"PTTL", key})); };

    const auto some = waitFor([&](auto done) { control.expire({{"p:", 600'000ms}}, "a:*", std::move(done)); });
    REQUIRE(some);
    CHECK(*some == 3);
    for (const auto* key : {"p:a:1", "p:a:2", "p:a:forever"})
        CHECK((life(key) > 500'000 && life(key) <= 600'000));
    CHECK((life("p:a:short") > 200'000 && life("p:a:short") <= 300'000));

    const auto all = waitFor([&](auto done) { control.expire({{"p:", 600'000ms}}, "*", std::move(done)); });
    REQUIRE(all);
    CHECK(*all == 1); // p:b:1; the others live no longer
    for (const auto* key : {"q:a:1", "p:tag:a:*", "p:lease:a:1", "p:lock:a:1"})
        CHECK(life(key) > 3'000'000);
}

TEST_CASE("A scheduled expiry empties every cached path at once, is marked, and the misses follow it")
{
    Site site({.writes = 0, .even = true, .lists = false});
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                    R"("seconds": 6, "warm_up": 1, "warm_up_most": 1, "check_one_in": 0,
                                       "cache": { "deadline_ms": 5000 }, "load": { "loop": "closed", "users": 2 },
                                       "events": [{ "at": 3, "expire": "item:*", "in": 0.5 }])"),
                      site.targets());
    const auto result = test.wait(std::chrono::seconds(60));
    REQUIRE(result);
    const auto mark = std::find_if(result->events.begin(), result->events.end(),
                                   [](const Mark& one) { return one.kind == "expire"; });
    REQUIRE(mark != result->events.end());
    CHECK(mark->text.starts_with("EXPIRE item:*, "));
    CHECK(mark->text.ends_with(" keys in 0.5 s"));
    Counts after;
    for (const auto& sample : result->samples)
        if (!sample.warmUp && sample.to >= mark->at + 0.5)
            after += sample.paths[1].counts;
    // Of 200 items, those that are asked for again are missed again: once, or once for each of the two users.
    const auto asked = static_cast<double>(after.hits + after.misses);
    const auto missed = static_cast<double>(after.misses);
    const auto distinct = 200 * (1 - std::exp(-asked / 200));
    CAPTURE(asked, missed, distinct, mark->text);
    CHECK(asked > 100);
    CHECK(missed > 0.5 * distinct);
    CHECK(missed < 2 * distinct + 10);
    CHECK(result->paths[1].counts.errors == 0);
}

TEST_CASE("An answer that is kept beyond its TTL has that time still when it expires")
{
    Site site({.writes = 0, .lists = false});
    RunUnderTest test(
        site.scenario(R"({ "strategy": "stale-while-revalidate", "options": { "stale_seconds": 30 } })",
                      R"("seconds": 20, "warm_up": 0.5, "check_one_in": 0, "cache": { "deadline_ms": 5000 },
                         "load": { "loop": "closed", "users": 1, "think_ms": 50 })"),
        site.targets());
    test.waitFor(Phase::Measuring);
    REQUIRE(longestLife(site) > 60'000);
    const auto cut =
        waitFor([&](auto done) { test.run->expire("item:*", std::chrono::milliseconds(20'000), std::move(done)); });
    REQUIRE(cut);
    CHECK(*cut > 0);
    CHECK(longestLife(site) <= 130'000); // what was filled in between lives on
    test.waitForMark("expire");
    test.run->stop();
    REQUIRE(test.wait());
}

TEST_CASE("An event of a scenario says what is wrong with it")
{
    Site site({.withServer = false});
    const auto refusal = [&](const std::string& paths, const std::string& event) {
        const auto scenario = parseScenario(R"({ "format": 1, "name": "test", "workload": "site.json", "paths": [)" +
                                                paths + R"(], "seconds": 5, "events": [)" + event + "] }",
                                            (site.folder() / "scenario.json").string(), ResourcePaths{});
        return scenario ? std::string() : scenario.error().text();
    };
    const std::string cached = R"({ "strategy": "cache-aside" })";
    CHECK(refusal(cached, R"({ "at": 1, "expire": "item:*" })").empty());
    CHECK(refusal(cached, R"({ "at": 1, "every": 2, "invalidate": "*" })").empty());
    CHECK(refusal(cached, R"({ "at": 1 })").find("either has") != std::string::npos);
    CHECK(refusal(cached, R"({ "at": 1, "expire": "a", "invalidate": "a" })").find("either has") != std::string::npos);
    CHECK(refusal(cached, R"({ "at": 5, "expire": "a" })").find("less than the run's 5 seconds") != std::string::npos);
    CHECK(refusal(cached, R"({ "at": 1, "invalidate": "a", "in": 1 })").find("expire") != std::string::npos);
    CHECK_FALSE(refusal(cached, R"({ "at": 1, "expire": "" })").empty());
    CHECK(refusal(R"({ "strategy": "uncached" })", R"({ "at": 1, "expire": "a" })").find("has a cache") !=
          std::string::npos);
}
