// A run that tells what it does: its cache operations as events, and a world's own events that drive its writes.
#include "backend/events/consumer.hpp"
#include "backend/events/in_process.hpp"
#include "backend/load/run.hpp"
#include "tests/backend/load/copied_items.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/support/catch.hpp"

#include <boost/json.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <thread>

using namespace cachedeck;
using namespace std::chrono_literals;
using test::RunUnderTest;

namespace {

// Everything that comes over a carrier in our own process.
struct Listener {
    std::shared_ptr<events::InProcess> carrier = std::make_shared<events::InProcess>();
    std::shared_ptr<events::Publisher> publisher = std::make_shared<events::Publisher>(carrier);
    std::mutex mutex;
    std::vector<events::Event> all;
    std::unique_ptr<events::Consumer> consumer = std::make_unique<events::Consumer>(
        carrier, events::Subscription{"test", ""}, [this](const events::Event& event, bool) {
            const std::lock_guard lock(mutex);
            all.push_back(event);
            return events::Applied::Done;
        });

    Listener() { REQUIRE(consumer->waitUntilListening(30s)); }
    void waitForAll()
    {
        REQUIRE(publisher->drain(30s));
        const auto end = std::chrono::steady_clock::now() + 30s;
        while (std::chrono::steady_clock::now() < end) {
            const auto status = consumer->status();
            if (status.accepted == publisher->status().delivered)
                return;
            std::this_thread::sleep_for(5ms);
        }
        FAIL("not all events came");
    }
    std::map<events::Kind, std::uint64_t> counts()
    {
        std::map<events::Kind, std::uint64_t> counted;
        for (const auto& event : all)
            ++counted[events::kindOf(event)];
        return counted;
    }
};

// A site whose items are raised by events.
void addEvents(const test::Site& site)
{
    const auto file = site.folder() / "site.json";
    std::string text;
    {
        std::ifstream in(file);
        text.assign(std::istreambuf_iterator<char>(in), {});
    }
    // The event's write has a set that no user's operation asks for.
    const std::string_view asked = R"("from": "items")", sets = R"("sets": {)";
    text.replace(text.rfind(asked), asked.size(), R"("from": "raised")");
    text.insert(text.find(sets) + sets.size(),
                R"( "raised": { "query": { "sqlite": "SELECT id FROM items ORDER BY id" } },)");
    text.resize(text.rfind('}'));
    text += R"(, "events": [ { "name": "raised", "applies": "raise", "per_second": 40, "fresh": "item" } ] })";
    std::ofstream(file) << text;
}

} // namespace

TEST_CASE("Every operation that is told is told once, with its key, and as it was counted")
{
    const test::Site site;
    Listener listener;
    auto targets = site.targets();
    targets.events = listener.publisher;
    RunUnderTest test(site.scenario(R"({ "strategy": "uncached" }, { "strategy": "cache-aside" })",
                                    R"("seconds": 2, "warm_up": 0, "stream": { "sample_one_in": 1 },
                                       "load": { "users": 2, "think_ms": 2, "slice_ms": 50 })"),
                      targets);
    const auto result = test.wait();
    REQUIRE(result);
    listener.waitForAll();
    const auto counts = listener.counts();
    const auto& cached = result->paths[1].counts;
    CHECK(result->stream.carrier == "in-process");
    CHECK(result->stream.dropped == 0);
    CHECK(result->stream.lost == 0);
    CHECK(result->stream.offered == listener.all.size());
    CHECK(counts.at(events::Kind::Hit) == cached.hits);
    CHECK(counts.at(events::Kind::Miss) == cached.misses);
    CHECK(counts.at(events::Kind::Fill) == cached.misses);           // all that is missed is there, and filled
    CHECK(counts.at(events::Kind::Invalidate) == 2 * cached.writes); // the item, and the lists that it may be in
    std::set<std::string> ids;
    for (const auto& event : listener.all) {
        CHECK(ids.insert(event.id).second);
        CHECK(event.source.ends_with("/paths/cache-aside"));
        CHECK((event.subject.starts_with("item:") || event.subject.starts_with("top:")));
        CHECK(boost::json::parse(event.data).at("one_in") == 1);
    }
}

TEST_CASE("Keys that expire are told, by their server, which is left as it was")
{
    test::Site site({.writes = 0, .ttl = 1});
    Listener listener;
    auto targets = site.targets();
    targets.events = listener.publisher;
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside" })",
                                    R"("seconds": 4, "warm_up": 0, "stream": { "sample_one_in": 1 },
                                       "load": { "users": 2, "think_ms": 5 })"),
                      targets);
    REQUIRE(test.wait());
    listener.waitForAll();
    CHECK(listener.counts()[events::Kind::Expire] > 0);
    for (const auto& event : listener.all)
        if (events::kindOf(event) == events::Kind::Expire)
            CHECK((event.subject.starts_with("item:") || event.subject.starts_with("top:")));
    CHECK(site.server().command({"CONFIG", "GET", "notify-keyspace-events"}).find('x') == std::string::npos);
}

