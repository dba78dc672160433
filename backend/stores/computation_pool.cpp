#include "backend/stores/computation_pool.hpp"

#include <algorithm>

namespace cachedeck::stores {

ComputationPool::ComputationPool(std::size_t threads)
{
    for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i)
        m_threads.emplace_back([this] { serve(); });
}

ComputationPool::~ComputationPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads)
        thread.join();
}

void ComputationPool::submit(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void ComputationPool::serve()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ending || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const auto work = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        work();
        lock.lock();
    }
}

OnPool::OnPool(ComputationPool& pool, runtime::IoThread& thread, std::function<void()> work)
    : m_pool(pool), m_thread(thread), m_state(std::make_shared<State>())
{
    m_state->work = std::move(work);
}

OnPool::~OnPool()
{
    std::unique_lock lock(m_state->mutex);
    m_state->isAbandoned = true;
    m_state->ended.wait(lock, [this] { return !m_state->isWorking; });
}

void OnPool::await_suspend(std::coroutine_handle<> coroutine)
{
    m_state->coroutine = coroutine;
    m_pool.submit([state = m_state, &thread = m_thread] {
        std::unique_lock lock(state->mutex);
        if (state->isAbandoned)
            return;
        state->isWorking = true;
        lock.unlock();
        state->work();
        lock.lock();
        state->isWorking = false;
        state->ended.notify_all();
        if (state->isAbandoned)
            return;
        thread.post([state] { // on the coroutine's own thread, where alone it can be destroyed
            if (!state->isAbandoned)
                state->coroutine.resume();
        });
    });
}

} // namespace cachedeck::stores
