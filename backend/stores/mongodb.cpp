#include "backend/stores/mongodb.hpp"

#include "backend/stores/copy_name.hpp"
#include "backend/stores/mongodb_seeding.hpp"
#include "backend/stores/mongodb_session.hpp"

#include <fmt/format.h>

namespace cachedeck::stores {
namespace {

using namespace mongodb;

constexpr std::int64_t largestCopy = 4ll << 30;

class MongodbStore final : public Store {
public:
    // A copy's database is dropped with the object.
    MongodbStore(Target target, std::string version, bool isCopy)
        : m_target(std::move(target)), m_version(std::move(version)), m_isCopy(isCopy)
    {}
    ~MongodbStore() override
    {
        if (!m_isCopy)
            return;
        if (const auto client = Client::open(m_target, std::chrono::seconds(10)))
            (void)(*client)->command(m_target.database, R"({"dropDatabase": 1})");
    }

    std::string_view kind() const noexcept override { return "mongodb"; }
    std::string version() const override { return m_version; }
    std::string location() const override { return m_target.url; }
    bool blocks() const noexcept override { return true; }
    bool inProcess() const noexcept override { return false; }
    bool isStandIn() const noexcept override { return !m_target.label.empty(); }

    StatementId prepare(std::string_view text, const std::vector<std::string>& parameterNames) override
    {
        m_statements.push_back({std::string(text), parameterNames});
        return m_statements.size() - 1;
    }

    Result<std::unique_ptr<Session>> open(runtime::IoThread& thread, std::chrono::milliseconds deadline) override
    {
        return MongodbSession::open(m_target, m_statements, thread, deadline);
    }

    // The whole database where anything is changed, as an aggregation cannot look into another one.
    Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                        const std::vector<std::string>& writes) override
    {
        if (writes.empty())
            return std::unique_ptr<Store>(std::make_unique<MongodbStore>(m_target, m_version, false));
        auto target = m_target;
        target.database = copyName(directory, name);
        auto client = Client::open(m_target, std::chrono::minutes(10));
        if (!client)
            return client.error();
        const auto facts = (*client)->command(m_target.database, R"({"dbStats": 1})");
        bson_iter_t size;
        if (facts && bson_iter_init_find(&size, facts->get(), "dataSize") && bson_iter_as_int64(&size) > largestCopy)
            return Error{ErrorKind::Refused, m_target.url,
                         "The workload changes data, each path would change a copy of this database, and it is larger "
                         "than 4 GB.",
                         "Use a smaller database, or a workload that only reads."};
        dropOldCopies(**client);
        auto copied = std::make_unique<MongodbStore>(target, m_version, true); // drops it from now on
        if (const auto dropped = (*client)->command(target.database, R"({"dropDatabase": 1})"); !dropped)
            return dropped.error();
        if (const auto done = copyDatabase(**client, m_target.database, target.database); !done)
            return done.error();
        return std::unique_ptr<Store>(std::move(copied));
    }

    Result<bool> hasData(const DataSet& data) override { return isSeeded(m_target, data); }
    Result<std::unique_ptr<Seeding>> seed(const DataSet& data, std::function<bool(std::uint64_t)> proceed) override
    {
        return mongodb::seed(m_target, data, std::move(proceed));
    }
    Result<std::unique_ptr<Store>> withData(const DataSet& data) override
    {
        auto target = m_target;
        target.database = data.name;
        return std::unique_ptr<Store>(std::make_unique<MongodbStore>(std::move(target), m_version, false));
    }

private:
    Target m_target;
    std::string m_version;
    bool m_isCopy;
    std::vector<Registered> m_statements;
};

} // namespace

Result<std::unique_ptr<Store>> openMongodb(std::string_view url, const runtime::Secret& password)
{
    auto target = parseTarget(url);
    if (!target)
        return target.error();
    target->password = password;
    const auto client = Client::open(*target, std::chrono::seconds(10));
    if (!client)
        return client.error();
    const auto facts = (*client)->command(target->database, R"({"buildInfo": 1})");
    if (!facts)
        return facts.error();
    bson_iter_t place;
    std::string version;
    if (bson_iter_init_find(&place, facts->get(), "version") && BSON_ITER_HOLDS_UTF8(&place))
        version = bson_iter_utf8(&place, nullptr);
    if (!target->label.empty())
        version = fmt::format("{} (not mongod; it says {})", target->label, version);
    return std::unique_ptr<Store>(std::make_unique<MongodbStore>(std::move(*target), std::move(version), false));
}

} // namespace cachedeck::stores
