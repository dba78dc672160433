#include "backend/runtime/io_thread.hpp"

#include "backend/runtime/asio_precompiled.hpp"
#include "backend/runtime/timer_queue.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <thread>

#if defined(__linux__) || defined(__APPLE__)
#include <pthread.h>
#endif

namespace cachedeck::runtime {
namespace {

void nameThisThread(const std::string& name)
{
#if defined(__linux__)
    ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str()); // the kernel keeps 15 characters
#elif defined(__APPLE__)
    ::pthread_setname_np(name.c_str());
#else
    (void)name;
#endif
}

// The coroutine at the root of everything that spawn() started. It knows its neighbours, so that what still waits when
// the thread ends can be destroyed.
struct Root {
    struct promise_type {
        static void* operator new(std::size_t bytes) { return allocateFrame(bytes); }
        static void operator delete(void* frame, std::size_t bytes) noexcept { releaseFrame(frame, bytes); }

        Root get_return_object() noexcept { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }
        ~promise_type()
        {
            if (!place)
                return;
            *place = next;
            if (next)
                next->place = place;
        }

        promise_type* next = nullptr;
        promise_type** place = nullptr; // the pointer that points here
    };
    std::coroutine_handle<promise_type> handle;
};

Root runRoot(Task<void> task)
{
    co_await task;
}

} // namespace

struct IoThread::Implementation {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
    Root::promise_type* roots = nullptr;
    TimerQueue sleepers;
    boost::asio::steady_timer timer{context};
    Clock::time_point armedFor = Clock::time_point::max();
    std::thread thread;

    void start(Task<void> task)
    {
        const auto handle = runRoot(std::move(task)).handle;
        auto& root = handle.promise();
        root.next = roots;
        root.place = &roots;
        if (roots)
            roots->place = &root.next;
        roots = &root;
        handle.resume();
    }

    void destroyRoots()
    {
        while (roots)
            std::coroutine_handle<Root::promise_type>::from_promise(*roots).destroy();
    }

    void arm()
    {
        if (sleepers.empty() || sleepers.earliest() >= armedFor)
            return;
        armedFor = sleepers.earliest();
        timer.expires_at(armedFor);
        timer.async_wait([this](const boost::system::error_code& error) {
            if (!error) // else: armed anew for an earlier time
                wake();
        });
    }

    void wake()
    {
        armedFor = Clock::time_point::max();
        const auto now = Clock::now();
        while (!sleepers.empty() && sleepers.earliest() <= now)
            sleepers.pop().waiting.resume();
        arm();
    }

    // Lives in the frame of sleepUntil().
    class Sleep : public TimerQueue::Sleeper {
    public:
        Sleep(Implementation& owner, Clock::time_point until) : m_owner(owner) { time = until; }
        Sleep(const Sleep&) = delete;
        Sleep& operator=(const Sleep&) = delete;
        ~Sleep()
        {
            if (m_queued)
                m_owner.sleepers.remove(*this);
        }

        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> coroutine)
        {
            waiting = coroutine;
            m_owner.sleepers.add(*this);
            m_queued = true;
            m_owner.arm();
        }
        void await_resume() noexcept { m_queued = false; } // wake() took it out

    private:
        Implementation& m_owner;
        bool m_queued = false;
    };
};

IoThread::IoThread(std::string name) : m_implementation(std::make_unique<Implementation>())
{
    m_implementation->thread = std::thread([this, name = std::move(name)] {
        nameThisThread(name);
        m_implementation->context.run();
        m_implementation->destroyRoots();
    });
}

IoThread::~IoThread()
{
    m_implementation->context.stop();
    m_implementation->thread.join();
}

void IoThread::post(std::function<void()> work)
{
    boost::asio::post(m_implementation->context, std::move(work));
}

void IoThread::spawn(Task<void> task)
{
    boost::asio::post(m_implementation->context,
                      [this, task = std::move(task)]() mutable { m_implementation->start(std::move(task)); });
}

Task<void> IoThread::sleepUntil(Clock::time_point time)
{
    if (time <= Clock::now())
        co_return;
    Implementation::Sleep sleep(*m_implementation, time);
    co_await sleep;
}

bool IoThread::isCurrent() const noexcept
{
    return m_implementation->thread.get_id() == std::this_thread::get_id();
}

boost::asio::io_context& IoThread::context() noexcept
{
    return m_implementation->context;
}

} // namespace cachedeck::runtime
