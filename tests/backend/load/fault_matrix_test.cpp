// The rows of the fault matrix that concern a run, against real servers: what goes on, what stops, and what is told.
#include "backend/load/cache_control.hpp"
#include "tests/backend/load/copied_items.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/tcp_proxy.hpp"

#include <algorithm>
#include <atomic>
#include <sqlite3.h>
#include <thread>

using namespace cachedeck;
using namespace cachedeck::load;
using namespace std::chrono_literals;
using test::RunUnderTest;
using test::Site;

namespace {

// Every operation is accounted for, and the latency of one that failed is in no histogram of those that did not.
void checkBooksWithFaults(const Result& result)
{
    for (const auto& path : result.paths) {
        const auto& counts = path.counts;
        CAPTURE(path.spec.name, counts.issued, counts.ok, counts.errors, counts.timeouts, counts.unfinished);
        CHECK(counts.issued == counts.ok + counts.errors + counts.timeouts + counts.unfinished);
        CHECK(path.response.count() == counts.ok - counts.writes);
        CHECK(path.service.count() == path.response.count());
        CHECK(counts.wrong == 0);
    }
}

const Fault* find(const Result& result, std::string_view where, std::string_view kind)
{
    const auto found = std::find_if(result.faults.begin(), result.faults.end(),
                                    [&](const Fault& fault) { return fault.where == where && fault.kind == kind; });
    return found == result.faults.end() ? nullptr : &*found;
}

template<class Condition>
void waitWithPatience(const Condition& condition)
{
    for (int i = 0; i < 6'000 && !condition(); ++i)
        std::this_thread::sleep_for(10ms);
    REQUIRE(condition());
}

const std::string aside = R"({ "strategy": "cache-aside" })";
const std::string both = R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })";

} // namespace

