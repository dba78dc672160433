#pragma once
// Where events go:
//   in-process:                                    no broker; empty text means the same
//   amqp://[user@]host[:port][/vhost]              RabbitMQ; amqps:// over TLS
//   kafka://[user@]host[:port][,host…]/topic       Kafka; kafkas:// over TLS
// Over TLS: ?ca=FILE&cert=FILE&key=FILE (PEM); chain and host name are verified. (For RabbitMQ the host must be a name
// then: rabbitmq-c holds a certificate against names only, not against the addresses in it.) A user of Kafka enters by
// SASL: ?mechanism=PLAIN (default), SCRAM-SHA-256 or SCRAM-SHA-512. The user's name and the path are percent-decoded.
// RabbitMQ's user is "guest" where none is given, as its own clients have it.
// A password may stand in the text (a private file, an environment variable); the command line refuses such a one.
//
// Threads: values.

#include "backend/events/error.hpp"
#include "backend/redis/endpoint.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cachedeck::events {

enum class CarrierKind : std::uint8_t { InProcess, RabbitMq, Kafka };
std::string_view name(CarrierKind kind) noexcept; // "in-process", "rabbitmq", "kafka"

struct BrokerUrl {
    CarrierKind carrier = CarrierKind::InProcess;
    std::string host; // Kafka: may be "host:port,host:port"
    std::uint16_t port = 0;
    std::string path; // RabbitMQ: the virtual host; Kafka: the topic
    std::string user;
    redis::Secret password;
    bool tls = false;
    std::string caFile, certificateFile, keyFile;
    std::string mechanism = "PLAIN";
    bool hasPassword = false; // the text held one

    std::string withoutPassword() const; // may be shown and stored, and read again
};
Result<BrokerUrl> parseBrokerUrl(std::string_view text);
// The same; a password that the text lacks is the environment's CACHEDECK_BROKER_PASSWORD.
Result<BrokerUrl> brokerUrlWithEnvironment(std::string_view text);

} // namespace cachedeck::events
