#pragma once
// Threads that compute, for coroutines that must not hold up theirs. Private to the room.
//
// Threads: submit() from any. OnPool belongs to the coroutine that awaits it.

#include "backend/runtime/io_thread.hpp"

#include <condition_variable>
#include <coroutine>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace cachedeck::stores {

class ComputationPool {
public:
    explicit ComputationPool(std::size_t threads);
    ~ComputationPool(); // after what was submitted

    void submit(std::function<void()> work);

private:
    void serve();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

// co_await OnPool(pool, thread, work): `work` runs on the pool, and the coroutine goes on on its own thread. Destroying
// it waits for work that has begun; what has not is left out.
class OnPool {
public:
    OnPool(ComputationPool& pool, runtime::IoThread& thread, std::function<void()> work);
    ~OnPool();
    OnPool(const OnPool&) = delete;
    OnPool& operator=(const OnPool&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine);
    void await_resume() const noexcept {}

private:
    struct State {
        std::mutex mutex;
        std::condition_variable ended;
        std::function<void()> work;
        std::coroutine_handle<> coroutine;
        bool isWorking = false, isAbandoned = false;
    };

    ComputationPool& m_pool;
    runtime::IoThread& m_thread;
    std::shared_ptr<State> m_state;
};

} // namespace cachedeck::stores
