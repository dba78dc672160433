#include "backend/stores/distance.hpp"
#include "backend/stores/journey.hpp"
#include "backend/stores/store.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/support/redis_server.hpp"

#include <sqlite3.h>

using namespace cachedeck;
using namespace std::chrono_literals;

namespace {

std::filesystem::path database(const test::TemporaryFolder& folder)
{
    const auto file = folder.path() / "items.db";
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.string().c_str(), &raw) == SQLITE_OK);
    REQUIRE(sqlite3_exec(raw, "CREATE TABLE items (id INTEGER); INSERT INTO items VALUES (7)", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    return file;
}

} // namespace

TEST_CASE("A distant store gives the same answers, not sooner than a round trip, and its copies are as far away")
{
    const test::TemporaryFolder folder;
    auto base = test::openOrFail("sqlite:" + database(folder).string());
    const auto distant = stores::atDistance(std::move(base), {30ms, 0ms, ""});
    CHECK(distant->kind() == "sqlite");
    const auto copy = distant->copy(folder.path().string(), "copy");
    REQUIRE(copy.has_value());
    const auto look = (*copy)->prepare("SELECT id FROM items", {});
    const auto add = (*copy)->prepare("INSERT INTO items VALUES (8)", {});
    runtime::IoThread thread("test");
    auto session = (*copy)->open(thread, 5s);
    REQUIRE(session.has_value());
    const std::vector<workload::Value> none;
    stores::Rows rows;
    const auto began = runtime::Clock::now();
    REQUIRE(thread.run((*session)->read(look, none, rows)).has_value());
    CHECK(rows.cells == std::vector<workload::Value>{std::int64_t{7}});
    REQUIRE(thread.run((*session)->write(add, none)).has_value());
    CHECK(runtime::Clock::now() - began >= 60ms);
}

TEST_CASE("Waiting for a distant store occupies no thread")
{
    const test::TemporaryFolder folder;
    const auto distant =
        stores::atDistance(test::openOrFail("sqlite:" + database(folder).string()), {60'000ms, 0ms, ""});
    const auto look = distant->prepare("SELECT id FROM items", {});
    runtime::IoThread thread("test");
    auto session = distant->open(thread, 5s);
    REQUIRE(session.has_value());
    static const std::vector<workload::Value> none;
    stores::Rows rows;
    thread.spawn([](stores::Session& asked, stores::StatementId id, stores::Rows& answer) -> runtime::Task<void> {
        auto reading = asked.read(id, none, answer);
        co_await reading;
    }(**session, look, rows));
    std::promise<void> turn; // the thread does other things meanwhile
    thread.post([&] { turn.set_value(); });
    CHECK(turn.get_future().wait_for(20s) == std::future_status::ready);
}

TEST_CASE("A journey takes its time, on the way and back, and none where there is no distance")
{
    runtime::IoThread thread("test");
    const auto took = [&](stores::Distance distance, bool there) {
        const auto began = runtime::Clock::now();
        thread.run([](stores::Journey journey, bool oneWay) -> runtime::Task<void> {
            auto travelling = oneWay ? journey.oneWay() : journey.roundTrip();
            co_await travelling;
        }(stores::Journey(std::move(distance), &thread), there));
        return runtime::Clock::now() - began;
    };
    CHECK(took({40ms, 0ms, ""}, false) >= 40ms);
    CHECK(took({40ms, 0ms, ""}, true) >= 20ms);
    stores::Journey none({}, nullptr);
    CHECK(none.roundTrip().await_ready());
}

TEST_CASE("A measured distance takes one of its round trips each time")
{
    runtime::IoThread thread("test");
    const auto distance = stores::measuredDistance({40ms, 60ms});
    const auto began = runtime::Clock::now();
    thread.run([](stores::Journey journey) -> runtime::Task<void> {
        auto travelling = journey.roundTrip();
        co_await travelling;
    }(stores::Journey(distance, &thread)));
    CHECK(runtime::Clock::now() - began >= 40ms);
    // Also where most were too short to be told from none.
    CHECK_FALSE(stores::measuredDistance({0us, 0us, 9ms}).isNone());
}

TEST_CASE("Distances say what they are")
{
    CHECK(stores::measuredDistance({450us, 410us, 430us}).text() == "0.43 ms measured (median of 3)");
    CHECK(stores::measuredDistance({3ms, 1ms}).mean == 2ms);
    CHECK(stores::Distance{25ms, 0ms, ""}.text() == "25 ms");
    CHECK(stores::Distance{1500us, 250us, ""}.text() == "1.5 ± 0.25 ms");
    CHECK(stores::distanceProfile("continent")->text() == "25 ± 2.5 ms (continent)");
    CHECK_FALSE(stores::distanceProfile("moon").has_value());
    for (const auto name : stores::distanceProfiles())
        CHECK(stores::distanceProfile(name)->mean.count() > 0);
}
