#pragma once
// A thread with an event loop (Boost.Asio inside, hidden). Connections, timers and coroutines live on one.
//
// Threads: every member may be called from any thread unless it says otherwise. Handlers and coroutines run on the
// IoThread itself, one at a time. The destructor asks the loop to stop, destroys what is pending and joins; it must not
// run on the thread itself.

#include "backend/runtime/clock.hpp"
#include "backend/runtime/task.hpp"

#include <coroutine>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>

namespace boost::asio {
class io_context;
}

namespace cachedeck::runtime {

class IoThread {
public:
    explicit IoThread(std::string name);
    ~IoThread();
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    // Runs `work` on the thread, soon. Order of posting is order of running.
    void post(std::function<void()> work);

    // Starts a coroutine on the thread and forgets it. An exception that leaves it terminates the program.
    void spawn(Task<void> task);

    // Starts a coroutine on the thread and blocks the caller until it ends: for the command line and for tests. Never
    // call it on an IoThread or on the GUI thread. Rethrows what the coroutine threw.
    template<class T>
    T run(Task<T> task)
    {
        std::promise<T> promise;
        auto future = promise.get_future();
        spawn(complete(std::move(task), promise));
        return future.get();
    }

    // co_await thread.sleepUntil(t): resumes on this thread at `time`, or at once when it has passed. To be awaited on
    // this thread only. A sleeping coroutine may be destroyed.
    Task<void> sleepUntil(Clock::time_point time);
    Task<void> sleepFor(Clock::duration duration) { return sleepUntil(Clock::now() + duration); }

    bool isCurrent() const noexcept;

    // For the few .cpp files that speak Asio.
    boost::asio::io_context& context() noexcept;

private:
    // The task ends (with all that its frame holds) before the caller of run() goes on.
    template<class T>
    static Task<void> complete(Task<T> task, std::promise<T>& promise)
    {
        std::exception_ptr failure;
        std::optional<std::conditional_t<std::is_void_v<T>, std::monostate, T>> value;
        try {
            Task<T> running = std::move(task);
            if constexpr (std::is_void_v<T>) {
                co_await running;
            } else {
                value.emplace(co_await running);
            }
        } catch (...) {
            failure = std::current_exception();
        }
        if (failure)
            promise.set_exception(failure);
        else if constexpr (std::is_void_v<T>)
            promise.set_value();
        else
            promise.set_value(std::move(*value));
    }

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::runtime
