// What each strategy promises its users while many of them read and write at once. The protections against a stampede
// have theirs in stampede_test.cpp.
#include "tests/backend/strategies/crowd.hpp"
#include "tests/backend/strategies/held_store.hpp"

#include <atomic>
#include <thread>

using namespace cachedeck;
using namespace std::chrono_literals;
using strategies::Source;
using test::comesTrue;
using test::figure;
using test::overviewIn;
using test::together;
using test::usersOf;
using test::versionIn;
using workload::Encoding;

namespace {

constexpr auto noHurry = 60s; // a cache's deadline that no machine is too slow for
constexpr int crowd = 16;

std::string exists(const test::Rig& rig, const std::string& key)
{
    return rig.server.command({"EXISTS", key});
}

// Readers all the while; a write comes when all of them have the last one's answer from the cache, so that no fill is
// on its way.
void checkReadsAfterWrites(test::Rig& rig, const char* name, Encoding encoding)
{
    CAPTURE(name);
    constexpr std::int64_t newest = 20;
    test::Ground ground(rig, name, encoding, {}, noHurry);
    const auto shared = ground.share();
    if (shared)
        REQUIRE(shared->start().has_value());
    test::User writer(rig, ground, shared.get(), 99);
    test::Readers readers(rig, ground, shared.get(), 4, rig.movie(3));
    std::int64_t version = 1;
    while (version < newest && readers.allHave(version) && writer.write(rig.rate(3)).has_value())
        readers.expect(++version);
    CHECK(version == newest);
    CHECK(readers.allHave(version));
    readers.stop();
    CHECK(readers.older() == 0);
    CHECK(readers.failures() == 0);
}

// Waits until the server has told this process of all that was changed before. It tells in order: once more marks are
// told than other changes can have been on their way, those others have been told and done.
bool isTold(const test::Rig& rig, const std::string& prefix, const strategies::PathShared& here, std::uint64_t& marked)
{
    constexpr std::uint64_t marks = 50;
    constexpr std::uint64_t othersAtMost = 200; // every fill and every write of the test
    std::vector<std::string> marking{"MSET"};
    for (std::uint64_t i = 0; i < marks; ++i) {
        marking.push_back(prefix + "mark:" + std::to_string(i));
        marking.emplace_back("-");
    }
    const auto before = marked + othersAtMost;
    return comesTrue([&] {
        rig.server.command(marking);
        marked += marks;
        return figure(here, "near_invalidations") > before;
    });
}

} // namespace

TEST_CASE("A read that begins after a write was acknowledged sees it, where no fill was on its way")
{
    const auto encoding = GENERATE(Encoding::Json, Encoding::Hash);
    test::Rig rig;
    for (const auto* name : {"uncached", "cache-aside", "read-through", "refresh-ahead", "stale-while-revalidate",
                             "single-flight", "distributed-lock", "lease"})
        checkReadsAfterWrites(rig, name, encoding);
}

TEST_CASE("Cache-aside without invalidation: all readers get the old answer until its TTL, and none gets it later")
{
    test::Rig rig;
    test::Ground ground(rig, "cache-aside-no-invalidation", Encoding::Json, {}, noHurry);
    const auto users = usersOf(rig, ground, nullptr, crowd);
    for (const auto& answer : together(users, rig.movie(3)))
        CHECK(versionIn(answer) == 1);
    REQUIRE(users[0]->write(rig.rate(3)).has_value());
    for (const auto& answer : together(users, rig.movie(3))) {
        CHECK(answer.source == Source::Cache);
        CHECK(versionIn(answer) == 1);
    }
    rig.server.command({"PEXPIRE", ground.prefix + "movie:3", "0"}); // the TTL passes
    for (const auto& answer : together(users, rig.movie(3)))
        CHECK(versionIn(answer) == 2);
}

