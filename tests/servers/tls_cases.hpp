#pragma once
// What holds of every store over TLS, asked of the real server behind a proxy that ends the encryption.

#include "tests/servers/client.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/tls_proxy.hpp"

#include <functional>

namespace cachedeck::test {

// `url` is given a port and the file of an authority to trust (empty: the system's); `query` finds one row.
inline void aStoreIsEnteredOverTls(std::uint16_t port,
                                   const std::function<std::string(std::uint16_t, const std::string&)>& url,
                                   const std::string& query)
{
    Certificates certificates;
    const auto refusal = [](const std::string& where) {
        const auto refused = stores::openStore(where);
        REQUIRE_FALSE(refused.has_value());
        return refused.error().text();
    };
    {
        const TlsProxy proxy(port, certificates.server("DNS:localhost,IP:127.0.0.1"));
        const auto store = openStoreOrFail(url(proxy.port(), certificates.authority()));
        const auto one = store->prepare(query, {});
        Client client(*store);
        for (int i = 0; i < 3; ++i)
            CHECK(client.read(one).count() == 1);
        CHECK(proxy.handshakes() > 0);
        // The system's store does not know the authority.
        const auto before = proxy.handshakes();
        CHECK(refusal(url(proxy.port(), "")).find("certificate") != std::string::npos);
        CHECK(proxy.handshakes() <= before + 1); // TLS 1.3: the server may have ended its half by then
    }
    const TlsProxy other(port, certificates.server("DNS:other.example"));
    const auto words = refusal(url(other.port(), certificates.authority()));
    INFO(words);
    CHECK((words.find("certificate") != std::string::npos || words.find("name") != std::string::npos));
}

} // namespace cachedeck::test
