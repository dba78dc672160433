#include "backend/history/stored_runs.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <map>

#ifdef _WIN32
#include <process.h>
#else
#include <csignal>
#include <unistd.h>
#endif

namespace cachedeck::history {

namespace {

using Clock = std::chrono::system_clock;
using SteadyClock = std::chrono::steady_clock;

constexpr auto figuresEvery = std::chrono::seconds(5);

std::int64_t milliseconds(Clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::int64_t ownProcess()
{
#ifdef _WIN32
    return _getpid();
#else
    return ::getpid();
#endif
}

// A process that is certainly gone; one that merely bears its number is told by its old heartbeat.
bool isGone(std::int64_t process)
{
#ifdef _WIN32
    (void)process;
    return false;
#else
    return ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
#endif
}

State stateOf(const std::string& text)
{
    return text == "finished"      ? State::Finished
           : text == "interrupted" ? State::Interrupted
           : text == "running"     ? State::Running
                                   : State::Planned;
}

// The main file and what SQLite keeps beside it, under another name.
std::filesystem::path setAside(const std::filesystem::path& file)
{
    std::filesystem::path kept;
    for (int number = 1;; ++number) {
        kept = file;
        kept += fmt::format(".set-aside-{}", number);
        std::error_code none;
        if (!std::filesystem::exists(kept, none))
            break;
    }
    for (const char* end : {"", "-wal", "-shm"}) {
        auto from = file, to = kept;
        from += end;
        to += end;
        std::error_code none;
        std::filesystem::rename(from, to, none);
    }
    return kept;
}

Result<Database> openChecked(const std::filesystem::path& file, Limits limits)
{
    auto database = Database::open(file);
    if (database.has_error())
        return database;
    // quick_check reads every page; a damaged file is better found here than in the middle of a run.
    {
        Statement check(*database, "PRAGMA quick_check(1)");
        const auto row = check.step();
        if (row.has_error())
            return row.error();
        if (*row && check.text(0) != "ok")
            return Error{Error::Kind::Damaged,
                         fmt::format("The history of runs ({}) is damaged: {}.", file.string(), check.text(0))};
    }
    for (const auto& pragma :
         {std::string("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")})
        if (const auto done = database->execute(pragma); done.has_error())
            return done.error();
    if (const auto done = database->migrate(schema); done.has_error())
        return done.error();
    const auto page = database->number("PRAGMA page_size");
    if (page.has_error())
        return page.error();
    if (const auto done = database->execute(
            fmt::format("PRAGMA max_page_count = {}", std::max<std::int64_t>(16, limits.mostBytes / *page)));
        done.has_error())
        return done.error();
    return database;
}

} // namespace

struct RunHistory::Implementation {
    Database database;
    Limits limits;
    std::map<std::int64_t, SteadyClock::time_point> figuresAt;

