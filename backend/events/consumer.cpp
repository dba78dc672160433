#include "backend/events/consumer.hpp"

#include <algorithm>

namespace cachedeck::events {
namespace {

constexpr auto lookEvery = std::chrono::milliseconds(100);
constexpr auto lagEvery = std::chrono::milliseconds(500);
constexpr auto firstPause = std::chrono::milliseconds(100);
constexpr auto longestPause = std::chrono::milliseconds(2000);

} // namespace

Consumer::Consumer(std::shared_ptr<Carrier> carrier, Subscription subscription, Handler handler)
    : m_carrier(std::move(carrier)),
      m_subscription(std::move(subscription)),
      m_handler(std::move(handler)),
      m_thread([this] { work(); })
{}

Consumer::~Consumer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

bool Consumer::waitUntilListening(std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, atMost, [this] { return m_status.state == LinkState::Connected; });
}

ConsumerStatus Consumer::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Consumer::note(const Error& error)
{
    const std::lock_guard lock(m_mutex);
    m_status.state = LinkState::Down;
    m_status.trouble = error.text();
    m_status.lag.reset();
}

void Consumer::work()
{
    auto wait = firstPause;
    while (!m_ending) {
        auto receiver = m_carrier->receiver(m_subscription);
        if (openNow(*receiver)) {
            wait = firstPause;
            listen(*receiver);
        }
        receiver.reset();
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, wait, [this] { return m_ending.load(); });
        wait = std::min(wait * 2, longestPause);
    }
}

bool Consumer::openNow(Receiver& receiver)
{
    const auto opened = receiver.open();
    if (!opened) {
        note(opened.error());
        return false;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_status.state = LinkState::Connected;
        m_status.trouble.clear();
    }
    m_changed.notify_all();
    return true;
}

// Until the connection is lost, or the end.
void Consumer::listen(Receiver& receiver)
{
    while (!m_ending) {
        askLag(receiver);
        const auto delivery = receiver.receive(lookEvery);
        if (!delivery)
            return note(delivery.error());
        if (!*delivery)
            continue;
        const auto taken = take(receiver, **delivery);
        if (!taken)
            return note(taken.error());
    }
}

Result<void> Consumer::take(Receiver& receiver, const Delivery& delivery)
{
    const auto event = parseEvent(delivery.message.body);
    const auto applied = event ? m_handler(*event, delivery.again) : Applied::Impossible;
    {
        const std::lock_guard lock(m_mutex);
        ++m_status.received;
        m_status.again += delivery.again ? 1 : 0;
        m_status.accepted += applied == Applied::Done ? 1 : 0;
        m_status.rejected += applied == Applied::Impossible ? 1 : 0;
    }
    if (applied == Applied::Unfinished)
        return {};
    if (applied == Applied::Done)
        return receiver.accept(delivery);
    return receiver.reject(delivery, event ? "it could not be applied" : event.error().text());
}

void Consumer::askLag(Receiver& receiver)
{
    const auto now = Clock::now();
    if (now < m_lagAt)
        return;
    m_lagAt = now + lagEvery;
    const auto lag = receiver.lag();
    const std::lock_guard lock(m_mutex);
    m_status.lag = lag;
    m_status.mostLag = std::max(m_status.mostLag, lag.value_or(0));
}

bool SeenIds::add(const std::string& id)
{
    if (!m_ids.insert(id).second)
        return false;
    m_order.push_back(id);
    if (m_order.size() > m_most) {
        m_ids.erase(m_order.front());
        m_order.pop_front();
    }
    return true;
}

} // namespace cachedeck::events