TEST_CASE("A sample is of one operation in so many; without anybody who listens nothing is told")
{
    const test::Site site;
    Listener listener;
    auto targets = site.targets();
    targets.events = listener.publisher;
    const auto rest = R"("seconds": 1, "warm_up": 0, "load": { "users": 2, "think_ms": 2 })";
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside" })", rest), targets);
    const auto result = test.wait();
    REQUIRE(result);
    listener.waitForAll();
    CHECK(result->stream.sampledOneIn == 64);
    CHECK_FALSE(listener.all.empty());
    for (const auto& event : listener.all)
        CHECK(boost::json::parse(event.data).at("number").as_int64() % 64 == 0);
    RunUnderTest silent(site.scenario(R"({ "strategy": "cache-aside" })", rest), site.targets());
    const auto alone = silent.wait();
    REQUIRE(alone);
    CHECK(alone->stream.carrier.empty());
    CHECK(alone->stream.offered == 0);
}

TEST_CASE("A world's events write to every path, invalidate what they make old, and can be read afresh")
{
    const test::Site site;
    addEvents(site);
    RunUnderTest test(site.scenario(
                          R"({ "strategy": "uncached" }, { "strategy": "lease" }, { "strategy": "cache-aside" },
               { "strategy": "cache-aside-no-invalidation" })",
                          R"("seconds": 4, "warm_up": 0.3, "check_one_in": 1, "stream": { "world": true },
               "load": { "users": 2, "slice_ms": 50, "write_share": 0, "think_ms": 1 })"),
                      site.targets());
    const auto result = test.wait(std::chrono::seconds(60));
    REQUIRE(result);
    const auto& stream = result->stream;
    CHECK(stream.carrier == "in-process");
    CHECK(stream.produced >= 60);
    CHECK(stream.delivered == stream.offered);
    CHECK(stream.deadLettered == 0);
    for (const auto& path : result->paths) {
        INFO(path.spec.name);
        CHECK(path.counts.writes == 0); // no user wrote
        CHECK(path.counts.wrong == 0);
        CHECK(path.eventsApplied == stream.produced);
        CHECK(path.eventsFailed == 0);
        CHECK(path.eventToApplied.count() == stream.produced);
        CHECK(path.eventToFresh.count() + path.eventsNotFresh == stream.produced);
    }
    for (const auto fresh : {0, 1}) {
        CHECK(result->paths[fresh].eventsNotFresh == 0);
        CHECK(result->paths[fresh].counts.stale == 0);
    }
    // With cache-aside a reader may fill after an event's delete what it read before the event's write: that race is
    // the strategy's own, seldom lost, and what the lease closes.
    CHECK(result->paths[2].eventsNotFresh * 4 <= stream.produced);
    CHECK(result->paths[2].counts.stale < result->paths[3].counts.stale);
    // Where nobody invalidates, what is hot stays old until its TTL, which is longer than the run.
    CHECK(result->paths[3].eventsNotFresh > 0);
    CHECK(result->paths[3].counts.stale > 0);
}

TEST_CASE("Where the cache refuses to invalidate, an event is written once all the same, and is no dead letter")
{
    test::Site site;
    addEvents(site);
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside" })",
                                    R"("seconds": 120, "warm_up": 0, "stream": { "world": true },
               "load": { "users": 1, "write_share": 0, "think_ms": 5 })"),
                      site.targets());
    test.waitFor(load::Phase::Measuring);
    const test::CopiedItems items(site);
    items.waitFor(1);
    site.server().command({"REPLICAOF", "127.0.0.1", "1"}); // of nobody: it takes no writes
    items.waitFor(items.writes() + 5);
    site.server().command({"REPLICAOF", "NO", "ONE"});
    items.waitFor(items.writes() + 5);
    test.run->stop();
    const auto result = test.wait(60s);
    REQUIRE(result);
    const auto& path = result->paths[0];
    CHECK(result->stream.deadLettered == 0);
    CHECK(path.eventsFailed > 0);
    CHECK(path.eventsApplied > 0);
    const auto raised = items.writes();
    CHECK(raised >= path.eventsApplied + path.eventsFailed);
    CHECK(raised <= result->stream.produced);
}

