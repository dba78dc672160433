// The shipped worlds give the same answers from every store: row by row, before and after the same writes, of every
// query that a world has for both: its operations', its sets', those that fill structures, and its versions'.
#include "backend/stores/server_data.hpp"
#include "backend/stores/sets.hpp"
#include "backend/workload/sequence.hpp"
#include "tests/backend/stores/small_world.hpp"
#include "tests/servers/client.hpp"
#include "tests/support/database_server.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace cachedeck;
using test::Client;
using workload::Value;

namespace {

// A path's copy of a world in one store.
struct World {
    std::unique_ptr<stores::Store> base, store;
    std::unique_ptr<Client> client;
    std::vector<stores::StatementId> statements;                // by operation
    std::map<std::string, stores::StatementId> fills, versions; // by operation, by parameter
    workload::Sets sets;

    World(std::unique_ptr<stores::Store> data, const workload::Workload& world, const std::filesystem::path& folder)
        : base(std::move(data))
    {
        const std::string kind(base->kind());
        runtime::IoThread thread("sets");
        auto loaded = stores::loadSets(*base, world, thread);
        INFO((loaded ? std::string() : loaded.error().text()));
        REQUIRE(loaded.has_value());
        sets = *std::move(loaded);
        std::vector<std::string> writes;
        for (const auto& operation : world.operations) {
            if (operation.kind == workload::Kind::Write && operation.share > 0)
                writes.push_back(operation.query.at(kind));
        }
        auto copied = base->copy((folder / "answers").string(), "path", writes);
        INFO((copied ? std::string() : copied.error().text()));
        REQUIRE(copied.has_value());
        store = *std::move(copied);
        for (const auto& operation : world.operations) {
            if (operation.share <= 0) {
                statements.emplace_back();
                continue;
            }
            std::vector<std::string> names;
            for (const auto& parameter : operation.parameters)
                names.push_back(parameter.name);
            statements.push_back(store->prepare(operation.query.at(kind), names));
            if (!operation.structure.fill.empty())
                fills.emplace(operation.name, store->prepare(operation.structure.fill.at(kind), names));
        }
        for (const auto& [parameter, query] : world.versions)
            versions.emplace(parameter, store->prepare(query.query.at(kind), {}));
        client = std::make_unique<Client>(*store);
    }
};

// Reals are equal where only their last decimal was rounded the other way, as stores do not agree about halves.
struct Decimals {
    int count;
    bool same(double left, double right) const { return std::fabs(left - right) <= 1.01 * std::pow(10.0, -count); }
};

bool isSameJson(const boost::json::value& left, const boost::json::value& right, Decimals decimals)
{
    if (left.is_object() && right.is_object()) {
        const auto& one = left.get_object();
        const auto& two = right.get_object();
        return one.size() == two.size() && std::all_of(one.begin(), one.end(), [&](const auto& member) {
                   const auto* other = two.if_contains(member.key());
                   return other != nullptr && isSameJson(member.value(), *other, decimals);
               });
    }
    if (left.is_array() && right.is_array())
        return std::equal(left.get_array().begin(), left.get_array().end(), right.get_array().begin(),
                          right.get_array().end(),
                          [&](const auto& one, const auto& two) { return isSameJson(one, two, decimals); });
    if (left.is_number() && right.is_number())
        return decimals.same(left.to_number<double>(), right.to_number<double>());
    return left == right;
}

bool isSameCell(const workload::Field& field, const Value& left, const Value& right, Decimals decimals)
{
    const auto* oneText = std::get_if<std::string>(&left);
    const auto* twoText = std::get_if<std::string>(&right);
    if (field.type == workload::FieldType::Json && oneText != nullptr && twoText != nullptr)
        return isSameJson(boost::json::parse(*oneText), boost::json::parse(*twoText), decimals);
    const auto real = [](const Value& value) -> std::optional<double> {
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*integer);
        if (const auto* number = std::get_if<double>(&value))
            return *number;
        return std::nullopt;
    };
    if (field.type == workload::FieldType::Real && real(left) && real(right))
        return decimals.same(*real(left), *real(right));
    return left == right;
}