    // All of the work or none of it.
    template<class Work>
    Result<void> transaction(Work work)
    {
        if (const auto begun = database.execute("BEGIN IMMEDIATE"); begun.has_error())
            return begun.error();
        Result<void> done = work();
        if (!done.has_error())
            done = database.execute("COMMIT");
        if (done.has_error() && !sqlite3_get_autocommit(database.handle()))
            sqlite3_exec(database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        return done;
    }
    Result<void> setState(std::int64_t id, const char* state)
    {
        Statement statement(database, "UPDATE runs SET state = ?, heartbeat = ? WHERE id = ?");
        return statement.bind(std::string_view(state)).bind(milliseconds(Clock::now())).bind(id).run();
    }
    Result<void> interruptDead();
    Result<void> prune();
};

// Planned and running ones whose process is gone or silent; one that measured nothing has nothing to show.
Result<void> RunHistory::Implementation::interruptDead()
{
    std::vector<std::int64_t> dead;
    {
        Statement open(database, "SELECT id, owner, heartbeat FROM runs WHERE state IN ('planned', 'running')");
        const auto silent = milliseconds(Clock::now() - staleAfter);
        for (;;) {
            const auto row = open.step();
            if (row.has_error())
                return row.error();
            if (!*row)
                break;
            if (isGone(open.integer(1)) || open.integer(2) < silent)
                dead.push_back(open.integer(0));
        }
    }
    for (const auto id : dead) {
        Statement end(database, "UPDATE runs SET state = 'interrupted', seconds = max(seconds, (SELECT "
                                "coalesce(max(second) - min(second) + 1, 0) "
                                "FROM seconds WHERE run = runs.id)) WHERE id = ?");
        if (const auto done = end.bind(id).run(); done.has_error())
            return done.error();
    }
    return database.execute("DELETE FROM runs WHERE state = 'interrupted' AND document IS NULL");
}

Result<void> RunHistory::Implementation::prune()
{
    Statement old(database,
                  "DELETE FROM runs WHERE id NOT IN (SELECT id FROM runs ORDER BY started DESC, id DESC LIMIT ?)");
    return old.bind(std::int64_t(limits.mostRuns)).run();
}

RunHistory::RunHistory(std::unique_ptr<Implementation> implementation) : m_implementation(std::move(implementation)) {}
RunHistory::~RunHistory() = default;

Result<RunHistory::Opened> RunHistory::open(const std::filesystem::path& file, Limits limits)
{
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    Opened opened;
    auto database = openChecked(file, limits);
    if (database.has_error() &&
        (database.error().kind == Error::Kind::Damaged || database.error().kind == Error::Kind::Newer)) {
        const auto why = database.error().text;
        const auto kept = setAside(file);
        opened.notice =
            fmt::format("{} It was kept as {}, and a new history was begun.", why, kept.filename().string());
        database = openChecked(file, limits);
    }
    if (database.has_error())
        return database.error();
    auto implementation = std::make_unique<Implementation>();
    implementation->database = std::move(*database);
    implementation->limits = limits;
    if (const auto done = implementation->interruptDead(); done.has_error())
        return done.error();
    opened.history.reset(new RunHistory(std::move(implementation)));
    return opened;
}

Result<std::int64_t> RunHistory::plan(const load::Scenario& scenario)
{
    auto& database = m_implementation->database;
    if (const auto pruned = m_implementation->prune(); pruned.has_error())
        return pruned.error();
    const auto now = milliseconds(Clock::now());
    Statement insert(
        database,
        "INSERT INTO runs (name, scenario, started, state, heartbeat, owner) VALUES (?, ?, ?, 'planned', ?, ?)");
    insert.bind(std::string_view(scenario.name))
        .bind(std::string_view(scenario.json.empty() ? load::toJson(scenario) : scenario.json));
    if (const auto done = insert.bind(now).bind(now).bind(ownProcess()).run(); done.has_error())
        return done.error();
    return sqlite3_last_insert_rowid(database.handle());
}

Result<void> RunHistory::heartbeat(std::int64_t id)
{
    return m_implementation->setState(id, "running");
}

Result<void> RunHistory::record(std::int64_t id, const load::Result& soFar)
{
    auto& figuresAt = m_implementation->figuresAt[id];
    const auto now = SteadyClock::now();
    const bool figures = now - figuresAt >= figuresEvery || figuresAt == SteadyClock::time_point();
    const auto done = m_implementation->transaction([&]() -> Result<void> {
        if (const auto stated = m_implementation->setState(id, "running"); stated.has_error())
            return stated;
        if (const auto written = writeSeconds(m_implementation->database, id, soFar); written.has_error())
            return written;
        return figures ? writeFigures(m_implementation->database, id, soFar) : Result<void>();
    });
    if (!done.has_error() && figures)
        figuresAt = now;
    return done;
}

Result<void> RunHistory::finish(std::int64_t id, const load::Result& result)
{
    m_implementation->figuresAt.erase(id);
    return m_implementation->transaction([&]() -> Result<void> {
        if (const auto stated = m_implementation->setState(id, result.interrupted ? "interrupted" : "finished");
            stated.has_error())
            return stated;
        if (const auto written = writeSeconds(m_implementation->database, id, result); written.has_error())
            return written;
        return writeFigures(m_implementation->database, id, result);
    });
}

Result<void> RunHistory::abandon(std::int64_t id)
{
    m_implementation->figuresAt.erase(id);
    if (const auto stated = m_implementation->setState(id, "interrupted"); stated.has_error())
        return stated;
    return m_implementation->interruptDead();
}

Result<std::vector<Entry>> RunHistory::entries()
{
    if (const auto done = m_implementation->interruptDead(); done.has_error())
        return done.error();
    Statement statement(
        m_implementation->database,
        "SELECT id, name, started, state, seconds, path, speedup FROM runs ORDER BY started DESC, id DESC");
    std::vector<Entry> all;
    for (;;) {
        const auto row = statement.step();
        if (row.has_error())
            return row.error();
        if (!*row)
            return all;
        Entry entry;
        entry.id = statement.integer(0);
        entry.name = statement.text(1);
        entry.started = Clock::time_point(std::chrono::milliseconds(statement.integer(2)));
        entry.state = stateOf(statement.text(3));
        entry.seconds = statement.real(4);
        entry.path = statement.text(5);
        if (!statement.isNull(6))
            entry.speedup = statement.real(6);
        all.push_back(std::move(entry));
    }
}

Result<load::Result> RunHistory::read(std::int64_t id, const load::ResourcePaths& resources)
{
    Statement statement(m_implementation->database, "SELECT state FROM runs WHERE id = ?");
    const auto row = statement.bind(id).step();
    if (row.has_error())
        return row.error();
    if (!*row)
        return Error{Error::Kind::Missing, "This run is not in the history any more."};
    const bool whole = stateOf(statement.text(0)) == State::Finished;
    return readRun(m_implementation->database, id, resources, whole);
}

Result<std::string> RunHistory::scenario(std::int64_t id)
{
    Statement statement(m_implementation->database, "SELECT scenario FROM runs WHERE id = ?");
    const auto row = statement.bind(id).step();
    if (row.has_error())
        return row.error();
    if (!*row)
        return Error{Error::Kind::Missing, "This run is not in the history any more."};
    return statement.text(0);
}

Result<void> RunHistory::remove(std::int64_t id)
{
    Statement statement(m_implementation->database, "DELETE FROM runs WHERE id = ?");
    return statement.bind(id).run();
}

} // namespace cachedeck::history
