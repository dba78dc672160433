// The hot path allocates nothing: one command at a time, many in flight, and pipelines, with reused buffers.
#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

// A sanitizer brings its own allocation functions.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {
std::atomic<std::size_t> allocations{0};
}

void* operator new(std::size_t bytes)
{
    ++allocations;
    if (void* memory = std::malloc(bytes ? bytes : 1))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

using namespace cachedeck;
using namespace std::chrono_literals;
using runtime::Task;

namespace {

Task<void> single(redis::Connection& connection, int count, int& running)
{
    resp::Request request;
    resp::Reply reply;
    for (int i = 0; i < count; ++i) {
        request.clear();
        request.append({"GET", "key"});
        auto executing = connection.execute(request, reply, 5s);
        const auto done = co_await executing;
        if (!done || reply.root().text() != "a value")
            std::abort();
    }
    --running;
}

Task<void> pipelines(redis::Connection& connection, int count)
{
    resp::Request request;
    std::vector<resp::Reply> replies;
    for (int i = 0; i < count; ++i) {
        request.clear();
        for (int k = 0; k < 64; ++k)
            request.append({"GET", "key"});
        auto executing = connection.execute(request, replies, 5s);
        const auto done = co_await executing;
        if (!done || replies.back().root().text() != "a value")
            std::abort();
    }
}

Task<void> many(runtime::IoThread& thread, redis::Connection& connection, int users, int count)
{
    int running = users;
    for (int user = 0; user < users; ++user)
        thread.spawn(single(connection, count, running));
    while (running > 0) {
        auto pause = thread.sleepFor(1ms);
        co_await pause;
    }
}

} // namespace

TEST_CASE("Commands with reused buffers allocate nothing")
{
    test::RedisServer server;
    server.command({"SET", "key", "a value"});
    runtime::IoThread thread("test");
    redis::Connection connection(thread, test::optionsFor(server));
    // Twice the work may not cost one allocation more per command; what starting and ending cost is the same.
    const auto cost = [&](auto work) {
        const auto before = allocations.load();
        thread.run(work());
        return allocations.load() - before;
    };
    int running = 1;
    cost([&] { return single(connection, 1000, running); });
    CHECK(cost([&] { return single(connection, 5000, running); }) < 50);
    cost([&] { return many(thread, connection, 20, 200); });
    CHECK(cost([&] { return many(thread, connection, 20, 500); }) < 300);
    CHECK(cost([&] { return pipelines(connection, 200); }) < 400); // 64 replies grow once
}

#endif
