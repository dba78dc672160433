#pragma once
// A store and one session on a thread of its own, for tests that ask and change.

#include "backend/stores/store.hpp"
#include "tests/support/catch.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cachedeck::test {

inline std::unique_ptr<stores::Store> openStoreOrFail(const std::string& url)
{
    auto store = stores::openStore(url);
    INFO((store ? std::string() : store.error().text()));
    REQUIRE(store.has_value());
    return *std::move(store);
}

class Client {
public:
    explicit Client(stores::Store& store, std::chrono::milliseconds deadline = std::chrono::seconds(10))
    {
        auto session = store.open(thread, deadline);
        INFO((session ? std::string() : session.error().text()));
        REQUIRE(session.has_value());
        m_session = *std::move(session);
    }
    ~Client()
    {
        std::promise<void> closed; // a session ends on its thread
        thread.post([&] {
            m_session.reset();
            closed.set_value();
        });
        closed.get_future().wait();
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    stores::Result<void> tryRead(stores::StatementId id, const std::vector<workload::Value>& values, stores::Rows& rows)
    {
        return thread.run(m_session->read(id, values, rows));
    }
    stores::Result<std::int64_t> tryWrite(stores::StatementId id, const std::vector<workload::Value>& values = {})
    {
        return thread.run(m_session->write(id, values));
    }
    stores::Rows read(stores::StatementId id, const std::vector<workload::Value>& values = {})
    {
        stores::Rows rows;
        const auto result = tryRead(id, values, rows);
        INFO((result ? std::string() : result.error().text()));
        REQUIRE(result.has_value());
        return rows;
    }
    std::int64_t write(stores::StatementId id, const std::vector<workload::Value>& values = {})
    {
        const auto result = tryWrite(id, values);
        INFO((result ? std::string() : result.error().text()));
        REQUIRE(result.has_value());
        return *result;
    }
    stores::Session& session() noexcept { return *m_session; }

    runtime::IoThread thread{"test"};

private:
    std::unique_ptr<stores::Session> m_session;
};

} // namespace cachedeck::test
