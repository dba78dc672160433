#include "backend/stores/clickhouse.hpp"

#include "backend/stores/clickhouse_seeding.hpp"
#include "backend/stores/copy_name.hpp"
#include "backend/stores/store_url.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::stores {
namespace {

using namespace clickhouse;

constexpr std::uint16_t plainPort = 8123, tlsPort = 8443;

class ClickhouseStore final : public Store {
public:
    // `copyDatabase` is dropped with the object; empty: not a copy.
    ClickhouseStore(Target target, std::string version, std::string copyDatabase)
        : m_target(std::move(target)), m_version(std::move(version)), m_copyDatabase(std::move(copyDatabase))
    {}
    ~ClickhouseStore() override
    {
        if (!m_copyDatabase.empty())
            (void)BlockingCaller(m_target).call("DROP DATABASE IF EXISTS " + quotedName(m_copyDatabase),
                                                std::chrono::seconds(10));
    }

    std::string_view kind() const noexcept override { return "clickhouse"; }
    std::string version() const override { return m_version; }
    std::string location() const override { return m_target.url; }
    bool blocks() const noexcept override { return false; }
    bool inProcess() const noexcept override { return false; }

    StatementId prepare(std::string_view text, const std::vector<std::string>& parameterNames) override
    {
        m_statements.push_back({std::string(text), parameterNames});
        return m_statements.size() - 1;
    }

    Result<std::unique_ptr<Session>> open(runtime::IoThread& thread, std::chrono::milliseconds deadline) override
    {
        return ClickhouseSession::open(m_target, m_statements, thread, deadline);
    }

    Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                        const std::vector<std::string>& writes) override;

    Result<bool> hasData(const DataSet& data) override { return isSeeded(m_target, data); }
    Result<std::unique_ptr<Seeding>> seed(const DataSet& data, std::function<bool(std::uint64_t)> proceed) override
    {
        return clickhouse::seed(m_target, data, std::move(proceed));
    }
    Result<std::unique_ptr<Store>> withData(const DataSet& data) override
    {
        auto target = m_target;
        target.database = data.name;
        return std::unique_ptr<Store>(std::make_unique<ClickhouseStore>(std::move(target), m_version, ""));
    }

private:
    Target m_target;
    std::string m_version;
    std::string m_copyDatabase;
    std::vector<Registered> m_statements;
};

// What a crash left is known by its age only, as ClickHouse has no lock that dies with its owner.
Result<void> dropLeftovers(BlockingCaller& caller)
{
    const auto old =
        caller.column(fmt::format("SELECT database FROM system.tables WHERE startsWith(database, {}) GROUP BY database"
                                  " HAVING max(metadata_modification_time) < now() - 86400",
                                  quotedText(copyPrefix)));
    if (!old)
        return old.error();
    for (const auto& database : *old)
        (void)caller.call("DROP DATABASE IF EXISTS " + quotedName(database));
    return {};
}

Result<std::unique_ptr<Store>> ClickhouseStore::copy(const std::string& directory, const std::string& name,
                                                     const std::vector<std::string>& writes)
{
    const auto database = copyName(directory, name);
    BlockingCaller caller(m_target);
    if (const auto dropped = dropLeftovers(caller); !dropped)
        return dropped.error();
    const auto existing =
        caller.column("SELECT name FROM system.tables WHERE database = " + quotedText(m_target.database));
    if (!existing)
        return existing.error();
    if (const auto made = caller.call("CREATE DATABASE " + quotedName(database)); !made)
        return made.error();
    auto copied = std::make_unique<ClickhouseStore>(m_target, m_version, database); // drops it from now on
    for (const auto& write : writes) {
        for (const auto& table : writtenTables(write, clickhouseDialect)) {
            const bool isThere = std::find(existing->begin(), existing->end(), table) != existing->end();
            const auto place = quotedName(database) + "." + quotedName(table);
            if (!isThere || !copied->m_target.moved.emplace(table, place).second)
                continue;
            for (const auto* statement : {"CREATE TABLE {0} AS {1}", "INSERT INTO {0} SELECT * FROM {1}"}) {
                const auto done = caller.call(fmt::format(fmt::runtime(statement), place, quotedName(table)));
                if (!done)
                    return done.error();
            }
        }
    }
    return std::unique_ptr<Store>(std::move(copied));
}

} // namespace

Result<std::unique_ptr<Store>> openClickhouse(std::string_view url, const runtime::Secret& password)
{
    const auto parsed = parseStoreUrl(url, "CLICKHOUSE_PASSWORD");
    if (!parsed)
        return parsed.error();
    Target target;
    target.url = parsed->shown;
    target.user = parsed->user.empty() ? "default" : parsed->user;
    target.password = password;
    target.database = parsed->path.empty() ? "default" : parsed->path;
    const bool tls = parsed->scheme == "clickhouses";
    target.http = {parsed->host, parsed->port != 0 ? parsed->port : tls ? tlsPort : plainPort, tls, "", parsed->shown};
    for (const auto& [name, value] : parsed->options) {
        if (name != "cafile")
            return Error{ErrorKind::Refused, target.url, fmt::format("The URL's option \"{}\" is not known.", name),
                         "Expected ?cafile=FILE."};
        target.http.caFile = value;
    }
    const auto version = BlockingCaller(target).call("SELECT version()", std::chrono::seconds(10));
    if (!version)
        return version.error();
    const auto text = version->substr(0, version->find('\n'));
    target.version = versionNumber(text);
    return std::unique_ptr<Store>(std::make_unique<ClickhouseStore>(std::move(target), text, ""));
}

} // namespace cachedeck::stores
