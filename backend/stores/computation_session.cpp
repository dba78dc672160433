#include "backend/stores/computation_session.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::stores {
namespace {

// A world has a handful of models; those of versions that nobody asks for any more make room.
constexpr std::size_t mostLoaded = 32;
// What was looked up may have been replaced before it was loaded: then it is looked up anew.
constexpr int mostLooks = 3;

} // namespace

LoadedThings::Thing LoadedThings::find(const std::string& key) const
{
    const std::lock_guard lock(m_mutex);
    const auto place =
        std::find_if(m_things.begin(), m_things.end(), [&](const auto& thing) { return thing.first == key; });
    return place == m_things.end() ? nullptr : place->second;
}

void LoadedThings::add(const std::string& key, Thing thing)
{
    const std::lock_guard lock(m_mutex);
    if (m_things.size() == mostLoaded)
        m_things.erase(m_things.begin());
    m_things.emplace_back(key, std::move(thing));
}

ComputationSession::ComputationSession(std::unique_ptr<Session> base, Surroundings surroundings,
                                       runtime::IoThread& thread, std::chrono::milliseconds deadline)
    : m_base(std::move(base)), m_around(std::move(surroundings)), m_thread(thread), m_deadline(deadline)
{}

runtime::Task<Result<void>> ComputationSession::read(StatementId statement, const std::vector<workload::Value>& values,
                                                     Rows& rows)
{
    const auto& planned = m_around.statements->at(statement);
    return planned.plan ? readComputed(*planned.plan, values, rows) : m_base->read(planned.own, values, rows);
}

runtime::Task<Result<std::int64_t>> ComputationSession::write(StatementId statement,
                                                              const std::vector<workload::Value>& values)
{
    const auto& planned = m_around.statements->at(statement);
    return planned.plan ? writeComputed(*planned.plan, values) : m_base->write(planned.own, values);
}

std::vector<std::string> ComputationSession::columns(StatementId statement) const
{
    const auto& planned = m_around.statements->at(statement);
    if (!planned.plan)
        return m_base->columns(planned.own);
    return {planned.plan->function->columns.begin(), planned.plan->function->columns.end()};
}

void ComputationSession::interrupt() noexcept
{
    m_stopped.store(true, std::memory_order_relaxed);
    if (m_base)
        m_base->interrupt();
}

runtime::Task<Result<void>> ComputationSession::readComputed(const ComputationPlan& plan,
                                                             const std::vector<workload::Value>& values, Rows& rows)
{
    m_stopped.store(false, std::memory_order_relaxed);
    m_until = Clock::now() + m_deadline;
    rows.clear();
    rows.columns = plan.function->columns.size();
    auto gathering = gather(plan, values);
    const auto gathered = co_await gathering;
    if (!gathered)
        co_return gathered.error();
    if (!*gathered)
        co_return Result<void>();
    auto computing = compute(plan, values, rows.cells);
    co_return co_await computing;
}

runtime::Task<Result<std::int64_t>> ComputationSession::writeComputed(const ComputationPlan& plan,
                                                                      const std::vector<workload::Value>& values)
{
    m_stopped.store(false, std::memory_order_relaxed);
    m_until = Clock::now() + m_deadline;
    auto gathering = gather(plan, values);
    const auto gathered = co_await gathering;
    if (!gathered)
        co_return gathered.error();
    if (!*gathered)
        co_return std::int64_t{0};
    m_extended.clear();
    auto computing = compute(plan, values, m_extended);
    const auto computed = co_await computing;
    if (!computed)
        co_return computed.error();
    m_extended.insert(m_extended.begin(), values.begin(), values.end());
    auto publishing = m_base->write(*plan.publish, m_extended);
    co_return co_await publishing;
}

runtime::Task<Result<bool>> ComputationSession::gather(const ComputationPlan& plan,
                                                       const std::vector<workload::Value>& values)
{
    m_looked.clear();
    m_loaded.reset();
    for (int look = 0; plan.lookup && look < mostLooks; ++look) {
        auto looking = m_base->read(*plan.lookup, values, m_looked);
        const auto looked = co_await looking;
        if (!looked)
            co_return looked.error();
        if (m_looked.count() == 0)
            co_return false;
        const auto& expected = plan.function->lookup;
        if (!expected.empty() && m_looked.columns != expected.size())
            co_return error(ErrorKind::BadStatement,
                            fmt::format("The \"lookup\" of {} gives {} columns; expected {}.", plan.function->name,
                                        m_looked.columns, fmt::join(expected, ", ")));
        if (!plan.load)
            co_return true;
        auto loading = load(plan, values);
        const auto loaded = co_await loading;
        if (!loaded || *loaded)
            co_return loaded;
    }
    if (plan.lookup)
        co_return error(ErrorKind::Other, fmt::format("What {} works on is not in the store.", plan.function->name));
    co_return true;
}

runtime::Task<Result<bool>> ComputationSession::load(const ComputationPlan& plan,
                                                     const std::vector<workload::Value>& values)
{
    m_extended = values;
    m_extended.insert(m_extended.end(), m_looked.cells.begin(),
                      m_looked.cells.begin() + static_cast<std::ptrdiff_t>(m_looked.columns));
    m_key = fmt::format("{}", *plan.load);
    for (const auto index : plan.loadedBy) {
        m_key += '\0';
        if (const auto* integer = std::get_if<std::int64_t>(&m_extended[index]))
            m_key.append(reinterpret_cast<const char*>(integer), sizeof *integer);
        else if (const auto* text = std::get_if<std::string>(&m_extended[index]))
            m_key += *text;
    }
    m_loaded = m_around.loaded->find(m_key);
    if (m_loaded)
        co_return true;
    auto reading = m_base->read(*plan.load, m_extended, m_loading);
    const auto read = co_await reading;
    if (!read)
        co_return read.error();
    if (m_loading.count() == 0)
        co_return false;
    const auto made = plan.function->load({m_loading.columns, m_loading.cells});
    if (!made)
        co_return error(ErrorKind::Corrupt, made.error());
    m_loaded = *made;
    m_around.loaded->add(m_key, m_loaded);
    co_return true;
}

runtime::Task<Result<void>> ComputationSession::compute(const ComputationPlan& plan,
                                                        const std::vector<workload::Value>& values,
                                                        std::vector<workload::Value>& out)
{
    m_given.clear();
    for (const auto index : plan.given)
        m_given.push_back(values.at(index));
    const workload::FunctionCall call{
        m_given, {m_looked.columns, m_looked.cells}, m_loaded.get(), [this] { return mayGoOn(); }};
    workload::Computed<void> computed;
    if (m_around.pool) {
        OnPool working(*m_around.pool, m_thread, [&] {
            computed = mayGoOn() ? plan.function->compute(call, out) : workload::Computed<void>(std::string());
        });
        co_await working;
    } else {
        computed = plan.function->compute(call, out);
    }
    if (computed)
        co_return Result<void>();
    if (!mayGoOn())
        co_return error(ErrorKind::Timeout,
                        fmt::format("{} did not end within {} ms.", plan.function->name, m_deadline.count()));
    co_return error(ErrorKind::BadStatement, computed.error());
}

Error ComputationSession::error(ErrorKind kind, std::string message) const
{
    return {kind, m_around.store, std::move(message), ""};
}

} // namespace cachedeck::stores
