#pragma once
// Many users of one path at once: with one question at the same moment, or with one question again and again.

#include "tests/backend/strategies/rig.hpp"

#include <atomic>
#include <barrier>
#include <thread>
#include <utility>
#include <vector>

namespace cachedeck::test {

using Users = std::vector<std::unique_ptr<User>>;

inline Users usersOf(Rig& rig, Ground& ground, strategies::PathShared* shared, int count)
{
    Users users;
    for (int i = 0; i < count; ++i)
        users.push_back(std::make_unique<User>(rig, ground, shared, static_cast<std::uint64_t>(i)));
    return users;
}

// Gives whether it comes true within a minute. Unlike waitUntil() it asserts nothing: where other threads are at work,
// they are to be ended first.
template<class Condition>
bool comesTrue(const Condition& condition)
{
    const auto tooLong = runtime::Clock::now() + std::chrono::seconds(60);
    while (!condition()) {
        if (runtime::Clock::now() > tooLong)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

// A field of an answer about one movie; null where there is none. Any thread: it neither throws nor asserts.
inline boost::json::value fieldIn(const strategies::Answer& answer, const char* name)
{
    boost::system::error_code error;
    const auto row = boost::json::parse(answer.json, error);
    const auto* object = error ? nullptr : row.if_object();
    const auto* field = object != nullptr ? object->if_contains(name) : nullptr;
    return field != nullptr ? *field : boost::json::value();
}

inline std::int64_t versionIn(const strategies::Answer& answer)
{
    const auto version = fieldIn(answer, "version");
    return version.is_int64() ? version.get_int64() : 0;
}

inline std::string overviewIn(const strategies::Answer& answer)
{
    const auto overview = fieldIn(answer, "overview");
    return overview.is_string() ? std::string(overview.get_string()) : std::string();
}

// All ask the same at the same moment. They outlive it.
class Rush {
public:
    Rush(const Users& users, const workload::Call& call)
        : m_answers(users.size()), m_start(static_cast<std::ptrdiff_t>(users.size()))
    {
        for (std::size_t i = 0; i < users.size(); ++i)
            m_threads.emplace_back([this, &user = *users[i], call, i] {
                m_start.arrive_and_wait();
                if (!user.tryRead(call, m_answers[i]))
                    m_answers[i].clear(); // not found, then
                ++m_answered;
            });
    }
    ~Rush() { join(); }
    Rush(const Rush&) = delete;
    Rush& operator=(const Rush&) = delete;

    std::size_t answered() const noexcept { return m_answered; }
    // Of all of them, in the users' order; waits for them. Once.
    std::vector<strategies::Answer> answers()
    {
        join();
        return std::move(m_answers);
    }

private:
    void join()
    {
        for (auto& thread : m_threads)
            thread.join();
        m_threads.clear();
    }

    std::vector<strategies::Answer> m_answers;
    std::atomic<std::size_t> m_answered{0};
    std::barrier<> m_start;
    std::vector<std::thread> m_threads;
};

inline std::vector<strategies::Answer> together(const Users& users, const workload::Call& call)
{
    return Rush(users, call).answers();
}

// Users who ask for one movie again and again, until stop(), and hold each answer against what was expected of it when
// they asked.
class Readers {
public:
    Readers(Rig& rig, Ground& ground, strategies::PathShared* shared, int count, workload::Call call)
        : m_usesCache(ground.strategy.usesCache),
          m_call(std::move(call)),
          m_users(usersOf(rig, ground, shared, count)),
          m_settled(m_users.size())
    {
        for (std::size_t i = 0; i < m_users.size(); ++i)
            m_threads.emplace_back([this, i] {
                while (!m_stop)
                    ask(i);
            });
    }
    ~Readers() { stop(); }
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    void stop()
    {
        m_stop = true;
        for (auto& thread : m_threads)
            thread.join();
        m_threads.clear();
    }

    // No answer to a question that begins from now on may be older than this version.
    void expect(std::int64_t version) { m_least = version; }
    // Waits until each of them has had this version, or a newer one, from the cache. Where it is the newest one, none
    // of them is between a miss and its fill then. Without a cache: has had it at all.
    bool allHave(std::int64_t version)
    {
        return comesTrue([&] {
            for (const auto& settled : m_settled)
                if (settled < version)
                    return false;
            return true;
        });
    }

    int older() const noexcept { return m_older; } // answers that were older than expected
    int failures() const noexcept { return m_failures; }
    int hits() const noexcept { return m_hits; }
    int misses() const noexcept { return m_misses; }

private:
    void ask(std::size_t reader)
    {
        const auto least = m_least.load();
        strategies::Answer answer;
        if (!m_users[reader]->tryRead(m_call, answer)) {
            ++m_failures;
            return;
        }
        const auto version = versionIn(answer);
        const bool isHit = answer.source == strategies::Source::Cache;
        m_older += version < least ? 1 : 0;
        ++(isHit ? m_hits : m_misses);
        if (isHit || !m_usesCache)
            m_settled[reader] = version;
    }

    const bool m_usesCache;
    const workload::Call m_call;
    const Users m_users;
    std::vector<std::atomic<std::int64_t>> m_settled; // by reader
    std::atomic<std::int64_t> m_least{1};
    std::atomic<int> m_older{0}, m_failures{0}, m_hits{0}, m_misses{0};
    std::atomic<bool> m_stop{false};
    std::vector<std::thread> m_threads;
};

} // namespace cachedeck::test
