#pragma once
// A coroutine that waits for something that happens on another thread, and is resumed on its own. It may be destroyed
// while it waits. Private to this room.

#include "backend/runtime/io_thread.hpp"

#include <coroutine>
#include <memory>
#include <utility>

namespace cachedeck::strategies {

class Waiter {
public:
    Waiter(runtime::IoThread& thread, std::coroutine_handle<> coroutine) : m_thread(thread), m_coroutine(coroutine) {}

    // Any thread, once.
    static void resume(const std::shared_ptr<Waiter>& waiter)
    {
        waiter->m_thread.post([waiter] {
            if (const auto coroutine = std::exchange(waiter->m_coroutine, nullptr))
                coroutine.resume();
        });
    }
    // On the coroutine's own thread.
    void forget() noexcept { m_coroutine = nullptr; }

private:
    runtime::IoThread& m_thread;
    std::coroutine_handle<> m_coroutine; // touched on its thread only
};

// co_await Turn(thread): to the end of its own thread's queue.
class Turn {
public:
    explicit Turn(runtime::IoThread& thread) : m_thread(thread) {}
    ~Turn()
    {
        if (m_waiter)
            m_waiter->forget();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine)
    {
        m_waiter = std::make_shared<Waiter>(m_thread, coroutine);
        Waiter::resume(m_waiter);
    }
    void await_resume() const noexcept {}

private:
    runtime::IoThread& m_thread;
    std::shared_ptr<Waiter> m_waiter;
};

} // namespace cachedeck::strategies