TEST_CASE("Rows 1 and 47: a killed cache is down for an interval that is named with its cost; the run goes on")
{
    Site site;
    RunUnderTest test(site.scenario(both, R"("seconds": 30, "warm_up": 0.2, "load": { "users": 2, "slice_ms": 50 })"),
                      site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(300ms);
    site.server().kill();
    test.waitForMark("fault");
    test.waitForFallback(1);
    std::this_thread::sleep_for(300ms);
    site.server().start();
    test.waitForMark("recovered");
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    checkBooksWithFaults(*result);
    const auto* fault = find(*result, "cache", "down");
    REQUIRE(fault);
    CHECK(fault->over);
    CHECK(fault->to - fault->from > 0.2);
    CHECK(fault->fallbacks > 0);
    CHECK(fault->response.count > 0); // of reads that the store answered instead
    CHECK(result->paths[0].counts.errors == 0);
    CHECK(result->paths[1].counts.hits > 0);
}

TEST_CASE("Row 2: a stopped cache does not respond, which is told apart from down")
{
    Site site({.writes = 0});
    RunUnderTest test(
        site.scenario(aside,
                      R"("seconds": 30, "warm_up": 0.2, "load": { "users": 2 }, "cache": { "deadline_ms": 50 })"),
        site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(300ms);
    site.server().suspend();
    test.waitForMark("fault");
    std::this_thread::sleep_for(500ms);
    site.server().resume();
    test.waitForMark("recovered");
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    checkBooksWithFaults(*result);
    REQUIRE(find(*result, "cache", "not-responding"));
    CHECK(find(*result, "cache", "not-responding")->text.find("does not respond within 50 ms") != std::string::npos);
    CHECK(result->paths[0].counts.fallbacks > 0);
    CHECK(result->paths[0].counts.errors == 0);
}

TEST_CASE("Row 5: a reset within a reply loses that reply and nothing else")
{
    Site site;
    test::TcpProxy proxy(site.server().port());
    auto targets = site.targets();
    targets.cache.endpoint.address.port = proxy.port();
    RunUnderTest test(
        site.scenario(aside, R"("seconds": 30, "warm_up": 0.2, "check_one_in": 1, "load": { "users": 3 })"), targets);
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(200ms);
    proxy.resetWithinReplies(true);
    while (proxy.resets() < 3)
        std::this_thread::sleep_for(5ms);
    proxy.resetWithinReplies(false);
    test.waitForMark("fault");
    test.waitForMark("recovered");
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    checkBooksWithFaults(*result);
    CHECK(proxy.resets() > 0);
    CHECK(result->paths[0].counts.checked > 0);
    CHECK(result->paths[0].counts.fallbacks + result->paths[0].counts.errors > 0);
    CHECK_FALSE(result->faults.empty());
}

TEST_CASE("Row 7: 500 ms and 10 kB/s to the cache slow a run down and break nothing")
{
    Site site;
    test::TcpProxy proxy(site.server().port());
    auto targets = site.targets();
    targets.cache.endpoint.address.port = proxy.port();
    RunUnderTest test(site.scenario(aside, R"("seconds": 3, "warm_up": 0, "check_one_in": 1, "load": { "users": 2 },
                                              "cache": { "deadline_ms": 5000 })"),
                      targets);
    test.waitFor(Phase::Measuring);
    proxy.setDelay(500ms);
    proxy.setBytesPerSecond(10'000);
    const auto result = test.wait();
    REQUIRE(result);
    checkBooksWithFaults(*result);
    const auto& path = result->paths[0];
    CAPTURE(path.little, path.counts.ok);
    CHECK(path.counts.ok > 0);
    CHECK(path.counts.errors + path.counts.timeouts == 0);
    CHECK(path.response.max() >= 500ms);
    CHECK(path.little > 0.97);
    CHECK(path.little < 1.03);
}

TEST_CASE("Row 16: a cache without memory ends the run at once, and what was measured is there")
{
    Site site({.serverConfig = {"maxmemory 1100000", "maxmemory-policy noeviction"}});
    RunUnderTest test(site.scenario(aside, R"("seconds": 60, "warm_up": 0)"), site.targets());
    test.waitFor(Phase::Measuring);
    site.server().command({"CONFIG", "SET", "maxmemory", "1"});
    const auto result = test.wait();
    REQUIRE(result);
    checkBooksWithFaults(*result);
    CHECK(result->interrupted);
    CHECK(result->paths[0].counts.ok > 0);
    CHECK(std::any_of(result->events.begin(), result->events.end(),
                      [](const Mark& mark) { return mark.text.find("OOM") != std::string::npos; }));
}

TEST_CASE("Row 17: a cache that became read-only is looked for anew, and a refused write is not repeated")
{
    Site site;
    test::RedisServer primary;
    std::atomic<bool> isFound{false};
    auto targets = site.targets();
    targets.resolvePrimary = test::primaryThatMoves(targets, primary, isFound);
    RunUnderTest test(site.scenario(aside, R"("seconds": 60, "warm_up": 0, "load": { "users": 2 })"), targets);
    test.waitFor(Phase::Measuring);
    const test::CopiedItems items(site);
    std::this_thread::sleep_for(200ms);
    site.server().command({"REPLICAOF", "127.0.0.1", std::to_string(primary.port())});
    // What is written to the store from now on is refused by the cache.
    const auto before = items.writes();
    waitWithPatience([&] { return items.writes() >= before + 5; });
    isFound = true;
    test.waitForMark("failover");
    test.waitForMark("recovered");
    waitWithPatience([&] { return std::stoi(primary.command({"DBSIZE"})) > 0; }); // fills go there now
    test.run->stop();
    const auto result = test.wait();
    REQUIRE(result);
    checkBooksWithFaults(*result);
    const auto* fault = find(*result, "cache", "read-only");
    REQUIRE(fault);
    CHECK(fault->over);
    CHECK(fault->text.find("READONLY") != std::string::npos);
    const auto& operations = result->paths[0].operations;
    const auto writing = std::find_if(operations.begin(), operations.end(),
                                      [](const OperationResult& operation) { return operation.name == "raise"; });
    REQUIRE(writing != operations.end());
    const auto& counts = writing->counts;
    const auto applied = items.writes();
    CAPTURE(applied, counts.issued, counts.ok, counts.cacheErrors, counts.storeErrors, counts.unfinished);
    CHECK(counts.cacheErrors > 0);                    // the refused ones
    CHECK(applied >= counts.ok + counts.cacheErrors); // all of both are in the store…
    CHECK(applied <= counts.issued);                  // …once
}

TEST_CASE("Row 46: when the primary store fails, cached reads go on, and there is no verdict on the cache")
{
    Site site({.writes = 0});
    RunUnderTest test(site.scenario(both, R"("seconds": 3, "warm_up": 0.5, "load": { "users": 2, "slice_ms": 50 })"),
                      site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(500ms);
    // Somebody takes the table away beneath every path's copy, and brings it back.
    const auto alter = [&](const char* statement) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(site.folder() / "work")) {
            if (entry.path().extension() != ".sqlite")
                continue;
            sqlite3* database = nullptr;
            REQUIRE(sqlite3_open(entry.path().c_str(), &database) == SQLITE_OK);
            sqlite3_busy_timeout(database, 2000);
            CHECK(sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
            sqlite3_close(database);
        }
    };
    alter("ALTER TABLE items RENAME TO gone");
    test.waitForMark("fault");
    std::this_thread::sleep_for(300ms);
    alter("ALTER TABLE gone RENAME TO items");
    const auto result = test.wait();
    REQUIRE(result);
    checkBooksWithFaults(*result);
    const auto* fault = find(*result, "store", "failing");
    REQUIRE(fault);
    CHECK(fault->path == "uncached");
    CHECK(fault->over);
    CHECK(fault->errors > 0);
    const auto& uncached = result->paths[0];
    const auto& cached = result->paths[1];
    CHECK(uncached.counts.storeErrors == uncached.counts.errors);
    CHECK(uncached.counts.errors > 0);
    CHECK(cached.counts.hits > 0);
    CHECK(std::any_of(uncached.reasons.begin(), uncached.reasons.end(),
                      [](const std::string& reason) { return reason.find("the primary store failed from") == 0; }));
    for (const auto& comparison : result->comparisons) {
        CHECK_FALSE(comparison.speedup);
        CHECK(comparison.missing == "the primary store failed during the run");
    }
    CHECK(verdicts(*result)[0].kind == Verdict::Kind::NoVerdict);
}

TEST_CASE("A control whose server is not there may go at once")
{
    redis::ConnectionOptions options;
    options.endpoint.address = {"127.0.0.1", test::freePort(), ""};
    for (int i = 0; i < 20; ++i) {
        CacheControl control(options);
        CHECK(control.connect().has_error());
    }
    CacheControl watching(options);
    watching.watch([](ServerChange, const std::string&) {});
}

TEST_CASE("The server's own counters are told without CacheDeck's share")
{
    Site site;
    RunUnderTest test(site.scenario(both, R"("seconds": 1.5, "warm_up": 0.3, "load": { "users": 2 })"), site.targets());
    test.waitFor(Phase::Measuring);
    std::this_thread::sleep_for(200ms);
    for (int i = 0; i < 50; ++i)
        site.server().command({"ECHO", "someone else"});
    const auto result = test.wait();
    REQUIRE(result);
    const auto& server = result->server;
    CAPTURE(server.why, server.commands, server.ownCommands, server.controlCommands, server.otherCommands);
    REQUIRE(server.known);
    CHECK(server.ownCommands > 100);
    CHECK(server.controlCommands > 0);
    // The echoes and nothing of our own, but for what was on its way while INFO was asked at the beginning.
    CHECK(server.otherCommands >= 40);
    CHECK(server.otherCommands <= 60);
    CHECK(server.byCommand.at("echo").calls == 50);
    CHECK(server.cpuSeconds > 0);
    CHECK(server.ownConnections == 3);
    CHECK(server.usedMemory > 0);
    const auto& cached = result->paths[1];
    CHECK(cached.cacheKeys > 50u);
    CHECK(cached.cacheBytes > 50u * 50u);
    REQUIRE(cached.hitMean);
    REQUIRE(cached.missMean);
    CHECK(*cached.hitMean < *cached.missMean);
    CHECK(cached.serverCores.has_value());
    CHECK_FALSE(result->paths[0].hitMean);
}

TEST_CASE("What CacheDeck's scripts call at the server is of the load, not of others")
{
    test::SiteOptions options;
    options.writes = 0.3;
    Site site(options);
    std::string paths;
    SECTION("leases, as a hash")
    {
        paths = R"({ "strategy": "lease", "encoding": "hash" })";
    }
    SECTION("leases, as JSON")
    {
        paths = R"({ "strategy": "lease" })";
    }
    SECTION("write-through, as a hash")
    {
        paths = R"({ "strategy": "write-through", "encoding": "hash" })";
    }
    SECTION("locks")
    {
        paths = R"({ "strategy": "distributed-lock" })";
    }
    RunUnderTest test(site.scenario(paths, R"("seconds": 1.5, "warm_up": 0, "load": { "users": 2, "think_ms": 1 })"),
                      site.targets());
    const auto result = test.wait();
    REQUIRE(result);
    const auto& server = result->server;
    CAPTURE(paths, server.why, server.commands, server.ownCommands, server.controlCommands, server.otherCommands);
    REQUIRE(server.known);
    CHECK(server.byCommand.at("eval").calls > 50);
    CHECK(server.otherCommands <= 10); // but for what was on its way while INFO was asked
    CHECK(server.ownCommands + server.controlCommands <= server.commands + 10);
}

TEST_CASE("What CacheDeck says on coming back to the server is not of others")
{
    Site site;
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside" })",
                                    R"("seconds": 2, "warm_up": 0, "load": { "users": 8, "think_ms": 2 })"),
                      site.targets());
    test.waitFor(Phase::Measuring);
    for (int i = 0; i < 4; ++i) {
        std::this_thread::sleep_for(250ms);
        site.server().command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
    }
    const auto result = test.wait();
    REQUIRE(result);
    const auto& server = result->server;
    CAPTURE(server.why, server.commands, server.ownCommands, server.controlCommands, server.otherCommands);
    REQUIRE(server.known);
    CHECK(server.byCommand.at("hello").calls >= 4 * 8);
    CHECK(server.otherCommands <= 20);
}
