#include "backend/stores/cassandra_seeding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace cachedeck::stores::cassandra {
namespace {

constexpr std::size_t rowsAtATime = 512, bytesAtATime = 8u << 20;
constexpr auto longestSilence = std::chrono::seconds(60); // of a process that makes the data, before it counts as dead
constexpr std::string_view marker = "cachedeck_data";

std::int64_t nowMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string lower(std::string_view text)
{
    std::string small(text);
    for (auto& letter : small)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
    return small;
}

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> found;
    std::size_t begin = text.npos;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool isSpace = i == text.size() || text[i] == ' ' || text[i] == '\n' || text[i] == '\t';
        if (!isSpace && begin == text.npos)
            begin = i;
        if (isSpace && begin != text.npos) {
            found.push_back(text.substr(begin, i - begin));
            begin = text.npos;
        }
    }
    return found;
}

// What stands between the outermost commas of "(…)".
std::vector<std::string_view> listed(std::string_view text)
{
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(' || text[i] == '<') {
            begin = depth++ == 0 ? i + 1 : begin;
        } else if (text[i] == ')' || text[i] == '>') {
            if (--depth == 0) {
                parts.push_back(text.substr(begin, i - begin));
                break;
            }
        } else if (text[i] == ',' && depth == 1) {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    return parts;
}

class CassandraSeeding final : public Seeding {
public:
    CassandraSeeding(const Target& target, DataSet data, std::function<bool(std::uint64_t)> proceed)
        : m_data(std::move(data)),
          m_proceed(std::move(proceed)),
          m_caller(std::make_unique<BlockingCaller>(target)),
          m_declared(declaredColumns(m_data.tables))
    {}
    ~CassandraSeeding() override
    {
        if (!m_isWhole)
            (void)m_caller->call("DROP KEYSPACE IF EXISTS " + quotedName(m_data.name));
    }

    Result<void> begin()
    {
        if (const auto made =
                runAll(fmt::format("CREATE TABLE {} (id int PRIMARY KEY, state text, beat bigint)", marker));
            !made)
            return made;
        if (const auto begun = beat("making"); !begun)
            return begun;
        return runAll(m_data.tables);
    }

    void table(std::string_view table, std::size_t columns) override
    {
        if (m_error || !flush())
            return;
        m_writer = {};
        const auto declared = m_declared.find(std::string(table));
        if (declared == m_declared.end())
            return; // the schema does without it
        if (declared->second.size() != columns)
            return take(Error{
                ErrorKind::BadStatement, "",
                fmt::format("The table {} has {} columns; its rows have {}.", table, declared->second.size(), columns),
                ""});
        const auto facts = columnsOf(*m_caller, m_data.name, declared->first);
        if (!facts)
            return take(facts.error());
        m_writer = rowWriter(quotedName(table), *facts, declared->second);
    }

    bool row(std::span<const workload::Value> cells) override
    {
        if (m_error)
            return false;
        if (m_writer.cql.empty())
            return true;
        auto& ordered = m_waiting.emplace_back();
        for (const auto place : m_writer.order) {
            ordered.push_back(cells[place]);
            const auto* text = std::get_if<std::string>(&cells[place]);
            m_bytes += text == nullptr ? sizeof(workload::Value) : text->size();
        }
        ++m_rows;
        if (m_waiting.size() < rowsAtATime && m_bytes < bytesAtATime)
            return true;
        return flush() && m_proceed(m_rows);
    }

    Result<void> finish() override
    {
        if (!m_error)
            flush();
        if (!m_error)
            take(runAll(m_data.indexes));
        if (!m_error)
            take(beat("whole"));
        if (m_error)
            return *m_error;
        m_isWhole = true;
        return {};
    }

    std::uint64_t rows() const noexcept override { return m_rows; }
    const std::optional<Error>& error() const noexcept override { return m_error; }

private:
    // Says that the work goes on, or is done.
    Result<void> beat(std::string_view state)
    {
        m_lastBeat = runtime::Clock::now();
        const auto done = m_caller->ask(fmt::format("INSERT INTO {} (id, state, beat) VALUES (1, ?, ?)", marker),
                                        {std::string(state), nowMilliseconds()});
        return done ? Result<void>() : Result<void>(done.error());
    }

    Result<void> runAll(const std::string& statements)
    {
        if (statements.empty())
            return {};
        const auto parsed = parseSql(statements, {}, cassandraDialect);
        if (!parsed)
            return Error{ErrorKind::BadStatement, "", parsed.error(), ""};
        for (const auto& statement : *parsed) {
            if (const auto done = m_caller->call(statement.text()); !done)
                return done.error();
        }
        return {};
    }

    bool flush()
    {
        take(m_caller->writeAll(m_writer.cql, m_waiting));
        m_waiting.clear();
        m_bytes = 0;
        if (!m_error && runtime::Clock::now() - m_lastBeat > std::chrono::seconds(5))
            take(beat("making"));
        return !m_error;
    }

    void take(const Result<void>& result)
    {
        if (!result && !m_error)
            m_error = result.error();
    }

    DataSet m_data;
    std::function<bool(std::uint64_t)> m_proceed;
    std::unique_ptr<BlockingCaller> m_caller;
    std::map<std::string, std::vector<std::string>> m_declared;
    RowWriter m_writer; // without CQL: the table is passed over
    std::vector<std::vector<workload::Value>> m_waiting;
    std::size_t m_bytes = 0;
    std::uint64_t m_rows = 0;
    runtime::Clock::time_point m_lastBeat;
    std::optional<Error> m_error;
    bool m_isWhole = false;
};

enum class State { Nowhere, Bare, Dead, Making, Whole }; // bare: a keyspace without its marker

Result<State> stateOf(BlockingCaller& caller, const std::string& keyspace)
{
    const auto table =
        caller.ask("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                   {keyspace, std::string(marker)});
    if (!table)
        return table.error();
    if (table->cells.empty()) {
        const auto there =
            caller.ask("SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", {keyspace});
        if (!there)
            return there.error();
        return there->cells.empty() ? State::Nowhere : State::Bare;
    }
    const auto found = caller.call(fmt::format("SELECT state, beat FROM {}.{}", quotedName(keyspace), marker));
    if (!found)
        return found.error();
    if (found->cells.size() != 2)
        return State::Bare;
    if (found->cells[0] == workload::Value(std::string("whole")))
        return State::Whole;
    const auto* beat = std::get_if<std::int64_t>(&found->cells[1]);
    const auto silence = nowMilliseconds() - (beat == nullptr ? 0 : *beat);
    return silence > std::chrono::milliseconds(longestSilence).count() ? State::Dead : State::Making;
}

Error stopped()
{
    return {ErrorKind::Timeout, "", "Stopped while another process makes the same data.", ""};
}

// False: another process makes the keyspace, or has made it.
Result<bool> makeKeyspace(BlockingCaller& caller, const std::string& name)
{
    const auto made = caller.call(
        fmt::format("CREATE KEYSPACE {} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': 1}}",
                    quotedName(name)));
    if (made)
        return true;
    if (made.error().kind == ErrorKind::Constraint)
        return false;
    return made.error();
}

Target without(Target target)
{
    target.keyspace.clear();
    return target;
}

// Makes the keyspace, and waits for another process that is at it. False: that has made the data meanwhile.
Result<bool> claim(const Target& target, const std::string& name, const std::function<bool(std::uint64_t)>& proceed)
{
    constexpr int longestBare = 50; // looks at a keyspace that somebody has just made, or has left so
    BlockingCaller caller(without(target));
    for (int bare = 0;;) {
        const auto state = stateOf(caller, name);
        if (!state)
            return state.error();
        if (*state == State::Whole)
            return false;
        bare = *state == State::Bare ? bare + 1 : 0;
        if (*state == State::Dead || bare > longestBare) {
            if (const auto dropped = caller.call("DROP KEYSPACE IF EXISTS " + quotedName(name)); !dropped)
                return dropped.error();
            continue;
        }
        if (*state == State::Nowhere) {
            const auto made = makeKeyspace(caller, name);
            if (!made)
                return made.error();
            if (*made)
                return true;
        }
        if (!proceed(0))
            return stopped();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

} // namespace

std::map<std::string, std::vector<std::string>> declaredColumns(std::string_view statements)
{
    std::map<std::string, std::vector<std::string>> tables;
    const auto parsed = parseSql(statements, {}, cassandraDialect);
    if (!parsed)
        return tables;
    for (const auto& statement : *parsed) {
        const auto text = statement.text();
        const auto open = text.find('(');
        const auto head = words(std::string_view(text).substr(0, open));
        if (open == text.npos || head.size() < 3 || lower(head[0]) != "create" || lower(head[1]) != "table")
            continue;
        auto& columns = tables[lower(head.back())];
        for (const auto part : listed(std::string_view(text).substr(open))) {
            const auto first = words(part);
            if (!first.empty() && lower(first.front()) != "primary")
                columns.push_back(lower(first.front()));
        }
    }
    return tables;
}

Result<std::vector<ColumnFact>> columnsOf(BlockingCaller& caller, const std::string& keyspace, const std::string& table)
{
    const auto rows = caller.ask("SELECT column_name, type, kind, position, clustering_order FROM system_schema.columns"
                                 " WHERE keyspace_name = ? AND table_name = ?",
                                 {keyspace, table});
    if (!rows)
        return rows.error();
    std::vector<ColumnFact> facts;
    for (std::size_t i = 0; i + 4 < rows->cells.size(); i += 5) {
        const auto text = [&](std::size_t column) { return std::get<std::string>(rows->cells[i + column]); };
        const auto* position = std::get_if<std::int64_t>(&rows->cells[i + 3]);
        facts.push_back({text(0), text(1), text(2), position == nullptr ? -1 : *position, text(4) == "desc"});
    }
    std::sort(facts.begin(), facts.end(), [](const ColumnFact& left, const ColumnFact& right) {
        const auto rank = [](const ColumnFact& fact) {
            return fact.kind == "partition_key" ? 0 : fact.kind == "clustering" ? 1 : 2;
        };
        return std::tuple(rank(left), left.position, left.name) < std::tuple(rank(right), right.position, right.name);
    });
    return facts;
}

RowWriter rowWriter(const std::string& place, const std::vector<ColumnFact>& facts,
                    const std::vector<std::string>& columns)
{
    const auto isCounter = [&](const std::string& column) {
        return std::any_of(facts.begin(), facts.end(),
                           [&](const ColumnFact& fact) { return fact.name == column && fact.type == "counter"; });
    };
    RowWriter writer;
    std::string counters, keys, names, marks;
    std::vector<std::size_t> keyOrder;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto name = quotedName(columns[i]);
        if (isCounter(columns[i])) {
            counters += fmt::format("{}{} = {} + ?", counters.empty() ? "" : ", ", name, name);
            writer.order.push_back(i);
        } else {
            keys += fmt::format("{}{} = ?", keys.empty() ? "" : " AND ", name);
            names += (names.empty() ? "" : ", ") + name;
            marks += marks.empty() ? "?" : ", ?";
            keyOrder.push_back(i);
        }
    }
    writer.order.insert(writer.order.end(), keyOrder.begin(), keyOrder.end());
    writer.cql = counters.empty() ? fmt::format("INSERT INTO {} ({}) VALUES ({})", place, names, marks)
                                  : fmt::format("UPDATE {} SET {} WHERE {}", place, counters, keys);
    return writer;
}

Result<bool> isSeeded(const Target& target, const DataSet& data)
{
    BlockingCaller caller(without(target));
    const auto state = stateOf(caller, data.name);
    if (!state)
        return state.error();
    return *state == State::Whole;
}

Result<std::unique_ptr<Seeding>> seed(const Target& target, const DataSet& data,
                                      std::function<bool(std::uint64_t)> proceed)
{
    const auto ours = claim(target, data.name, proceed);
    if (!ours)
        return ours.error();
    if (!*ours)
        return std::unique_ptr<Seeding>();
    auto inside = target;
    inside.keyspace = data.name;
    auto seeding = std::make_unique<CassandraSeeding>(inside, data, std::move(proceed));
    if (const auto begun = seeding->begin(); !begun)
        return begun.error();
    return std::unique_ptr<Seeding>(std::move(seeding));
}

} // namespace cachedeck::stores::cassandra
