#include "backend/probe/probe.hpp"

#include "backend/redis/connection.hpp"
#include "backend/stores/sets.hpp"
#include "backend/strategies/cache.hpp"
#include "backend/strategies/codec.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace cachedeck::probe {
namespace {

using runtime::Clock;
using workload::FieldType;
using workload::Value;

constexpr std::size_t longestValue = 64 * 1024 * 1024;

std::optional<Complaint> firstLook(const Draft& draft)
{
    const auto isBlank = [](const std::string& text) { return text.find_first_not_of(" \t\r\n") == text.npos; };
    const bool named = !draft.name.empty() && std::all_of(draft.name.begin(), draft.name.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
    if (!named)
        return Complaint{Part::Name, "A name has small letters, digits and \"-\", such as orders."};
    if (isBlank(draft.store))
        return Complaint{Part::Store, "Name the store, such as sqlite:/data/shop.db."};
    if (isBlank(draft.query))
        return Complaint{Part::Query, "Write the query, such as SELECT * FROM orders WHERE id = :id."};
    for (const auto& parameter : draft.parameters) {
        if (isBlank(parameter.from))
            return Complaint{Part::Parameters,
                             fmt::format("Say where the values of {} come from, such as 1..1000.", parameter.name)};
    }
    if (isBlank(draft.key))
        return Complaint{Part::Key, "Write the key, such as order:{id}."};
    return std::nullopt;
}

Outcome<workload::Workload> parsed(const Draft& draft, std::string_view storeKind, const Shape& shape)
{
    auto workload = workload::parse(workloadText(draft, storeKind, shape), draft.name);
    if (!workload)
        return Complaint{partOf(workload.error().field), workload.error().message};
    return *std::move(workload);
}

// The most popular value of each parameter.
std::vector<Value> firstValues(const workload::Workload& workload, const workload::Sets& sets)
{
    std::vector<Value> values;
    for (const auto& parameter : workload.operations.front().parameters) {
        const auto& source = workload.sets.at(parameter.set);
        if (const auto* range = std::get_if<workload::Range>(&source))
            values.emplace_back(range->first);
        else if (const auto* listed = std::get_if<std::vector<Value>>(&source))
            values.push_back(listed->front());
        else
            values.push_back(sets.at(parameter.set).front());
    }
    return values;
}

FieldType typeOf(const Value& value)
{
    if (std::holds_alternative<std::int64_t>(value))
        return FieldType::Integer;
    if (std::holds_alternative<double>(value))
        return FieldType::Real;
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || (!text->starts_with('{') && !text->starts_with('[')))
        return FieldType::Text;
    boost::system::error_code error;
    (void)boost::json::parse(*text, error);
    return error ? FieldType::Text : FieldType::Json;
}

// What all rows of a column have in common.
FieldType typeOf(const stores::Rows& rows, std::size_t column)
{
    std::optional<FieldType> type;
    for (std::size_t row = 0; row < rows.count(); ++row) {
        const auto& cell = rows.cells[row * rows.columns + column];
        if (std::holds_alternative<std::monostate>(cell))
            continue;
        const auto one = typeOf(cell);
        const auto isNumber = [](FieldType kind) { return kind == FieldType::Integer || kind == FieldType::Real; };
        if (!type || *type == one)
            type = one;
        else
            type = isNumber(*type) && isNumber(one) ? FieldType::Real : FieldType::Text;
    }
    return type.value_or(FieldType::Text);
}

Shape shapeOf(const stores::Rows& rows, std::vector<std::string> names)
{
    names.resize(rows.columns);
    Shape shape;
    shape.single = rows.count() == 1;
    for (std::size_t column = 0; column < rows.columns; ++column) {
        auto name = names[column].empty() ? fmt::format("column_{}", column + 1) : names[column];
        const auto isTaken = [&](const std::string& wanted) {
            return std::any_of(shape.fields.begin(), shape.fields.end(),
                               [&](const workload::Field& field) { return field.name == wanted; });
        };
        while (isTaken(name))
            name += '_';
        shape.fields.push_back({std::move(name), typeOf(rows, column)});
    }
    return shape;
}

std::string shown(const Value& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&value))
        return fmt::format("{}", *real);
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? "NULL" : *text;
}

std::string noRow(const workload::Operation& read, const std::vector<Value>& values)
{
    std::string with;
    for (std::size_t i = 0; i < values.size(); ++i)
        with += fmt::format("{}{} = {}", i == 0 ? " for " : ", ", read.parameters[i].name, shown(values[i]));
    return fmt::format("The query gives no row{}. Choose values that are there.", with);
}

std::string randomPrefix()
{
    std::random_device device;
    return fmt::format("cd:probe-{:08x}:", device());
}

