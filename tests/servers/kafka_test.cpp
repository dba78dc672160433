// The carrier kafka against a real node.
#include "tests/servers/broker_cases.hpp"
#include "tests/support/broker_server.hpp"

using namespace cachedeck;

namespace {

// One node for all tests of the program; each has a topic of its own.
test::KafkaServer* node()
{
    static const auto server = test::KafkaServer::start();
    return server.get();
}

} // namespace

TEST_CASE("Kafka: events arrive in order, by type, and are confirmed")
{
    if (auto* server = node())
        test::eventsArriveInOrderAndAreConfirmed(test::carrierOf(server->url("order")));
}

TEST_CASE("Kafka: what is rejected goes to the dead letters")
{
    if (auto* server = node())
        test::whatIsRejectedGoesToTheDeadLetters(test::carrierOf(server->url("rejected")));
}

TEST_CASE("Kafka: a slow receiver shows as lag")
{
    if (auto* server = node())
        test::aSlowReceiverShowsAsLag(test::carrierOf(server->url("lag")), 0);
}

TEST_CASE("Kafka: a node that dies loses nothing that finds room, and what does not is counted")
{
    auto* server = node();
    if (server == nullptr)
        return;
    test::aDeadBrokerLosesNothingThatFindsRoom(
        test::carrierOf(server->url("outage")), [&] { server->process().kill(); }, [&] { server->restart(); });
}
