#pragma once
// Certificates for tests, made by the openssl program in a folder of their own: an authority, and what a scenario asks
// of a server's. Each call makes the server's anew in the same files. Errors are exceptions.

#include "tests/support/redis_server.hpp"

#include <string>

namespace cachedeck::test {

class Certificates {
public:
    Certificates();

    std::string path(const std::string& file) const { return (m_folder.path() / file).string(); }
    std::string authority() const { return path("ca.crt"); }

    // `names` as subjectAltName has them ("DNS:localhost,IP:127.0.0.1"), `validity` as options of `openssl x509`.
    TlsFiles server(const std::string& names, const std::string& validity = "-days 2");
    TlsFiles expired();
    TlsFiles selfSigned();

private:
    void request();
    void run(const std::string& arguments) const;
    TlsFiles files() const;

    TemporaryFolder m_folder;
};

} // namespace cachedeck::test
