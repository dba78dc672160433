#pragma once
// Kafka, over librdkafka.
//
//   topic of the URL: every event, key = its source, so that one run's and path's events stay in order
//   consumer group "cachedeck.<group>": commits behind what was accepted, and begins at the end where it has no offset
//   topic "<topic>.dead-letters": what was rejected, with the reason in the header "reason" (Kafka itself knows no such
//   thing)
//
// The producer is idempotent (enable.idempotence: acks of all replicas, sequence numbers): what waits in librdkafka
// while the broker is away is sent in order and without doubles when it is back. Group members commit each second:
// after a crash what came since then is delivered again.

#include "backend/events/carrier.hpp"

namespace cachedeck::events {

class Kafka final : public Carrier {
public:
    explicit Kafka(BrokerUrl url) : m_url(std::move(url)) {}
    CarrierKind kind() const noexcept override { return CarrierKind::Kafka; }
    std::string place() const override { return m_url.withoutPassword(); }
    std::unique_ptr<Sender> sender() override;
    std::unique_ptr<Receiver> receiver(const Subscription& subscription) override;

private:
    BrokerUrl m_url;
};

} // namespace cachedeck::events
