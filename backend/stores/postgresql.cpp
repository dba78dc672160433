#include "backend/stores/postgresql.hpp"

#include "backend/stores/postgresql_copy.hpp"
#include "backend/stores/postgresql_seeding.hpp"
#include "backend/stores/postgresql_session.hpp"

#include <set>

namespace cachedeck::stores {
namespace {

using namespace postgresql;

constexpr auto patience = std::chrono::seconds(10); // for a connection of the store's own

class PostgresqlStore final : public Store {
public:
    PostgresqlStore(Target target, std::string version, std::unique_ptr<SchemaCopy> copied)
        : m_target(std::move(target)), m_version(std::move(version)), m_copied(std::move(copied))
    {}

    std::string_view kind() const noexcept override { return "postgresql"; }
    std::string version() const override { return m_version; }
    std::string location() const override { return m_target.url; }
    bool blocks() const noexcept override { return true; }
    bool inProcess() const noexcept override { return false; }

    StatementId prepare(std::string_view text, const std::vector<std::string>& parameterNames) override
    {
        m_statements.push_back({std::string(text), parameterNames});
        return m_statements.size() - 1;
    }

    Result<std::unique_ptr<Session>> open(runtime::IoThread& thread, std::chrono::milliseconds deadline) override
    {
        return PostgresqlSession::open(m_target, m_statements, thread, deadline);
    }

    Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                        const std::vector<std::string>& writes) override
    {
        std::set<std::string> tables;
        for (const auto& write : writes) {
            for (const auto& table : writtenTables(write, postgresqlDialect))
                tables.insert(table);
        }
        auto copied = SchemaCopy::make(m_target, directory, name, tables);
        if (!copied)
            return copied.error();
        auto target = m_target;
        target.searchPath = (*copied)->searchPath();
        return std::unique_ptr<Store>(
            std::make_unique<PostgresqlStore>(std::move(target), m_version, std::move(*copied)));
    }

    Result<bool> hasData(const DataSet& data) override { return isSeeded(m_target, data); }

    Result<std::unique_ptr<Seeding>> seed(const DataSet& data, std::function<bool(std::uint64_t)> proceed) override
    {
        return postgresql::seed(m_target, data, std::move(proceed));
    }

    Result<std::unique_ptr<Store>> withData(const DataSet& data) override
    {
        auto target = m_target;
        target.searchPath = quotedName(data.name);
        return std::unique_ptr<Store>(std::make_unique<PostgresqlStore>(std::move(target), m_version, nullptr));
    }

private:
    Target m_target;
    std::string m_version;
    std::vector<Registered> m_statements;
    std::unique_ptr<SchemaCopy> m_copied; // null: not a copy
};

} // namespace

Result<std::unique_ptr<Store>> openPostgresql(std::string_view url, const runtime::Secret& password)
{
    auto target = parseTarget(url);
    if (!target)
        return target.error();
    target->password = password;
    auto connection = Connection::open(*target, Clock::now() + patience);
    if (!connection)
        return connection.error();
    const char* version = PQparameterStatus((*connection)->get(), "server_version");
    return std::unique_ptr<Store>(
        std::make_unique<PostgresqlStore>(std::move(*target), version == nullptr ? "" : version, nullptr));
}

} // namespace cachedeck::stores
