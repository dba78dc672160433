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

} // namespace cachedeck::strategies
