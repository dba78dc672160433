// What the protections promise under concurrency: against a stampede, and against the classic race of cache-aside.
#include "backend/strategies/distributed_lock.hpp"
#include "tests/backend/strategies/crowd.hpp"

#include <thread>

using namespace cachedeck;
using namespace std::chrono_literals;
using strategies::Source;
using test::figure;
using test::together;
using test::usersOf;
using test::waitUntil;

TEST_CASE("A stampede on one key reaches the store unprotected, and once with a protection")
{
    test::Rig rig(120, 150ms); // each read of the store takes so long
    const auto call = rig.top(10);
    std::string truth;
    for (const auto* name : {"cache-aside", "single-flight", "distributed-lock", "lease"}) {
        CAPTURE(name);
        test::Ground ground(rig, name);
        const auto shared = ground.share();
        const auto users = usersOf(rig, ground, shared.get(), 16);
        const auto answers = together(users, call);
        truth = truth.empty() ? answers[0].json : truth;
        for (const auto& answer : answers) {
            CHECK(answer.found);
            CHECK(answer.json == truth);
        }
        if (std::string_view(name) == "cache-aside") {
            CHECK(ground.reads.total() > 4);
            CHECK(ground.reads.takeMost() > 4);
            CHECK(ground.reads.redundant() >= 4);
        } else {
            CHECK(ground.reads.total() == 1);
            CHECK(ground.reads.takeMost() == 1);
            CHECK(ground.reads.redundant() == 0);
        }
        CHECK(ground.reads.now() == 0);
        CHECK(ground.reads.takeMost() == 0);
        CHECK(users[0]->read(call).source == Source::Cache);
    }
}

TEST_CASE("Single-flight reaches as far as the process, a lock and a lease beyond it")
{
    test::Rig rig(120, 150ms);
    for (const auto* name : {"single-flight", "distributed-lock", "lease"}) {
        CAPTURE(name);
        test::Ground ground(rig, name);
        const auto one = ground.share(), other = ground.share(); // two processes
        auto users = usersOf(rig, ground, one.get(), 6);
        for (auto& user : usersOf(rig, ground, other.get(), 6))
            users.push_back(std::move(user));
        together(users, rig.top(10));
        CHECK(ground.reads.total() == (std::string_view(name) == "single-flight" ? 2 : 1));
    }
}

TEST_CASE("Those who wait too long for the holder read the store themselves")
{
    test::Rig rig;
    for (const auto* name : {"distributed-lock", "lease"}) {
        CAPTURE(name);
        strategies::Options options;
        options.wait = 20ms;
        options.poll = 1ms;
        test::Ground ground(rig, name, workload::Encoding::Json, options);
        const auto shared = ground.share();
        test::User user(rig, ground, shared.get());
        const std::string kind = std::string_view(name) == "lease" ? "lease:" : "lock:";
        rig.server.command({"SET", ground.prefix + kind + "movie:3", "a holder that does not come back"});
        const auto answer = user.read(rig.movie(3));
        CHECK(answer.found);
        CHECK(answer.source == Source::Store);
        CHECK(rig.server.command({"EXISTS", ground.prefix + "movie:3"}) == "0"); // it may not fill
    }
}

TEST_CASE("A holder that was too slow does not take the next holder's lock away")
{
    test::Rig rig;
    test::Ground ground(rig, "distributed-lock");
    test::User slow(rig, ground, nullptr), next(rig, ground, nullptr);
    strategies::Lock slowLock(slow.cache, 20ms), nextLock(next.cache, 60s);
    const auto lost = slow.thread.run(slowLock.acquire("movie:3"));
    REQUIRE_FALSE(lost.empty());
    const auto name = ground.prefix + "lock:movie:3";
    waitUntil([&] { return rig.server.command({"EXISTS", name}) == "0"; });
    const auto held = next.thread.run(nextLock.acquire("movie:3"));
    REQUIRE_FALSE(held.empty());
    CHECK_FALSE(slow.thread.run(slowLock.release("movie:3", lost)));
    CHECK(rig.server.command({"GET", name}) == held);
    CHECK(slow.thread.run(slowLock.acquire("movie:3")).empty());
    CHECK(next.thread.run(nextLock.release("movie:3", held)));
    CHECK(rig.server.command({"EXISTS", name}) == "0");
}

TEST_CASE("The classic race leaves cache-aside with an old answer; a lease refuses the fill")
{
    const auto encoding = GENERATE(workload::Encoding::Json, workload::Encoding::Hash, workload::Encoding::Zstd);
    test::Rig rig;
    strategies::Options options;
    options.raceDelay = 300ms;
    for (const auto* name : {"cache-aside", "lease"}) {
        for (const auto& call : {rig.movie(3), rig.top(10)}) { // an exact key, and one that a pattern invalidates
            CAPTURE(name, call.key);
            test::Ground ground(rig, name, encoding, options);
            rig.server.command({"FLUSHALL"});
            const auto shared = ground.share();
            test::User reader(rig, ground, shared.get()), writer(rig, ground, shared.get());
            strategies::Answer old;
            std::thread reading([&] { (void)reader.tryRead(call, old); });
            waitUntil([&] { return ground.reads.total() == 1 && ground.reads.now() == 0; }); // it has read the store…
            REQUIRE(writer.write(rig.rate(3)).has_value());                                  // …and not filled yet
            reading.join();
            CHECK(old.found);
            const bool filled = rig.server.command({"EXISTS", ground.prefix + call.key}) == "1";
            CHECK(filled == (std::string_view(name) == "cache-aside"));
            if (call.key == "movie:3")
                CHECK(writer.version(call) == (filled ? 1 : 2)); // stale, or fresh
            if (shared)
                CHECK(figure(*shared, "fills_refused") == 1);
        }
    }
}

TEST_CASE("Refresh-ahead keeps what an answer cost beside it, and renews by it before the end")
{
    test::Rig rig(120, 20ms);
    strategies::Options options;
    options.beta = GENERATE(0.0, 100.0);
    test::Ground ground(rig, "refresh-ahead", workload::Encoding::Json, options);
    const auto shared = ground.share();
    test::User user(rig, ground, shared.get());
    CHECK(user.read(rig.movie(3)).source == Source::Store);
    CHECK(std::stoll(rig.server.command({"GET", ground.prefix + "cost:movie:3"})) >= 20'000);
    CHECK(std::stoll(rig.server.command({"PTTL", ground.prefix + "cost:movie:3"})) > 190'000);

    rig.server.command({"PEXPIRE", ground.prefix + "movie:3", "20000"}); // not yet over, nor near: 20 s for 20 ms
    if (options.beta == 0) {
        for (int i = 0; i < 100; ++i)
            CHECK(user.read(rig.movie(3)).source == Source::Cache);
        CHECK(figure(*shared, "renewed_early") == 0);
    } else {
        // Each read renews with the probability exp(-20 s / (100 × 20 ms)), at least 1 in 22,027.
        rig.server.command({"PEXPIRE", ground.prefix + "movie:3", "3000"}); // 1 in 4.5
        bool renewed = false;
        for (int i = 0; i < 200 && !renewed; ++i)
            renewed = user.read(rig.movie(3)).source == Source::Store;
        CHECK(renewed);
        CHECK(figure(*shared, "renewed_early") == 1);
        CHECK(std::stoll(rig.server.command({"PTTL", ground.prefix + "movie:3"})) > 190'000);
    }
    CHECK(figure(*shared, "renewed_late") == 1);
}