// The answer into the cache, out again and away.
class CacheTrial {
public:
    CacheTrial(runtime::IoThread& thread, const redis::ConnectionOptions& options, std::chrono::milliseconds deadline)
        : m_connection(thread, options), m_cache(m_connection, randomPrefix(), workload::Encoding::Json, deadline)
    {}

    runtime::Task<void> run(const workload::Call& call, Findings& findings)
    {
        auto connecting = m_connection.connect();
        const auto connected = co_await connecting;
        if (!connected) {
            findings.cacheNote = connected.error().text();
            co_return;
        }
        const auto key = m_cache.prefix() + call.key;
        resp::Request fill;
        fill.begin(5).argument("SET").argument(key).argument(findings.value).argument("EX").argument(std::int64_t{60});
        resp::Reply reply;
        auto filling = m_connection.execute(fill, reply, m_cache.deadline());
        const auto filled = co_await filling;
        if (!filled) {
            findings.cacheNote = filled.error().text();
            co_return;
        }
        strategies::Answer answer;
        const auto began = Clock::now();
        auto getting = m_cache.get(call, answer);
        const auto found = co_await getting;
        const auto took = Clock::now() - began;
        if (found == strategies::Lookup::Hit && answer.json == findings.value)
            findings.cacheRead = took;
        else
            findings.cacheNote = "The cache did not give back what was put into it.";
        auto weighing = m_connection.command({"MEMORY", "USAGE", key});
        const auto weighed = co_await weighing;
        if (weighed && weighed->root().integer())
            findings.memory = static_cast<std::uint64_t>(*weighed->root().integer());
        auto removing = m_connection.command({"UNLINK", key});
        const auto removed = co_await removing;
        (void)removed; // else it expires within the minute
    }

private:
    redis::Connection m_connection;
    strategies::Cache m_cache;
};

Outcome<Findings> ask(const Draft& draft, stores::Store& store, runtime::IoThread& thread,
                      std::chrono::milliseconds deadline, workload::Call& call, workload::Workload& workload)
{
    const std::string kind(store.kind());
    auto provisional = parsed(draft, kind, {{{"value", FieldType::Text}}, false});
    if (!provisional)
        return provisional.error();
    const auto sets = stores::loadSets(store, *provisional, thread, deadline);
    if (!sets)
        return Complaint{Part::Parameters, sets.error().text()};
    call.values = firstValues(*provisional, *sets);
    std::vector<std::string> names;
    for (const auto& parameter : provisional->operations.front().parameters)
        names.push_back(parameter.name);
    const auto statement = store.prepare(provisional->operations.front().query.at(kind), names);
    auto session = store.open(thread, deadline);
    if (!session)
        return Complaint{Part::Query, session.error().text()};
    stores::Rows rows;
    const auto began = Clock::now();
    const auto read = thread.run((*session)->read(statement, call.values, rows));
    Findings findings;
    findings.storeRead = Clock::now() - began;
    if (!read)
        return Complaint{Part::Query, read.error().text()};
    if (rows.count() == 0)
        return Complaint{rows.columns == 0 || draft.parameters.empty() ? Part::Query : Part::Parameters,
                         noRow(provisional->operations.front(), call.values)};
    findings.storeKind = kind;
    findings.storeVersion = store.version();
    findings.storeInProcess = store.inProcess();
    findings.rows = rows.count();
    findings.shape = shapeOf(rows, (*session)->columns(statement));
    auto whole = parsed(draft, kind, findings.shape);
    if (!whole)
        return whole.error();
    workload = *std::move(whole);
    call.operation = &workload.operations.front();
    call.operation->key.render(call.operation->parameters, call.values, call.key);
    strategies::encodeJson(*call.operation, rows, findings.value);
    if (findings.value.size() > longestValue)
        return Complaint{Part::Query, fmt::format("The answer has {} MB; a cache is no place for it.",
                                                  findings.value.size() / 1'000'000)};
    findings.key = call.key;
    return findings;
}

} // namespace

Outcome<Findings> probe(const Draft& draft, const redis::ConnectionOptions* cache, std::chrono::milliseconds deadline)
{
    if (const auto complaint = firstLook(draft))
        return *complaint;
    auto store = stores::openStore(draft.store.substr(draft.store.find_first_not_of(" \t\r\n")), draft.password);
    if (!store)
        return Complaint{Part::Store, store.error().text()};
    runtime::IoThread thread("cd-probe");
    workload::Call call;
    workload::Workload workload;
    auto findings = ask(draft, **store, thread, deadline, call, workload);
    if (!findings || cache == nullptr)
        return findings;
    {
        CacheTrial trial(thread, *cache, std::chrono::seconds(2));
        thread.run(trial.run(call, *findings));
    }
    return findings;
}

} // namespace cachedeck::probe
