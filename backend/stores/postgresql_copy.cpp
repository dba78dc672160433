#include "backend/stores/postgresql_copy.hpp"

#include "backend/stores/copy_name.hpp"

#include <fmt/format.h>

namespace cachedeck::stores::postgresql {
namespace {

std::string text(const PgResult& result, int row, int column)
{
    return {PQgetvalue(result.get(), row, column), static_cast<std::size_t>(PQgetlength(result.get(), row, column))};
}

// What follows the table's name in "CREATE INDEX name ON schema.table USING btree (…)".
std::string indexBody(const std::string& definition)
{
    const auto place = definition.find(" USING ");
    return place == std::string::npos ? std::string() : definition.substr(place);
}

} // namespace

Result<std::unique_ptr<SchemaCopy>> SchemaCopy::make(const Target& source, const std::string& directory,
                                                     const std::string& name, const std::set<std::string>& tables)
{
    auto connection = Connection::open(source, Clock::now() + std::chrono::seconds(10));
    if (!connection)
        return connection.error();
    std::unique_ptr<SchemaCopy> copy(new SchemaCopy(source, std::move(*connection), copyName(directory, name)));
    if (const auto dropped = copy->dropLeftovers(); !dropped)
        return dropped.error();
    if (const auto found = copy->findSearchPath(); !found)
        return found.error();
    if (const auto created = copy->create(); !created)
        return created.error();
    for (const auto& table : tables) {
        if (const auto copied = copy->copyTable(table); !copied)
            return copied.error();
    }
    return copy;
}

SchemaCopy::~SchemaCopy()
{
    const auto until = Clock::now() + std::chrono::seconds(10);
    const auto drop = fmt::format("DROP SCHEMA IF EXISTS {} CASCADE", quotedName(m_schema));
    if (m_connection->isAlive() && m_connection->execute(drop, until))
        return;
    // The server was gone for a while. If it still is, the next copy drops this one.
    if (const auto again = Connection::open(m_source, Clock::now() + std::chrono::seconds(2)))
        (void)(*again)->execute(drop, until);
}

Result<void> SchemaCopy::dropLeftovers()
{
    const auto schemas = m_connection->query(
        "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, $1) AND pg_has_role(nspowner, 'USAGE')",
        {std::string(copyPrefix)});
    if (!schemas)
        return schemas.error();
    for (int row = 0; row < PQntuples(schemas->get()); ++row) {
        const auto schema = text(*schemas, row, 0);
        const auto locked = m_connection->query("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", {schema});
        if (!locked)
            return locked.error();
        if (text(*locked, 0, 0) != "t")
            continue; // a run's, which goes on
        const auto dropped = m_connection->execute(fmt::format("DROP SCHEMA {} CASCADE", quotedName(schema)));
        (void)m_connection->query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", {schema});
        if (!dropped)
            return dropped.error();
    }
    return {};
}

Result<void> SchemaCopy::findSearchPath()
{
    const auto schemas = m_connection->execute("SELECT unnest(current_schemas(false))");
    if (!schemas)
        return schemas.error();
    m_searchPath = quotedName(m_schema);
    for (int row = 0; row < PQntuples(schemas->get()); ++row)
        m_searchPath += ", " + quotedName(text(*schemas, row, 0));
    return {};
}

Result<void> SchemaCopy::create()
{
    const auto locked = m_connection->query("SELECT pg_advisory_lock(hashtextextended($1, 0))", {m_schema},
                                            Clock::now() + std::chrono::seconds(10));
    if (!locked)
        return locked.error();
    const auto created = m_connection->execute(fmt::format("CREATE SCHEMA {}", quotedName(m_schema)));
    if (!created)
        return created.error();
    return {};
}

Result<void> SchemaCopy::copyTable(const std::string& table)
{
    const auto found = m_connection->query("SELECT c.oid, c.oid::regclass FROM pg_class c"
                                           " WHERE c.oid = to_regclass($1) AND c.relkind IN ('r', 'p')",
                                           {quotedName(table)});
    if (!found)
        return found.error();
    if (PQntuples(found->get()) == 0)
        return {};
    const auto oid = text(*found, 0, 0);
    if (const auto none = refuseViews(oid, table); !none)
        return none;
    const auto copy = fmt::format("{}.{}", quotedName(m_schema), quotedName(table));
    // Indexes come after the rows, which is several times faster.
    const auto filled = m_connection->execute(fmt::format("CREATE TABLE {0} (LIKE {1} INCLUDING ALL EXCLUDING INDEXES);"
                                                          "INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT * FROM {1}",
                                                          copy, text(*found, 0, 1)));
    if (!filled)
        return filled.error();
    if (const auto indexed = copyIndexes(oid, copy); !indexed)
        return indexed;
    const auto ready = m_connection->execute(fmt::format("VACUUM (ANALYZE, FREEZE) {}", copy));
    if (!ready)
        return ready.error();
    return {};
}

Result<void> SchemaCopy::copyIndexes(const std::string& oid, const std::string& table)
{
    const auto indexes = m_connection->query(
        "SELECT coalesce(pg_get_constraintdef(k.oid), ''), pg_get_indexdef(i.indexrelid), i.indisunique"
        "  FROM pg_index i LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')"
        " WHERE i.indrelid = $1 ORDER BY i.indexrelid",
        {oid});
    if (!indexes)
        return indexes.error();
    for (int row = 0; row < PQntuples(indexes->get()); ++row) {
        const auto constraint = text(*indexes, row, 0);
        const auto statement =
            constraint.empty() ? fmt::format("CREATE {}INDEX ON {}{}", text(*indexes, row, 2) == "t" ? "UNIQUE " : "",
                                             table, indexBody(text(*indexes, row, 1)))
                               : fmt::format("ALTER TABLE {} ADD {}", table, constraint);
        if (const auto made = m_connection->execute(statement); !made)
            return made.error();
    }
    // Numbers that the table gives out itself go on after the highest.
    const auto identities = m_connection->query("SELECT quote_ident(attname), attname FROM pg_attribute"
                                                " WHERE attrelid = $1 AND attidentity <> ''",
                                                {oid});
    if (!identities)
        return identities.error();
    for (int row = 0; row < PQntuples(identities->get()); ++row) {
        const auto set = m_connection->query(
            fmt::format("SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max({}), 0) + 1, false) FROM {}",
                        text(*identities, row, 0), table),
            {table, text(*identities, row, 1)});
        if (!set)
            return set.error();
    }
    return {};
}

// A view would go on reading the original, and a path would not see its own writes.
Result<void> SchemaCopy::refuseViews(const std::string& oid, const std::string& table)
{
    const auto views = m_connection->query(
        "SELECT DISTINCT w.ev_class::regclass FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid"
        " WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1"
        "   AND w.ev_class <> $1 LIMIT 1",
        {oid});
    if (!views)
        return views.error();
    if (PQntuples(views->get()) > 0)
        return Error{
            ErrorKind::Refused, m_source.url,
            fmt::format("The view {} reads the table {}, which the workload changes.", text(*views, 0, 0), table),
            "Each path changes a copy of the table, and a view cannot follow it: query the table itself, or use a "
            "database without the view."};
    return {};
}

} // namespace cachedeck::stores::postgresql
