// What a channel says when it ends: by a deadline, by the socket, or because the peer is none of ours.
#include "backend/redis/channel.hpp"
#include "backend/redis/command_words.hpp"

#include <algorithm>

namespace cachedeck::redis {
namespace {

using runtime::Clock;

std::int64_t milliseconds(Clock::duration duration) noexcept
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

// The first bytes of a peer that speaks something else, for a message.
std::string firstLine(std::string_view bytes)
{
    std::string out;
    for (const char c : bytes.substr(0, 40)) {
        if (c == '\r' || c == '\n')
            break;
        out += c >= 0x20 && c < 0x7f ? c : '.';
    }
    return out;
}

} // namespace

std::unique_ptr<Error> Channel::failureOf(const Flight& flight, const Error& why) const
{
    auto error = std::make_unique<Error>(why);
    const auto words = readCommand(flight.m_request.bytes());
    error->command = nameForMessages(words);
    if (flight.m_replies.size() > 1)
        error->command += fmt::format(" and {} more", flight.m_replies.size() - 1);
    if (why.kind == ErrorKind::Timeout) {
        if (flight.m_deadline <= Clock::now()) {
            error->message = fmt::format("no answer within {} ms", milliseconds(flight.m_allowed));
        } else {
            error->kind = ErrorKind::Cancelled;
            error->message = "the connection was closed because an earlier command got no answer in time";
        }
    }
    return error;
}

void Channel::checkDeadlines()
{
    const auto now = Clock::now();
    auto next = Clock::time_point::max();
    for (const auto& flight : m_flights)
        next = std::min(next, flight.m_deadline);
    if (next <= now) {
        const auto* advice =
            m_tls && !m_tls->isReady() && !m_anyInput
                ? "Is the server stopped, or is this a port without TLS (redis:// instead of rediss://)?"
                : "Is the server stopped or overloaded?";
        fail(Error{ErrorKind::Timeout, {}, m_server, "no answer in time", advice});
    } else if (!m_flights.empty()) {
        m_deadlines.arm(next, shared_from_this(), &Channel::checkDeadlines);
    }
}

Error Channel::readError(const boost::system::error_code& error) const
{
    Error why{ErrorKind::Unreachable, {}, m_server, {}, {}};
    if (error == boost::asio::error::eof)
        why.message = "the server closed the connection";
    else if (error == boost::asio::error::connection_reset)
        why.message = "the server reset the connection";
    else if (error == boost::asio::error::timed_out)
        why.message = "the network no longer reaches the server";
    else
        why.message = "reading failed: " + error.message();
    if (!m_entered && !m_anyInput) {
        why.advice = m_tls ? "Is this a port without TLS? Then use redis:// instead of rediss://."
                           : "Is this a TLS port? Then use rediss:// instead of redis://.";
    }
    return why;
}

Error Channel::protocolError(std::string_view bytes) const
{
    if (m_entered) {
        return {ErrorKind::Protocol,
                {},
                m_server,
                fmt::format("the server sent {}", resp::describe(m_parser.error())),
                "The connection was closed."};
    }
    // TLS records begin with their type (21 alert, 22 handshake) and the version 3.x: RFC 8446, section 5.1.
    if (bytes.size() >= 2 && (bytes[0] == 0x15 || bytes[0] == 0x16) && bytes[1] == 0x03)
        return {ErrorKind::Tls, {}, m_server, "the port speaks TLS", "Use rediss:// instead of redis://."};
    const auto said = firstLine(bytes);
    auto message = std::string("not a Redis server");
    if (!said.empty())
        message += fmt::format(": it says \"{}\"", said);
    return {ErrorKind::NotRedis, {}, m_server, message, "Check the port."};
}

} // namespace cachedeck::redis
