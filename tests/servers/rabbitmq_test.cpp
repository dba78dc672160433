// The carrier rabbitmq against a real node.
#include "tests/servers/broker_cases.hpp"
#include "tests/support/broker_server.hpp"

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
    events::Publisher publisher(*events::makeCarrier(url));
    const auto status = publisher.waitUntilKnown(std::chrono::seconds(90));
    CHECK(status.state == events::LinkState::Down);
    CHECK(status.hopeless);
    CHECK(status.trouble.find("CACHEDECK_BROKER_PASSWORD") != std::string::npos);
    CHECK(status.trouble.find("canary") == std::string::npos);
}

TEST_CASE("RabbitMQ: a node that dies loses nothing that finds room, and what does not is counted")
{
    auto* server = node();
    if (server == nullptr)
        return;
    test::aDeadBrokerLosesNothingThatFindsRoom(
        test::carrierOf(server->url()), [&] { server->process().kill(); }, [&] { server->restart(); });
}
