#include "backend/stores/computation.hpp"

#include "backend/stores/computation_session.hpp"

#include <algorithm>
#include <thread>

namespace cachedeck::stores {
namespace {

constexpr std::string_view alone = "computation";

std::size_t indexOf(const std::vector<std::string>& names, std::string_view name)
{
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

class ComputationStore final : public Store {
public:
    explicit ComputationStore(std::unique_ptr<Store> base) : m_base(std::move(base)) {}

    std::string_view kind() const noexcept override { return m_base ? m_base->kind() : alone; }
    std::string version() const override { return m_base ? m_base->version() : "1"; }
    std::string location() const override { return m_base ? m_base->location() : "computation:"; }
    bool blocks() const noexcept override { return m_base && m_base->blocks(); }
    bool inProcess() const noexcept override { return !m_base || m_base->inProcess(); }
    bool isStandIn() const noexcept override { return m_base && m_base->isStandIn(); }

    StatementId prepare(std::string_view text, const std::vector<std::string>& names) override
    {
        PlannedStatement planned;
        const auto computed = workload::parseComputed(text);
        if (computed)
            planned.plan = plan(*computed, names);
        else if (m_base)
            planned.own = m_base->prepare(text, names);
        m_isForeign = m_isForeign || (!computed && !m_base);
        m_statements.push_back(std::move(planned));
        return m_statements.size() - 1;
    }

    Result<std::unique_ptr<Session>> open(runtime::IoThread& thread, std::chrono::milliseconds deadline) override
    {
        std::unique_ptr<Session> base;
        if (m_base) {
            auto opened = m_base->open(thread, deadline);
            if (!opened)
                return opened;
            base = std::move(*opened);
        } else if (m_isForeign) {
            return Error{ErrorKind::BadStatement, location(),
                         "A computation that stands alone has no rows to ask for: its queries name a function, such as "
                         "{\"compute\": \"tile\"}.",
                         ""};
        }
        if (!blocks() && computes() && !m_pool)
            m_pool = std::make_shared<ComputationPool>(std::thread::hardware_concurrency());
        return std::unique_ptr<Session>(std::make_unique<ComputationSession>(
            std::move(base),
            ComputationSession::Surroundings{location(), std::make_shared<const PlannedStatements>(m_statements),
                                             m_loaded, m_pool},
            thread, deadline));
    }

    Result<std::unique_ptr<Store>> copy(const std::string& directory, const std::string& name,
                                        const std::vector<std::string>& writes) override
    {
        if (!m_base)
            return withComputations(nullptr);
        std::vector<std::string> own;
        for (const auto& write : writes) {
            const auto computed = workload::parseComputed(write);
            own.push_back(computed ? computed->publish : write);
        }
        return further(m_base->copy(directory, name, own));
    }

    Result<bool> hasData(const DataSet& data) override { return m_base ? m_base->hasData(data) : Store::hasData(data); }
    Result<std::unique_ptr<Seeding>> seed(const DataSet& data, std::function<bool(std::uint64_t)> proceed) override
    {
        return m_base ? m_base->seed(data, std::move(proceed)) : Store::seed(data, std::move(proceed));
    }
    Result<std::unique_ptr<Store>> withData(const DataSet& data) override
    {
        return m_base ? further(m_base->withData(data)) : Store::withData(data);
    }

private:
    static Result<std::unique_ptr<Store>> further(Result<std::unique_ptr<Store>> store)
    {
        if (!store)
            return store;
        return withComputations(std::move(*store));
    }

    bool computes() const
    {
        return std::any_of(m_statements.begin(), m_statements.end(),
                           [](const PlannedStatement& statement) { return statement.plan.has_value(); });
    }

    ComputationPlan plan(const workload::ComputedQuery& computed, const std::vector<std::string>& names)
    {
        ComputationPlan plan;
        plan.function = computed.function;
        for (const auto& parameter : computed.function->parameters)
            plan.given.push_back(indexOf(names, parameter));
        if (!m_base) {
            m_isForeign = m_isForeign || !computed.lookup.empty() || !computed.publish.empty();
            return plan;
        }
        if (!computed.lookup.empty())
            plan.lookup = m_base->prepare(computed.lookup, names);
        if (!computed.load.empty()) {
            auto known = names;
            known.insert(known.end(), computed.function->lookup.begin(), computed.function->lookup.end());
            plan.load = m_base->prepare(computed.load, known);
            for (const auto& name : workload::statementParameters(computed.load))
                plan.loadedBy.push_back(indexOf(known, name));
        }
        if (!computed.publish.empty()) {
            auto known = names;
            known.insert(known.end(), computed.function->columns.begin(), computed.function->columns.end());
            plan.publish = m_base->prepare(computed.publish, known);
        }
        return plan;
    }

    std::unique_ptr<Store> m_base; // null: it stands alone
    PlannedStatements m_statements;
    bool m_isForeign = false; // it stands alone, and was given a statement that needs rows
    std::shared_ptr<LoadedThings> m_loaded = std::make_shared<LoadedThings>();
    std::shared_ptr<ComputationPool> m_pool;
};

} // namespace

std::unique_ptr<Store> withComputations(std::unique_ptr<Store> store)
{
    return std::make_unique<ComputationStore>(std::move(store));
}

Result<std::unique_ptr<Store>> openComputation(std::string_view url)
{
    if (url != "computation:")
        return Error{ErrorKind::Refused, std::string(url), "A computation stands nowhere.", "Write \"computation:\"."};
    return withComputations(nullptr);
}

std::vector<std::string> computedFunctions(const workload::Workload& workload, std::string_view storeKind)
{
    std::vector<std::string> names;
    for (const auto& operation : workload.operations) {
        const auto query = operation.query.find(std::string(storeKind));
        const auto computed = query == operation.query.end() ? std::nullopt : workload::parseComputed(query->second);
        if (computed && std::find(names.begin(), names.end(), computed->function->name) == names.end())
            names.emplace_back(computed->function->name);
    }
    return names;
}

} // namespace cachedeck::stores
