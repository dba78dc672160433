#pragma once
// RabbitMQ, over rabbitmq-c (AMQP 0-9-1).
//
//   exchange "cachedeck" (topic, durable): every event, persistent, routing key = type
//   queue "cachedeck.<group>" (durable), bound by its subscription's type
//   exchange "cachedeck.dead" (fanout, durable) → queue "cachedeck.dead-letters": what was rejected
//
// No queue fills somebody's broker when nobody reads it (https://www.rabbitmq.com/docs/maxlength, …/docs/ttl):
//
//   A group's queue goes when nobody has used it for half an hour. It holds 250,000 messages (Subscription::most), and
//   then refuses more (reject-publish): what was confirmed is not dropped behind anybody's back, and what finds no room
//   waits at its sender, is counted there, and is sent again when one message after another has found room. It may come
//   behind what was sent after it, and where other queues took it the first time, twice: receivers know it by its id.
//
//   A group that may miss some (a window's) loses its oldest instead (drop-head), and has no dead letters: when it
//   dies, no sender has to wait for the end of its queue.
//
//   The dead letters' queue holds the newest 10,000, and goes when it was not used for a week; one that is there with
//   other limits serves as it is.
//
// A queue that is there with other arguments is refused (406), with what to do about it.
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
