#include "backend/stores/postgresql_seeding.hpp"

#include "backend/stores/postgresql_values.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <thread>

namespace cachedeck::stores::postgresql {
namespace {

constexpr std::size_t chunkBytes = 64 * 1024;
constexpr std::uint64_t rowsBetweenLooks = 8192;

// The marker that a data set is there, whole: made last.
constexpr const char* marker = "cachedeck_data";

Result<bool> isThere(Connection& connection, const DataSet& data)
{
    const auto found =
        connection.query("SELECT to_regclass($1) IS NOT NULL", {fmt::format("{}.{}", quotedName(data.name), marker)});
    if (!found)
        return found.error();
    return std::string_view(PQgetvalue(found->get(), 0, 0)) == "t";
}

class PostgresqlSeeding final : public Seeding {
public:
    PostgresqlSeeding(std::unique_ptr<Connection> connection, DataSet data, std::function<bool(std::uint64_t)> proceed)
        : m_connection(std::move(connection)), m_data(std::move(data)), m_proceed(std::move(proceed))
    {}

    Result<void> begin()
    {
        return run(
            fmt::format("CREATE SCHEMA {0}; SET LOCAL search_path = {0}; {1}", quotedName(m_data.name), m_data.tables));
    }

    void table(std::string_view table, std::size_t columns) override
    {
        if (m_error || !endCopy())
            return;
        m_isWanted = false;
        const auto described = m_connection->query("SELECT atttypid FROM pg_attribute WHERE attrelid = to_regclass($1)"
                                                   "   AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
                                                   {quotedName(table)});
        if (!described)
            return fail(described.error());
        if (PQntuples(described->get()) == 0)
            return; // the schema does without it
        if (static_cast<std::size_t>(PQntuples(described->get())) != columns)
            return fail({ErrorKind::BadStatement, "",
                         fmt::format("The table {} has {} columns; its rows have {}.", table,
                                     PQntuples(described->get()), columns),
                         ""});
        m_types.clear();
        for (std::size_t i = 0; i < columns; ++i)
            m_types.push_back(static_cast<Oid>(std::atoi(PQgetvalue(described->get(), static_cast<int>(i), 0))));
        // FREEZE: the rows need no vacuum later, as the table was made in this transaction.
        const auto begun = m_connection->execute(fmt::format("COPY {} FROM STDIN (FREEZE)", quotedName(table)));
        if (!begun)
            return fail(begun.error());
        m_isCopying = m_isWanted = true;
    }

    bool row(std::span<const workload::Value> cells) override
    {
        if (m_error)
            return false;
        if (!m_isWanted)
            return true;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            appendCopyCell(cells[i], m_types[i], m_chunk);
            m_chunk += i + 1 < cells.size() ? '\t' : '\n';
        }
        if (m_chunk.size() >= chunkBytes && !put())
            return false;
        return ++m_rows % rowsBetweenLooks != 0 || m_proceed(m_rows);
    }

    Result<void> finish() override
    {
        if (!m_error)
            endCopy();
        if (m_error)
            return *m_error;
        if (const auto made = run(m_data.indexes); !made)
            return made;
        return run(fmt::format("CREATE TABLE {} AS SELECT {}::bigint AS rows, now() AS made; COMMIT", marker, m_rows));
    }

    std::uint64_t rows() const noexcept override { return m_rows; }
    const std::optional<Error>& error() const noexcept override { return m_error; }

private:
    Result<void> run(const std::string& statements)
    {
        if (statements.empty())
            return {};
        const auto done = m_connection->execute(statements);
        if (!done)
            return done.error();
        return {};
    }

    void fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }

    bool put()
    {
        while (true) {
            const int state = PQputCopyData(m_connection->get(), m_chunk.data(), static_cast<int>(m_chunk.size()));
            if (state > 0)
                break;
            if (state < 0) {
                fail(m_connection->connectionError());
                return false;
            }
            if (const auto written = m_connection->drain(); !written) {
                fail(written.error());
                return false;
            }
        }
        m_chunk.clear();
        if (const auto written = m_connection->drain(); !written) {
            fail(written.error());
            return false;
        }
        return true;
    }

    bool endCopy()
    {
        if (!m_isCopying)
            return true;
        m_isCopying = false;
        if (!m_chunk.empty() && !put())
            return false;
        if (PQputCopyEnd(m_connection->get(), nullptr) < 0) {
            fail(m_connection->connectionError());
            return false;
        }
        if (const auto done = m_connection->only(Clock::time_point::max()); !done)
            fail(done.error());
        return !m_error;
    }

    std::unique_ptr<Connection> m_connection; // with it goes what is not committed
    DataSet m_data;
    std::function<bool(std::uint64_t)> m_proceed;
    std::vector<Oid> m_types;
    std::string m_chunk;
    std::uint64_t m_rows = 0;
    std::optional<Error> m_error;
    bool m_isCopying = false, m_isWanted = false;
};

Error stopped()
{
    return {ErrorKind::Timeout, "", "Stopped while another process makes the same data.", ""};
}

} // namespace

Result<bool> isSeeded(const Target& target, const DataSet& data)
{
    const auto connection = Connection::open(target, Clock::now() + std::chrono::seconds(10));
    if (!connection)
        return connection.error();
    return isThere(**connection, data);
}

Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed)
{
    auto connection = Connection::open(target, Clock::now() + std::chrono::seconds(10));
    if (!connection)
        return connection.error();
    if (const auto begun = (*connection)->execute("BEGIN"); !begun)
        return begun.error();
    while (true) {
        const auto locked =
            (*connection)->query("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))", {data.name});
        if (!locked)
            return locked.error();
        if (std::string_view(PQgetvalue(locked->get(), 0, 0)) == "t")
            break;
        if (!proceed(0))
            return stopped();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    const auto there = isThere(**connection, data);
    if (!there)
        return there.error();
    if (*there)
        return std::unique_ptr<Seeding>();
    auto seeding = std::make_unique<PostgresqlSeeding>(std::move(*connection), data, std::move(proceed));
    if (const auto begun = seeding->begin(); !begun)
        return begun.error();
    return std::unique_ptr<Seeding>(std::move(seeding));
}

} // namespace cachedeck::stores::postgresql
