#pragma once
// RabbitMQ, over rabbitmq-c (AMQP 0-9-1).
//
//   exchange "cachedeck" (topic, durable): every event, persistent, routing key = type
//   queue "cachedeck.<group>" (durable), bound by its subscription's type; it goes when nobody has used it for half an
//   hour exchange "cachedeck.dead" (fanout, durable) → queue "cachedeck.dead-letters": what was rejected
//
// Senders use publisher confirms (https://www.rabbitmq.com/docs/confirms): a message is the broker's once it says so;
// after a lost connection what was not confirmed is sent anew. Receivers take 100 ahead (prefetch) and acknowledge one
// by one.

#include "backend/events/carrier.hpp"

namespace cachedeck::events {

class RabbitMq final : public Carrier {
public:
    explicit RabbitMq(BrokerUrl url) : m_url(std::move(url)) {}
    CarrierKind kind() const noexcept override { return CarrierKind::RabbitMq; }
    std::string place() const override { return m_url.withoutPassword(); }
    std::unique_ptr<Sender> sender() override;
    std::unique_ptr<Receiver> receiver(const Subscription& subscription) override;

private:
    BrokerUrl m_url;
};

} // namespace cachedeck::events
