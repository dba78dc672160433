#include "backend/events/in_process.hpp"

#include <algorithm>

namespace cachedeck::events {

class InProcess::Entrance final : public Sender {
public:
    explicit Entrance(std::shared_ptr<InProcess> carrier) : m_carrier(std::move(carrier)) {}

    Result<void> open() override { return {}; }

    Sent send(std::span<const Message> messages, Clock::time_point deadline) override
    {
        std::unique_lock lock(m_carrier->m_mutex);
        Sent sent;
        for (const auto& message : messages) {
            const auto hasRoom = [&] {
                return std::all_of(m_carrier->m_queues.begin(), m_carrier->m_queues.end(), [&](const auto& entry) {
                    const auto& queue = entry.second;
                    return !message.type.starts_with(queue.type) ||
                           queue.waiting.size() + queue.delivered.size() < m_carrier->m_capacity;
                });
            };
            if (!m_carrier->m_changed.wait_until(lock, deadline, hasRoom)) {
                sent.error =
                    Error{ErrorKind::Full, {}, "The receivers of events are behind, and their queue is full", {}};
                break;
            }
            for (auto& [group, queue] : m_carrier->m_queues)
                if (group != deadLetters && message.type.starts_with(queue.type))
                    queue.waiting.push_back(message);
            ++sent.confirmed;
        }
        lock.unlock();
        m_carrier->m_changed.notify_all();
        return sent;
    }

private:
    std::shared_ptr<InProcess> m_carrier;
};

class InProcess::Exit final : public Receiver {
public:
    Exit(std::shared_ptr<InProcess> carrier, Subscription subscription)
        : m_carrier(std::move(carrier)), m_subscription(std::move(subscription))
    {}

    ~Exit() override
    {
        if (!m_isOpen)
            return;
        {
            const std::lock_guard lock(m_carrier->m_mutex);
            if (--queue().receivers == 0)
                m_carrier->m_queues.erase(m_subscription.group);
        }
        m_carrier->m_changed.notify_all();
    }

    Result<void> open() override
    {
        if (m_isOpen)
            return {};
        const std::lock_guard lock(m_carrier->m_mutex);
        auto& made = m_carrier->m_queues[m_subscription.group];
        made.type = m_subscription.type;
        ++made.receivers;
        m_isOpen = true;
        return {};
    }

    Result<std::optional<Delivery>> receive(std::chrono::milliseconds atMost) override
    {
        std::unique_lock lock(m_carrier->m_mutex);
        auto& from = queue();
        if (!m_carrier->m_changed.wait_for(lock, atMost, [&] { return !from.waiting.empty(); }))
            return std::optional<Delivery>();
        Delivery delivery;
        delivery.mark = from.next++;
        delivery.message = std::move(from.waiting.front());
        from.waiting.pop_front();
        from.delivered.emplace(delivery.mark, delivery.message);
        return std::optional<Delivery>(std::move(delivery));
    }

    Result<void> accept(const Delivery& delivery) override
    {
        {
            const std::lock_guard lock(m_carrier->m_mutex);
            queue().delivered.erase(delivery.mark);
        }
        m_carrier->m_changed.notify_all();
        return {};
    }

    // Those who listen to dead letters get it; without them it is gone, as with any exchange that nobody is bound to.
    Result<void> reject(const Delivery& delivery, const std::string&) override
    {
        {
            const std::lock_guard lock(m_carrier->m_mutex);
            queue().delivered.erase(delivery.mark);
            const auto dead = m_carrier->m_queues.find(std::string(deadLetters));
            if (dead != m_carrier->m_queues.end() && dead->second.waiting.size() < m_carrier->m_capacity)
                dead->second.waiting.push_back(delivery.message);
        }
        m_carrier->m_changed.notify_all();
        return {};
    }

    std::optional<std::uint64_t> lag() override
    {
        const std::lock_guard lock(m_carrier->m_mutex);
        return queue().waiting.size() + queue().delivered.size();
    }

private:
    Queue& queue() { return m_carrier->m_queues[m_subscription.group]; }

    std::shared_ptr<InProcess> m_carrier;
    Subscription m_subscription;
    bool m_isOpen = false;
};

std::unique_ptr<Sender> InProcess::sender()
{
    return std::make_unique<Entrance>(shared_from_this());
}

std::unique_ptr<Receiver> InProcess::receiver(const Subscription& subscription)
{
    return std::make_unique<Exit>(shared_from_this(), subscription);
}

} // namespace cachedeck::events