TEST_CASE("While the cache is away for long, events are applied as they come, and invalidate again when it is back")
{
    test::Site site;
    addEvents(site);
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside" })",
                                    R"("seconds": 300, "warm_up": 0, "stream": { "world": true },
               "load": { "users": 1, "write_share": 0, "think_ms": 5 })"),
                      site.targets());
    test.waitFor(load::Phase::Measuring);
    const test::CopiedItems items(site);
    items.waitFor(1);
    site.server().kill();
    const auto before = items.writes();
    // The first of them waits for a failover, three seconds, in which 120 others come. If each did, the last one would
    // be applied after eight minutes, and waitFor() waits for one.
    items.waitFor(before + 160);
    const auto meanwhile = items.writes() - before;
    site.server().start();
    const auto invalidations = [&] { // the new server's; nobody else asks for any
        const auto facts = site.server().command({"INFO", "commandstats"});
        const std::string_view name = "cmdstat_unlink:calls=";
        const auto at = facts.find(name);
        return at == std::string::npos ? 0 : std::stoi(facts.substr(at + name.size()));
    };
    for (int i = 0; i < 6000 && invalidations() < 20; ++i)
        std::this_thread::sleep_for(10ms);
    CHECK(invalidations() >= 20);
    test.run->stop();
    const auto result = test.wait(60s);
    REQUIRE(result);
    const auto& path = result->paths[0];
    CAPTURE(meanwhile, path.eventsApplied, path.eventsFailed);
    CHECK(path.eventsFailed + 1 >= meanwhile); // written, with the cache not knowing of it; one may wait for its return
    CHECK(path.eventsApplied > 0);
    CHECK(path.counts.wrong == 0);
    CHECK(result->stream.deadLettered == 0);
    CHECK(result->stream.again == 0);
    CHECK(items.writes() >= path.eventsApplied + path.eventsFailed);
    CHECK(items.writes() <= result->stream.produced);
}

TEST_CASE("After a failover a world's events invalidate at the new primary")
{
    test::Site site;
    addEvents(site);
    test::RedisServer successor;
    std::atomic<bool> failedOver{false};
    auto targets = site.targets();
    targets.resolvePrimary = test::primaryThatMoves(targets, successor, failedOver);
    RunUnderTest test(site.scenario(R"({ "strategy": "cache-aside" })",
                                    R"("seconds": 120, "warm_up": 0, "stream": { "world": true },
               "load": { "users": 1, "write_share": 0, "think_ms": 5 })"),
                      targets);
    test.waitFor(load::Phase::Measuring);
    const test::CopiedItems items(site);
    items.waitFor(1);
    failedOver = true;
    site.server().kill();
    test.waitForMark("failover");
    items.waitFor(items.writes() + 100);
    test.run->stop();
    const auto result = test.wait(60s);
    REQUIRE(result);
    const auto& path = result->paths[0];
    CAPTURE(path.eventsApplied, path.eventsFailed);
    CHECK(path.eventsFailed * 5 < path.eventsApplied);
    CHECK(result->stream.deadLettered == 0);
}

TEST_CASE("A second run over one carrier has figures of its own, and a broker that it names goes first")
{
    const test::Site site({.withServer = false});
    Listener listener;
    auto targets = site.targets();
    targets.events = listener.publisher;
    std::vector<events::Event> earlier(500);
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        earlier[i].id = "earlier-" + std::to_string(i);
        earlier[i].source = "/cachedeck/runs/earlier";
        earlier[i].type = "io.github.cachedeck.test.done";
        earlier[i].data = "{}";
    }
    listener.publisher->offer(std::move(earlier));
    listener.waitForAll();
    const auto all = listener.publisher->latency().count();
    const auto rest = std::string(R"("seconds": 1, "warm_up": 0, "load": { "users": 1, "think_ms": 20 })");
    RunUnderTest test(
        site.scenario(R"({ "strategy": "uncached" })", R"("stream": { "sample_one_in": 1000000 }, )" + rest), targets);
    const auto result = test.wait(60s);
    REQUIRE(result);
    const auto& stream = result->stream;
    CHECK(stream.mostWaiting < 500);
    CHECK(stream.publish.count() <= listener.publisher->latency().count() - all);
    CHECK(stream.offered == stream.delivered + stream.lost + stream.waiting);
    // Nobody listens there: a run that opens its own broker says so and does not begin.
    RunUnderTest other(site.scenario(R"({ "strategy": "uncached" })",
                                     R"("stream": { "sample_one_in": 1, "broker": "amqp://127.0.0.1:1" }, )" + rest),
                       targets);
    CHECK(other.wait(60s) == nullptr);
    CHECK(other.failure.has_value());
}

TEST_CASE("A scenario's events are read with care")
{
    const test::Site site({.withServer = false});
    const auto failure = [&](const std::string& events) {
        const auto text =
            R"({ "format": 1, "name": "test", "workload": "site.json", "paths": [ { "strategy": "uncached" } ],
                               "stream": )" +
            events + "}";
        const auto scenario =
            load::parseScenario(text, (site.folder() / "scenario.json").string(), load::ResourcePaths{});
        return scenario ? std::string() : scenario.error().text();
    };
    CHECK(failure(R"({ "sample_one_in": 64, "broker": "amqp://ann@localhost" })").empty());
    CHECK(failure(R"({ "world": true })").find("has no events") != std::string::npos);
    CHECK(failure(R"({ "broker": "amqp://ann:canary@localhost" })").find("password") != std::string::npos);
    CHECK(failure(R"({ "broker": "amqp://ann:canary@localhost" })").find("canary") == std::string::npos);
    CHECK(failure(R"({ "broker": "http://localhost" })").find("stream.broker") != std::string::npos);
    CHECK(failure(R"({ "sample": 1 })").find("sample_one_in") != std::string::npos);
    CHECK(failure(R"({ "paths": ["uncached"] })").empty());
    CHECK(failure(R"({ "paths": ["cached"] })").find("stream.paths") != std::string::npos);
}
