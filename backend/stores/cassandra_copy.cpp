#include "backend/stores/cassandra_copy.hpp"

#include "backend/stores/copy_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace cachedeck::stores::cassandra {
namespace {

constexpr std::size_t longestName = 48; // of a keyspace
constexpr auto patience = std::chrono::minutes(10);

std::string text(const workload::Value& value)
{
    const auto* words = std::get_if<std::string>(&value);
    return words == nullptr ? std::string() : *words;
}

// When a table was made: its id is a UUID of version 1, which counts tenths of microseconds since 1582-10-15.
std::optional<std::chrono::system_clock::time_point> madeAt(const std::string& id)
{
    if (id.size() != 36 || id[14] != '1')
        return std::nullopt;
    const auto ticks = std::strtoll((id.substr(15, 3) + id.substr(9, 4) + id.substr(0, 8)).c_str(), nullptr, 16);
    constexpr std::int64_t ticksBefore1970 = 0x01b21dd213814000;
    return std::chrono::system_clock::time_point(std::chrono::duration_cast<std::chrono::system_clock::duration>(
        std::chrono::microseconds((ticks - ticksBefore1970) / 10)));
}

std::string createTable(const std::string& place, const std::vector<ColumnFact>& facts)
{
    std::string columns, partition, clustering, order;
    for (const auto& fact : facts) {
        const auto name = quotedName(fact.name);
        columns += fmt::format("{} {}{}, ", name, fact.type, fact.kind == "static" ? " static" : "");
        if (fact.kind == "partition_key")
            partition += (partition.empty() ? "" : ", ") + name;
        if (fact.kind != "clustering")
            continue;
        clustering += ", " + name;
        order += fmt::format("{}{} {}", order.empty() ? "" : ", ", name, fact.isDescending ? "DESC" : "ASC");
    }
    return fmt::format("CREATE TABLE {} ({}PRIMARY KEY (({}){})){}", place, columns, partition, clustering,
                       order.empty() ? "" : fmt::format(" WITH CLUSTERING ORDER BY ({})", order));
}

} // namespace

KeyspaceCopy::KeyspaceCopy(const Target& source, std::string keyspace)
    : m_source(source.keyspace), m_keyspace(std::move(keyspace)), m_caller(source)
{}

KeyspaceCopy::~KeyspaceCopy()
{
    (void)m_caller.call("DROP KEYSPACE IF EXISTS " + quotedName(m_keyspace), std::chrono::seconds(20));
}

Result<std::unique_ptr<KeyspaceCopy>> KeyspaceCopy::make(const Target& source, const std::string& directory,
                                                         const std::string& name,
                                                         const std::vector<std::string>& writes)
{
    std::unique_ptr<KeyspaceCopy> copy(new KeyspaceCopy(source, copyName(directory, name, longestName)));
    if (const auto dropped = copy->dropLeftovers(); !dropped)
        return dropped.error();
    if (const auto created = copy->create(); !created)
        return created.error();
    for (const auto& write : writes) {
        for (const auto& table : writtenTables(write, cassandraDialect)) {
            if (copy->m_places.contains(table))
                continue;
            if (const auto copied = copy->copyTable(table); !copied)
                return copied.error();
        }
    }
    return copy;
}

Result<void> KeyspaceCopy::dropLeftovers()
{
    constexpr auto old = std::chrono::hours(24);
    const auto tables = m_caller.call("SELECT keyspace_name, id FROM system_schema.tables");
    if (!tables)
        return tables.error();
    for (std::size_t i = 0; i + 1 < tables->cells.size(); i += 2) {
        const auto keyspace = text(tables->cells[i]);
        const auto made = madeAt(text(tables->cells[i + 1]));
        if (keyspace.starts_with(copyPrefix) && made && std::chrono::system_clock::now() - *made > old)
            (void)m_caller.call("DROP KEYSPACE IF EXISTS " + quotedName(keyspace));
    }
    return {};
}

// As the original is replicated, so is the copy.
Result<void> KeyspaceCopy::create()
{
    const auto source =
        m_caller.ask("SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?", {m_source});
    if (!source)
        return source.error();
    if (source->cells.empty())
        return Error{ErrorKind::BadStatement, "", fmt::format("There is no keyspace \"{}\".", m_source),
                     "Name it in the URL: cassandra://host/keyspace."};
    auto replication = text(source->cells.front());
    std::replace(replication.begin(), replication.end(), '"', '\''); // JSON as a map of CQL
    const auto made =
        m_caller.call(fmt::format("CREATE KEYSPACE {} WITH replication = {}", quotedName(m_keyspace), replication));
    if (!made)
        return made.error();
    return {};
}

Result<void> KeyspaceCopy::copyTable(const std::string& table)
{
    const auto facts = columnsOf(m_caller, m_source, table);
    if (!facts)
        return facts.error();
    if (facts->empty())
        return {}; // not of this keyspace: the write itself will say what is wrong
    const auto place = fmt::format("{}.{}", quotedName(m_keyspace), quotedName(table));
    if (const auto made = m_caller.call(createTable(place, *facts)); !made)
        return made.error();
    m_places.emplace(table, place);
    if (const auto indexed = copyIndexes(table); !indexed)
        return indexed;
    return copyRows(table, *facts);
}

Result<void> KeyspaceCopy::copyIndexes(const std::string& table)
{
    const auto indexes = m_caller.ask(
        "SELECT options FROM system_schema.indexes WHERE keyspace_name = ? AND table_name = ?", {m_source, table});
    if (!indexes)
        return indexes.error();
    for (const auto& options : indexes->cells) {
        // {"target":"city"} of an ordinary one; others (SASI, SAI) have more, and are left out.
        const auto json = text(options);
        constexpr std::string_view before = "{\"target\":\"", after = "\"}";
        const bool isPlain = json.starts_with(before) && json.ends_with(after) &&
                             std::count(json.begin(), json.end(), ':') == 1 && json.find('\\') == json.npos;
        if (!isPlain)
            continue;
        const auto target = json.substr(before.size(), json.size() - before.size() - after.size());
        if (const auto made = m_caller.call(fmt::format("CREATE INDEX ON {} ({})", m_places.at(table), target)); !made)
            return made.error();
    }
    return {};
}

Result<void> KeyspaceCopy::copyRows(const std::string& table, const std::vector<ColumnFact>& facts)
{
    std::vector<std::string> names;
    std::string list;
    for (const auto& fact : facts) {
        names.push_back(fact.name);
        list += (list.empty() ? "" : ", ") + quotedName(fact.name);
    }
    const auto writer = rowWriter(m_places.at(table), facts, names);
    return m_caller.pages(fmt::format("SELECT {} FROM {}.{}", list, quotedName(m_source), quotedName(table)), patience,
                          [&](const Rows& page) {
                              std::vector<std::vector<workload::Value>> rows;
                              for (std::size_t i = 0; i < page.cells.size(); i += page.columns) {
                                  auto& row = rows.emplace_back();
                                  for (const auto place : writer.order)
                                      row.push_back(page.cells[i + place]);
                              }
                              return m_caller.writeAll(writer.cql, rows);
                          });
}

} // namespace cachedeck::stores::cassandra
