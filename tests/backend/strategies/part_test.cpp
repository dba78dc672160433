// A read that takes a part of another's value: the same bytes as the store's own, whatever the whole is kept as.
#include "backend/strategies/part.hpp"
#include "tests/backend/strategies/rig.hpp"

#include <atomic>
#include <thread>

using namespace cachedeck;
using strategies::Source;
using workload::Encoding;

namespace {

constexpr Encoding encodings[] = {Encoding::Json, Encoding::Hash, Encoding::Fields, Encoding::Zstd, Encoding::Binary};

workload::Call card(const test::Rig& rig, std::int64_t id)
{
    return rig.call("movie_card", {id});
}

} // namespace

TEST_CASE("A part is taken out of the whole's JSON, and out of nothing else")
{
    workload::Operation whole, part;
    using workload::FieldType;
    whole.fields = {{"a \"b\"", FieldType::Text}, {"c", FieldType::Json}, {"d", FieldType::Integer}};
    whole.single = true;
    part.fields = {whole.fields[0], whole.fields[2]};
    part.whole = std::make_shared<const workload::Operation>(whole);
    std::string json;
    REQUIRE(strategies::takePart(part, R"({"a \"b\"":"x, } \" y","c":{"d":[1,{"e":"]"}]},"d":null})", json));
    CHECK(json == R"({"a \"b\"":"x, } \" y","d":null})");
    for (const auto* bad : {"", "{}", "[]", "null", R"({"a \"b\"":"x","c":1,"d":2)", R"({"a \"b\"":"x","c":1,"d":2}x)",
                            R"({"a":"x","c":1,"d":2})", R"({"a \"b\"":"x","c":1})", R"({"a \"b\)"})
        CHECK_FALSE(strategies::takePart(part, bad, json));
}

TEST_CASE("After a miss a part keeps the whole, and every strategy and encoding gives the store's own bytes")
{
    test::Rig rig;
    test::Path uncached(rig, "uncached");
    const auto truth = uncached.read(card(rig, 5)).json;
    const auto whole = uncached.read(rig.movie(5)).json;
    CHECK(truth.size() < whole.size());
    for (const auto& strategy : strategies::registry()) {
        if (!strategy.usesCache)
            continue;
        for (const auto encoding : encodings) {
            CAPTURE(strategy.name, workload::name(encoding));
            test::Path path(rig, strategy.name, encoding);
            const auto missed = path.read(card(rig, 5));
            CHECK(missed.source == Source::Store);
            CHECK(missed.json == truth);
            const auto hit = path.read(card(rig, 5));
            CHECK(hit.source == Source::Cache);
            CHECK(hit.json == truth);
            const auto other = path.read(rig.movie(5));
            CHECK(other.source == Source::Cache); // the part's fill
            CHECK(other.json == whole);
            CHECK(path.read(card(rig, 5)).json == truth); // also where the whole is near
            CHECK_FALSE(path.read(card(rig, 999'999)).found);
        }
    }
}

TEST_CASE("A part of a hash comes by HMGET, and a write that makes the whole old makes the part old")
{
    test::Rig rig;
    for (const auto encoding : encodings) {
        test::Path path(rig, "cache-aside", encoding);
        CHECK(path.version(card(rig, 3)) == 1);
        REQUIRE(path.write(rig.rate(3)).has_value());
        const auto fresh = path.read(card(rig, 3));
        CHECK(fresh.source == Source::Store);
        CHECK(boost::json::parse(fresh.json).at("version") == 2);
        test::Path through(rig, "write-through", encoding);
        path.read(card(rig, 3));
        REQUIRE(through.write(rig.rate(3)).has_value());
        const auto renewed = through.read(card(rig, 3));
        CHECK(renewed.source == Source::Cache);
        CHECK(boost::json::parse(renewed.json).at("version") == 2);
    }
    CHECK(rig.server.command({"INFO", "commandstats"}).find("cmdstat_hmget") != std::string::npos);
}

TEST_CASE("Single-flight: readers of a whole and of its part never take one another's answer")
{
    test::Rig rig(120, std::chrono::milliseconds(20));
    test::Ground ground(rig, "single-flight");
    const auto shared = ground.share();
    REQUIRE(shared->start().has_value());
    std::atomic<int> mixedUp{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&, i] {
            test::User user(rig, ground, shared.get(), static_cast<std::uint64_t>(i));
            for (std::int64_t id = 1; id <= 15; ++id) {
                strategies::Answer answer;
                const auto call = i % 2 == 0 ? card(rig, id) : rig.movie(id);
                if (!user.tryRead(call, answer))
                    continue;
                mixedUp += (answer.json.find("overview") != std::string::npos) == (i % 2 == 0) ? 1 : 0;
            }
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(mixedUp == 0);
}
