#include "backend/redis/channel.hpp"

#include "backend/redis/command_words.hpp"

#include <cstring>

namespace cachedeck::redis {
namespace {

constexpr std::size_t firstInput = 16 * 1024;
constexpr std::size_t mostInput = 1024 * 1024; // of one read
constexpr std::size_t keptOutput = 256 * 1024; // a buffer that one huge value has made larger goes back

// What a peer may say before it has proved to be a Redis server.
constexpr resp::Limits strangerLimits{8, 1024 * 1024, 10'000, 4 * 1024 * 1024, 16 * 1024};

} // namespace

Flight::~Flight()
{
    if (m_channel)
        m_channel->abandon(*this);
}

Channel::Channel(boost::asio::io_context& context, Socket socket, std::string server, std::unique_ptr<TlsSession> tls)
    : m_context(context),
      m_socket(std::move(socket)),
      m_server(std::move(server)),
      m_tls(std::move(tls)),
      m_deadlines(context),
      m_parser(strangerLimits),
      m_input(firstInput)
{
    boost::system::error_code ignored; // writing falls back to waiting where it cannot be set
    m_socket.non_blocking(true, ignored);
    if (m_tls)
        m_received.resize(firstInput);
}

Channel::~Channel()
{
    m_flights.clear_and_dispose([](Flight* flight) { flight->m_channel = nullptr; });
}

void Channel::open()
{
    if (m_tls) {
        const auto begun = m_tls->handshake(m_wire);
        if (!begun) {
            failLater(begun.error());
            return;
        }
        write();
    }
    read();
}

void Channel::entered(const resp::Limits& limits)
{
    m_entered = true;
    m_parser.setLimits(limits);
}

std::pair<NativeSocket, std::unique_ptr<TlsSession>> Channel::giveUp()
{
    m_closed = true;
    m_deadlines.cancel();
    boost::system::error_code error;
    const auto socket = m_socket.release(error);
    return {error ? noSocket : socket, std::move(m_tls)};
}

void Channel::send(Flight& flight)
{
    if (m_closed) {
        flight.m_failure = failureOf(flight, m_why);
        flight.m_over = true;
        return;
    }
    if (flight.m_replies.size() == 1) {
        const auto words = readCommand(flight.m_request.bytes());
        if (isSubscription(words.name))
            flight.m_confirmations = m_subscriptions.expected(words);
    }
    const bool idle = m_flights.empty();
    flight.m_channel = this;
    m_flights.push_back(flight);
    m_output.append(flight.m_request.bytes());
    if (m_deadlines.sooner(flight.m_deadline))
        m_deadlines.arm(flight.m_deadline, shared_from_this(), &Channel::checkDeadlines);
    if (m_consuming || m_writing || m_flushPosted)
        return;
    if (idle) {
        flush();
        return;
    }
    m_flushPosted = true;
    boost::asio::post(m_context, [self = shared_from_this()] {
        self->m_flushPosted = false;
        self->flush();
    });
}

void Channel::flush()
{
    if (m_closed || m_writing || m_broken || m_output.empty() || (m_tls && !m_tls->isReady()))
        return;
    if (!m_tls) {
        m_wire.swap(m_output);
    } else if (!m_tls->encrypt(m_output, m_wire)) {
        failLater(Error{ErrorKind::Tls, {}, m_server, "the TLS session failed", {}});
        return;
    }
    m_output.clear();
    write();
}

// Most requests are small and the socket's buffer is empty: they go out in one call, without a turn of the loop.
void Channel::write()
{
    while (m_sent < m_wire.size() && !m_broken) {
        boost::system::error_code error;
        m_sent += m_socket.write_some(boost::asio::buffer(m_wire.data() + m_sent, m_wire.size() - m_sent), error);
        if (error == boost::asio::error::would_block || error == boost::asio::error::try_again) {
            m_writing = true;
            m_socket.async_write_some(
                boost::asio::buffer(m_wire.data() + m_sent, m_wire.size() - m_sent),
                [self = shared_from_this()](const boost::system::error_code& failure, std::size_t bytes) {
                    self->written(failure, bytes);
                });
            return;
        }
        // Reading ends next and says why: there may be a farewell such as "-ERR max number of clients reached".
        m_broken = static_cast<bool>(error);
    }
    m_wire.clear();
    if (m_wire.capacity() > keptOutput)
        m_wire.shrink_to_fit();
    m_sent = 0;
}

void Channel::written(const boost::system::error_code& error, std::size_t bytes)
{
    m_writing = false;
    if (m_closed)
        return;
    m_broken = static_cast<bool>(error);
    m_sent += bytes;
    write();
    flush();
}

void Channel::read()
{
    auto& target = m_tls ? m_received : m_input;
    const auto from = m_tls ? 0 : m_end;
    m_socket.async_read_some(boost::asio::buffer(target.data() + from, target.size() - from),
                             [self = shared_from_this()](const boost::system::error_code& error, std::size_t bytes) {
                                 self->received(error, bytes);
                             });
}

void Channel::received(const boost::system::error_code& error, std::size_t bytes)
{
    if (m_closed)
        return;
    if (error) {
        fail(readError(error));
        return;
    }
    m_anyInput = true;
    if (takeIn(bytes)) {
        consume();
        flush();
    }
    if (!m_closed)
        read();
}

bool Channel::takeIn(std::size_t bytes)
{
    if (!m_tls) {
        m_end += bytes;
        return true;
    }
    m_tls->receive(m_received.data(), bytes);
    if (!m_tls->isReady()) {
        const auto done = m_tls->handshake(m_wire);
        if (!m_writing)
            write();
        if (!done) {
            fail(done.error());
            return false;
        }
        if (!m_tls->isReady())
            return false;
    }
    if (m_tls->decrypt(m_input, m_end))
        return true;
    consume(); // what came before the end counts
    if (!m_closed)
        fail(Error{ErrorKind::Unreachable, {}, m_server, "the server closed the TLS session", {}});
    return false;
}

// Parses all that is there. Coroutines resume in here; they may close this channel or send more over it.
void Channel::consume()
{
    m_consuming = true;
    const bool wasFull = m_end == m_input.size();
    while (m_begin < m_end) {
        if (!m_parsing)
            m_parsing = m_flights.empty() ? &m_stray : &m_flights.front().target();
        const auto bytes = std::string_view(m_input.data() + m_begin, m_end - m_begin);
        const auto progress = m_parser.parse(bytes, *m_parsing);
        if (progress.status == resp::Parser::Status::Failed) {
            fail(protocolError(bytes));
            break;
        }
        m_begin += progress.consumed;
        if (progress.status == resp::Parser::Status::NeedMore)
            break;
        deliver(*std::exchange(m_parsing, nullptr));
        if (m_closed)
            break;
    }
    m_consuming = false;
    if (m_closed)
        return;
    std::memmove(m_input.data(), m_input.data() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = 0;
    if (m_end == m_input.size() || (wasFull && m_input.size() < mostInput))
        m_input.resize(m_input.size() * 2); // a long line, or a large value that would take many reads
}

void Channel::deliver(resp::Reply& reply)
{
    const auto value = reply.root();
    if (value.type() == resp::Type::Push || m_subscriptions.isMessage(value)) {
        deliverPush(value);
        return;
    }
    if (m_flights.empty()) {
        // A farewell such as "-ERR max number of clients reached", or a peer that is out of step.
        fail(value.isError()
                 ? errorFromReply(value.text(), {}, m_server)
                 : Error{ErrorKind::Protocol, {}, m_server, "the server sent a reply that nothing asked for", {}});
        return;
    }
    auto& flight = m_flights.front();
    if (flight.m_confirmations > 0 && Subscriptions::isConfirmation(value)) {
        deliverPush(value);
        return;
    }
    flight.m_received = flight.m_confirmations > 0 ? flight.m_confirmations : flight.m_received + 1;
    answered(flight);
}

void Channel::deliverPush(resp::View value)
{
    if (Subscriptions::isConfirmation(value)) {
        m_subscriptions.note(value);
        if (!m_flights.empty() && m_flights.front().m_confirmations > 0) {
            auto& flight = m_flights.front();
            ++flight.m_received;
            answered(flight);
            return;
        }
    }
    if (onPush)
        onPush(value);
}

void Channel::answered(Flight& flight)
{
    if (flight.m_received < flight.expected())
        return;
    flight.unlink();
    flight.m_channel = nullptr;
    flight.complete();
}

void Channel::abandon(Flight& flight)
{
    flight.unlink();
    flight.m_channel = nullptr;
    failLater(Error{
        ErrorKind::Cancelled, {}, m_server, "the connection was closed because another command was cancelled", {}});
}

void Channel::fail(Error why)
{
    if (m_closed)
        return;
    const auto self = shared_from_this(); // the owner may let go of it in onClosed
    close(std::move(why));
    release();
}

// From the destructor of a frame, which is no place for other coroutines to run in.
void Channel::failLater(Error why)
{
    if (m_closed)
        return;
    const auto self = shared_from_this();
    close(std::move(why));
    boost::asio::post(m_context, [self] { self->release(); });
}

void Channel::close(Error why)
{
    m_closed = true;
    m_why = std::move(why);
    boost::system::error_code ignored;
    m_socket.close(ignored);
    m_deadlines.cancel();
    if (onClosed && !m_context.stopped())
        std::exchange(onClosed, nullptr)(m_why);
}

void Channel::release()
{
    if (m_context.stopped()) // the thread is ending: coroutines do not run any more, they are about to be destroyed
        return;
    while (!m_flights.empty()) {
        auto& flight = m_flights.front();
        flight.unlink();
        flight.m_channel = nullptr;
        flight.m_failure = failureOf(flight, m_why);
        flight.complete();
    }
}

} // namespace cachedeck::redis
