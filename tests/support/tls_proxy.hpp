#pragma once
// TLS in front of a server on loopback that is plain: it ends the encryption and forwards the bytes, on a thread of its
// own until it goes. So a client's own TLS is tested against the real server whatever that one's configuration takes.
//
// Threads: made and destroyed on one; what it forwards is nobody's.

#include "tests/support/redis_server.hpp"

#include <cstdint>
#include <memory>

namespace cachedeck::test {

class TlsProxy {
public:
    // The files are read once.
    TlsProxy(std::uint16_t serverPort, const TlsFiles& files);
    ~TlsProxy();
    TlsProxy(const TlsProxy&) = delete;
    TlsProxy& operator=(const TlsProxy&) = delete;

    std::uint16_t port() const noexcept;
    int handshakes() const noexcept; // that succeeded

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::test
