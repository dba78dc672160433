#include "backend/events/broker_url.hpp"
#include "tests/support/catch.hpp"

using namespace cachedeck;
using events::CarrierKind;

TEST_CASE("Addresses of brokers say all that is needed to enter them")
{
    const auto rabbit = events::parseBrokerUrl("amqps://ann@rabbit.example:5999/team%2Fa?ca=%2Fetc%2Fca.pem");
    REQUIRE(rabbit.has_value());
    CHECK(rabbit->carrier == CarrierKind::RabbitMq);
    CHECK(rabbit->tls);
    CHECK(rabbit->host == "rabbit.example");
    CHECK(rabbit->port == 5999);
    CHECK(rabbit->path == "team/a");
    CHECK(rabbit->user == "ann");
    CHECK(rabbit->caFile == "/etc/ca.pem");
    CHECK_FALSE(rabbit->hasPassword);
    const auto plain = events::parseBrokerUrl("amqp://localhost");
    REQUIRE(plain.has_value());
    CHECK(plain->port == 5672);
    CHECK(plain->path == "/");
    const auto kafka = events::parseBrokerUrl("kafka://ann:secret@a:9092,b:9093/cachedeck?mechanism=SCRAM-SHA-256");
    REQUIRE(kafka.has_value());
    CHECK(kafka->carrier == CarrierKind::Kafka);
    CHECK(kafka->host == "a:9092,b:9093");
    CHECK(kafka->path == "cachedeck");
    CHECK(kafka->hasPassword);
    CHECK(kafka->password.reveal() == "secret");
    CHECK(kafka->mechanism == "SCRAM-SHA-256");
    CHECK(events::parseBrokerUrl("")->carrier == CarrierKind::InProcess);
}

TEST_CASE("What is shown of an address holds no password, and is read again")
{
    for (const std::string text : {"in-process:", "amqp://127.0.0.1:5672", "amqp://ann@127.0.0.1:5672/team%2Fa",
                                   "kafka://127.0.0.1:9092/events", "kafkas://[::1]:9093/events?ca=%2Fca.pem"}) {
        const auto url = events::parseBrokerUrl(text);
        REQUIRE(url.has_value());
        CHECK(url->withoutPassword() == text);
    }
    CHECK(events::parseBrokerUrl("amqp://ann:canary@h/")->withoutPassword().find("canary") == std::string::npos);
}

TEST_CASE("A wrong address is refused without repeating what may be a password")
{
    for (const std::string text : {"rabbit", "http://ann:canary@h/", "amqp://", "kafka://h", "kafka://h/a%20topic",
                                   "amqp://h/?colour=red", "amqp://ann:canary@h:port/"}) {
        const auto url = events::parseBrokerUrl(text);
        INFO(text);
        REQUIRE(url.has_error());
        CHECK(url.error().kind == events::ErrorKind::BadUrl);
        CHECK(url.error().text().find("canary") == std::string::npos);
        CHECK_FALSE(url.error().advice.empty());
    }
}
