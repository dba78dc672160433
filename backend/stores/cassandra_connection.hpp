#pragma once
// One connection to Cassandra: requests by stream number, as many at a time as are asked, each with a deadline of its
// own. Asio inside. Private to the room.
//
// A request that is late is given up, and its number is not used again until its answer has come, which is dropped
// then: no answer is ever matched to another request. Where nothing at all came since the late request was sent, the
// connection is closed, as its other end may be gone.
//
// Threads: lives on its IoThread; interrupt() may be called from any.

#include "backend/runtime/io_thread.hpp"
#include "backend/runtime/secret.hpp"
#include "backend/stores/cassandra_frame.hpp"

#include <coroutine>
#include <memory>
#include <string>

namespace cachedeck::stores::cassandra {

struct Target {
    std::string host; // a name or an address
    std::uint16_t port = 0;
    bool tls = false;
    std::string caFile; // PEM; empty: the system's
    std::string user;
    std::string keyspace;
    std::string url;            // for messages, without password
    runtime::Secret password{}; // empty: CASSANDRA_PASSWORD
};

struct Wire; // the socket, and who waits on it (cassandra_wire.hpp)

class Connection {
public:
    Connection(runtime::IoThread& thread, const Target& target);
    // On the IoThread, or when its loop has ended.
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Connects, encrypts, introduces itself and logs in.
    runtime::Task<Result<void>> open(runtime::Clock::time_point until);
    bool isOpen() const noexcept;

    // A request on its way, from its construction on: to be awaited once, and to be kept where it is.
    class Asked {
    public:
        // `asker` is whom interrupt() names.
        Asked(Connection& connection, std::string frame, runtime::Clock::time_point until, const void* asker);
        ~Asked();
        Asked(const Asked&) = delete;
        Asked& operator=(const Asked&) = delete;

        bool await_ready() const noexcept { return m_outcome.has_value(); }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { m_waiting = waiting; }
        // Unreachable: the connection was lost, and what came of the request is not known. Timeout: late, or
        // interrupted.
        Result<Frame> await_resume() { return std::move(*m_outcome); }

    private:
        friend struct Wire;
        std::shared_ptr<Wire> m_wire;
        std::optional<Result<Frame>> m_outcome;
        std::coroutine_handle<> m_waiting;
        runtime::Clock::time_point m_sent, m_until;
        const void* m_asker = nullptr;
        std::int16_t m_stream = -1; // none
    };

    // What `asker` waits for ends as a Timeout.
    void interrupt(const void* asker) noexcept;

private:
    std::shared_ptr<Wire> m_wire;
};

// The server's own words as an error of the store.
Error errorOf(const ServerError& error, const std::string& store);
// What a frame that is not the one expected means: the server's error, or that it makes no sense.
Error unexpected(const Frame& frame, const std::string& store);

} // namespace cachedeck::stores::cassandra
