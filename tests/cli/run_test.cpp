#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <csignal>
#include <fstream>
#include <iterator>
#include <sqlite3.h>
#include <unistd.h>

using namespace cachedeck;

namespace {

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// A world of one query over a database of 50 films; its files lie together in a folder.
class SmallWorld {
public:
    SmallWorld()
    {
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open((folder() / "films.sqlite").c_str(), &database) == SQLITE_OK);
        const char* statements = "CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT NOT NULL);"
                                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) "
                                 "INSERT INTO films SELECT i, 'film ' || i FROM n;";
        REQUIRE(sqlite3_exec(database, statements, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
        std::ofstream(folder() / "films.json") << R"({
  "format": 1, "name": "films", "title": "Films",
  "sets": { "ids": { "range": [1, 50] } },
  "operations": [
    { "name": "film", "kind": "read", "share": 1, "key": "film:{id}", "ttl": 60, "single": true,
      "parameters": { "id": { "from": "ids" } },
      "fields": { "id": "integer", "title": "text" },
      "query": { "sqlite": "SELECT id, title FROM films WHERE id = :id" } } ]
})";
        writeScenario("");
    }

    // `more` stands in the scenario from its seventh line on. Store and cache are a millisecond away, or a sanitizer's
    // slow users would set the pace, and no run would be trusted. Thinking would help too, but leave so little time in
    // the system that one preemption at a slice's end breaks Little's law.
    void writeScenario(const std::string& more) const
    {
        std::ofstream(scenario()) << R"({
  "format": 1, "name": "small", "workload": "films.json",
  "seconds": 1, "warm_up": 0.2,
  "paths": [ { "strategy": "uncached" },
             { "strategy": "cache-aside" } ],
  "load": { "users": 2 }, "distance": { "store": { "ms": 1 }, "cache": { "ms": 1 } })"
                                  << more << "\n}\n";
    }
    const std::filesystem::path& folder() const { return m_folder.path(); }
    std::string scenario() const { return (folder() / "scenario.json").string(); }
    std::filesystem::path out(const std::string& name = "out") const { return folder() / name; }

    // `run` of the scenario on the store, to out(name).
    test::Arguments command(std::initializer_list<std::string> more, const std::string& name = "out") const
    {
        test::Arguments arguments{"run",     scenario(),
                                  "--store", "sqlite:" + (folder() / "films.sqlite").string(),
                                  "--out",   out(name).string()};
        arguments.insert(arguments.end(), more);
        return arguments;
    }
    test::Variables variables() const { return {{"XDG_CACHE_HOME", folder().string()}}; }
    boost::json::value result(const std::string& name = "out") const
    {
        return boost::json::parse(contentOf(out(name) / "run.json"));
    }

private:
    test::TemporaryFolder m_folder;
};

std::string urlOf(const test::RedisServer& server)
{
    return "redis://127.0.0.1:" + std::to_string(server.port());
}

} // namespace

TEST_CASE("run on the embedded stack writes a run's files and tells the verdict")
{
    const SmallWorld world;
    const auto outcome = test::runCli(world.command({"--seed", "7"}), world.variables());
    INFO(outcome.err + outcome.out);
    REQUIRE(outcome.code == 0);
    CHECK(contains(outcome.out, "cache-aside"));
    for (const auto* file : {"run.json", "latency.hlog", "timeline.csv", "report.html", "report.md"}) {
        INFO(file);
        CHECK(std::filesystem::file_size(world.out() / file) > 100);
    }
    const auto run = world.result();
    CHECK(run.at("name").as_string() == "small");
    CHECK(run.at("seed").as_int64() == 7);
    CHECK(run.at("scenario").at("seed").as_int64() == 7);
    REQUIRE(run.at("paths").as_array().size() == 2);
    for (const auto& path : run.at("paths").as_array()) {
        const auto count = [&](const char* field) { return path.at(field).as_int64(); };
        CHECK(count("issued") > 0);
        CHECK(count("issued") == count("ok") + count("errors") + count("timeouts") + count("unfinished"));
        CHECK(count("errors") + count("wrong") + count("missing") == 0);
        CHECK(path.at("response_us").at("count").as_int64() == count("ok"));
        CHECK(path.at("by_operation").at("film").at("issued").as_int64() == count("issued"));
    }
    CHECK(run.at("paths").as_array().at(0).at("hit_ratio").is_null());
    CHECK(run.at("paths").as_array().at(1).at("hit_ratio").is_double());
    CHECK(contains(contentOf(world.out() / "timeline.csv"),
                   "second,path,operations,errors,hits,misses,store_reads,stale,p50_us,p99_us,event\n"));
}