std::string shown(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&value))
        return std::to_string(*real);
    return "NULL";
}

void compareRows(const workload::Operation& operation, const stores::Rows& expected, const stores::Rows& found,
                 Decimals decimals)
{
    REQUIRE(found.columns == operation.fields.size());
    REQUIRE(found.count() == expected.count());
    for (std::size_t i = 0; i < expected.cells.size(); ++i) {
        const auto& field = operation.fields[i % expected.columns];
        INFO("row " << i / expected.columns << ", " << field.name << ": expected " << shown(expected.cells[i])
                    << ", found " << shown(found.cells[i]));
        CHECK(isSameCell(field, expected.cells[i], found.cells[i], decimals));
    }
}

// Of a query without an order: the first columns tell the rows apart.
void compareUnordered(const stores::Rows& expected, const stores::Rows& found, Decimals decimals)
{
    REQUIRE(found.columns == expected.columns);
    REQUIRE(found.count() == expected.count());
    const auto sorted = [](const stores::Rows& rows) {
        std::vector<std::vector<Value>> all;
        for (auto row = rows.cells.begin(); row != rows.cells.end(); row += static_cast<std::ptrdiff_t>(rows.columns))
            all.emplace_back(row, row + static_cast<std::ptrdiff_t>(rows.columns));
        std::sort(all.begin(), all.end());
        return all;
    };
    const auto left = sorted(expected), right = sorted(found);
    const workload::Field number{"", workload::FieldType::Real};
    std::string difference; // the first one: a row for each of thousands would be told
    for (std::size_t row = 0; row < left.size(); ++row)
        for (std::size_t column = 0; column < expected.columns; ++column)
            if (difference.empty() && !isSameCell(number, left[row][column], right[row][column], decimals))
                difference = "row " + std::to_string(row) + ", column " + std::to_string(column) + ": expected " +
                             shown(left[row][column]) + ", found " + shown(right[row][column]);
    CHECK(difference == "");
}

// One call, asked of both.
void compareCall(const workload::Call& call, World& expected, World& found, Decimals decimals)
{
    const auto& operation = *call.operation;
    INFO("operation " << call.number << ": " << operation.name << " " << call.key);
    if (operation.kind == workload::Kind::Write) {
        // What they did, the reads show; how many rows that were, not every store tells.
        expected.client->write(expected.statements[operation.index], call.values);
        found.client->write(found.statements[operation.index], call.values);
        return;
    }
    compareRows(operation, expected.client->read(expected.statements[operation.index], call.values),
                found.client->read(found.statements[operation.index], call.values), decimals);
    if (const auto fill = expected.fills.find(operation.name); fill != expected.fills.end())
        compareUnordered(expected.client->read(fill->second, call.values),
                         found.client->read(found.fills.at(operation.name), call.values), decimals);
}

void compareVersions(World& expected, World& found)
{
    for (const auto& [parameter, statement] : expected.versions) {
        INFO("versions of " << parameter);
        const auto rows = expected.client->read(statement);
        CHECK(rows.count() > 0);
        compareUnordered(rows, found.client->read(found.versions.at(parameter)), {6});
    }
}

// What a sequence of so many did not reach: each write, and then each read, by itself.
void compareRest(const workload::Workload& world, const workload::Sequence& sequence, World& expected, World& found,
                 const std::set<std::string>& asked, Decimals decimals)
{
    for (const auto kind : {workload::Kind::Write, workload::Kind::Read})
        for (const auto& operation : world.operations) {
            if (operation.kind != kind || operation.share <= 0)
                continue;
            if (kind == workload::Kind::Write && asked.contains(operation.name))
                continue;
            const auto alone = sequence.of(operation.name);
            REQUIRE(alone);
            workload::Call call;
            for (std::uint64_t number = 0; number < 3; ++number) {
                alone->at(number, call);
                compareCall(call, expected, found, decimals);
            }
        }
}

