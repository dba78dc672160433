#include "backend/runtime/io_thread.hpp"
#include "backend/runtime/thread_manners.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sched.h>
#endif

using namespace cachedeck::runtime;
using namespace std::chrono_literals;

namespace {

struct CountsDestruction {
    std::atomic<int>& destroyed;
    ~CountsDestruction() { ++destroyed; }
};

Task<int> twice(int value)
{
    co_return 2 * value;
}

Task<long> sumWithoutSuspending(int count)
{
    long sum = 0;
    for (int i = 0; i < count; ++i) {
        auto task = twice(i);
        sum += co_await task;
    }
    co_return sum;
}

Task<void> fails()
{
    co_await twice(1);
    throw std::runtime_error("as told");
}

Task<void> sleepThenNote(IoThread& thread, Clock::time_point until, int name, std::vector<int>& order)
{
    auto sleeping = thread.sleepUntil(until);
    co_await sleeping;
    order.push_back(name);
}

Task<void> sleepForever(IoThread& thread, std::atomic<int>& destroyed, std::atomic<bool>& begun)
{
    const CountsDestruction counter{destroyed};
    begun = true;
    auto sleeping = thread.sleepFor(24h);
    co_await sleeping;
}

Task<bool> onThread(IoThread& thread)
{
    co_return thread.isCurrent();
}

} // namespace

TEST_CASE("A coroutine runs on its thread and gives its value to the caller")
{
    IoThread thread("test");
    CHECK_FALSE(thread.isCurrent());
    CHECK(thread.run(onThread(thread)));
    CHECK(thread.run(twice(21)) == 42);
}

TEST_CASE("An exception reaches whoever runs the coroutine")
{
    IoThread thread("test");
    CHECK_THROWS_AS(thread.run(fails()), std::runtime_error);
}

TEST_CASE("Awaiting what does not suspend takes no stack, however often")
{
    IoThread thread("test");
    CHECK(thread.run(sumWithoutSuspending(1'000'000)) == 999'999'000'000L);
}

TEST_CASE("Sleepers wake in the order of their times, not of their calls")
{
    IoThread thread("test");
    std::vector<int> order;
    const auto now = Clock::now();
    for (const int name : {3, 1, 4, 2, 5})
        thread.spawn(sleepThenNote(thread, now + name * 10ms, name, order));
    thread.run(sleepThenNote(thread, now + 60ms, 6, order));
    CHECK(order == std::vector<int>{1, 2, 3, 4, 5, 6});
}

TEST_CASE("Posted work runs in the order of posting")
{
    IoThread thread("test");
    std::vector<int> order;
    std::promise<void> done;
    for (int i = 0; i < 100; ++i)
        thread.post([&order, i] { order.push_back(i); });
    thread.post([&done] { done.set_value(); });
    done.get_future().wait();
    CHECK(order.size() == 100);
    CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("What still waits when the thread ends is destroyed, not forgotten")
{
    std::atomic<int> destroyed = 0;
    {
        IoThread thread("test");
        std::atomic<bool> begun[3] = {};
        for (auto& each : begun)
            thread.spawn(sleepForever(thread, destroyed, each));
        for (auto& each : begun) {
            while (!each)
                std::this_thread::yield();
        }
    }
    CHECK(destroyed == 3);
}

TEST_CASE("Frames come back from the free list of the thread")
{
    void* first = allocateFrame(500);
    releaseFrame(first, 500);
    void* second = allocateFrame(500);
    releaseFrame(second, 500);
    void* large = allocateFrame(100'000);
    releaseFrame(large, 100'000);
#if !defined(__SANITIZE_ADDRESS__)
    CHECK(first == second);
#endif
}

#if defined(__linux__)
TEST_CASE("A thread that wakes quietly is scheduled so, with the threads that it starts, and takes it back")
{
    const auto policyOfNew = [] {
        int policy = -1;
        std::thread([&policy] { policy = ::sched_getscheduler(0); }).join();
        return policy;
    };
    wakeQuietly(true);
    CHECK(::sched_getscheduler(0) == SCHED_BATCH);
    CHECK(policyOfNew() == SCHED_BATCH);
    wakeQuietly(false);
    CHECK(::sched_getscheduler(0) == SCHED_OTHER);
    CHECK(policyOfNew() == SCHED_OTHER);
}
#endif
