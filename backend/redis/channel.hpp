#pragma once
// One connected socket and the requests on their way over it. A channel is opened once and closed once; a new
// connection is a new channel, so nothing of an old one can reach it. Private to this room.
//
// Writing: a request that finds the line idle is written at once; those that follow within the same turn of the loop go
// out together. Reading: one read is outstanding always, and everything that it brought is handled before the next
// write, so that requests issued by the awakened coroutines share one write too.
//
// Threads: the IoThread only.

#include "backend/redis/endpoint.hpp"
#include "backend/redis/flight.hpp"
#include "backend/redis/lazy_timer.hpp"
#include "backend/redis/sockets.hpp"
#include "backend/redis/subscriptions.hpp"
#include "backend/redis/tls_session.hpp"
#include "backend/resp/parser.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

#include <functional>
#include <memory>
#include <utility>

namespace cachedeck::redis {

using Socket = boost::asio::generic::stream_protocol::socket;

class Channel : public std::enable_shared_from_this<Channel> {
public:
    // `server` names the peer in errors. With a TLS session the handshake begins with open().
    Channel(boost::asio::io_context& context, Socket socket, std::string server, std::unique_ptr<TlsSession> tls);
    ~Channel();
    void open();

    // Sends the request; co_await the flight then. At most one channel takes a flight.
    void send(Flight& flight);

    // Ends everything: flights fail with `why`, each naming its own command, and resume before this returns.
    void fail(Error why);
    bool isClosed() const noexcept { return m_closed; }
    const std::string& server() const noexcept { return m_server; }

    // Closes the channel, on which nothing is on its way, and gives away what it stood on.
    std::pair<NativeSocket, std::unique_ptr<TlsSession>> giveUp();

    // From now on replies may be as large as this; before, an unknown peer gets little room.
    void entered(const resp::Limits& limits);

    std::function<void(resp::View)> onPush;
    std::function<void(const Error&)> onClosed; // before the flights are told

private:
    friend class Flight;
    void abandon(Flight& flight);
    void failLater(Error why);
    void close(Error why);
    void release();

    void read();
    void received(const boost::system::error_code& error, std::size_t bytes);
    bool takeIn(std::size_t bytes); // to m_input, decrypted where TLS is; false when that failed
    void consume();
    void deliver(resp::Reply& reply);
    void deliverPush(resp::View value);
    void answered(Flight& flight);
    void flush();
    void write();
    void written(const boost::system::error_code& error, std::size_t bytes);
    void checkDeadlines();
    Error readError(const boost::system::error_code& error) const;
    Error protocolError(std::string_view bytes) const;
    std::unique_ptr<Error> failureOf(const Flight& flight, const Error& why) const;

    boost::asio::io_context& m_context;
    Socket m_socket;
    std::string m_server;
    std::unique_ptr<TlsSession> m_tls;
    LazyTimer m_deadlines;
    Flights m_flights;
    Subscriptions m_subscriptions;

    resp::Parser m_parser;
    resp::Reply* m_parsing = nullptr; // the reply that is partly read
    resp::Reply m_stray;              // for what arrives when nothing is on its way
    std::vector<char> m_received;     // bytes off the socket, with TLS
    std::vector<char> m_input;        // bytes to be parsed: [m_begin, m_end)
    std::size_t m_begin = 0, m_end = 0;

    std::string m_output; // requests not yet given to the socket
    std::string m_wire;   // bytes being written, from m_sent on
    std::size_t m_sent = 0;
    bool m_entered = false;
    bool m_anyInput = false;  // the peer has said something
    bool m_consuming = false; // flush follows
    bool m_flushPosted = false;
    bool m_writing = false; // an asynchronous write is outstanding
    bool m_broken = false;  // writing failed: reading will say why
    bool m_closed = false;
    Error m_why; // it was closed
};

} // namespace cachedeck::redis
