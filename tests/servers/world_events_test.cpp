// A world whose writes come as messages (experiments), over real brokers: all is applied once on every path, also when
// the broker dies in the run and comes back.
#include "backend/load/run.hpp"
#include "tests/backend/load/site.hpp"
#include "tests/servers/broker_cases.hpp"
#include "tests/support/broker_server.hpp"

#include <filesystem>
#include <sqlite3.h>

using namespace cachedeck;
using test::RunUnderTest;

namespace {

// Of one SQLite file of the world.
struct Figures {
    std::int64_t completed = 0; // runs that an event has completed, each by beginning the next one …
    std::int64_t span = 0;      // … of so many moments: one a message, in order
    std::int64_t versions = 0;  // of all experiments; each completed run raises one
    std::int64_t points = 0;    // metrics
};

// What was opened stays readable when the run removes it.
class WorldFile {
public:
    explicit WorldFile(const std::filesystem::path& file)
    {
        REQUIRE(sqlite3_open_v2(file.string().c_str(), &m_database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
        sqlite3_busy_timeout(m_database, 10'000);
        figures(); // opens it indeed
    }
    ~WorldFile() { sqlite3_close(m_database); }
    WorldFile(const WorldFile&) = delete;
    WorldFile& operator=(const WorldFile&) = delete;

    Figures figures() const
    {
        const char* query = "SELECT (SELECT count(*) FROM runs WHERE name LIKE 'run-at-%'),"
                            "       (SELECT coalesce(max(started_at) - min(started_at) + 1, 0) FROM runs"
                            "         WHERE name LIKE 'run-at-%'),"
                            "       (SELECT sum(version) FROM experiments), (SELECT count(*) FROM metrics)";
        const auto take = [](void* to, int, char** values, char**) {
            *static_cast<Figures*>(to) = {std::stoll(values[0]), std::stoll(values[1]), std::stoll(values[2]),
                                          std::stoll(values[3])};
            return 0;
        };
        Figures found;
        REQUIRE(sqlite3_exec(m_database, query, take, &found, nullptr) == SQLITE_OK);
        return found;
    }

private:
    sqlite3* m_database = nullptr;
};

using WorldFiles = std::vector<std::unique_ptr<WorldFile>>;

WorldFiles filesBelow(const std::filesystem::path& folder)
{
    WorldFiles files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".sqlite")
            files.push_back(std::make_unique<WorldFile>(entry.path()));
    return files;
}

// A cache, and a folder for the world's data, which all tests of the program share, and for one run's copies of it.
struct Place {
    test::RedisServer cache;
    test::TemporaryFolder folder;

    static const std::filesystem::path& data()
    {
        static const test::TemporaryFolder shared;
        return shared.path();
    }
    load::RunTargets targets() const
    {
        load::RunTargets made;
        made.cache.endpoint.address = {"127.0.0.1", cache.port(), ""};
        made.cacheIsOurs = true;
        made.dataDirectory = data();
        made.workDirectory = folder.path() / "work";
        return made;
    }
    WorldFiles copies() const
    {
        auto files = filesBelow(folder.path() / "work");
        REQUIRE(files.size() == 2);
        return files;
    }
    Figures original() const
    {
        const auto files = filesBelow(data());
        REQUIRE(files.size() == 1);
        return files.front()->figures();
    }
};

load::Scenario experiments(const std::vector<std::string>& more)
{
    std::vector<std::string> changes{"size=quick",      "warm_up=0.3",    "load.users=2",
                                     "load.think_ms=5", "check_one_in=4", "cache.deadline_ms=5000"};
    changes.insert(changes.end(), more.begin(), more.end());
    const auto scenario = load::loadScenario("experiments", load::ResourcePaths::find(), changes);
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario.has_value());
    return *scenario;
}

// What holds whatever became of the broker.
void booksBalance(const load::Result& result, const char* carrier)
{
    const auto& stream = result.stream;
    CAPTURE(stream.produced, stream.offered, stream.delivered, stream.lost, stream.waiting, stream.again);
    CHECK(stream.carrier == carrier);
    CHECK(stream.produced > 0);
    CHECK(stream.offered == stream.produced); // no cache operations are told
    CHECK(stream.offered == stream.delivered + stream.lost + stream.waiting);
    CHECK(stream.dropped == 0);
    CHECK(stream.deadLettered == 0);
    for (const auto& path : result.paths) {
        CAPTURE(path.spec.name, path.eventsApplied, path.eventsFailed, path.eventsNotFresh);
        CHECK(path.eventsApplied > 0);
        CHECK(path.eventsFailed == 0);
        CHECK(path.eventToApplied.count() <= path.eventsApplied);
        CHECK(path.eventToFresh.count() > 0);
        CHECK(path.counts.checked > 0);
        CHECK(path.counts.wrong == 0);
    }
}

// Each message did what it does once, and none between two others is missing.
void isAppliedOnce(const Figures& before, const Figures& after)
{
    CHECK(after.completed > 0);
    CHECK(after.span == after.completed);
    CHECK(after.versions - before.versions == after.completed);
}

// The run opens the broker itself, and nothing happens to it.
void allIsAppliedOnce(const std::string& url, const char* carrier)
{
    const Place place;
    RunUnderTest test(experiments({"seconds=6", "stream.sample_one_in=0", "stream.broker=" + url}), place.targets());
    test.waitFor(load::Phase::Measuring);
    const auto copies = place.copies();
    const auto result = test.wait(std::chrono::seconds(120));
    INFO((test.failure ? test.failure->text : std::string()));
    REQUIRE(result);
    booksBalance(*result, carrier);
    CHECK(result->stream.lost == 0);
    CHECK(result->stream.delivered == result->stream.produced);
    for (const auto& path : result->paths) {
        INFO(path.spec.name);
        CHECK(path.eventsApplied == result->stream.produced);
        CHECK(path.eventToApplied.count() == result->stream.produced);
    }
    const auto before = place.original();
    for (const auto& copy : copies)
        isAppliedOnce(before, copy->figures());
    CHECK(copies[0]->figures().points == copies[1]->figures().points); // metrics have no name to tell them apart by
    CHECK(copies[0]->figures().points > before.points);
}

// The broker is the window's, which goes on; what cannot be sent waits there.
void anOutageLosesNothing(const std::string& url, const char* carrier, const std::function<void()>& kill,
                          const std::function<void()>& restart)
{
    const Place place;
    auto targets = place.targets();
    events::PublisherOptions options;
    options.confirmWithin = std::chrono::seconds(2);
    targets.events = std::make_shared<events::Publisher>(test::carrierOf(url), options);
    REQUIRE(targets.events->waitUntilKnown(std::chrono::seconds(90)).state == events::LinkState::Connected);
    RunUnderTest test(experiments({"seconds=900", "stream.sample_one_in=0"}), targets);
    test.waitFor(load::Phase::Measuring);
    const auto copies = place.copies();
    const auto isAppliedEverywhere = [&](std::int64_t completed) {
        return test::eventually(
            [&] {
                return std::all_of(copies.begin(), copies.end(),
                                   [&](const auto& copy) { return copy->figures().completed >= completed; });
            },
            std::chrono::seconds(180));
    };
    REQUIRE(isAppliedEverywhere(4));
    kill();
    REQUIRE(test::eventually([&] { return targets.events->status().state == events::LinkState::Down; }));
    REQUIRE(test::eventually([&] { return targets.events->status().waiting >= 10; }));
    restart();
    // What waits is of both kinds: so many more completed runs are all that waited, and some that came later.
    const auto waiting = static_cast<std::int64_t>(targets.events->status().waiting);
    REQUIRE(isAppliedEverywhere(copies.front()->figures().completed + waiting + 4));
    test.run->stop();
    const auto result = test.wait(std::chrono::seconds(60));
    REQUIRE(result);
    booksBalance(*result, carrier);
    CHECK(result->stream.outages >= 1);
    CHECK(result->stream.lost == 0);
    CHECK(result->stream.mostWaiting >= 10);
    const auto before = place.original();
    for (const auto& copy : copies)
        isAppliedOnce(before, copy->figures());
    for (const auto& path : result->paths)
        CHECK(path.eventsApplied <= result->stream.produced);
}

test::RabbitmqServer* rabbitmq()
{
    static const auto server = test::RabbitmqServer::start();
    return server.get();
}

test::KafkaServer* kafka()
{
    static const auto server = test::KafkaServer::start();
    return server.get();
}

} // namespace

TEST_CASE("Experiments over RabbitMQ: every message is applied once on each path")
{
    if (const auto* server = rabbitmq())
        allIsAppliedOnce(server->url(), "rabbitmq");
}

TEST_CASE("Experiments over Kafka: every message is applied once on each path")
{
    if (const auto* server = kafka())
        allIsAppliedOnce(server->url("experiments"), "kafka");
}

TEST_CASE("Experiments go on when RabbitMQ dies in the run, and nothing is lost or applied twice")
{
    if (auto* server = rabbitmq())
        anOutageLosesNothing(
            server->url(), "rabbitmq", [&] { server->process().kill(); }, [&] { server->restart(); });
}

TEST_CASE("Experiments go on when Kafka dies in the run, and nothing is lost or applied twice")
{
    if (auto* server = kafka())
        anOutageLosesNothing(
            server->url("outage"), "kafka", [&] { server->process().kill(); }, [&] { server->restart(); });
}
