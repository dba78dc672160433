// Patterns are invalidated through tags: exactly, without SCAN, and whatever runs at the same time.
#include "tests/backend/strategies/rig.hpp"

#include <array>
#include <atomic>
#include <thread>

using namespace cachedeck;

namespace {

// A user of the cache alone, on a thread of its own.
struct User {
    explicit User(test::Rig& rig)
        : m_connection(thread, rig.options()),
          m_cache(m_connection, "cd:tags:", workload::Encoding::Json, std::chrono::seconds(10))
    {}
    ~User() { thread.run(close()); }

    bool put(const workload::Call& call, std::uint64_t number)
    {
        strategies::Answer answer;
        answer.json = std::to_string(number);
        answer.found = true;
        return thread.run(m_cache.put(call, answer));
    }
    bool invalidate(const workload::Call& call) { return thread.run(m_cache.invalidate(call)).has_value(); }
    std::uint64_t get(const workload::Call& call) // 0: nothing
    {
        strategies::Answer answer;
        return thread.run(m_cache.get(call, answer)) == strategies::Lookup::Hit ? std::stoull(answer.json) : 0;
    }

private:
    runtime::Task<void> close()
    {
        m_connection.close();
        co_return;
    }

    runtime::IoThread thread{"user"};
    redis::Connection m_connection;
    strategies::Cache m_cache;
};

} // namespace

TEST_CASE("No key that was filled before an invalidation survives it, with fills and invalidations at the same time")
{
    test::Rig rig;
    const std::array<workload::Call, 3> calls{rig.top(10), rig.top(20), rig.top(50)};
    const auto write = rig.rate(1);
    std::array<std::atomic<std::uint64_t>, 3> done{}; // the last fill of each key that has ended
    std::atomic<bool> stop{false};
    std::atomic<int> survivors{0}, failures{0}, seen{0};

    std::vector<std::thread> threads;
    for (std::size_t key = 0; key < calls.size(); ++key) { // one filler a key, so that its numbers only rise
        threads.emplace_back([&, key] {
            User user(rig);
            for (std::uint64_t number = 1; !stop; ++number) {
                failures += user.put(calls[key], number) ? 0 : 1;
                done[key] = number;
            }
        });
    }
    std::vector<std::thread> invalidators;
    for (int i = 0; i < 3; ++i) {
        invalidators.emplace_back([&] {
            User user(rig);
            for (int round = 0; round < 500; ++round) {
                std::array<std::uint64_t, 3> before{};
                for (std::size_t key = 0; key < calls.size(); ++key)
                    before[key] = done[key];
                failures += user.invalidate(write) ? 0 : 1;
                for (std::size_t key = 0; key < calls.size(); ++key) {
                    const auto number = user.get(calls[key]);
                    survivors += number != 0 && number <= before[key] ? 1 : 0;
                    seen += number != 0 ? 1 : 0;
                }
            }
        });
    }
    for (auto& thread : invalidators)
        thread.join();
    stop = true;
    for (auto& thread : threads)
        thread.join();
    CHECK(survivors == 0);
    CHECK(failures == 0);
    CHECK(seen > 0); // the fillers did run in between
    User last(rig);
    CHECK(last.invalidate(write));
    CHECK(rig.server.command({"DBSIZE"}) == "0");
}

TEST_CASE("A tag forgets keys that have expired, and expires with its last one")
{
    test::Rig rig;
    User user(rig);
    const auto tag = strategies::tagKey("cd:tags:", "top:*");
    CHECK(tag == "cd:tags:tag:top:*");
    REQUIRE(user.put(rig.top(10), 1));
    rig.server.command({"ZADD", tag, "1000000000", "cd:tags:top:gone"}); // expired in 2001
    REQUIRE(user.put(rig.top(20), 1));
    CHECK(rig.server.command({"ZRANGE", tag, "0", "-1"}) == "cd:tags:top:10\ncd:tags:top:20");
    const auto ttl = std::stoi(rig.server.command({"TTL", tag}));
    CHECK(ttl > 190);
    CHECK(ttl <= 200);
}

TEST_CASE("An invalidation of thousands of keys goes in batches and leaves none")
{
    test::Rig rig;
    User user(rig);
    for (std::int64_t count = 1; count <= 1203; ++count)
        REQUIRE(user.put(rig.top(count), 1));
    CHECK(rig.server.command({"DBSIZE"}) == "1204");
    CHECK(user.invalidate(rig.rate(1)));
    CHECK(rig.server.command({"DBSIZE"}) == "0");
}
