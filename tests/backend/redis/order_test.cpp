// No reply is ever taken for another command's, whatever is cancelled, late or cut.
#include "tests/backend/redis/fixture.hpp"
#include "tests/support/catch.hpp"

#include <random>

using namespace cachedeck;
using namespace std::chrono_literals;
using runtime::Task;
using test::optionsFor;

namespace {

struct Tally {
    int right = 0, failed = 0, wrong = 0, running = 0;
};

// A coroutine that can be destroyed at any of its waits, as a page that is closed does it.
Task<void> echoMany(redis::Connection& connection, int user, int count, Tally& tally, unsigned seed)
{
    std::mt19937 random(seed);
    resp::Request request;
    resp::Reply reply;
    for (int i = 0; i < count; ++i) {
        const auto payload = std::to_string(user) + ":" + std::to_string(i) + ":" + std::string(random() % 200, 'x');
        request.clear();
        request.append({"ECHO", payload});
        const auto deadline = random() % 50 == 0 ? 1ms : 5000ms;
        auto executing = connection.execute(request, reply, deadline);
        const auto done = co_await executing;
        if (!done)
            ++tally.failed;
        else if (reply.root().text() == payload)
            ++tally.right;
        else
            ++tally.wrong;
    }
    --tally.running;
}

// A root whose task is dropped in the middle of a wait.
struct Droppable {
    struct promise_type {
        Droppable get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_always final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const { throw; }
    };
    std::coroutine_handle<promise_type> handle;
};

Droppable droppable(Task<void> task)
{
    co_await task;
}

Task<void> drive(runtime::IoThread& thread, redis::Connection& connection, Tally& tally)
{
    std::mt19937 random(11);
    std::vector<std::coroutine_handle<Droppable::promise_type>> users;
    const auto begin = [&](int user) {
        ++tally.running;
        users.push_back(droppable(echoMany(connection, user, 400, tally, static_cast<unsigned>(user))).handle);
        users.back().resume();
    };
    for (int user = 0; user < 20; ++user)
        begin(user);
    for (int round = 0; round < 60; ++round) {
        auto pause = thread.sleepFor(std::chrono::microseconds(random() % 3000));
        co_await pause;
        auto& victim = users[random() % users.size()];
        if (!victim.done()) {
            victim.destroy();
            --tally.running;
            begin(100 + round);
            std::swap(victim, users.back());
            users.pop_back();
        }
    }
    while (tally.running > 0) {
        auto pause = thread.sleepFor(1ms);
        co_await pause;
    }
    for (auto user : users)
        user.destroy();
}

} // namespace

TEST_CASE("Thousands of commands with random cancellations never get another's reply")
{
    test::RedisServer server;
    runtime::IoThread thread("test");
    Tally tally;
    {
        redis::Connection connection(thread, optionsFor(server));
        thread.run(drive(thread, connection, tally));
    }
    CHECK(tally.wrong == 0);
    CHECK(tally.right > 2000);
    CAPTURE(tally.failed);
}
