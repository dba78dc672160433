#pragma once
// A path's own store whose reads stop once they have their rows: between the read and what is done with it there is
// room for others, for as long as a test needs.

#include "tests/backend/strategies/rig.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>

namespace cachedeck::test {

class HeldSession final : public stores::Session {
public:
    HeldSession(std::unique_ptr<stores::Session> session, std::function<void()> afterRead)
        : m_session(std::move(session)), m_afterRead(std::move(afterRead))
    {}

    runtime::Task<stores::Result<void>> read(stores::StatementId statement, const std::vector<workload::Value>& values,
                                             stores::Rows& rows) override
    {
        auto reading = m_session->read(statement, values, rows);
        const auto done = co_await reading;
        m_afterRead();
        co_return done;
    }
    runtime::Task<stores::Result<std::int64_t>> write(stores::StatementId statement,
                                                      const std::vector<workload::Value>& values) override
    {
        return m_session->write(statement, values);
    }
    std::vector<std::string> columns(stores::StatementId statement) const override
    {
        return m_session->columns(statement);
    }
    void interrupt() noexcept override { m_session->interrupt(); }

private:
    std::unique_ptr<stores::Session> m_session;
    std::function<void()> m_afterRead;
};

class HeldStore final : public stores::Store {
public:
    HeldStore(std::unique_ptr<stores::Store> store, std::function<void()> afterRead)
        : m_store(std::move(store)), m_afterRead(std::move(afterRead))
    {}

    std::string_view kind() const noexcept override { return m_store->kind(); }
    std::string version() const override { return m_store->version(); }
    std::string location() const override { return m_store->location(); }
    bool blocks() const noexcept override { return m_store->blocks(); }
    bool inProcess() const noexcept override { return m_store->inProcess(); }
    stores::StatementId prepare(std::string_view text, const std::vector<std::string>& parameterNames) override
    {
        return m_store->prepare(text, parameterNames);
    }
    stores::Result<std::unique_ptr<stores::Session>> open(runtime::IoThread& thread,
                                                          std::chrono::milliseconds deadline) override
    {
        auto session = m_store->open(thread, deadline);
        if (!session)
            return session.error();
        return std::unique_ptr<stores::Session>(std::make_unique<HeldSession>(*std::move(session), m_afterRead));
    }
    stores::Result<std::unique_ptr<stores::Store>> copy(const std::string& directory, const std::string& name,
                                                        const std::vector<std::string>& writes) override
    {
        return m_store->copy(directory, name, writes);
    }

private:
    std::unique_ptr<stores::Store> m_store;
    std::function<void()> m_afterRead;
};

// Whoever opens the path's store from now on calls `then` after each read, on the thread that reads. Those who have it
// open already do not.
inline void afterReads(Ground& ground, std::function<void()> then)
{
    ground.store = std::make_unique<HeldStore>(std::move(ground.store), std::move(then));
}

// Open until it is closed. Nobody is held for more than a minute, so that a test that fails comes to its end.
//
// Threads: any.
class Gate {
public:
    void pass()
    {
        std::unique_lock lock(m_mutex);
        ++m_held;
        m_opened.wait_for(lock, std::chrono::seconds(60), [this] { return m_open; });
        --m_held;
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_open = false;
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_opened.notify_all();
    }
    std::size_t held() const
    {
        const std::lock_guard lock(m_mutex);
        return m_held;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_opened;
    bool m_open = true;
    std::size_t m_held = 0;
};

} // namespace cachedeck::test
