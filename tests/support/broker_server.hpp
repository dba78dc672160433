#pragma once
// Real brokers for tests, as database_server.hpp has databases: on free loopback ports, in folders of their own, as an
// unprivileged user, dying with their objects. A machine without one has tests that pass with one plain line.
//
// Link cachedeck_test_brokers.

#include "tests/support/certificates.hpp"
#include "tests/support/database_server.hpp"

namespace cachedeck::test {

// A node of its own with an epmd of its own: neither the service nor a port of anybody else is touched.
class RabbitmqServer {
public:
    // Null, and a line, where RabbitMQ is not installed.
    static std::unique_ptr<RabbitmqServer> start();

    std::string url() const;
    std::uint16_t port() const noexcept { return m_port; }
    ServerProcess& process() noexcept { return *m_process; }
    void restart(); // after kill()

private:
    RabbitmqServer() = default;
    TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    std::unique_ptr<ServerProcess> m_names; // epmd
    std::unique_ptr<ServerProcess> m_process;
};

// A single node, broker and controller in one, from the jars that ./dev servers fetches.
class KafkaServer {
public:
    // Null, and a line, where the jars or Java are not there.
    static std::unique_ptr<KafkaServer> start();

    std::string url(const std::string& topic) const;
    // Over TLS, as "tester" with the password "secret", by SASL's PLAIN; the certificate holds for certificates()'
    // authority.
    std::string encryptedUrl(const std::string& topic, const std::string& authority) const;
    const Certificates& certificates() const noexcept { return m_certificates; }
    ServerProcess& process() noexcept { return *m_process; }
    void restart(); // after kill()

private:
    KafkaServer() = default;
    TemporaryFolder m_folder;
    Certificates m_certificates;
    std::uint16_t m_port = 0, m_encryptedPort = 0;
    std::unique_ptr<ServerProcess> m_process;
};

} // namespace cachedeck::test
