#include "backend/stores/cassandra.hpp"

#include "backend/stores/cassandra_copy.hpp"
#include "backend/stores/cassandra_seeding.hpp"
#include "backend/stores/store_url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace cachedeck::stores {
namespace {

using namespace cassandra;

constexpr std::uint16_t usualPort = 9042;

class CassandraStore final : public Store {
public:
    CassandraStore(Target target, std::string version, std::unique_ptr<KeyspaceCopy> copy)
        : m_target(std::move(target)), m_version(std::move(version)), m_copy(std::move(copy))
    {}

    std::string_view kind() const noexcept override { return "cassandra"; }
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
        static const std::map<std::string, std::string> nothingMoved;
        std::vector<std::vector<Statement>> statements;
        for (const auto& registered : m_statements) {
            auto parsed = parseStatements(registered, m_copy ? m_copy->places() : nothingMoved, m_target.url);
            if (!parsed)
                return parsed.error();
            statements.push_back(std::move(*parsed));
        }
        return std::unique_ptr<Session>(
            std::make_unique<CassandraSession>(linkOn(thread), std::move(statements), deadline));
    }

    Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                        const std::vector<std::string>& writes) override
    {
        auto made = KeyspaceCopy::make(m_target, directory, name, writes);
        if (!made)
            return made.error();
        return std::unique_ptr<Store>(std::make_unique<CassandraStore>(m_target, m_version, std::move(*made)));
    }

    Result<bool> hasData(const DataSet& data) override { return isSeeded(m_target, data); }
    Result<std::unique_ptr<Seeding>> seed(const DataSet& data, std::function<bool(std::uint64_t)> proceed) override
    {
        return cassandra::seed(m_target, data, std::move(proceed));
    }
    Result<std::unique_ptr<Store>> withData(const DataSet& data) override
    {
        auto target = m_target;
        target.keyspace = data.name;
        return std::unique_ptr<Store>(std::make_unique<CassandraStore>(std::move(target), m_version, nullptr));
    }

private:
    // A thread's sessions share it; it lives as long as they do.
    std::shared_ptr<Link> linkOn(runtime::IoThread& thread)
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_links, [](const auto& entry) { return entry.second.expired(); });
        if (auto known = m_links[&thread].lock())
            return known;
        auto link = std::make_shared<Link>(thread, m_target);
        m_links[&thread] = link;
        return link;
    }

    Target m_target;
    std::string m_version;
    std::unique_ptr<KeyspaceCopy> m_copy; // null: not a copy
    std::vector<Registered> m_statements;
    std::mutex m_mutex;
    std::map<const runtime::IoThread*, std::weak_ptr<Link>> m_links;
};

} // namespace

Result<std::unique_ptr<Store>> openCassandra(std::string_view url, const runtime::Secret& password)
{
    const auto parsed = parseStoreUrl(url, "CASSANDRA_PASSWORD");
    if (!parsed)
        return parsed.error();
    Target target{parsed->host,
                  parsed->port != 0 ? parsed->port : usualPort,
                  parsed->scheme == "cassandras",
                  "",
                  parsed->user,
                  parsed->path,
                  parsed->shown};
    for (const auto& [name, value] : parsed->options) {
        if (name != "cafile")
            return Error{ErrorKind::Refused, target.url, fmt::format("The URL's option \"{}\" is not known.", name),
                         "Expected ?cafile=FILE."};
        target.caFile = value;
    }
    target.password = password;
    const auto version =
        BlockingCaller(target).column("SELECT release_version FROM system.local", std::chrono::seconds(10));
    if (!version)
        return version.error();
    return std::unique_ptr<Store>(
        std::make_unique<CassandraStore>(std::move(target), version->empty() ? "" : version->front(), nullptr));
}

} // namespace cachedeck::stores
