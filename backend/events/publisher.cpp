#include "backend/events/publisher.hpp"

#include <algorithm>

namespace cachedeck::events {
namespace {

constexpr auto checkEvery = std::chrono::milliseconds(250);

} // namespace

Publisher::Publisher(std::shared_ptr<Carrier> carrier, PublisherOptions options)
    : m_carrier(std::move(carrier)), m_options(options), m_thread([this] { work(); })
{}

Publisher::~Publisher()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

bool Publisher::offer(Event event)
{
    std::vector<Event> one;
    one.push_back(std::move(event));
    return offer(std::move(one)) == 1;
}

std::size_t Publisher::offer(std::vector<Event> events)
{
    std::size_t taken = 0;
    {
        const std::lock_guard lock(m_mutex);
        // The oldest stay: what comes later finds no room, and the order holds.
        taken = std::min(events.size(), m_options.capacity - std::min(m_options.capacity, m_queue.size()));
        std::move(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(taken), std::back_inserter(m_queue));
        m_status.offered += events.size();
        m_status.lost += events.size() - taken;
        m_status.waiting = m_queue.size();
        m_status.mostWaiting = std::max<std::uint64_t>(m_status.mostWaiting, m_queue.size());
        m_span.mostWaiting = std::max<std::uint64_t>(m_span.mostWaiting, m_queue.size());
    }
    m_changed.notify_all();
    return taken;
}

bool Publisher::drain(std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, atMost, [this] { return m_queue.empty(); });
}

PublisherStatus Publisher::waitUntilKnown(std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, atMost, [this] { return m_status.state != LinkState::Connecting; });
    return m_status;
}

PublisherStatus Publisher::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

latency::Histogram Publisher::latency() const
{
    const std::lock_guard lock(m_mutex);
    return m_latency;
}

latency::Histogram Publisher::takeRecentLatency()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_recent, latency::Histogram());
}

PublisherStatus Publisher::mark()
{
    const std::lock_guard lock(m_mutex);
    m_span = {m_queue.size(), {}};
    return m_status;
}

PublisherSpan Publisher::sinceMark() const
{
    const std::lock_guard lock(m_mutex);
    return m_span;
}

void Publisher::note(const Error& error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_status.outages += m_status.state == LinkState::Connected ? 1 : 0;
        m_status.state = LinkState::Down;
        m_status.trouble = error.text();
        m_status.hopeless = !error.retryable();
    }
    m_changed.notify_all();
}

// False when the end has come.
bool Publisher::pause(std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, duration, [this] { return m_ending; });
}

void Publisher::work()
{
    auto wait = m_options.firstPause;
    while (true) {
        auto sender = m_carrier->sender();
        if (openNow(*sender)) {
            wait = m_options.firstPause;
            deliver(*sender);
        }
        sender.reset();
        if (!pause(wait))
            break;
        wait = std::min(wait * 2, m_options.longestPause);
    }
    const std::lock_guard lock(m_mutex);
    m_status.lost += m_queue.size();
    m_status.waiting = 0;
    m_queue.clear();
}

bool Publisher::openNow(Sender& sender)
{
    const auto opened = sender.open();
    if (!opened) {
        note(opened.error());
        return false;
    }
    isUp({});
    return true;
}

// `trouble`: it is there, and takes no more.
void Publisher::isUp(const std::string& trouble)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_status.state == LinkState::Connected && m_status.trouble == trouble)
            return;
        m_status.state = LinkState::Connected;
        m_status.trouble = trouble;
        m_status.hopeless = false;
    }
    m_changed.notify_all();
}

// Until the connection is lost, or the end.
void Publisher::deliver(Sender& sender)
{
    m_batch.clear();
    std::vector<const Event*> fresh;
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, checkEvery, [this] { return m_ending || !m_queue.empty(); });
            if (m_ending)
                return;
            const auto count = std::min(m_queue.size(), m_options.batch);
            for (auto i = m_batch.size(); i < count; ++i)
                fresh.push_back(&m_queue[i]);
        }
        // Without the lock: others only push at the end, which leaves what is in front where it is.
        for (const auto* event : fresh)
            m_batch.push_back({event->id, event->type, event->source, toJson(*event)});
        fresh.clear();
        if (m_batch.empty()) {
            if (const auto checked = sender.check(); !checked)
                return note(checked.error());
            continue;
        }
        const auto began = Clock::now();
        const auto sent = sender.send(m_batch, began + m_options.confirmWithin);
        const auto took = Clock::now() - began;
        m_batch.erase(m_batch.begin(), m_batch.begin() + static_cast<std::ptrdiff_t>(sent.confirmed));
        {
            const std::lock_guard lock(m_mutex);
            m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<std::ptrdiff_t>(sent.confirmed));
            m_status.delivered += sent.confirmed;
            m_status.waiting = m_queue.size();
            if (sent.confirmed > 0) {
                m_latency.record(took, sent.confirmed);
                m_recent.record(took, sent.confirmed);
                m_span.latency.record(took, sent.confirmed);
            }
        }
        m_changed.notify_all();
        if (!sent.error || sent.error->kind == ErrorKind::Full) {
            isUp(sent.error ? sent.error->text() : std::string());
            continue;
        }
        note(*sent.error);
        if (sent.error->kind != ErrorKind::Timeout)
            return;
    }
}

} // namespace cachedeck::events
