#include "backend/keyspace/invalidation.hpp"
#include "backend/keyspace/key_query.hpp"
#include "tests/backend/keyspace/support.hpp"

#include <thread>

using namespace cachedeck;
using namespace cachedeck::keyspace;

namespace {

redis::Result<InvalidationProgress> run(Served& served, InvalidationRequest request)
{
    return served.thread.run(invalidate(served.thread, served.client->connection(), std::move(request),
                                        std::make_shared<ScanControl>(), {}));
}

InvalidationRequest byPattern(std::string pattern)
{
    InvalidationRequest request;
    request.pattern = std::move(pattern);
    return request;
}

void fillMovies(Served& served, std::size_t count)
{
    served.fill(count, [](auto& request, std::size_t index) {
        request.append({"SET", (index % 2 == 0 ? "movie:" : "user:") + std::to_string(index), "x"});
    });
}

} // namespace

TEST_CASE("a dry run counts and samples, and removes nothing")
{
    Served served;
    fillMovies(served, 10'000);
    auto request = byPattern("movie:*");
    request.dryRun = true;
    const auto result = run(served, request);
    REQUIRE(result.has_value());
    CHECK(result->state == ScanState::Complete);
    CHECK(result->matched == 5000);
    CHECK(result->removed == 0);
    CHECK(result->samples.size() == 20);
    CHECK(result->samples.front().starts_with("movie:"));
    CHECK(served.size() == 10'000);
}

TEST_CASE("a pattern removes what it matches and nothing else")
{
    Served served;
    fillMovies(served, 10'000);
    auto request = byPattern("movie:*");
    request.useDel = GENERATE(false, true);
    const auto result = run(served, request);
    REQUIRE(result.has_value());
    CHECK(result->state == ScanState::Complete);
    CHECK(result->matched == 5000);
    CHECK(result->removed == 5000);
    CHECK(served.size() == 5000);
    CHECK(served.exists("user:1"));
}

TEST_CASE("a literal prefix with glob characters is taken literally")
{
    Served served;
    for (const auto* key : {"a[1]*:x", "a1:x", "a[1]z:x", "a[1]*:y"})
        REQUIRE(served.client->call({"SET", key, "x"}).has_value());
    const auto result = run(served, byPattern(globEscape("a[1]*:") + "*"));
    REQUIRE(result.has_value());
    CHECK(result->removed == 2);
    CHECK(served.exists("a1:x"));
    CHECK(served.exists("a[1]z:x"));
}

TEST_CASE("named keys, any bytes, with those that are gone told apart")
{
    Served served;
    const std::string binary("k\0\xff*", 4);
    REQUIRE(served.client->call({"SET", binary, "x"}).has_value());
    REQUIRE(served.client->call({"SET", "other", "x"}).has_value());
    InvalidationRequest request;
    request.keys = {binary, "missing"};
    request.dryRun = true;
    CHECK(run(served, request)->matched == 1);
    request.dryRun = false;
    const auto result = run(served, request);
    CHECK(result->matched == 1);
    CHECK(result->removed == 1);
    CHECK(served.size() == 1);
}

TEST_CASE("a paced invalidation keeps its pace, pauses and stops")
{
    Served served;
    const bool stopped = GENERATE(false, true);
    fillMovies(served, stopped ? 40'000 : 4000);
    auto request = byPattern("movie:*");
    request.batch = 50;
    request.keysPerSecond = 2000; // a second for 4,000, of which half match
    Invalidation invalidation(*served.client);
    std::promise<void> begun;
    std::promise<redis::Result<InvalidationProgress>> ended;
    std::atomic<bool> told{false};
    invalidation.start(request, [&](redis::Result<InvalidationProgress> progress) {
        if (progress.has_value() && progress->removed > 0 && !told.exchange(true))
            begun.set_value();
        if (progress.has_error() || progress->ended())
            ended.set_value(std::move(progress));
    });
    begun.get_future().wait();
    if (!stopped) {
        const auto end = ended.get_future().get();
        CHECK(end->removed == 2000);
        CHECK(end->seconds >= 0.9); // a pace is a lower bound
    }
    if (stopped) {
        invalidation.pause();
        invalidation.resume();
        invalidation.stop();
        const auto end = ended.get_future().get();
        REQUIRE(end.has_value());
        CHECK(end->state == ScanState::Cancelled);
        CHECK(end->removed < 20'000);
        CHECK(served.size() == 40'000 - static_cast<std::int64_t>(end->removed));
    }
}

TEST_CASE("a locked production connection removes nothing, and says why")
{
    Served served({}, std::make_shared<redis::Gate>(redis::Environment::Production));
    served.server.command({"SET", "movie:1", "x"});
    InvalidationRequest named;
    named.keys = {"movie:1"};
    const auto byName = run(served, named);
    const auto matching = run(served, byPattern("movie:*"));
    CHECK(served.server.command({"EXISTS", "movie:1"}) == "1");
    REQUIRE(byName.has_error());
    CHECK(byName.error().kind == redis::ErrorKind::Gate);
    REQUIRE(matching.has_error());
    CHECK(matching.error().kind == redis::ErrorKind::Gate);
}
