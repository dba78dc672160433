// Redis structures as answers: the store's own bytes, whatever was read and written before, by however many at once.
#include "tests/backend/strategies/rig.hpp"

#include <atomic>
#include <set>
#include <thread>

using namespace cachedeck;
using strategies::Source;
using workload::Encoding;

namespace {

constexpr std::int64_t firstMoment = 1'767'225'600; // after all views that are generated

struct Site : test::Rig {
    Site() : Rig(test::smallWorld("analytics", 4'000)) {}

    workload::Call view(std::int64_t page, std::int64_t visitor, std::int64_t at) const
    {
        return call("record_view", {page, visitor, std::int64_t{3}, std::int64_t{2}, std::int64_t{1 + visitor % 3},
                                    std::int64_t{60}, at});
    }
    // Reads that a write of `page` counts into, all but the estimate.
    std::vector<workload::Call> exact(std::int64_t page) const
    {
        return {call("site_views", {}), call("page_counters", {page}), call("recent_views", {page}),
                call("most_read", {std::int64_t{10}}), call("most_read", {std::int64_t{50}})};
    }
};

std::int64_t number(const strategies::Answer& answer, const char* field)
{
    return boost::json::parse(answer.json).at(field).as_int64();
}

} // namespace

TEST_CASE("Structures answer with the store's bytes, from the cache, after a fill and after writes that count")
{
    Site rig;
    test::Path uncached(rig, "uncached");
    for (const auto& strategy : strategies::registry()) {
        if (!strategy.usesCache || strategy.name == "cache-aside-no-invalidation")
            continue;
        CAPTURE(strategy.name);
        test::Path path(rig, strategy.name, Encoding::Structures);
        test::Path truth(rig, "uncached"); // a store of its own, with the same writes
        for (const auto& call : rig.exact(7))
            CHECK(path.read(call).json == truth.read(call).json);
        path.read(rig.exact(7)[3]); // the documents
        for (std::int64_t i = 0; i < 30; ++i) {
            const auto write = rig.view(i % 3 == 0 ? 7 : 8, i, firstMoment + i);
            REQUIRE(path.write(write).has_value());
            REQUIRE(truth.write(write).has_value());
            for (const auto& call : rig.exact(7)) {
                CAPTURE(call.operation->name, i);
                const auto answer = path.read(call);
                CHECK(answer.json == truth.read(call).json);
                if (i > 0 && strategy.name != "refresh-ahead") // which may renew at any time
                    CHECK(answer.source == Source::Cache);
            }
        }
        if (path.shared)
            path.shared->finish(std::chrono::seconds(30));
    }
}

TEST_CASE("Every structure has a TTL, its own type and a name that tells what it is")
{
    Site rig;
    test::Path path(rig, "cache-aside", Encoding::Structures);
    for (int i = 0; i < 2; ++i) {
        for (const auto& call : rig.exact(7))
            path.read(call);
        path.read(rig.call("page_visitors", {std::int64_t{7}}));
    }
    const std::pair<std::string, std::string> expected[] = {
        {"count:views", "string"}, {"count:page:7", "hash"},        {"rank:pages", "zset"},
        {"list:views:7", "list"},  {"unique:visitors:7", "string"},
    };
    for (const auto& [key, type] : expected) {
        CAPTURE(key);
        CHECK(rig.server.command({"TYPE", path.prefix + key}) == type);
        const auto ttl = std::stoi(rig.server.command({"TTL", path.prefix + key}));
        CHECK(ttl > 500);
        CHECK(ttl <= 600);
    }
    CHECK(rig.server.command({"GET", path.prefix + "unique:visitors:7"}).rfind("HYLL", 0) == 0);
}

TEST_CASE("Unique visitors are estimated within a few standard errors, and a view of a new one counts")
{
    Site rig;
    test::Path path(rig, "cache-aside", Encoding::Structures);
    test::Path truth(rig, "uncached");
    const auto visitors = rig.call("page_visitors", {std::int64_t{7}});
    const auto exact = number(truth.read(visitors), "visitors");
    CHECK(number(path.read(visitors), "visitors") == exact); // the miss is the store's answer
    const auto estimate = path.read(visitors);
    CHECK(estimate.source == Source::Cache);
    CHECK(static_cast<double>(number(estimate, "visitors")) == Approx(static_cast<double>(exact)).epsilon(0.05));
    for (std::int64_t i = 0; i < 2'000; ++i)
        REQUIRE(path.write(rig.view(7, 1'000'000 + i, firstMoment + i)).has_value());
    const auto after = number(path.read(visitors), "visitors");
    CHECK(static_cast<double>(after) == Approx(static_cast<double>(exact + 2'000)).epsilon(0.05));
}

TEST_CASE("No count is lost and none is doubled, with readers that fill and writers that count at the same time")
{
    const auto* strategy = GENERATE("cache-aside", "lease", "single-flight", "write-behind", "refresh-ahead");
    CAPTURE(strategy);
    Site rig;
    strategies::Options options;
    options.raceDelay = std::chrono::milliseconds(1); // between the store's answer and the fill: room for writers
    test::Ground ground(rig, strategy, Encoding::Structures, options);
    const auto shared = ground.share();
    if (shared)
        REQUIRE(shared->start().has_value());
    std::atomic<bool> stop{false};
    std::atomic<std::int64_t> moment{firstMoment};
    std::atomic<int> failures{0};
    std::vector<std::thread> readers, writers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&, i] {
            test::User user(rig, ground, shared.get(), static_cast<std::uint64_t>(i));
            while (!stop)
                for (const auto& call : rig.exact(7)) {
                    strategies::Answer answer;
                    failures += user.tryRead(call, answer) ? 0 : 1;
                }
        });
    // Somebody deletes the structures, so that they are filled again and again.
    readers.emplace_back([&] {
        while (!stop) {
            rig.server.command({"UNLINK", ground.prefix + "count:views", ground.prefix + "count:page:7",
                                ground.prefix + "rank:pages", ground.prefix + "list:views:7"});
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    for (int i = 0; i < 2; ++i)
        writers.emplace_back([&, i] {
            test::User user(rig, ground, shared.get(), static_cast<std::uint64_t>(10 + i));
            for (std::int64_t n = 0; n < 150; ++n)
                failures += user.write(rig.view(7, n, moment.fetch_add(1))) ? 0 : 1;
        });
    for (auto& thread : writers)
        thread.join();
    stop = true;
    for (auto& thread : readers)
        thread.join();
    CHECK(failures == 0);
    if (shared)
        shared->finish(std::chrono::seconds(60));
    test::User last(rig, ground, shared.get(), 99);
    for (const auto& call : rig.exact(7)) {
        CAPTURE(call.operation->name);
        strategies::Answer truth;
        REQUIRE(last.thread.run(last.primary->ask(call, truth)).has_value());
        CHECK(last.read(call).json == truth.json); // as it is there, counted
        CHECK(last.read(call).json == truth.json); // from the cache
    }
}

TEST_CASE("A write that the store refuses is not counted, and what is not known is dropped")
{
    Site rig;
    test::Path path(rig, "cache-aside", Encoding::Structures);
    const auto views = rig.call("site_views", {});
    path.read(views);
    CHECK(path.read(views).source == Source::Cache);
    auto bad = rig.view(7, 1, firstMoment);
    bad.values[2] = std::monostate{}; // NOT NULL
    CHECK_FALSE(path.write(bad).has_value());
    const auto after = path.read(views);
    CHECK(after.source == Source::Store);
    CHECK(number(after, "views") == 4'000);
    REQUIRE(path.write(rig.view(7, 1, firstMoment)).has_value());
    CHECK(path.read(views).source == Source::Cache); // fills are not refused for ever
    CHECK(number(path.read(views), "views") == 4'001);
}

TEST_CASE("A ranking's missing documents are read one by one, and a write drops the ranking or what it shows")
{
    test::Rig rig(3'000);
    test::Path path(rig, "cache-aside", Encoding::Structures);
    test::Path truth(rig, "uncached");
    const auto first = path.read(rig.top(20));
    CHECK(first.json == truth.read(rig.top(20)).json);
    CHECK(first.storeReads == 1);
    const auto second = path.read(rig.top(20)); // the ranking is there, its documents are not
    CHECK(second.source == Source::Store);
    CHECK(second.storeReads == 20);
    CHECK(second.json == first.json);
    const auto third = path.read(rig.top(20));
    CHECK(third.source == Source::Cache);
    CHECK(third.json == first.json);
    CHECK(path.read(rig.top(10)).source == Source::Cache); // the same ranking
    CHECK(path.read(rig.top(10)).json == truth.read(rig.top(10)).json);
    CHECK(path.read(rig.top(50)).source == Source::Store); // it holds twenty
    const auto id = boost::json::parse(first.json).as_array()[3].at("id").as_int64();
    CHECK(path.read(rig.movie(id)).source == Source::Cache); // a document is the movie's own hash
    rig.server.command({"UNLINK", path.prefix + "movie:" + std::to_string(id)});
    const auto mended = path.read(rig.top(20));
    CHECK(mended.storeReads == 1);
    CHECK(mended.json == first.json);

    REQUIRE(path.write(rig.rate(id)).has_value());
    REQUIRE(truth.write(rig.rate(id)).has_value());
    CHECK(rig.server.command({"EXISTS", path.prefix + "top:ranking", path.prefix + "movie:" + std::to_string(id)}) ==
          "0");
    for (int i = 0; i < 3; ++i)
        CHECK(path.read(rig.top(20)).json == truth.read(rig.top(20)).json);
}

TEST_CASE("Places near any point: the GEO set's candidates, with the store's distances and order")
{
    auto world = test::smallWorld("movies", 10'000); // 400 theatres
    for (auto& operation : world.operations)
        operation.share = operation.name == "theatres_around" ? 1 : 0;
    test::Rig rig(std::move(world));
    test::Path path(rig, "cache-aside", Encoding::Structures);
    test::Path json(rig, "cache-aside", Encoding::Json);
    test::Path truth(rig, "uncached");
    std::set<std::string> keys;
    workload::Call call;
    for (std::uint64_t i = 0; i < 300; ++i) {
        rig.sequence->at(i, call);
        keys.insert(call.key);
        const auto expected = truth.read(call).json;
        CHECK(path.read(call).json == expected);
        const auto again = path.read(call);
        CHECK(again.json == expected);
        CHECK(json.read(call).json == expected);
        CAPTURE(i, call.key, again.storeReads, again.fallback);
        if (i > 0) // the first read filled the index, the second the documents
            CHECK(again.source == Source::Cache);
    }
    CHECK(keys.size() > 150); // points hardly ever come twice, and one index serves them all
    CHECK(rig.server.command({"TYPE", path.prefix + "geo:theatres"}) == "zset");
    const auto nowhere = rig.call("theatres_around", {0.0, -160.0});
    CHECK(path.read(nowhere).json == "[]");
    CHECK(path.read(nowhere).source == Source::Cache);
}
