#pragma once
// TLS 1.2 and later as a filter without a socket: encrypted bytes in, plain bytes out, and the reverse. Verifies the
// chain and the host name, and says exactly what is wrong with a certificate. OpenSSL inside. Private to this room.

#include "backend/redis/endpoint.hpp"
#include "backend/redis/error.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::redis {

class TlsSession {
public:
    // Fails when a file cannot be read. `host` is what is verified unless `tls` names another.
    static Result<std::unique_ptr<TlsSession>> create(const Tls& tls, const Address& address);
    ~TlsSession();
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    // Starts or continues the handshake with what receive() brought; appends what is to be sent to `wire`.
    Result<void> handshake(std::string& wire);
    bool isReady() const noexcept;

    void receive(const char* bytes, std::size_t size);
    // Appends the decrypted bytes to `plain` at `end` (growing it), as far as they are whole records. False: the peer
    // has closed, or the stream is corrupt.
    bool decrypt(std::vector<char>& plain, std::size_t& end);
    bool encrypt(std::string_view plain, std::string& wire);

private:
    struct Implementation;
    explicit TlsSession(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::redis
