// What goes on behind the users' backs: revalidation, and the drain of write-behind.
#include "backend/strategies/write_behind.hpp"
#include "tests/backend/strategies/rig.hpp"

#include <thread>

using namespace cachedeck;
using namespace std::chrono_literals;
using strategies::Source;
using test::figure;
using test::waitUntil;

namespace {

workload::Call edit(const test::Rig& rig, std::int64_t id, const std::string& overview)
{
    return rig.call("edit_movie", {id, overview});
}

std::string overviewOf(const strategies::Answer& answer)
{
    return std::string(boost::json::parse(answer.json).at("overview").as_string());
}

} // namespace

TEST_CASE("Stale-while-revalidate gives the old answer while one renewal goes on, and the new one after it")
{
    test::Rig rig(120, 100ms);
    test::Ground ground(rig, "stale-while-revalidate");
    const auto shared = ground.share();
    REQUIRE(shared->start().has_value());
    test::User user(rig, ground, shared.get()), writer(rig, ground, shared.get());
    const auto key = ground.prefix + "movie:3";
    CHECK(user.version(rig.movie(3)) == 1);
    CHECK(std::stoi(rig.server.command({"TTL", key})) > 200); // the TTL and 30 s
    CHECK(user.read(rig.movie(3)).source == Source::Cache);
    CHECK(figure(*shared, "given_stale") == 0);

    REQUIRE(writer.thread.run(writer.primary->write(rig.rate(3))).has_value()); // the store alone knows
    rig.server.command({"PEXPIRE", key, "29000"});                              // the TTL has passed
    for (int i = 0; i < 5; ++i) {
        const auto old = user.read(rig.movie(3));
        CHECK(old.source == Source::Cache);
        CHECK(old.storeReads == 0);
        CHECK(boost::json::parse(old.json).at("version") == 1);
    }
    waitUntil([&] { return figure(*shared, "renewals") == 1; });
    CHECK(user.version(rig.movie(3)) == 2);
    CHECK(user.read(rig.movie(3)).source == Source::Cache);
    shared->finish(5s);
    CHECK(figure(*shared, "renewals") == 1);
    CHECK(figure(*shared, "given_stale") == 5);
    CHECK(ground.reads.total() == 2);
    CHECK(shared->commandsSent() > 0);
}

TEST_CASE("Write-behind: a read sees every acknowledged write, and the store has them all in order after the drain")
{
    const auto encoding = GENERATE(workload::Encoding::Json, workload::Encoding::Hash);
    test::Rig rig;
    test::Ground ground(rig, "write-behind", encoding);
    const auto shared = ground.share();
    REQUIRE(shared->start().has_value());
    test::User one(rig, ground, shared.get()), other(rig, ground, shared.get());
    CHECK(one.version(rig.movie(3)) == 1);
    for (int i = 1; i <= 40; ++i) {
        auto& writer = i % 2 == 0 ? one : other;
        auto& reader = i % 3 == 0 ? one : other;
        REQUIRE(writer.write(edit(rig, 3, "line " + std::to_string(i))).has_value());
        const auto seen = reader.read(rig.movie(3));
        CHECK(overviewOf(seen) == "line " + std::to_string(i));
    }
    for (int i = 1; i <= 200; ++i)
        REQUIRE(one.write(edit(rig, 4, "last " + std::to_string(i))).has_value());
    shared->finish(10s);
    strategies::Answer truth;
    REQUIRE(one.thread.run(one.primary->truth(rig.movie(4), truth)).has_value());
    CHECK(overviewOf(truth) == "last 200");
    CHECK(boost::json::parse(truth.json).at("version") == 201); // each once
    CHECK(figure(*shared, "writes_acknowledged") == 240);
    CHECK(figure(*shared, "writes_drained") == 240);
    CHECK(figure(*shared, "writes_not_drained") == 0);
    CHECK(shared->remarks().empty());
    waitUntil([&] { return rig.server.command({"XLEN", ground.prefix + "writes"}) == "0"; });
}

TEST_CASE("Write-behind: what a crash loses is counted")
{
    test::Rig rig;
    strategies::Options options;
    options.drainBatch = 1;
    options.drainPause = 60s;
    test::Ground ground(rig, "write-behind", workload::Encoding::Json, options);
    const auto shared = ground.share();
    REQUIRE(shared->start().has_value());
    test::User user(rig, ground, shared.get());
    REQUIRE(user.write(rig.rate(3)).has_value());
    waitUntil([&] { return figure(*shared, "writes_drained") == 1; }); // and now it rests
    for (int i = 0; i < 9; ++i)
        REQUIRE(user.write(rig.rate(3)).has_value());
    rig.server.kill();
    shared->finish(50ms);
    CHECK(figure(*shared, "writes_acknowledged") == 10);
    CHECK(figure(*shared, "writes_drained") == 1);
    CHECK(figure(*shared, "writes_not_drained") == 9);
    REQUIRE(shared->remarks().size() == 1);
    CHECK(shared->remarks()[0] == "9 acknowledged writes are not in the store");
    CHECK_FALSE(user.write(rig.rate(3)).has_value()); // and nothing more is acknowledged
}

TEST_CASE("Read-through: the layer loads what is missing, and a write goes through it")
{
    test::Rig rig;
    test::Path path(rig, "read-through");
    CHECK(path.read(rig.movie(3)).source == Source::Store);
    CHECK(path.read(rig.movie(3)).source == Source::Cache);
    REQUIRE(path.write(rig.rate(3)).has_value());
    CHECK(path.version(rig.movie(3)) == 2);
}