TEST_CASE("run takes its length and fields from the command line, and --json gives run.json itself")
{
    const SmallWorld world;
    const test::RedisServer server;
    const auto outcome = test::runCli(world.command({"--redis", urlOf(server), "--seconds", "0.5", "--set",
                                                     "load.users=3", "--set", "warm_up=0", "--json"}),
                                      world.variables());
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const auto run = outcome.json();
    CHECK(run == world.result());
    CHECK(run.at("scenario").at("load").at("users").as_int64() == 3);
    CHECK(run.at("paths").as_array().at(0).at("warm_up").to_number<double>() == 0);
    CHECK(run.at("paths").as_array().at(1).at("concurrency").to_number<double>() == Approx(3).epsilon(0.02));
    const auto version = std::string(run.at("versions").at("redis").as_string());
    CHECK(contains(server.command({"INFO", "server"}), "_version:" + version + "\r"));
}

TEST_CASE("a missed threshold is a 1, and told")
{
    const SmallWorld world;
    const test::RedisServer server;
    world.writeScenario(
        R"(, "thresholds": [ "paths.cache-aside.response_us.p50 < 0.001", "paths.uncached.errors <= 0" ])");
    const auto outcome = test::runCli(world.command({"--redis", urlOf(server), "--seconds", "0.5"}), world.variables());
    INFO(outcome.err);
    CHECK(outcome.code == 1);
    CHECK(contains(outcome.out, "missed"));
    const auto run = world.result();
    const auto& thresholds = run.at("thresholds").as_array();
    CHECK_FALSE(thresholds.at(0).at("met").as_bool());
    CHECK(thresholds.at(1).at("met").as_bool());
}

TEST_CASE("a bad scenario is a 2 with its line and field, before anything is started")
{
    const SmallWorld world;
    world.writeScenario(",\n  \"check_one_in\": \"often\"");
    const auto mistyped = test::runCli(world.command({}), world.variables());
    CHECK(mistyped.code == 2);
    CHECK(contains(mistyped.err, "scenario.json:7"));
    CHECK(contains(mistyped.err, "check_one_in"));

    world.writeScenario(",\n  \"sekonds\": 1");
    const auto unknown = test::runCli(world.command({}), world.variables());
    CHECK(unknown.code == 2);
    CHECK(contains(unknown.err, "sekonds"));

    world.writeScenario("");
    const auto path = test::runCli(world.command({"--set", "load.userz=3"}), world.variables());
    CHECK(path.code == 2);
    CHECK(contains(path.err, "userz"));
    CHECK(test::runCli({"run", "no-such-scenario", "--out", world.out().string()}).code == 2);
    CHECK_FALSE(std::filesystem::exists(world.out()));

    std::ofstream(world.folder() / "file") << "in the way";
    CHECK(test::runCli({"run", world.scenario(), "--store", "sqlite:x", "--out", (world.folder() / "file").string()})
              .code == 2);
    CHECK(test::runCli({"run", world.scenario(), "--store", "oracle:x", "--out", world.out().string()}).code == 2);
}

TEST_CASE("a store that is not there is a 3")
{
    const SmallWorld world;
    const test::RedisServer server;
    const auto outcome = test::runCli({"run", world.scenario(), "--redis", urlOf(server), "--store",
                                       "sqlite:/nonexistent/films.sqlite", "--out", world.out().string()},
                                      world.variables());
    CHECK(outcome.code == 3);
    CHECK(contains(outcome.err, "/nonexistent/films.sqlite"));
}

