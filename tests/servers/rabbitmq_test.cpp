// The carrier rabbitmq against a real node.
#include "tests/servers/broker_cases.hpp"
#include "tests/support/broker_server.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/tls_proxy.hpp"

using namespace cachedeck;

namespace {

// One node for all tests of the program; its queues are told apart by their groups.
test::RabbitmqServer* node()
{
    static const auto server = test::RabbitmqServer::start();
    return server.get();
}

} // namespace

TEST_CASE("RabbitMQ: events arrive in order, by type, and are confirmed")
{
    if (auto* server = node())
        test::eventsArriveInOrderAndAreConfirmed(test::carrierOf(server->url()));
}

TEST_CASE("RabbitMQ: what is rejected goes to the dead letters")
{
    if (auto* server = node())
        test::whatIsRejectedGoesToTheDeadLetters(test::carrierOf(server->url()));
}

TEST_CASE("RabbitMQ: a slow receiver shows as lag")
{
    if (auto* server = node())
        test::aSlowReceiverShowsAsLag(test::carrierOf(server->url()), 100);
}

TEST_CASE("RabbitMQ: a wrong password is told, and is no reason to hope")
{
    auto* server = node();
    if (server == nullptr)
        return;
    auto url = *events::parseBrokerUrl(server->url());
    url.user = "ann";
    url.password = redis::Secret("canary");
    const auto refused = test::refusalOf(*events::makeCarrier(url));
    CHECK(refused.find("CACHEDECK_BROKER_PASSWORD") != std::string::npos);
    CHECK(refused.find("canary") == std::string::npos);
}

TEST_CASE("RabbitMQ: events travel over TLS, and a certificate that does not hold is refused")
{
    auto* server = node();
    if (server == nullptr)
        return;
    test::Certificates certificates;
    const auto carrier = [](const test::TlsProxy& proxy, const std::string& authority) {
        return test::carrierOf("amqps://localhost:" + std::to_string(proxy.port()) + "?ca=" + authority);
    };
    {
        const test::TlsProxy proxy(server->port(), certificates.server("DNS:localhost,IP:127.0.0.1"));
        test::eventsTravel(carrier(proxy, certificates.authority()), "encrypted");
        CHECK(proxy.handshakes() >= 2); // the consumer's and the publisher's
    }
    const test::Certificates others;
    const test::TlsProxy untrusted(server->port(), certificates.server("DNS:localhost"));
    CHECK(test::refusalOf(carrier(untrusted, others.authority())).find("peer cert verification failed") !=
          std::string::npos);
    const test::TlsProxy elsewhere(server->port(), certificates.server("DNS:other.example"));
    CHECK(test::refusalOf(carrier(elsewhere, certificates.authority())).find("hostname verification failed") !=
          std::string::npos);
}

TEST_CASE("RabbitMQ: a node that dies loses nothing that finds room, and what does not is counted")
{
    auto* server = node();
    if (server == nullptr)
        return;
    test::aDeadBrokerLosesNothingThatFindsRoom(
        test::carrierOf(server->url()), [&] { server->process().kill(); }, [&] { server->restart(); });
}
