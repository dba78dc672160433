#include "backend/history/database.hpp"
#include "backend/history/run_history.hpp"
#include "tests/backend/report/example_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <array>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace cachedeck;
using history::RunHistory;
using history::State;

namespace {

const load::ResourcePaths nowhere;

std::unique_ptr<RunHistory> openOrFail(const std::filesystem::path& file, history::Limits limits = {})
{
    auto opened = RunHistory::open(file, limits);
    INFO((opened ? std::string() : opened.error().text));
    REQUIRE(opened.has_value());
    return std::move(opened->history);
}

std::vector<std::filesystem::path> files(const std::filesystem::path& folder, const std::string& part)
{
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string().find(part) != std::string::npos)
            found.push_back(entry.path());
    return found;
}

void write(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

// A database as a later CacheDeck might leave it.
void makeNewer(const std::filesystem::path& file)
{
    auto database = history::Database::open(file);
    REQUIRE(database.has_value());
    REQUIRE_FALSE(database->execute("CREATE TABLE marvels (id INTEGER); PRAGMA user_version = 9").has_error());
}

} // namespace

TEST_CASE("A finished run comes back with its figures, its seconds and its histograms")
{
    const test::TemporaryFolder folder;
    auto runs = openOrFail(folder.path() / "history" / "runs.db");
    const auto result = test::exampleResult();
    const auto id = runs->plan(result.scenario);
    REQUIRE(id.has_value());
    CHECK(runs->entries()->front().state == State::Planned);
    REQUIRE_FALSE(runs->heartbeat(*id).has_error());
    CHECK(runs->entries()->front().state == State::Running);
    REQUIRE_FALSE(runs->finish(*id, result).has_error());

    const auto entries = runs->entries();
    REQUIRE(entries.has_value());
    REQUIRE(entries->size() == 1);
    CHECK(entries->front().state == State::Finished);
    CHECK(entries->front().name == "movies");
    CHECK(entries->front().path == "cache-aside");
    CHECK(entries->front().speedup == 40.0);

    const auto back = runs->read(*id, nowhere);
    REQUIRE(back.has_value());
    REQUIRE(back->paths.size() == 2);
    CHECK_FALSE(back->interrupted);
    CHECK(back->paths[1].counts.hits == 180);
    CHECK(back->paths[1].response.count() == 200);
    CHECK(back->paths[1].response.quantile(0.99) == back->paths[1].service.quantile(0.99));
    CHECK(back->paths[1].operations.front().response.count() == 200);
    CHECK(back->paths[1].timeline.size() == 2);
    CHECK(back->samples.size() == 2);
    CHECK(back->events.size() == result.events.size());
    CHECK(runs->scenario(*id)->find("\"movies\"") != std::string::npos);
}

TEST_CASE("A run whose process is gone is interrupted, and has what it measured")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "runs.db";
    const auto child = ::fork();
    if (child == 0) { // no destructor runs, as in a crash
        auto opened = RunHistory::open(file);
        const auto result = test::exampleResult();
        const auto id = opened->history->plan(result.scenario);
        (void)opened->history->record(*id, result);
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    auto runs = openOrFail(file);
    const auto entries = runs->entries();
    REQUIRE(entries->size() == 1);
    CHECK(entries->front().state == State::Interrupted);
    CHECK(entries->front().seconds == 2);
    const auto back = runs->read(entries->front().id, nowhere);
    REQUIRE(back.has_value());
    CHECK(back->interrupted);
    // The seconds' own counts: 100 reads in each of two.
    CHECK(back->paths[0].counts.ok == 200);
    CHECK(back->paths[0].response.count() == 200);
}

TEST_CASE("A run that is planned and never began is forgotten; one that goes on in this process is not")
{
    const test::TemporaryFolder folder;
    auto runs = openOrFail(folder.path() / "runs.db");
    const auto id = runs->plan(test::exampleResult().scenario);
    auto other = openOrFail(folder.path() / "runs.db");
    CHECK(other->entries()->size() == 1);
    REQUIRE_FALSE(runs->abandon(*id).has_error());
    CHECK(runs->entries()->empty());
}

TEST_CASE("Seconds are added once, whether results bring the newest or all")
{
    const test::TemporaryFolder folder;
    auto runs = openOrFail(folder.path() / "runs.db");
    const auto whole = test::exampleResult();
    const auto id = runs->plan(whole.scenario);
    auto part = whole;
    for (auto& path : part.paths)
        path.timeline.pop_back();
    REQUIRE_FALSE(runs->record(*id, part).has_error());
    REQUIRE_FALSE(runs->record(*id, part).has_error());
    REQUIRE_FALSE(runs->finish(*id, whole).has_error());
    CHECK(runs->read(*id, nowhere)->paths[0].timeline.size() == 2);
}

