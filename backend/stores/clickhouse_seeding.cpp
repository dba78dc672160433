#include "backend/stores/clickhouse_seeding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <thread>

namespace cachedeck::stores::clickhouse {
namespace {

constexpr std::size_t chunkBytes = 8u << 20u; // ClickHouse makes a part of each INSERT
constexpr std::uint64_t rowsBetweenLooks = 8192;
constexpr const char* marker = "cachedeck_data";

Result<void> onlyDone(const Result<std::string>& answer)
{
    if (!answer)
        return answer.error();
    return {};
}

// What a crash left of data sets that were being written. As with copies, its age alone tells.
Result<void> dropOldParts(BlockingCaller& caller)
{
    const auto old = caller.column("SELECT database FROM system.tables"
                                   " WHERE match(database, '^cachedeck_.*_[0-9a-f]{8}_part_[0-9a-f]{8}$')"
                                   " GROUP BY database HAVING max(metadata_modification_time) < now() - 86400");
    if (!old)
        return old.error();
    for (const auto& database : *old)
        (void)caller.call("DROP DATABASE IF EXISTS " + quotedName(database));
    return {};
}

class ClickhouseSeeding final : public Seeding {
public:
    ClickhouseSeeding(Target target, DataSet data, std::function<bool(std::uint64_t)> proceed)
        : m_target(std::move(target)),
          m_data(std::move(data)),
          m_proceed(std::move(proceed)),
          m_part(fmt::format("{}_part_{:08x}", m_data.name, std::random_device{}()))
    {}
    ~ClickhouseSeeding() override
    {
        if (m_caller)
            (void)m_caller->call("DROP DATABASE IF EXISTS " + quotedName(m_part));
    }

    Result<void> begin()
    {
        BlockingCaller outside(m_target);
        if (const auto dropped = dropOldParts(outside); !dropped)
            return dropped;
        if (const auto made = outside.call("CREATE DATABASE " + quotedName(m_part)); !made)
            return made.error();
        auto inside = m_target;
        inside.database = m_part;
        m_caller = std::make_unique<BlockingCaller>(inside);
        if (const auto made = runAll(m_data.tables); !made)
            return made;
        auto tables = m_caller->column("SELECT name FROM system.tables WHERE database = " + quotedText(m_part));
        if (!tables)
            return tables.error();
        m_tables = std::move(*tables);
        return {};
    }

    void table(std::string_view table, std::size_t) override
    {
        if (m_error || !flush())
            return;
        const bool isWanted = std::find(m_tables.begin(), m_tables.end(), table) != m_tables.end();
        m_insert = isWanted ? fmt::format("INSERT INTO {} FORMAT TabSeparated\n", quotedName(table)) : "";
    }

    bool row(std::span<const workload::Value> cells) override
    {
        if (m_error)
            return false;
        if (m_insert.empty())
            return true;
        if (m_chunk.empty())
            m_chunk = m_insert;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            appendTabSeparated(cells[i], m_chunk);
            m_chunk += i + 1 < cells.size() ? '\t' : '\n';
        }
        if (m_chunk.size() >= chunkBytes && !flush())
            return false;
        return ++m_rows % rowsBetweenLooks != 0 || m_proceed(m_rows);
    }

    Result<void> finish() override
    {
        if (!m_error)
            flush();
        if (m_error)
            return *m_error;
        if (const auto made = runAll(m_data.indexes); !made)
            return made;
        if (const auto made = runAll(fmt::format("CREATE TABLE {} (rows UInt64) ENGINE = TinyLog", marker)); !made)
            return made;
        // Who makes the database first, wins; another process has the same rows.
        const auto create = "CREATE DATABASE " + quotedName(m_data.name);
        if (!m_caller->call(create)) {
            const auto there = isThere();
            if (!there)
                return there.error();
            if (*there)
                return {};
            if (const auto made = m_caller->call(create); !made)
                return made.error();
        }
        m_tables.emplace_back(marker); // the last to come
        for (const auto& table : m_tables) {
            const auto moved = m_caller->call(fmt::format("RENAME TABLE {0}.{2} TO {1}.{2}", quotedName(m_part),
                                                          quotedName(m_data.name), quotedName(table)));
            if (!moved)
                return moved.error();
        }
        return {};
    }