// Operations of the workload's own sequence, each asked of both.
void compareWorlds(const workload::Workload& world, World& expected, World& found, std::uint64_t operations,
                   Decimals decimals)
{
    for (const auto& [name, values] : expected.sets) {
        INFO(name);
        CHECK((found.sets.at(name) == values));
    }
    compareVersions(expected, found);
    const workload::Sequence sequence(std::make_shared<const workload::Workload>(world), expected.sets, 5);
    std::set<std::string> asked;
    workload::Call call;
    for (std::uint64_t number = 0; number < operations; ++number) {
        sequence.at(number, call);
        asked.insert(call.operation->name);
        compareCall(call, expected, found, decimals);
    }
    compareRest(world, sequence, expected, found, asked, decimals);
    compareVersions(expected, found);
}

std::unique_ptr<stores::Store> seeded(const std::string& url, const workload::Workload& world)
{
    const auto server = test::openStoreOrFail(url);
    const std::atomic<bool> never{false};
    auto data = stores::prepareServerData(*server, world, "quick", {}, never);
    INFO((data ? std::string() : data.error().text()));
    REQUIRE(data.has_value());
    return std::move(data->store);
}

// Writes as often as reads, so that they are seen; an operation that is only there for others may have no query for the
// store, and is not asked then.
void askEvenly(workload::Workload& world, const std::string& kind)
{
    double asked = 0;
    for (const auto& operation : world.operations)
        asked += operation.share > 0 || operation.query.contains(kind) ? 1 : 0;
    for (auto& operation : world.operations)
        operation.share = operation.share > 0 || operation.query.contains(kind) ? 1 / asked : 0;
}

// A world in the server against the same world in SQLite.
template<class Server>
void compareWithSqlite(const std::string& name, std::int64_t items, std::uint64_t operations, Decimals decimals)
{
    const auto server = Server::start();
    if (!server)
        return;
    const test::TemporaryFolder folder;
    auto world = test::smallWorld(name, items);
    askEvenly(world, std::string(test::openStoreOrFail(server->url())->kind()));
    World expected(test::openOrFail(test::prepareQuick(world, folder.path()).url), world, folder.path());
    World found(seeded(server->url(), world), world, folder.path());
    compareWorlds(world, expected, found, operations, decimals);
}

} // namespace

TEST_CASE("Movies: PostgreSQL gives the same rows as SQLite")
{
    compareWithSqlite<test::PostgresqlServer>("movies", 400, 600, {3});
}

TEST_CASE("Experiments: PostgreSQL gives the same rows as SQLite")
{
    compareWithSqlite<test::PostgresqlServer>("experiments", 1'000, 600, {6});
}

TEST_CASE("Analytics: ClickHouse gives the same rows as SQLite")
{
    compareWithSqlite<test::ClickhouseServer>("analytics", 60'000, 400, {2});
}

TEST_CASE("Movies: MongoDB gives the same rows as SQLite")
{
    compareWithSqlite<test::MongodbServer>("movies", 120, 300, {3});
}

TEST_CASE("Datasets: Cassandra gives the same rows as SQLite")
{
    compareWithSqlite<test::CassandraServer>("datasets", 2'400, 400, {0});
}

TEST_CASE("Predictions: PostgreSQL gives the same answers as SQLite, also by models that were trained in it")
{
    const auto server = test::PostgresqlServer::start();
    if (!server)
        return;
    const test::TemporaryFolder folder;
    const auto predictions = test::smallWorld("predictions", 400);
    World expected(test::openOrFail(test::prepareQuick(predictions, folder.path()).url), predictions, folder.path());
    World found(seeded(server->url(), predictions), predictions, folder.path());
    compareWorlds(predictions, expected, found, 160, {6});
}