TEST_CASE("A deleted run takes its seconds along; the oldest go when there are too many")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "runs.db";
    auto runs = openOrFail(file, {2'000'000'000, 3});
    const auto result = test::exampleResult();
    for (int i = 0; i < 5; ++i)
        REQUIRE_FALSE(runs->finish(*runs->plan(result.scenario), result).has_error());
    REQUIRE(runs->entries()->size() == 4); // three are kept, and the one that was planned then
    for (const auto& entry : *runs->entries())
        REQUIRE_FALSE(runs->remove(entry.id).has_error());
    auto database = history::Database::open(file);
    CHECK(*database->number("SELECT count(*) FROM runs") == 0);
    CHECK(*database->number("SELECT count(*) FROM seconds") == 0);
    CHECK(*database->number("SELECT count(*) FROM operations") == 0);
}

TEST_CASE("A damaged or newer history is set aside, never deleted, and a clean one is begun")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "runs.db";
    SECTION("not a database")
    {
        write(file, std::string(8192, 'x'));
    }
    SECTION("cut short")
    {
        {
            auto runs = openOrFail(file);
            const auto result = test::exampleResult();
            for (int i = 0; i < 20; ++i)
                REQUIRE_FALSE(runs->finish(*runs->plan(result.scenario), result).has_error());
        }
        std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    }
    SECTION("of a later version")
    {
        makeNewer(file);
    }
    const auto size = std::filesystem::file_size(file);
    const auto opened = RunHistory::open(file);
    REQUIRE(opened.has_value());
    CAPTURE(opened->notice);
    CHECK(opened->notice.find("set-aside-1") != std::string::npos);
    CHECK(opened->history->entries()->empty());
    CHECK(opened->history->plan(test::exampleResult().scenario).has_value());
    CHECK(std::filesystem::file_size(folder.path() / "runs.db.set-aside-1") == size);
}

TEST_CASE("A schema grows by steps in one transaction, after a copy was made")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "grown.db";
    const char* const first[] = {"CREATE TABLE a (x INTEGER)"};
    const char* const second[] = {"CREATE TABLE a (x INTEGER)", "ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 7"};
    const char* const broken[] = {second[0], second[1], "CREATE TABLE b (x); CREATE TABLE a (x)"};
    auto database = history::Database::open(file);
    REQUIRE_FALSE(database->migrate(first).has_error());
    CHECK(files(folder.path(), "version").empty()); // there was nothing to copy
    REQUIRE_FALSE(database->execute("INSERT INTO a VALUES (1)").has_error());
    REQUIRE_FALSE(database->migrate(second).has_error());
    CHECK(*database->number("SELECT y FROM a") == 7);
    CHECK(*database->number("PRAGMA user_version") == 2);
    REQUIRE(files(folder.path(), "version-1").size() == 1);
    CHECK(*history::Database::open(folder.path() / "grown.db.version-1")->number("SELECT count(*) FROM a") == 1);
    // All steps or none.
    CHECK(database->migrate(broken).has_error());
    CHECK(*database->number("PRAGMA user_version") == 2);
    CHECK(*database->number("SELECT count(*) FROM sqlite_master WHERE name = 'b'") == 0);
}

TEST_CASE("Without room a run says so, and what was stored before stays")
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "runs.db";
    const auto result = test::exampleResult();
    std::int64_t kept = 0;
    {
        auto runs = openOrFail(file);
        kept = *runs->plan(result.scenario);
        REQUIRE_FALSE(runs->finish(kept, result).has_error());
    }
    auto runs = openOrFail(file, {static_cast<std::int64_t>(std::filesystem::file_size(file)), 200});
    history::Result<void> done;
    for (int i = 0; i < 50 && !done.has_error(); ++i) {
        const auto id = runs->plan(result.scenario);
        done = id ? runs->finish(*id, result) : history::Result<void>(id.error());
    }
    REQUIRE(done.has_error());
    CHECK(done.error().kind == history::Error::Kind::Full);
    CAPTURE(done.error().text);
    CHECK(done.error().text.find("free some space") != std::string::npos);
    CHECK(runs->read(kept, nowhere)->paths[0].response.count() == 200);
}
