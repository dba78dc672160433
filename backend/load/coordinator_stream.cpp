// The coordinator's stream of events: who carries it, and what became of it.
#include "backend/events/broker_url.hpp"
#include "backend/load/coordinator.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;

constexpr int usualOneIn = 64;
constexpr auto carrierAnswersWithin = 10s;

// What strategies keep beside a path's answers (strategies/cache.hpp).
bool isHelper(std::string_view key)
{
    return key.starts_with("tag:") || key.starts_with("lease:") || key.starts_with("cost:");
}

} // namespace

bool Coordinator::openEvents()
{
    const auto& profile = m_scenario.stream;
    const bool isListenedTo = m_targets.events || !profile.broker.empty();
    const int oneIn = profile.sampleOneIn.value_or(isListenedTo ? usualOneIn : 0);
    if (oneIn == 0 && !profile.world)
        return true;
    // A broker that the scenario names goes before the one that everything else is told to.
    if (profile.broker.empty())
        m_publisher = m_targets.events;
    if (!m_publisher) {
        const auto url = events::brokerUrlWithEnvironment(profile.broker);
        auto carrier = url ? events::makeCarrier(*url) : events::Result<std::shared_ptr<events::Carrier>>(url.error());
        if (!carrier) {
            fail({RunFailure::Kind::BadScenario, carrier.error().text()});
            return false;
        }
        m_publisher = std::make_shared<events::Publisher>(*carrier);
        const auto status = m_publisher->waitUntilKnown(carrierAnswersWithin);
        if (status.state != events::LinkState::Connected) {
            fail({RunFailure::Kind::Server,
                  status.trouble.empty() ? fmt::format("{} does not answer.", (*carrier)->place()) : status.trouble});
            return false;
        }
    }
    m_publishedBefore = m_publisher->mark();
    if (oneIn == 0)
        return true;
    const auto lanes = static_cast<std::size_t>(mostUsers(m_scenario.load)) *
                       static_cast<std::size_t>(m_scenario.load.pipeline) * m_scenario.paths.size();
    m_feed = std::make_unique<EventFeed>(*m_ground->sequence, m_runName, oneIn, lanes, m_publisher);
    m_shared->events = m_feed.get();
    watchExpiries();
    return true;
}

// Not hearing of them is no reason not to run.
void Coordinator::watchExpiries()
{
    if (cachedPrefixes().empty())
        return;
    std::vector<std::pair<std::string, std::string>> paths; // prefix, name
    for (const auto& path : m_scenario.paths)
        if (usesCache(path) && m_scenario.stream.tellsOf(path.name))
            paths.emplace_back(keyPrefix(path.name), path.name);
    m_expiries = std::make_unique<ExpiryWatch>(
        m_targets.cache, m_targets.cacheIsOurs, [paths = std::move(paths), &feed = *m_feed](std::string_view key) {
            for (const auto& [prefix, name] : paths)
                if (key.starts_with(prefix) && !isHelper(key.substr(prefix.size())))
                    feed.expired(name, std::string(key.substr(prefix.size())));
        });
    if (!m_expiries->start())
        m_expiries.reset();
}

bool Coordinator::openIngestion()
{
    if (!m_scenario.stream.world)
        return true;
    m_ingestion = std::make_unique<Ingestion>(*m_ground->sequence, m_runName, m_publisher, m_crew->paths());
    const auto opened = m_ingestion->open();
    if (!opened)
        fail({opened.error().where == strategies::Failure::Where::Store ? RunFailure::Kind::Store
                                                                        : RunFailure::Kind::Server,
              opened.error().text});
    return opened.has_value();
}

// What is still on its way gets a moment; the carrier of a window goes on by itself.
void Coordinator::finishEvents()
{
    if (m_ingestion)
        m_ingestion->finish(m_cancel ? 200ms : 3000ms);
    m_expiries.reset();
    if (m_feed)
        m_feed->finish();
    if (!m_publisher)
        return;
    m_publisher->drain(m_cancel ? 200ms : 3000ms);
    m_published = m_publisher->status();
    if (m_publisher != m_targets.events) {
        m_published->lost += m_published->waiting;
        m_published->waiting = 0;
    }
}

void Coordinator::keepEvents(Result& result) const
{
    if (!m_publisher)
        return;
    const auto status = m_published.value_or(m_publisher->status());
    const auto& before = *m_publishedBefore;
    auto& stream = result.stream;
    stream.carrier = events::name(m_publisher->carrier()->kind());
    stream.place = m_publisher->carrier()->place();
    stream.trouble = status.trouble;
    stream.sampledOneIn = m_scenario.stream.sampleOneIn.value_or(m_feed ? usualOneIn : 0);
    // What waited before the run is delivered first, and is not the run's.
    const auto delivered = status.delivered - before.delivered;
    const auto earlier = std::min(delivered, before.waiting);
    stream.offered = status.offered - before.offered;
    stream.delivered = delivered - earlier;
    stream.lost = status.lost - before.lost;
    stream.waiting = status.waiting - std::min(status.waiting, before.waiting - earlier);
    stream.dropped = m_feed ? m_feed->dropped() : 0;
    auto span = m_publisher->sinceMark();
    stream.mostWaiting = span.mostWaiting;
    stream.outages = status.outages - before.outages;
    stream.publish = std::move(span.latency);
    if (m_ingestion)
        m_ingestion->keep(result);
}

} // namespace cachedeck::load
