#pragma once
// The carrier that needs no broker: a bounded queue for each group of receivers, in our own memory. It confirms what it
// has queued, so it is as honest about a slow receiver as a broker: when a queue is full, the sender waits.

#include "backend/events/carrier.hpp"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

namespace cachedeck::events {

class InProcess final : public Carrier, public std::enable_shared_from_this<InProcess> {
public:
    static constexpr std::size_t usualCapacity = 100'000;
    explicit InProcess(std::size_t capacity = usualCapacity) : m_capacity(capacity) {} // messages of one group

    CarrierKind kind() const noexcept override { return CarrierKind::InProcess; }
    std::string place() const override { return "in-process:"; }
    std::unique_ptr<Sender> sender() override;
    std::unique_ptr<Receiver> receiver(const Subscription& subscription) override;

private:
    class Entrance;
    class Exit;
    struct Queue {
        std::string type;
        std::deque<Message> waiting;
        std::map<std::uint64_t, Message> delivered; // not accepted yet
        std::uint64_t next = 1;
        int receivers = 0;
    };

    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, Queue> m_queues; // by group; one goes with its last receiver
};

} // namespace cachedeck::events
