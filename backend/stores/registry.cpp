#include "backend/stores/cassandra.hpp"
#include "backend/stores/clickhouse.hpp"
#include "backend/stores/computation.hpp"
#include "backend/stores/mongodb.hpp"
#include "backend/stores/postgresql.hpp"
#include "backend/stores/sqlite.hpp"
#include "backend/stores/store.hpp"

namespace cachedeck::stores {
namespace {

struct Entry {
    std::string_view scheme, kind;
    Result<std::unique_ptr<Store>> (*open)(std::string_view url, const runtime::Secret& password);
};
#ifndef CACHEDECK_WITH_MONGODB
Result<std::unique_ptr<Store>> openMissingMongodb(std::string_view, const runtime::Secret&)
{
    return Error{ErrorKind::Refused, "mongodb:…", "This CacheDeck was built without libmongoc, which MongoDB needs.",
                 "Install libmongoc's development package and build again."};
}
constexpr auto openMongodbIfBuilt = openMissingMongodb;
#else
constexpr auto openMongodbIfBuilt = openMongodb;
#endif

Result<std::unique_ptr<Store>> openSqliteFile(std::string_view url, const runtime::Secret&)
{
    return openSqlite(url); // a file is opened by whoever may read it
}

constexpr Entry entries[] = {
    {"sqlite", "sqlite", openSqliteFile},          {"postgresql", "postgresql", openPostgresql},
    {"postgres", "postgresql", openPostgresql},    {"clickhouse", "clickhouse", openClickhouse},
    {"clickhouses", "clickhouse", openClickhouse}, {"mongodb", "mongodb", openMongodbIfBuilt},
    {"cassandra", "cassandra", openCassandra},     {"cassandras", "cassandra", openCassandra}};

// Every store's queries may compute.
Result<std::unique_ptr<Store>> computing(Result<std::unique_ptr<Store>> store)
{
    if (!store)
        return store;
    return withComputations(std::move(*store));
}

} // namespace

Result<std::unique_ptr<Store>> openStore(std::string_view url, const runtime::Secret& password)
{
    const auto scheme = url.substr(0, url.find(':'));
    for (const auto& entry : entries) {
        if (scheme == entry.scheme && scheme.size() < url.size())
            return computing(entry.open(url, password));
    }
    if (scheme == "computation" && scheme.size() < url.size())
        return openComputation(url);
    // What stands before an "@" may hold a password.
    const auto at = url.rfind('@');
    const std::string shown(at == url.npos ? url : url.substr(at + 1));
    return Error{ErrorKind::Refused, "", "\"" + shown + "\" names no store that is known.",
                 "Expected sqlite:PATH, postgresql://…, clickhouse://…, mongodb://…, cassandra://… or computation:."};
}

std::string_view kindOf(std::string_view url)
{
    const auto scheme = url.substr(0, url.find(':'));
    for (const auto& entry : entries) {
        if (scheme == entry.scheme && scheme.size() < url.size())
            return entry.kind;
    }
    return {};
}

} // namespace cachedeck::stores