TEST_CASE("Ctrl-C ends a run with what was measured")
{
    const SmallWorld world;
    const test::RedisServer server;
    test::Process process(world.command({"--redis", urlOf(server), "--seconds", "600"}), world.variables());
    process.waitForMessage("Measuring");
    while (server.command({"INFO", "commandstats"}).find("cmdstat_get:") == std::string::npos)
        ;
    ::usleep(300'000); // a few slices of each path
    process.signal(SIGINT);
    const auto outcome = process.wait();
    CHECK(outcome.code == 130);
    const auto run = world.result();
    CHECK(run.at("interrupted").as_bool());
    CHECK(run.at("paths").as_array().at(0).at("issued").as_int64() > 0);
    CHECK(std::filesystem::exists(world.out() / "report.html"));
}

TEST_CASE("two runs are compared")
{
    const SmallWorld world;
    const test::RedisServer server;
    for (const auto* name : {"a", "b"})
        REQUIRE(test::runCli(
                    world.command({"--redis", urlOf(server), "--seconds", "0.5", "--seed", name[0] == 'a' ? "1" : "2"},
                                  name),
                    world.variables())
                    .code == 0);
    const auto outcome = test::runCli({"compare", world.out("a").string(), world.out("b").string(), "--json"});
    REQUIRE(outcome.code == 0);
    const auto json = outcome.json();
    bool seedDiffers = false;
    for (const auto& difference : json.at("differences").as_array())
        seedDiffers = seedDiffers || difference.at("field").as_string() == "seed";
    CHECK(seedDiffers);
    CHECK(json.at("changes").as_array().size() >= 8);
    const auto text = test::runCli({"compare", world.out("a").string(), world.out("b").string()});
    CHECK(contains(text.out, "seed: 1 | 2"));
    CHECK(test::runCli({"compare", world.out("a").string(), "/nonexistent"}).code == 2);

    // For CI: a change beyond a limit. Hit ratios are counts, so the outcome is certain however short the runs are.
    const auto limited = [&](std::initializer_list<std::string> limits) {
        test::Arguments arguments{"compare", world.out("a").string(), world.out("b").string()};
        for (const auto& limit : limits)
            arguments.insert(arguments.end(), {"--fail-if", limit});
        return test::runCli(arguments);
    };
    CHECK(limited({"hit_ratio < 0.01"}).code == 0);
    const auto failed = limited({"hit_ratio < 0.01", "hit_ratio > 0.01"});
    CHECK(failed.code == 1);
    CHECK(contains(failed.err, "hit_ratio > 0.01"));
    CHECK(contains(failed.out, "seed: 1 | 2")); // the comparison is printed all the same
    CHECK(limited({"nothing.p99 > 1"}).code == 2);
    CHECK(limited({"nothing.limit < 1"}).code == 2); // nobody searched for it

    // A path that is not trustworthy shows nothing.
    const auto file = world.out("b") / "run.json";
    auto run = boost::json::parse(contentOf(file));
    auto& path = run.at("paths").as_array().at(1).as_object();
    path["trusted"] = false;
    path["reasons"] = boost::json::array{"it was made so"};
    std::ofstream(file) << boost::json::serialize(run);
    const auto sentence = "cache-aside is not trustworthy in " + world.out("b").string() + ": it was made so";
    const auto untrusted = test::runCli({"compare", world.out("a").string(), world.out("b").string()});
    CHECK(untrusted.code == 0);
    CHECK(contains(untrusted.out, sentence));
    const auto refused = limited({"hit_ratio > 0.01"});
    CHECK(refused.code == 4);
    CHECK(contains(refused.err, sentence));
    CHECK_FALSE(contains(limited({"uncached.p50 > 1000"}).err, sentence)); // of another path
}

TEST_CASE("a run whose own thread sets the pace says so, and is a 4")
{
    // 64 users on one thread, which unpacks 400 kB for every answer; the server only hands out the few that they are
    // packed. Others may use the machine meanwhile: what counts is the time in which the thread had a processor.
    const SmallWorld world;
    std::ofstream(world.folder() / "films.json") << R"({
  "format": 1, "name": "films", "title": "Films",
  "sets": { "ids": { "range": [1, 5] } },
  "operations": [
    { "name": "script", "kind": "read", "share": 1, "key": "script:{id}", "ttl": 3600, "single": true,
      "encodings": ["json", "zstd"],
      "parameters": { "id": { "from": "ids" } },
      "fields": { "id": "integer", "script": "text" },
      "query": { "sqlite": "SELECT id, replace(hex(zeroblob(10000)), '00', title || ' takes a long way home. ') AS script FROM films WHERE id = :id" } } ]
})";
    std::ofstream(world.scenario()) << R"({
  "format": 1, "name": "unpacking", "workload": "films.json", "seconds": 3, "warm_up": 2,
  "paths": [ { "strategy": "cache-aside", "encoding": "zstd" } ],
  "load": { "users": 64, "threads": 1 }, "cache": { "deadline_ms": 20000 }, "check_one_in": 0
})";
    const auto outcome = test::runCli(world.command({}), world.variables());
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 4);
    CHECK(contains(outcome.out, "one of CacheDeck's own threads was"));
    CHECK(contains(outcome.out, "it set the pace, not the servers"));
    const auto path = world.result().at("paths").as_array().at(0);
    CHECK_FALSE(path.at("trusted").as_bool());
    CHECK(path.at("errors").as_int64() == 0);
    CHECK(path.at("hits").as_int64() > 100);
}
