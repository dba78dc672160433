#include "tests/servers/cassandra_node.hpp"
#include "tests/servers/tls_cases.hpp"

using namespace cachedeck;

TEST_CASE("Cassandra is entered over TLS, and a certificate that does not hold is refused")
{
    if (const auto* server = test::sharedCassandra())
        test::aStoreIsEnteredOverTls(
            server->port(),
            [](std::uint16_t port, const std::string& authority) {
                return "cassandras://cassandra@127.0.0.1:" + std::to_string(port) +
                       (authority.empty() ? "" : "/?cafile=" + authority);
            },
            "SELECT key FROM system.local WHERE key = 'local'");
}