TEST_CASE("Read-through: of 16 readers who miss at once each gets the right row, and the layer has it from then on")
{
    const auto encoding = GENERATE(Encoding::Json, Encoding::Hash);
    test::Rig rig(120, 50ms); // a read of the store takes so long: others miss meanwhile
    test::Ground ground(rig, "read-through", encoding, {}, noHurry);
    const auto users = usersOf(rig, ground, nullptr, crowd);
    strategies::Answer truth;
    REQUIRE(users[0]->thread.run(users[0]->primary->truth(rig.movie(3), truth)).has_value());
    for (const auto& answer : together(users, rig.movie(3))) {
        CHECK(answer.found);
        CHECK(answer.json == truth.json);
    }
    const auto loads = ground.reads.total();
    CHECK(loads >= 1);
    CHECK(loads <= crowd); // once a reader at most
    CHECK(exists(rig, ground.prefix + "movie:3") == "1");
    for (const auto& answer : together(users, rig.movie(3))) {
        CHECK(answer.source == Source::Cache);
        CHECK(answer.json == truth.json);
    }
    CHECK(ground.reads.total() == loads);

    for (const auto& answer : together(users, rig.movie(999'999))) // there is no such row
        CHECK_FALSE(answer.found);
    CHECK(exists(rig, ground.prefix + "movie:999999") == "0");
}

TEST_CASE("Write-through: a reader who read the store before a write does not fill over what the writer has put")
{
    const auto encoding = GENERATE(Encoding::Json, Encoding::Hash, Encoding::Zstd);
    test::Rig rig;
    for (const auto& call : {rig.movie(3), rig.top(10)}) { // a key that the write renews, and one that it deletes
        CAPTURE(call.key);
        test::Gate gate;
        test::Ground ground(rig, "write-through", encoding, {}, noHurry);
        rig.server.command({"FLUSHALL"});
        test::User writer(rig, ground, nullptr);
        test::afterReads(ground, [&] { gate.pass(); });
        test::User reader(rig, ground, nullptr);
        gate.close();
        strategies::Answer old;
        std::thread reading([&] { (void)reader.tryRead(call, old); });
        const bool isHeld = comesTrue([&] { return gate.held() == 1; }); // it has the old rows, and has not filled yet
        const auto written = writer.write(rig.rate(3));
        gate.open();
        reading.join();
        CHECK(isHeld);
        CHECK(old.found);
        REQUIRE(written.has_value());
        if (call.key != "movie:3") {
            CHECK(exists(rig, ground.prefix + call.key) == "0");
            continue;
        }
        CHECK(versionIn(old) == 1);
        const auto after = writer.read(call);
        CHECK(after.source == Source::Cache);
        CHECK(versionIn(after) == 2);
    }
}

TEST_CASE("Write-through: with one writer no answer is older than the last write acknowledged before the question")
{
    const auto encoding = GENERATE(Encoding::Json, Encoding::Hash);
    constexpr std::int64_t newest = 40;
    test::Rig rig;
    test::Ground ground(rig, "write-through", encoding, {}, noHurry);
    test::User writer(rig, ground, nullptr, 99);
    // Readers pause between the store and the fill, the writer does not.
    test::afterReads(ground, [] { std::this_thread::sleep_for(2ms); });
    test::Readers readers(rig, ground, nullptr, 4, rig.movie(3));
    const auto somebodyMisses = [&] {
        const auto before = ground.reads.total();
        return comesTrue([&] {
            rig.server.command({"UNLINK", ground.prefix + "movie:3"});
            return ground.reads.total() > before;
        });
    };
    std::int64_t version = 1;
    bool isFresh = true;
    while (isFresh && version < newest && somebodyMisses() && writer.write(rig.rate(3)).has_value()) {
        readers.expect(++version);
        isFresh = readers.allHave(version);
    }
    readers.stop();
    CHECK(version == newest);
    CHECK(isFresh);
    CHECK(readers.older() == 0);
    CHECK(readers.failures() == 0);
    CHECK(readers.hits() > 0);
    CHECK(readers.misses() > 0);
}

TEST_CASE("Write-behind: writers at once read their own writes, and every write is in the store after the drain")
{
    const auto encoding = GENERATE(Encoding::Json, Encoding::Hash);
    constexpr int writers = 6, rounds = 25;
    test::Rig rig;
    strategies::Options options;
    options.wait = noHurry;
    test::Ground ground(rig, "write-behind", encoding, options, noHurry);
    const auto shared = ground.share();
    REQUIRE(shared->start().has_value());
    const auto users = usersOf(rig, ground, shared.get(), writers);
    const auto idOf = [](int writer) { return std::int64_t{10 + writer}; };
    const auto lineOf = [](int writer, int round) { return std::to_string(writer) + "/" + std::to_string(round); };
    std::atomic<int> failures{0}, unseen{0};
    std::atomic<std::int64_t> acknowledged{0}; // of the movie that all of them write
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&, i] {
            auto& user = *users[static_cast<std::size_t>(i)];
            for (int round = 1; round <= rounds; ++round) {
                strategies::Answer own, common;
                failures += user.write(rig.call("edit_movie", {idOf(i), lineOf(i, round)})) ? 0 : 1;
                failures += user.tryRead(rig.movie(idOf(i)), own) ? 0 : 1;
                unseen += overviewIn(own) == lineOf(i, round) ? 0 : 1;
                failures += user.write(rig.rate(3)) ? 0 : 1;
                const auto least = 1 + acknowledged.fetch_add(1) + 1; // its own, and all that came before
                failures += user.tryRead(rig.movie(3), common) ? 0 : 1;
                unseen += versionIn(common) >= least ? 0 : 1;
            }
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(failures == 0);
    CHECK(unseen == 0);
    shared->finish(noHurry);
    CHECK(figure(*shared, "writes_drained") == 2 * writers * rounds);
    CHECK(figure(*shared, "writes_not_drained") == 0);
    strategies::Answer truth;
    const auto askStore = [&](const workload::Call& call) {
        REQUIRE(users[0]->thread.run(users[0]->primary->truth(call, truth)).has_value());
        return versionIn(truth);
    };
    CHECK(askStore(rig.movie(3)) == 1 + writers * rounds); // each once
    for (int i = 0; i < writers; ++i) {
        CHECK(askStore(rig.movie(idOf(i))) == 1 + rounds);
        CHECK(overviewIn(truth) == lineOf(i, rounds));
    }
}

TEST_CASE("Stale-while-revalidate: 16 readers of an old answer all get it while one renewal is on its way")
{
    test::Rig rig;
    test::Gate gate;
    strategies::Options options;
    options.stale = 3600s;
    test::Ground ground(rig, "stale-while-revalidate", Encoding::Json, options, noHurry);
    test::afterReads(ground, [&] { gate.pass(); });
    const auto shared = ground.share();
    REQUIRE(shared->start().has_value());
    const auto users = usersOf(rig, ground, shared.get(), crowd);
    CHECK(versionIn(users[0]->read(rig.movie(3))) == 1);
    REQUIRE(users[0]->thread.run(users[0]->primary->write(rig.rate(3))).has_value()); // the store alone knows
    rig.server.command({"PEXPIRE", ground.prefix + "movie:3", "1800000"});            // the TTL has passed

    gate.close(); // the renewal does not end: whoever waited for it would not have an answer
    for (const auto& answer : together(users, rig.movie(3))) {
        CHECK(answer.source == Source::Cache);
        CHECK(answer.storeReads == 0);
        CHECK(versionIn(answer) == 1);
    }
    CHECK(comesTrue([&] { return gate.held() == 1; }));
    CHECK(figure(*shared, "given_stale") == crowd);
    CHECK(figure(*shared, "renewals") == 0);
    gate.open();
    CHECK(comesTrue([&] { return figure(*shared, "renewals") == 1; }));
    for (const auto& answer : together(users, rig.movie(3))) {
        CHECK(answer.source == Source::Cache);
        CHECK(versionIn(answer) == 2);
    }
    shared->finish(noHurry);
    CHECK(figure(*shared, "renewals") == 1);
    CHECK(figure(*shared, "given_stale") == crowd);
    CHECK(ground.reads.total() == 2); // the fill and the renewal
}

TEST_CASE("Refresh-ahead: as an answer's end comes nearer few of 16 readers renew it, and no one finds it missing")
{
    test::Rig rig;
    test::Gate gate;
    test::Ground ground(rig, "refresh-ahead", Encoding::Json, {}, noHurry);
    test::afterReads(ground, [&] { gate.pass(); });
    const auto shared = ground.share();
    const auto users = usersOf(rig, ground, shared.get(), crowd);
    const auto truth = users[0]->read(rig.movie(3)).json;
    const auto key = ground.prefix + "movie:3";
    rig.server.command({"SET", ground.prefix + "cost:movie:3", "600000000"}); // as if it took ten minutes to make
    std::size_t renewing = 0;
    // Milliseconds that are left. Of 16 readers 0, 0, 1, 2, 6 and 10 renew, on average.
    for (const auto* left : {"6000000", "3000000", "1800000", "1200000", "600000", "300000"}) {
        CAPTURE(left);
        REQUIRE(rig.server.command({"PEXPIRE", key, left}) == "1");
        gate.close(); // no renewal ends before the others have their answers
        test::Rush rush(users, rig.movie(3));
        CHECK(comesTrue([&] { return rush.answered() + gate.held() == users.size(); }));
        renewing = gate.held();
        gate.open();
        std::size_t renewed = 0;
        for (const auto& answer : rush.answers()) {
            CHECK(answer.cacheAsked);
            CHECK(answer.json == truth);
            CHECK(answer.storeReads == (answer.source == Source::Store ? 1U : 0U));
            renewed += answer.source == Source::Store ? 1 : 0;
        }
        CHECK(renewed == renewing);
        if (renewing > 0)
            break;
    }
    CHECK(renewing > 0);
    CHECK(renewing < users.size());
    CHECK(figure(*shared, "renewed_early") == renewing);
    CHECK(figure(*shared, "renewed_late") == 1); // the first fill alone
    CHECK(ground.reads.total() == 1 + renewing);
    CHECK(std::stoll(rig.server.command({"PTTL", key})) <= 200'000); // its own TTL again
    CHECK(std::stoll(rig.server.command({"GET", ground.prefix + "cost:movie:3"})) < 600'000'000);
}

TEST_CASE("Near cache: while readers go on nobody gets an old answer once the message of its change has come")
{
    constexpr std::int64_t newest = 10;
    test::Rig rig;
    test::Ground ground(rig, "near-cache", Encoding::Json, {}, noHurry);
    const auto here = ground.share(), there = ground.share(); // two processes
    REQUIRE(here->start().has_value());
    REQUIRE(there->start().has_value());
    test::User writer(rig, ground, there.get(), 99);
    test::Readers readers(rig, ground, here.get(), 4, rig.movie(3));
    const auto isNear = [&] {
        const auto before = figure(*here, "near_hits");
        return comesTrue([&] { return figure(*here, "near_hits") > before; });
    };
    std::int64_t version = 1;
    std::uint64_t marked = 0;
    while (version < newest && readers.allHave(version) && isNear() && writer.write(rig.rate(3)).has_value() &&
           isTold(rig, ground.prefix, *here, marked))
        readers.expect(++version);
    CHECK(version == newest);
    CHECK(readers.allHave(version));
    CHECK(isNear());
    readers.stop();
    CHECK(readers.older() == 0);
    CHECK(readers.failures() == 0);
}
