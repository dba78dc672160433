#include "tests/backend/strategies/rig.hpp"

#include <set>
#include <sstream>

using namespace cachedeck;
using strategies::Source;
using workload::Encoding;

namespace {

std::vector<std::string> lines(const std::string& text)
{
    std::vector<std::string> all;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        all.push_back(line);
    return all;
}

} // namespace

TEST_CASE("Every path gives the same bytes for the same call, from the store and from the cache")
{
    test::Rig rig;
    test::Path uncached(rig, "uncached");
    test::Path json(rig, "cache-aside", Encoding::Json);
    test::Path hash(rig, "write-through", Encoding::Hash);
    test::Path fields(rig, "read-through", Encoding::Fields);
    test::Path zstd(rig, "cache-aside", Encoding::Zstd);
    test::Path binary(rig, "cache-aside", Encoding::Binary);
    std::set<std::string> operations;
    workload::Call call;
    for (std::uint64_t i = 0; i < 400; ++i) {
        rig.sequence->at(i, call);
        if (call.operation->kind == workload::Kind::Write)
            continue;
        operations.insert(call.operation->name);
        const auto truth = uncached.read(call);
        CHECK(truth.source == Source::Store);
        CHECK_FALSE(truth.cacheAsked);
        for (auto* path : {&json, &hash, &fields, &zstd, &binary}) {
            path->read(call);
            const auto answer = path->read(call);
            CHECK(answer.source == Source::Cache);
            CHECK(answer.cacheAsked);
            CHECK(answer.storeReads == 0);
            CHECK(answer.json == truth.json);
        }
    }
    CHECK(operations.size() == 4);
    CHECK(rig.server.command({"TYPE", json.prefix + "movie:1"}) != "hash");
}

TEST_CASE("Every key that a path leaves has a TTL and the path's prefix, tags too")
{
    test::Rig rig;
    test::Path json(rig, "cache-aside", Encoding::Json);
    test::Path hash(rig, "cache-aside-no-invalidation", Encoding::Hash);
    workload::Call call;
    for (std::uint64_t i = 0; i < 100; ++i) {
        rig.sequence->at(i, call);
        if (call.operation->kind == workload::Kind::Write)
            continue;
        json.read(call);
        hash.read(call);
    }
    const auto keys = lines(rig.server.command({"KEYS", "*"}));
    CHECK(keys.size() > 20);
    int tags = 0;
    std::set<std::string> types;
    for (const auto& key : keys) {
        INFO(key);
        CHECK((key.rfind(json.prefix, 0) == 0 || key.rfind(hash.prefix, 0) == 0));
        const auto ttl = std::stoi(rig.server.command({"TTL", key}));
        CHECK(ttl > 0);
        CHECK(ttl <= 3600);
        tags += key.find("tag:") != std::string::npos ? 1 : 0;
        types.insert(rig.server.command({"TYPE", key}));
    }
    CHECK(tags == 2);
    CHECK(types == std::set<std::string>{"hash", "string", "zset"});
}

TEST_CASE("What is not there is not found, and not cached")
{
    test::Rig rig;
    for (const auto encoding : {Encoding::Json, Encoding::Hash}) {
        test::Path path(rig, "cache-aside", encoding);
        for (int i = 0; i < 2; ++i) {
            const auto answer = path.read(rig.movie(999'999));
            CHECK_FALSE(answer.found);
            CHECK(answer.json.empty());
            CHECK(answer.source == Source::Store);
            CHECK(answer.storeReads == 1);
        }
        CHECK(path.read(rig.call("movies_by_genre", {std::int64_t{1}, std::int64_t{5000}})).json == "[]");
    }
    CHECK(rig.server.command({"EXISTS", "cd:cache-aside:json:movie:999999"}) == "0");
}

TEST_CASE("A hash that lost a field is read anew from the store, and mended")
{
    test::Rig rig;
    test::Path path(rig, "cache-aside", Encoding::Hash);
    const auto truth = path.read(rig.movie(7)).json;
    CHECK(rig.server.command({"HDEL", path.prefix + "movie:7", "title"}) == "1");
    const auto mended = path.read(rig.movie(7));
    CHECK(mended.source == Source::Store);
    CHECK(mended.json == truth);
    CHECK(path.read(rig.movie(7)).source == Source::Cache);
}
