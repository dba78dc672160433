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

TEST_CASE("Kafka: a group that joins again before it accepted anything misses nothing")
{
    if (auto* server = node())
        test::aGroupKeepsItsPlaceFromItsBeginning(test::carrierOf(server->url("place")));
}

TEST_CASE("Kafka: a slow receiver shows as lag")
{
    if (auto* server = node())
        test::aSlowReceiverShowsAsLag(test::carrierOf(server->url("lag")), 0);
}

TEST_CASE("Kafka: events travel over TLS with a password, and what does not hold is refused")
{
    auto* server = node();
    if (server == nullptr)
        return;
    const auto broker = [&](const std::string& authority, const char* password) {
        auto url = *events::parseBrokerUrl(server->encryptedUrl("encrypted", authority));
        url.password = redis::Secret(password);
        return *events::makeCarrier(url);
    };
    const auto authority = server->certificates().authority();
    test::eventsTravel(broker(authority, "secret"), "encrypted");
    const auto refused = test::refusalOf(broker(authority, "canary"));
    INFO(refused);
    CHECK(refused.find("CACHEDECK_BROKER_PASSWORD") != std::string::npos);
    CHECK(refused.find("canary") == std::string::npos);
    const test::Certificates others;
    const auto untrusted = test::refusalOf(broker(others.authority(), "secret"));
    INFO(untrusted);
    CHECK(untrusted.find("certificate verify failed") != std::string::npos);
}

TEST_CASE("Kafka: a node that dies loses nothing that finds room, and what does not is counted")
{
    auto* server = node();
    if (server == nullptr)
        return;
    test::aDeadBrokerLosesNothingThatFindsRoom(
        test::carrierOf(server->url("outage")), [&] { server->process().kill(); }, [&] { server->restart(); });
}
