#pragma once
// A session that computes on top of another's rows. Private to the room.

#include "backend/stores/computation_pool.hpp"
#include "backend/stores/store.hpp"
#include "backend/workload/computed_query.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cachedeck::stores {

// How a computed query is answered. Numbers of statements are those of the store beneath.
struct ComputationPlan {
    const workload::Function* function = nullptr;
    std::vector<std::size_t> given; // the operation's parameters that the function takes, by index
    std::optional<StatementId> lookup, load, publish;
    std::vector<std::size_t> loadedBy; // what "load" is asked with: indexes into parameters, then looked-up columns
};
struct PlannedStatement {
    std::optional<ComputationPlan> plan; // empty: the statement is the store's own
    StatementId own = 0;
};
using PlannedStatements = std::vector<PlannedStatement>;

// What was loaded, by what it was asked with. Thread-safe.
class LoadedThings {
public:
    using Thing = std::shared_ptr<const void>;
    Thing find(const std::string& key) const;
    void add(const std::string& key, Thing thing);

private:
    mutable std::mutex m_mutex;
    std::vector<std::pair<std::string, Thing>> m_things; // oldest first
};

class ComputationSession final : public Session {
public:
    struct Surroundings {
        std::string store; // its location, for errors
        std::shared_ptr<const PlannedStatements> statements;
        std::shared_ptr<LoadedThings> loaded;
        std::shared_ptr<ComputationPool> pool; // null: on the caller's thread
    };
    ComputationSession(std::unique_ptr<Session> base, Surroundings surroundings, runtime::IoThread& thread,
                       std::chrono::milliseconds deadline);

    runtime::Task<Result<void>> read(StatementId statement, const std::vector<workload::Value>& values,
                                     Rows& rows) override;
    runtime::Task<Result<std::int64_t>> write(StatementId statement,
                                              const std::vector<workload::Value>& values) override;
    std::vector<std::string> columns(StatementId statement) const override;
    void interrupt() noexcept override;

private:
    using Clock = std::chrono::steady_clock;

    runtime::Task<Result<void>> readComputed(const ComputationPlan& plan, const std::vector<workload::Value>& values,
                                             Rows& rows);
    runtime::Task<Result<std::int64_t>> writeComputed(const ComputationPlan& plan,
                                                      const std::vector<workload::Value>& values);
    // Fills m_looked and m_loaded. False: there is no such row.
    runtime::Task<Result<bool>> gather(const ComputationPlan& plan, const std::vector<workload::Value>& values);
    runtime::Task<Result<bool>> load(const ComputationPlan& plan, const std::vector<workload::Value>& values);
    runtime::Task<Result<void>> compute(const ComputationPlan& plan, const std::vector<workload::Value>& values,
                                        std::vector<workload::Value>& out);
    bool mayGoOn() const noexcept { return !m_stopped.load(std::memory_order_relaxed) && Clock::now() < m_until; }
    Error error(ErrorKind kind, std::string message) const;

    std::unique_ptr<Session> m_base; // null: a computation that stands alone
    Surroundings m_around;
    runtime::IoThread& m_thread;
    std::chrono::milliseconds m_deadline;
    Clock::time_point m_until;
    std::atomic<bool> m_stopped{false};
    Rows m_looked, m_loading;
    LoadedThings::Thing m_loaded;
    std::vector<workload::Value> m_given, m_extended;
    std::string m_key;
};

} // namespace cachedeck::stores
