#include "backend/stores/cassandra_wire.hpp"

#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <limits>

namespace cachedeck::stores::cassandra {
namespace {

namespace asio = boost::asio;
constexpr std::size_t mostStreams = std::numeric_limits<std::int16_t>::max();

} // namespace

Wire::Wire(runtime::IoThread& ioThread, const Target& where)
    : thread(ioThread),
      target(where),
      m_resolver(ioThread.context()),
      m_socket(ioThread.context()),
      m_timer(ioThread.context())
{
    if (!target.tls)
        return;
    m_tlsContext.emplace(asio::ssl::context::tls_client);
    Code code;
    if (target.caFile.empty())
        m_tlsContext->set_default_verify_paths(code);
    else
        m_tlsContext->load_verify_file(target.caFile, code); // what is wrong shows in the handshake
    m_tlsContext->set_verify_mode(asio::ssl::verify_peer, code);
    m_tls.emplace(m_socket, *m_tlsContext);
}

Wire::Dialling Wire::dial(Clock::time_point until)
{
    m_timer.expires_at(until);
    m_timer.async_wait([self = shared_from_this()](const Code& code) {
        if (code || self->m_dialled)
            return;
        self->m_isLate = true;
        self->m_resolver.cancel();
        Code ignored;
        self->m_socket.close(ignored);
    });
    m_resolver.async_resolve(target.host, std::to_string(target.port),
                             [self = shared_from_this()](const Code& code, const auto& endpoints) {
                                 if (code)
                                     self->dialFailed(code, "The host name is not known");
                                 else
                                     self->connect(endpoints);
                             });
    return {*this};
}

void Wire::connect(const asio::ip::tcp::resolver::results_type& endpoints)
{
    asio::async_connect(m_socket, endpoints, [self = shared_from_this()](const Code& code, const auto&) {
        if (code)
            return self->dialFailed(code, "No connection");
        Code ignored;
        self->m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
        self->m_socket.set_option(asio::socket_base::keep_alive(true), ignored);
        if (self->m_tls)
            self->shakeHands();
        else
            self->begin();
    });
}

void Wire::shakeHands()
{
    m_tls->set_verify_callback(asio::ssl::host_name_verification(target.host));
    SSL_set_tlsext_host_name(m_tls->native_handle(), target.host.c_str());
    m_tls->async_handshake(asio::ssl::stream_base::client, [self = shared_from_this()](const Code& code) {
        if (code)
            self->dialFailed(code, "No TLS with this server");
        else
            self->begin();
    });
}

void Wire::begin()
{
    m_isOpen = true;
    m_lastHeard = Clock::now();
    m_timer.cancel();
    read();
    dialled(Result<void>());
}

void Wire::dialFailed(const Code& code, std::string_view what)
{
    Code ignored;
    m_socket.close(ignored);
    m_timer.cancel();
    if (m_isLate)
        return dialled(late());
    const bool isTls = what.find("TLS") != what.npos;
    dialled(Error{isTls ? ErrorKind::Refused : ErrorKind::Unreachable, target.url,
                  fmt::format("{}: {}.", what, code.message()),
                  isTls ? "Is it the TLS port, and is the certificate one that this machine trusts?"
                        : "Is the server running, and are host and port right?"});
}

void Wire::dialled(Result<void> result)
{
    m_dialled = std::move(result);
    if (m_waiting)
        std::exchange(m_waiting, {}).resume();
}

Error Wire::late() const
{
    return {ErrorKind::Timeout, target.url, "The server does not answer.", ""};
}

void Wire::send(Asked& asked, std::string frame)
{
    if (!m_isOpen) {
        asked.m_outcome = Error{ErrorKind::Unreachable, target.url, "The connection was lost.", ""};
        return;
    }
    if (m_unused.empty() && m_streams.size() >= mostStreams) {
        asked.m_outcome = Error{ErrorKind::Busy, target.url, "32767 requests wait for their answers already.", ""};
        return;
    }
    if (m_unused.empty()) {
        m_unused.push_back(static_cast<std::int16_t>(m_streams.size()));
        m_streams.emplace_back();
    }
    asked.m_stream = m_unused.back();
    m_unused.pop_back();
    m_streams[static_cast<std::size_t>(asked.m_stream)] = {&asked, true};
    m_deadlines.emplace(asked.m_until, asked.m_stream);
    setStream(frame, asked.m_stream);
    m_outgoing += frame;
    write();
    watch();
}

void Wire::forget(Asked& asked)
{
    m_streams[static_cast<std::size_t>(asked.m_stream)].asked = nullptr;
    m_deadlines.erase({asked.m_until, asked.m_stream});
    asked.m_stream = -1;
}

void Wire::answer(Asked& asked, Result<Frame> outcome)
{
    if (asked.m_stream >= 0)
        forget(asked);
    asked.m_outcome.emplace(std::move(outcome));
    if (asked.m_waiting)
        std::exchange(asked.m_waiting, {}).resume();
}

void Wire::interrupt(const void* asker)
{
    for (std::size_t i = 0; i < m_streams.size(); ++i) {
        if (m_streams[i].asked != nullptr && m_streams[i].asked->m_asker == asker)
            answer(*m_streams[i].asked, late());
    }
}

void Wire::close(const Error& why)
{
    m_isOpen = false;
    m_timer.cancel();
    Code ignored;
    m_socket.close(ignored);
    m_outgoing.clear();
    const auto self = shared_from_this(); // who waits may let go of the connection
    for (std::size_t i = 0; i < m_streams.size(); ++i) {
        if (m_streams[i].asked != nullptr)
            answer(*m_streams[i].asked, why);
    }
}

void Wire::write()
{
    if (!m_writing.empty() || m_outgoing.empty())
        return;
    std::swap(m_writing, m_outgoing);
    withStream([this](auto& stream) {
        asio::async_write(stream, asio::buffer(m_writing), [self = shared_from_this()](const Code& code, std::size_t) {
            self->m_writing.clear();
            if (code)
                self->lost(code);
            else
                self->write();
        });
    });
}

void Wire::read()
{
    const auto room = m_reader.space();
    withStream([this, room](auto& stream) {
        stream.async_read_some(asio::buffer(room.data(), room.size()),
                               [self = shared_from_this()](const Code& code, std::size_t bytes) {
                                   if (code)
                                       return self->lost(code);
                                   self->m_lastHeard = Clock::now();
                                   self->m_reader.filled(bytes);
                                   self->takeFrames();
                               });
    });
}

void Wire::takeFrames()
{
    while (m_isOpen) {
        auto next = m_reader.next();
        if (!next)
            return close({ErrorKind::Corrupt, target.url, fmt::format("This makes no sense: {}.", next.error()),
                          "Is this the port of Cassandra's native protocol?"});
        if (!*next)
            return read();
        auto& frame = **next;
        if (frame.stream < 0)
            continue; // an event, which nobody asked for
        const auto place = static_cast<std::size_t>(frame.stream);
        if (place >= m_streams.size() || !m_streams[place].isOut)
            return close({ErrorKind::Corrupt, target.url, "The server answered a request that was not made.", ""});
        auto* asked = m_streams[place].asked;
        m_streams[place].isOut = false;
        m_unused.push_back(frame.stream);
        if (asked != nullptr)
            answer(*asked, std::move(frame));
    }
}

void Wire::lost(const Code& code)
{
    if (m_isOpen)
        close({ErrorKind::Unreachable, target.url, fmt::format("The connection was lost: {}.", code.message()),
               "Is the server running, and are host and port right?"});
}

// Has the timer go off at the first deadline. Most requests are answered long before theirs: it is left as it is where
// it goes off earlier anyway.
void Wire::watch()
{
    if (m_deadlines.empty() || (m_armed && *m_armed <= m_deadlines.begin()->first))
        return;
    m_armed = m_deadlines.begin()->first;
    m_timer.expires_at(*m_armed);
    m_timer.async_wait([self = shared_from_this()](const Code& code) {
        if (code)
            return;
        self->m_armed.reset();
        self->giveUp();
    });
}

void Wire::giveUp()
{
    const auto now = Clock::now();
    while (m_isOpen && !m_deadlines.empty() && m_deadlines.begin()->first <= now) {
        auto& asked = *m_streams[static_cast<std::size_t>(m_deadlines.begin()->second)].asked;
        if (m_lastHeard < asked.m_sent)
            return close(late());
        answer(asked, late());
    }
    watch();
}

} // namespace cachedeck::stores::cassandra
