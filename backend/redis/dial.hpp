#pragma once
// Finds and reaches a server: name resolution, connect, and the socket's options. Private to this room.

#include "backend/redis/channel.hpp"
#include "backend/redis/endpoint.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <coroutine>
#include <memory>
#include <optional>

namespace cachedeck::redis {

// An attempt, awaited once. Destroying the awaiting frame is possible only when the loop has stopped.
class Dial : public std::enable_shared_from_this<Dial> {
public:
    Dial(boost::asio::io_context& context, Address address);
    void start(runtime::Clock::time_point deadline, runtime::Clock::duration allowed);
    void cancel(); // the awaiting coroutine resumes with Cancelled, soon

    struct Awaiter {
        Dial& dial;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { dial.m_waiting = waiting; }
        Result<Socket> await_resume() { return std::move(*dial.m_result); }
    };
    Awaiter outcome() noexcept { return {*this}; }

private:
    using Endpoints = std::vector<boost::asio::ip::tcp::endpoint>;

    void reach(Endpoints endpoints);
    void reachUnix();
    void finish(Result<Socket> result);
    void expire();
    void dropSockets();
    Error error(const boost::system::error_code& code) const;

    boost::asio::io_context& m_context;
    Address m_address;
    boost::asio::ip::tcp::resolver m_resolver;
    boost::asio::ip::tcp::socket m_tcp;
    Socket m_other; // a Unix socket
    LazyTimer m_timer;
    runtime::Clock::duration m_allowed{};
    Endpoints m_endpoints;
    std::optional<Error> m_stopped; // by the deadline or by cancel(): what to say instead of "operation aborted"
    std::optional<Result<Socket>> m_result;
    std::coroutine_handle<> m_waiting;
};

} // namespace cachedeck::redis