    std::uint64_t rows() const noexcept override { return m_rows; }
    const std::optional<Error>& error() const noexcept override { return m_error; }

private:
    // Whether the data set is there, whole. While another process moves its tables into place, this waits; what a crash
    // has left of it, where nothing moves any more, is dropped.
    Result<bool> isThere()
    {
        constexpr int longestStill = 25; // looks; a table is moved within milliseconds
        std::size_t before = 0;
        for (int still = 0; still < longestStill; ++still) {
            const auto found = m_caller->column(fmt::format("SELECT name FROM system.databases WHERE name = {0}"
                                                            " UNION ALL"
                                                            " SELECT name FROM system.tables WHERE database = {0}",
                                                            quotedText(m_data.name)));
            if (!found)
                return found.error();
            if (found->empty())
                return false;
            if (std::find(found->begin(), found->end(), marker) != found->end())
                return true;
            if (std::exchange(before, found->size()) != found->size())
                still = 0;
            if (!m_proceed(0))
                return Error{ErrorKind::Timeout, "", "Stopped while another process makes the same data.", ""};
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
        if (const auto dropped = m_caller->call("DROP DATABASE IF EXISTS " + quotedName(m_data.name)); !dropped)
            return dropped.error();
        return false;
    }

    Result<void> runAll(const std::string& statements)
    {
        if (statements.empty())
            return {};
        const auto parsed = parseSql(statements, {}, clickhouseDialect);
        if (!parsed)
            return Error{ErrorKind::BadStatement, m_target.url, parsed.error(), ""};
        for (const auto& statement : *parsed) {
            if (const auto done = onlyDone(m_caller->call(statement.text())); !done)
                return done;
        }
        return {};
    }

    bool flush()
    {
        if (m_chunk.empty())
            return true;
        if (const auto sent = m_caller->call(std::exchange(m_chunk, {})); !sent)
            m_error = sent.error();
        return !m_error;
    }

    Target m_target;
    DataSet m_data;
    std::function<bool(std::uint64_t)> m_proceed;
    std::string m_part;
    std::unique_ptr<BlockingCaller> m_caller; // in the part's database
    std::vector<std::string> m_tables;
    std::string m_insert, m_chunk;
    std::uint64_t m_rows = 0;
    std::optional<Error> m_error;
};

} // namespace

std::string quotedName(std::string_view name)
{
    std::string quoted = "`";
    for (const char letter : name) {
        if (letter == '`' || letter == '\\')
            quoted += '\\';
        quoted += letter;
    }
    return quoted + '`';
}

std::string quotedText(std::string_view text)
{
    std::string quoted;
    appendLiteral(std::string(text), quoted);
    return quoted;
}

Result<std::vector<std::string>> BlockingCaller::column(const std::string& sql)
{
    const auto answer = call(sql + " FORMAT TabSeparatedWithNamesAndTypes");
    if (!answer)
        return answer.error();
    Rows rows;
    if (const auto parsed = parseAnswer(*answer, rows); !parsed)
        return Error{ErrorKind::Corrupt, m_target.url, parsed.error(), ""};
    std::vector<std::string> texts;
    for (const auto& cell : rows.cells) {
        const auto* text = std::get_if<std::string>(&cell);
        texts.push_back(text == nullptr ? "" : *text);
    }
    return texts;
}

Result<bool> isSeeded(const Target& target, const DataSet& data)
{
    BlockingCaller caller(target);
    const auto found = caller.column(fmt::format("SELECT name FROM system.tables WHERE database = {} AND name = {}",
                                                 quotedText(data.name), quotedText(marker)));
    if (!found)
        return found.error();
    return !found->empty();
}

Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed)
{
    auto seeding = std::make_unique<ClickhouseSeeding>(target, data, std::move(proceed));
    if (const auto begun = seeding->begin(); !begun)
        return begun.error();
    return std::unique_ptr<Seeding>(std::move(seeding));
}

} // namespace cachedeck::stores::clickhouse
