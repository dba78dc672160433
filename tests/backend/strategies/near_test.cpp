// The near cache: what is in the process, what the server says of it, and what happens when nobody says anything.
#include "tests/backend/strategies/rig.hpp"

#include <thread>

using namespace cachedeck;
using namespace std::chrono_literals;
using strategies::Source;
using test::figure;
using test::waitUntil;

namespace {

// Until the near cache has it: the message about its own fill may still be on its way.
template<class User> // or a path with one
void readUntilNear(User& user, const strategies::PathShared& shared, const workload::Call& call)
{
    const auto before = figure(shared, "near_hits");
    waitUntil([&] {
        user.read(call);
        return figure(shared, "near_hits") > before;
    });
}

} // namespace

TEST_CASE("Near cache: a near answer asks no server, and another process's write removes it")
{
    test::Rig rig;
    test::Ground ground(rig, "near-cache");
    const auto here = ground.share(), there = ground.share(); // two processes
    REQUIRE(here->start().has_value());
    REQUIRE(there->start().has_value());
    test::User reader(rig, ground, here.get()), friendOfReader(rig, ground, here.get());
    test::User writer(rig, ground, there.get());
    for (int round = 1; round <= 20; ++round) {
        // The message about its own fill may come late and drop the near answer once more: look while none came.
        bool isUndisturbed = false;
        for (int attempt = 0; attempt < 50 && !isUndisturbed; ++attempt) {
            const auto toldBefore = figure(*here, "near_invalidations");
            readUntilNear(reader, *here, rig.movie(3));
            const auto sent = reader.connection.commandsSent() + friendOfReader.connection.commandsSent();
            CHECK(reader.version(rig.movie(3)) == round);
            CHECK(friendOfReader.version(rig.movie(3)) == round); // one near cache for all of the process
            const auto asked = reader.connection.commandsSent() + friendOfReader.connection.commandsSent() - sent;
            isUndisturbed = figure(*here, "near_invalidations") == toldBefore;
            if (isUndisturbed)
                CHECK(asked == 0);
        }
        CHECK(isUndisturbed);

        const auto told = figure(*here, "near_invalidations");
        REQUIRE(writer.write(rig.rate(3)).has_value());
        waitUntil([&] { return figure(*here, "near_invalidations") > told; });
        for (int i = 0; i < 5; ++i) {
            CHECK(reader.version(rig.movie(3)) == round + 1); // never again the old one
            CHECK(friendOfReader.version(rig.movie(3)) == round + 1);
        }
    }
}

TEST_CASE("Near cache: after its own write a user never reads what was near before, told or not")
{
    test::Rig rig;
    test::Path path(rig, "near-cache");
    for (int round = 1; round <= 100; ++round) {
        readUntilNear(path, *path.shared, rig.top(5)); // under a pattern
        readUntilNear(path, *path.shared, rig.movie(3));
        REQUIRE(path.write(rig.rate(3)).has_value());
        CHECK(path.version(rig.movie(3)) == round + 1);
        CHECK(path.read(rig.top(5)).source == Source::Store);
    }
}

TEST_CASE("Near cache: when the connection for messages is lost everything is dropped, until it is back")
{
    test::Rig rig;
    test::Path path(rig, "near-cache");
    const auto& shared = *path.shared;
    readUntilNear(path, shared, rig.movie(3));
    rig.server.kill();
    waitUntil([&] { return figure(shared, "near_flushes") == 1; });
    const auto hits = figure(shared, "near_hits");
    const auto answer = path.read(rig.movie(3));
    CHECK(answer.source == Source::Store);
    CHECK(answer.fallback);
    CHECK(figure(shared, "near_hits") == hits);
    rig.server.start();
    readUntilNear(path, shared, rig.movie(3));
}

TEST_CASE("Near cache: it keeps no more than it may, and a server without RESP3 is refused with the reason")
{
    test::Rig rig;
    strategies::Options options;
    options.nearEntries = 64;
    test::Ground ground(rig, "near-cache", workload::Encoding::Json, options);
    {
        const auto shared = ground.share();
        REQUIRE(shared->start().has_value());
        test::User user(rig, ground, shared.get());
        for (int round = 0; round < 2; ++round)
            for (std::int64_t id = 1; id <= 120; ++id)
                CHECK(user.read(rig.movie(id)).found);
        readUntilNear(user, *shared, rig.movie(1));
    }
    strategies::PathSurroundings surroundings{*ground.store,
                                              ground.statements,
                                              *rig.movies,
                                              [&] {
                                                  auto old = rig.options();
                                                  old.protocol = 2;
                                                  return old;
                                              },
                                              ground.prefix,
                                              workload::Encoding::Json,
                                              {},
                                              1s,
                                              1s,
                                              {},
                                              ground.reads};
    const auto refused = ground.strategy.share(surroundings);
    const auto started = refused->start();
    REQUIRE_FALSE(started.has_value());
    CHECK(started.error().text.find("RESP3") != std::string::npos);
}
