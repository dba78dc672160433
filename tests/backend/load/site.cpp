#include "tests/backend/load/site.hpp"

#include "tests/support/catch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sqlite3.h>

namespace cachedeck::test {

namespace {

constexpr auto patience = std::chrono::seconds(30);

void fillDatabase(const std::filesystem::path& file)
{
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    const char* statements = "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, score REAL NOT NULL, "
                             "                    version INTEGER NOT NULL);"
                             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
                             "INSERT INTO items SELECT i, 'item ' || i, i * 0.5, 1 FROM n;";
    REQUIRE(sqlite3_exec(database, statements, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

const char* workload = R"({{
  "format": 1, "name": "site", "title": "Site",
  "sets": {{ "items": {{ "range": [1, 200] }}, "counts": {{ "values": [5, 10] }} }},
  "operations": [
    {{ "name": "item", "kind": "read", "share": {0}, "key": "item:{{id}}", "ttl": {3}, "encodings": ["json", "hash"], "single": true,
      "parameters": {{ "id": {{ "from": "items"{4} }} }},
      "fields": {{ "id": "integer", "name": "text", "score": "real", "version": "integer" }},
      "identity": "id", "version": "version",
      "query": {{ "sqlite": "{1}" }} }}{2}
  ]
}})";

const char* lists = R"(,
    { "name": "top", "kind": "read", "share": 0.1, "key": "top:{count}", "ttl": 100,
      "parameters": { "count": { "from": "counts" } },
      "fields": { "id": "integer", "name": "text", "version": "integer" },
      "identity": "id", "version": "version",
      "query": { "sqlite": "SELECT id, name, version FROM items ORDER BY score DESC, id LIMIT :count" } })";

const char* write = R"(,
    { "name": "raise", "kind": "write", "share": WRITES, "invalidates": ["item:{id}", "top:*"], "refreshes": ["item"], "entity": "id",
      "parameters": { "id": { "from": "items"DISTRIBUTION } },
      "query": { "sqlite": "UPDATE items SET score = score + 1.5, version = version + 1 WHERE id = :id" } })";

std::string workloadText(const SiteOptions& options)
{
    const std::string read =
        options.slowReads ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) "
                            "SELECT :id AS id, 'slow' AS name, 1.0 * max(i) AS score, 1 AS version FROM n"
                          : "SELECT id, name, score, version FROM items WHERE id = :id";
    const std::string distribution = options.even ? "" : R"(, "distribution": { "zipf": 0.9 })";
    std::string others = options.lists ? lists : "";
    if (options.writes > 0) {
        std::string writes = write;
        writes.replace(writes.find("DISTRIBUTION"), 12, distribution);
        writes.replace(writes.find("WRITES"), 6, fmt::format("{}", options.writes));
        others += writes;
    }
    const double share = (options.lists ? 0.9 : 1.0) - options.writes;
    return fmt::format(fmt::runtime(workload), share, read, others, options.ttl, distribution);
}

} // namespace

Site::Site(SiteOptions options)
{
    fillDatabase(m_folder.path() / "site.sqlite");
    std::ofstream(m_folder.path() / "site.json") << workloadText(options);
    if (!options.withServer)
        return;
    RedisServerOptions server;
    server.config = options.serverConfig;
    m_server = std::make_unique<RedisServer>(std::move(server));
}

load::Scenario Site::scenario(const std::string& paths, const std::string& rest) const
{
    // On a loaded machine everything may stand still for the 50 ms that a cache has by default.
    const bool hasCache = rest.find("\"cache\"") != std::string::npos;
    const auto text = fmt::format(R"({{ "format": 1, "name": "test", "workload": "site.json", "paths": [{}], {}{} }})",
                                  paths, hasCache ? "" : R"("cache": { "deadline_ms": 5000 }, )", rest);
    auto scenario = load::parseScenario(text, (m_folder.path() / "scenario.json").string(), load::ResourcePaths{});
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario.has_value());
    return *scenario;
}

load::RunTargets Site::targets() const
{
    load::RunTargets targets;
    if (m_server)
        targets.cache.endpoint.address = {"127.0.0.1", m_server->port(), ""};
    targets.cacheIsOurs = true;
    targets.storeUrls = {"sqlite:" + (m_folder.path() / "site.sqlite").string()};
    targets.workDirectory = m_folder.path() / "work";
    if (m_server)
        targets.serverPids = {m_server->pid()};
    return targets;
}

int Site::keysLeft() const
{
    return std::stoi(m_server->command({"DBSIZE"}));
}

RunUnderTest::RunUnderTest(load::Scenario scenario, load::RunTargets targets)
{
    run = std::make_unique<load::Run>(std::move(scenario), std::move(targets), observer());
    run->start();
}

load::Observer RunUnderTest::observer()
{
    const auto noting = [this](auto note) {
        return [this, note](const auto& value) {
            {
                const std::lock_guard lock(m_mutex);
                note(value);
            }
            m_changed.notify_all();
        };
    };
    load::Observer observer;
    observer.progress = noting([this](const load::Progress& progress) { phases.push_back(progress.phase); });
    observer.sample = noting([this](const load::Sample& sample) { samples.push_back(sample); });
    observer.thinned = noting([this](const std::vector<load::Sample>& all) {
        samples = all;
        ++thinned;
    });
    observer.mark = noting([this](const load::Mark& mark) { marks.push_back(mark); });
    observer.interim = noting([this](const std::shared_ptr<const load::Result>& value) { interim = value; });
    observer.finished = noting([this](const std::shared_ptr<const load::Result>& value) { result = value; });
    observer.failed = noting([this](const load::RunFailure& value) { failure = value; });
    return observer;
}

std::shared_ptr<const load::Result> RunUnderTest::wait(std::chrono::seconds atMost)
{
    std::unique_lock lock(m_mutex);
    REQUIRE(m_changed.wait_for(lock, atMost, [this] { return result || failure; }));
    return result;
}

void RunUnderTest::waitFor(load::Phase phase)
{
    std::unique_lock lock(m_mutex);
    REQUIRE(m_changed.wait_for(lock, patience,
                               [&] { return std::find(phases.begin(), phases.end(), phase) != phases.end(); }));
}

void RunUnderTest::waitForMark(const std::string& kind, const std::string& words)
{
    INFO("waiting for the mark " << kind << " " << words);
    std::unique_lock lock(m_mutex);
    REQUIRE(m_changed.wait_for(lock, patience, [&] {
        return std::any_of(marks.begin(), marks.end(),
                           [&](const load::Mark& mark) { return mark.kind == kind && mark.text.starts_with(words); });
    }));
}

void RunUnderTest::waitForFallback(std::size_t path)
{
    INFO("waiting for a fallback of path " << path);
    std::unique_lock lock(m_mutex);
    REQUIRE(m_changed.wait_for(lock, patience, [&] {
        return std::any_of(samples.begin(), samples.end(),
                           [&](const load::Sample& sample) { return sample.paths[path].counts.fallbacks > 0; });
    }));
}

bool RunUnderTest::hasMark(const std::string& kind)
{
    const std::lock_guard lock(m_mutex);
    return std::any_of(marks.begin(), marks.end(), [&](const load::Mark& mark) { return mark.kind == kind; });
}

} // namespace cachedeck::test
