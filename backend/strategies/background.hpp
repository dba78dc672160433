#pragma once
// What a path does behind its users' backs: a thread with its own connection to the cache and its own session with the
// store, so that no user's operation waits for it.
//
// Threads: open(), the destructor and commandsSent() on any; the rest in tasks on thread().

#include "backend/strategies/path_shared.hpp"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace cachedeck::strategies {

class Background {
public:
    explicit Background(const PathSurroundings& surroundings);
    ~Background(); // tells tasks to end, cuts off what they wait for, and waits for them
    // Blocks. Without the cache: cache() may not be used.
    Result<void> open(bool withCache = true);
    // Runs a task. It ends soon after isEnding().
    void spawn(runtime::Task<void> task);

    bool isEnding() const noexcept { return m_ending.load(std::memory_order_relaxed); }
    runtime::IoThread& thread() noexcept { return m_thread; }
    redis::Connection& connection() noexcept { return *m_connection; }
    Cache& cache() noexcept { return *m_cache; }
    Primary& primary() noexcept { return *m_primary; }
    // Follows the cache to where it is now.
    void reconnect();
    void noteCommands()
    {
        m_commands.store(m_earlierCommands + m_connection->commandsSent(), std::memory_order_relaxed);
    }
    std::uint64_t commandsSent() const noexcept { return m_commands.load(std::memory_order_relaxed); }

private:
    runtime::Task<Result<void>> openParts(bool withCache);
    runtime::Task<void> watched(runtime::Task<void> task);

    PathSurroundings m_path;
    std::atomic<bool> m_ending{false};
    std::atomic<std::uint64_t> m_commands{0};
    std::uint64_t m_earlierCommands = 0; // over connections before this one
    std::unique_ptr<stores::Session> m_session;
    std::unique_ptr<redis::Connection> m_connection;
    std::unique_ptr<Cache> m_cache;
    std::unique_ptr<Primary> m_primary;

    std::mutex m_mutex;
    std::condition_variable m_idle;
    int m_tasks = 0;
    runtime::IoThread m_thread{"cd-behind"}; // the last member: it ends first
};

} // namespace cachedeck::strategies
