#pragma once
// A socket that has entered a server (TLS, HELLO, AUTH, SELECT) and belongs to no loop: what a line set is made of.
// Private to this room.

#include "backend/redis/connection.hpp"
#include "backend/redis/sockets.hpp"
#include "backend/redis/tls_session.hpp"

namespace cachedeck::redis {

class Line {
public:
    Line() = default;
    Line(NativeSocket socket, std::unique_ptr<TlsSession> tls) noexcept : m_socket(socket), m_tls(std::move(tls)) {}
    Line(Line&& other) noexcept : m_socket(std::exchange(other.m_socket, noSocket)), m_tls(std::move(other.m_tls)) {}
    Line& operator=(Line&& other) noexcept
    {
        std::swap(m_socket, other.m_socket);
        std::swap(m_tls, other.m_tls);
        return *this;
    }
    ~Line()
    {
        if (isOpen())
            closeSocket(m_socket);
    }

    bool isOpen() const noexcept { return m_socket != noSocket; }
    NativeSocket socket() const noexcept { return m_socket; }
    TlsSession* tls() const noexcept { return m_tls.get(); }

private:
    NativeSocket m_socket = noSocket;
    std::unique_ptr<TlsSession> m_tls;
};

// One attempt, on an IoThread. `options` must live until it ends.
runtime::Task<Result<Line>> openLine(runtime::IoThread& thread, const ConnectionOptions& options);

} // namespace cachedeck::redis
