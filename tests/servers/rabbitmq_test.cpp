// The carrier rabbitmq against a real node.
#include "backend/events/rabbitmq_line.hpp"
#include "tests/servers/broker_cases.hpp"
#include "tests/support/broker_server.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/tls_proxy.hpp"

using namespace cachedeck;
using namespace std::chrono_literals;

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

TEST_CASE("RabbitMQ: what finds no room in the queue of a reader that is behind waits, and comes later")
{
    auto* server = node();
    if (server == nullptr)
        return;
    const auto carrier = test::carrierOf(server->url());
    const std::string type = "io.github.cachedeck.bounded.one";
    test::Heard heard;
    heard.stuck = true;
    events::Consumer consumer(carrier, {"bounded", "io.github.cachedeck.bounded.", 50}, heard.handler());
    REQUIRE(consumer.waitUntilListening(90s));
    events::Publisher publisher(carrier);
    for (int i = 0; i < 400; ++i)
        publisher.offer(test::numbered(i, type));
    REQUIRE(test::eventually([&] { return publisher.status().trouble.find("full") != std::string::npos; }));
    auto status = publisher.status();
    CHECK(status.state == events::LinkState::Connected); // it is full, not down
    CHECK(status.waiting > 0);
    CHECK(status.offered == status.delivered + status.waiting + status.lost);
    heard.stuck = false;
    REQUIRE(publisher.drain(90s));
    CHECK(test::eventually([&] { return heard.count() == 400; })); // each; Heard knows those that come twice
    status = publisher.status();
    CHECK(status.delivered == 400);
    CHECK(status.lost == 0);
    CHECK(status.outages == 0);
    CHECK(test::eventually([&] { return publisher.status().trouble.empty(); }));
    CHECK(test::eventually([&] { return consumer.status().lag == 0u; }));
}

TEST_CASE("RabbitMQ: a group that may miss some keeps the newest, and nobody waits for it")
{
    auto* server = node();
    if (server == nullptr)
        return;
    const auto carrier = test::carrierOf(server->url());
    test::Heard heard;
    heard.stuck = true;
    events::Consumer consumer(carrier, {"missing", "io.github.cachedeck.missing.", 50, true}, heard.handler());
    REQUIRE(consumer.waitUntilListening(90s));
    events::Publisher publisher(carrier);
    for (int i = 0; i < 400; ++i)
        publisher.offer(test::numbered(i, "io.github.cachedeck.missing.one"));
    REQUIRE(publisher.drain(90s));
    CHECK(publisher.status().trouble.empty());
    CHECK(publisher.status().lost == 0);
    heard.stuck = false;
    const auto newest = [&] {
        const std::lock_guard lock(heard.mutex);
        return heard.ids.empty() ? std::string() : heard.ids.back();
    };
    CHECK(test::eventually([&] { return newest() == "e399"; }));
    CHECK(heard.count() >= 50);
    CHECK(heard.count() < 400);
}

TEST_CASE("RabbitMQ: a queue that is there with other arguments is refused, with what to do about it")
{
    auto* server = node();
    if (server == nullptr)
        return;
    const auto carrier = test::carrierOf(server->url());
    const auto open = [&](std::int32_t most) {
        const events::Subscription subscription{"arguments", "io.github.cachedeck.arguments.", most};
        return carrier->receiver(subscription)->open();
    };
    REQUIRE(open(50).has_value());
    const auto other = open(60);
    REQUIRE_FALSE(other.has_value());
    INFO(other.error().text());
    CHECK(other.error().kind == events::ErrorKind::Refused);
    CHECK(other.error().text().find("cachedeck.arguments") != std::string::npos);
    CHECK(other.error().advice.find("rabbitmqctl delete_queue") != std::string::npos);
    CHECK(open(50).has_value());
}

TEST_CASE("RabbitMQ: dead letters go into a queue of somebody's own, whatever its limits")
{
    auto* server = node();
    if (server == nullptr)
        return;
    const auto url = *events::parseBrokerUrl(server->url());
    const auto forget = [](events::RabbitLine& line) {
        amqp_queue_delete(line.state(), events::RabbitLine::channel, amqp_cstring_bytes("cachedeck.dead-letters"), 0,
                          0);
    };
    events::RabbitLine line(url);
    REQUIRE(line.connect().has_value());
    forget(line);
    std::vector<amqp_table_entry_t> theirs{events::entry("x-max-length", 7)};
    REQUIRE(line.declareQueue("cachedeck.dead-letters", theirs).has_value());
    test::whatIsRejectedGoesToTheDeadLetters(test::carrierOf(server->url()));
    forget(line);
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
