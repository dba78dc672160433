#include "backend/stores/cassandra_connection.hpp"

#include "backend/stores/cassandra_wire.hpp"
#include "backend/stores/store_url.hpp"

#include <fmt/format.h>

namespace cachedeck::stores::cassandra {
namespace {

std::string_view advice(ErrorKind kind)
{
    if (kind == ErrorKind::Refused)
        return "Are user, password and keyspace right? Unless it was given, it comes from CASSANDRA_PASSWORD.";
    return kind == ErrorKind::Busy ? "The server is overloaded, or too few of its nodes are up." : "";
}

} // namespace

Error errorOf(const ServerError& error, const std::string& store)
{
    const auto kind = errorKind(error.code);
    auto words =
        error.message.empty() ? fmt::format("The server answers with error {:#06x}", error.code) : error.message;
    if (words.back() != '.')
        words += '.';
    return {kind, store, std::move(words), std::string(advice(kind))};
}

Error unexpected(const Frame& frame, const std::string& store)
{
    if (frame.opcode == Opcode::Error) {
        const auto error = parseError(frame.body);
        if (error)
            return errorOf(*error, store);
        return {ErrorKind::Corrupt, store, fmt::format("The server sent {}.", error.error()), ""};
    }
    return {ErrorKind::Corrupt, store,
            fmt::format("The server sent a frame of kind {} where another was due.", static_cast<int>(frame.opcode)),
            ""};
}

Connection::Connection(runtime::IoThread& thread, const Target& target) : m_wire(std::make_shared<Wire>(thread, target))
{}

Connection::~Connection()
{
    m_wire->close({ErrorKind::Unreachable, m_wire->target.url, "The connection was closed.", ""});
}

bool Connection::isOpen() const noexcept
{
    return m_wire->isOpen();
}

runtime::Task<Result<void>> Connection::open(runtime::Clock::time_point until)
{
    const auto wire = m_wire;
    auto dialling = wire->dial(until);
    const auto dialled = co_await dialling;
    if (!dialled)
        co_return dialled.error();
    auto request = startupRequest();
    for (bool isAuthenticated = false;;) {
        Asked asked(*this, std::move(request), until, nullptr);
        const auto reply = co_await asked;
        if (!reply)
            co_return reply.error();
        if (reply->opcode == Opcode::Ready || reply->opcode == Opcode::AuthSuccess)
            co_return Result<void>();
        if (reply->opcode != Opcode::Authenticate || isAuthenticated)
            co_return unexpected(*reply, wire->target.url);
        if (wire->target.user.empty())
            co_return Error{ErrorKind::Refused, wire->target.url, "The server asks for a login.",
                            "Name the user in the URL, and give the password or set CASSANDRA_PASSWORD."};
        request = authResponse(wire->target.user, passwordOr(wire->target.password, "CASSANDRA_PASSWORD"));
        isAuthenticated = true;
    }
}

void Connection::interrupt(const void* asker) noexcept
{
    m_wire->thread.post([weak = std::weak_ptr(m_wire), asker] {
        if (const auto wire = weak.lock())
            wire->interrupt(asker);
    });
}

Connection::Asked::Asked(Connection& connection, std::string frame, runtime::Clock::time_point until, const void* asker)
    : m_wire(connection.m_wire), m_sent(runtime::Clock::now()), m_until(until), m_asker(asker)
{
    m_wire->send(*this, std::move(frame));
}

Connection::Asked::~Asked()
{
    if (m_stream >= 0)
        m_wire->forget(*this);
}

} // namespace cachedeck::stores::cassandra
