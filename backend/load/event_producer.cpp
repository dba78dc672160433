#include "backend/load/event_producer.hpp"

#include "backend/load/world_message.hpp"

#include <algorithm>

namespace cachedeck::load {

using runtime::Clock;

EventProducer::EventProducer(const workload::Sequence& sequence, std::string runName,
                             std::shared_ptr<events::Publisher> publisher)
    : m_runName(std::move(runName)), m_world(sequence.workload().name), m_publisher(std::move(publisher))
{
    for (const auto& event : sequence.workload().events)
        m_kinds.push_back({&event, sequence.of(event.applies), 0, 0, 0, {}});
}

EventProducer::~EventProducer()
{
    stop();
}

void EventProducer::start()
{
    m_begin = Clock::now();
    m_thread = std::thread([this] { work(); });
}

void EventProducer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

std::optional<Clock::time_point> EventProducer::takeMadeAt(const std::string& id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_madeAt.find(id);
    if (found == m_madeAt.end())
        return std::nullopt;
    const auto at = found->second;
    m_madeAt.erase(found);
    return at;
}

void EventProducer::work()
{
    while (true) {
        const auto now = Clock::now();
        auto wake = now + std::chrono::seconds(1);
        for (auto& kind : m_kinds)
            wake = std::min(wake, step(kind, now));
        std::unique_lock lock(m_mutex);
        if (m_changed.wait_until(lock, wake, [this] { return m_ending; }))
            break;
    }
    for (auto& kind : m_kinds)
        if (kind.inBatch > 0)
            send(kind);
}

// Lets happen what is due; gives when there is something to do again.
Clock::time_point EventProducer::step(Kind& kind, Clock::time_point now)
{
    const auto& event = *kind.event;
    const auto timeOf = [&](std::uint64_t number) {
        return m_begin + std::chrono::duration_cast<Clock::duration>(
                             std::chrono::duration<double>(static_cast<double>(number) / event.perSecond));
    };
    while (timeOf(kind.happened + 1) <= now) {
        if (kind.inBatch == 0)
            kind.batchBegan = now;
        ++kind.happened;
        if (++kind.inBatch >= event.batch)
            send(kind);
    }
    if (kind.inBatch > 0 && now >= kind.batchBegan + event.batchWithin)
        send(kind);
    const auto next = timeOf(kind.happened + 1);
    return kind.inBatch > 0 ? std::min(next, kind.batchBegan + event.batchWithin) : next;
}

void EventProducer::send(Kind& kind)
{
    workload::Call call;
    kind.sequence->at(kind.number++, call);
    auto made = worldEvent(*kind.event, call, std::exchange(kind.inBatch, 0), m_runName, m_world);
    {
        const std::lock_guard lock(m_mutex);
        m_madeAt.emplace(made.id, Clock::now());
    }
    m_produced.fetch_add(1, std::memory_order_relaxed);
    m_publisher->offer(std::move(made));
}

} // namespace cachedeck::load
