#include "backend/load/ingestion.hpp"

#include "backend/load/world_message.hpp"

#include <fmt/format.h>

#include <thread>

namespace cachedeck::load {
namespace {

using namespace std::chrono_literals;

constexpr auto listensWithin = 30s;

} // namespace

Ingestion::Ingestion(const workload::Sequence& sequence, std::string runName,
                     std::shared_ptr<events::Publisher> publisher, std::vector<std::unique_ptr<Path>>& paths)
    : m_workload(sequence.workload()),
      m_runName(std::move(runName)),
      m_source(worldSource(m_runName, m_workload.name)),
      m_publisher(std::move(publisher)),
      m_producer(sequence, m_runName, m_publisher)
{
    for (auto& path : paths)
        m_paths.push_back(std::make_unique<IngestPath>(*path));
}

Ingestion::~Ingestion()
{
    m_producer.stop();
    for (auto& path : m_paths) // the consumer waits for them
        path->end();
    m_consumer.reset();
}

strategies::Result<void> Ingestion::open()
{
    for (auto& path : m_paths) {
        const auto opened = path->open();
        if (!opened)
            return opened;
    }
    m_consumer = std::make_unique<events::Consumer>(
        m_publisher->carrier(),
        events::Subscription{"world-" + m_runName, fmt::format("{}{}.", events::typePrefix, m_workload.name)},
        [this](const events::Event& event, bool) { return apply(event); });
    if (!m_consumer->waitUntilListening(listensWithin))
        return strategies::Failure{strategies::Failure::Where::Cache, true,
                                   fmt::format("No events can be received from {}. {}", m_publisher->carrier()->place(),
                                               m_consumer->status().trouble)};
    return {};
}

void Ingestion::start()
{
    m_producer.start();
}

void Ingestion::finish(std::chrono::milliseconds atMost)
{
    m_producer.stop();
    const auto end = Clock::now() + atMost;
    const auto isQuiet = [this] {
        if (m_mine < m_producer.produced())
            return false;
        for (const auto& path : m_paths)
            if (!path->isQuiet())
                return false;
        return true;
    };
    while (Clock::now() < end && !isQuiet())
        std::this_thread::sleep_for(10ms);
}

// On the consumer's thread: accepted only when every path has it.
events::Applied Ingestion::apply(const events::Event& event)
{
    if (event.source != m_source) // another run's, over the same broker
        return events::Applied::Done;
    if (!m_seen.add(event.id)) {
        m_again.fetch_add(1, std::memory_order_relaxed);
        return events::Applied::Done;
    }
    const auto message = readWorldMessage(event, m_workload);
    auto applied = message ? events::Applied::Done : events::Applied::Impossible;
    if (message) {
        const auto fresh = freshRead(*message, m_workload);
        const auto made = m_producer.takeMadeAt(event.id);
        std::vector<std::future<events::Applied>> all;
        for (auto& path : m_paths)
            all.push_back(path->apply({message->write, fresh, made}));
        for (auto& one : all)
            if (const auto on = one.get(); applied != events::Applied::Impossible && on != events::Applied::Done)
                applied = on;
    }
    if (applied == events::Applied::Unfinished)
        return applied;
    if (applied == events::Applied::Impossible)
        m_deadLettered.fetch_add(1, std::memory_order_relaxed);
    m_mine.fetch_add(1, std::memory_order_relaxed);
    return applied;
}

void Ingestion::keep(Result& result) const
{
    result.stream.produced = m_producer.produced();
    result.stream.again = m_again;
    result.stream.deadLettered = m_deadLettered;
    result.stream.mostLag = m_consumer ? m_consumer->status().mostLag : 0;
    for (std::size_t i = 0; i < m_paths.size() && i < result.paths.size(); ++i) {
        const auto figures = m_paths[i]->figures();
        auto& path = result.paths[i];
        path.eventToApplied = figures.applied;
        path.eventToFresh = figures.fresh;
        path.eventsApplied = figures.writes;
        path.eventsFailed = figures.failed;
        path.eventsNotFresh = figures.waiting;
    }
}

std::uint64_t Ingestion::commandsSent() const
{
    std::uint64_t sum = 0;
    for (const auto& path : m_paths)
        sum += path->commandsSent();
    return sum;
}

std::uint64_t Ingestion::connections() const
{
    return m_paths.size();
}

} // namespace cachedeck::load
