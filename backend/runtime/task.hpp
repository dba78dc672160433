#pragma once
// Coroutines without Asio in sight: Task<T> is what every asynchronous function of the backend returns.
//
// A Task is lazy: nothing runs until it is awaited or spawned (io_thread.hpp). It has one awaiter. A Task and all that
// it awaits run on one IoThread; that is what makes the bookkeeping below free of atomics and locks.
//
// Awaiting a Task that completes without suspending costs no stack: await_suspend answers "carry on" instead of
// transferring control, so a loop over an in-process store runs for hours in constant stack, optimised or not.
// Frames come from a free list of the thread, so a request in the load engine allocates nothing in steady state.
//
// Exceptions thrown in a coroutine are rethrown by co_await. Backend functions report errors as values instead.

#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <utility>

namespace cachedeck::runtime {

// Memory for coroutine frames: free lists by size class, one set a thread. Thread-safe because thread-local.
void* allocateFrame(std::size_t bytes);
void releaseFrame(void* frame, std::size_t bytes) noexcept;

template<class T>
class Task;

namespace detail {

class PromiseBase {
public:
    static void* operator new(std::size_t bytes) { return allocateFrame(bytes); }
    static void operator delete(void* frame, std::size_t bytes) noexcept { releaseFrame(frame, bytes); }

    std::suspend_always initial_suspend() const noexcept { return {}; }
    auto final_suspend() const noexcept { return FinalAwaiter{}; }
    void unhandled_exception() noexcept { m_exception = std::current_exception(); }

    void rethrow() const
    {
        if (m_exception)
            std::rethrow_exception(m_exception);
    }

    // The awaiting coroutine, and whether it really suspended (rather than being told to carry on).
    std::coroutine_handle<> continuation;
    bool continuationSuspended = false;

private:
    struct FinalAwaiter {
        bool await_ready() const noexcept { return false; }
        template<class Promise>
        void await_suspend(std::coroutine_handle<Promise> self) const noexcept
        {
            auto& promise = self.promise();
            if (promise.continuationSuspended)
                promise.continuation.resume(); // may destroy this frame; nothing is touched afterwards
        }
        void await_resume() const noexcept {}
    };

    std::exception_ptr m_exception;
};

template<class T>
class Promise : public PromiseBase {
public:
    Task<T> get_return_object() noexcept;
    template<class U>
    void return_value(U&& value)
    {
        m_value.emplace(std::forward<U>(value));
    }
    T take()
    {
        rethrow();
        return std::move(*m_value);
    }

private:
    std::optional<T> m_value;
};

template<>
class Promise<void> : public PromiseBase {
public:
    Task<void> get_return_object() noexcept;
    void return_void() const noexcept {}
    void take() const { rethrow(); }
};

} // namespace detail

template<class T = void>
class [[nodiscard]] Task {
public:
    using promise_type = detail::Promise<T>;

    Task(Task&& other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Task& operator=(Task&& other) noexcept
    {
        if (this != &other) {
            destroy();
            m_handle = std::exchange(other.m_handle, {});
        }
        return *this;
    }
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() { destroy(); }

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> awaiting)
    {
        auto& promise = m_handle.promise();
        promise.continuation = awaiting;
        m_handle.resume();
        if (m_handle.done())
            return false;
        promise.continuationSuspended = true;
        return true;
    }
    T await_resume() { return m_handle.promise().take(); }

private:
    friend class detail::Promise<T>;
    explicit Task(std::coroutine_handle<promise_type> handle) noexcept : m_handle(handle) {}
    void destroy() noexcept
    {
        if (m_handle)
            m_handle.destroy();
    }

    std::coroutine_handle<promise_type> m_handle;
};

namespace detail {

template<class T>
Task<T> Promise<T>::get_return_object() noexcept
{
    return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}

inline Task<void> Promise<void>::get_return_object() noexcept
{
    return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

} // namespace detail

} // namespace cachedeck::runtime
