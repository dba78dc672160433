#include "backend/sentinel/observer.hpp"

#include "backend/sentinel/observer_state.hpp"
#include "backend/sentinel/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cachedeck::sentinel {

namespace {

constexpr std::chrono::seconds hurryAfterFailover{5};
constexpr std::size_t failoversKept = 100;

} // namespace

Observer::Implementation::Implementation(runtime::IoThread& ioThread, ObserverOptions observerOptions)
    : thread(ioThread),
      options(std::move(observerOptions)),
      watch([this](const Failover& failover) { failoverChanged(failover); })
{}

std::unique_ptr<redis::Connection> Observer::Implementation::connect(const redis::Address& address,
                                                                     const redis::Credentials& credentials,
                                                                     std::chrono::milliseconds deadline,
                                                                     int protocol) const
{
    redis::ConnectionOptions connection;
    connection.endpoint.address = address;
    connection.endpoint.credentials = credentials;
    connection.endpoint.tls = options.tls;
    connection.clientName = "cachedeck-observer";
    connection.connectTimeout = deadline;
    connection.commandTimeout = deadline;
    connection.backoffFirst = std::chrono::milliseconds(5);
    connection.backoffMost = std::chrono::milliseconds(20); // the first answer after a restart is what is measured
    connection.failFast = true;
    connection.protocol = protocol;
    return std::make_unique<redis::Connection>(thread, std::move(connection));
}

std::shared_ptr<WatchedSentinel> Observer::Implementation::addSentinel(const redis::Address& address)
{
    for (const auto& known : sentinels)
        if (known->view.address == address)
            return known;
    auto sentinel = std::make_shared<WatchedSentinel>();
    sentinel->view.address = address;
    sentinel->view.name = fmt::format("sentinel-{}", sentinels.size() + 1);
    sentinel->control = connect(address, options.sentinelCredentials, options.deadline, 3);
    sentinel->messages = connect(address, options.sentinelCredentials, options.deadline, 3);
    sentinels.push_back(sentinel);
    const auto self = shared_from_this();
    thread.spawn(watchSentinel(self, sentinel));
    thread.spawn(watchMessages(self, sentinel));
    if (options.measureFailovers)
        thread.spawn(watchNaming(self, sentinel));
    return sentinel;
}

void Observer::Implementation::addServer(const redis::Address& address)
{
    for (const auto& known : servers)
        if (known->view.address == address)
            return;
    auto server = std::make_shared<WatchedServer>();
    server->view.address = address;
    server->connection = connect(address, options.serverCredentials, options.deadline / 5, 3);
    servers.push_back(server);
    thread.spawn(watchServer(shared_from_this(), server));
}

void Observer::Implementation::begin()
{
    watch.setKnown(options.sentinels.size());
    for (const auto& address : options.sentinels)
        addSentinel(address);
    thread.spawn(publish(shared_from_this()));
}

void Observer::Implementation::end()
{
    for (const auto& sentinel : sentinels) {
        sentinel->control->close();
        sentinel->messages->close();
    }
    for (const auto& server : servers)
        server->connection->close();
}

// ["pmessage", pattern, channel, message]; anything else is a confirmation.
void Observer::Implementation::message(WatchedSentinel& sentinel, resp::View push)
{
    const std::vector<resp::View> parts(push.begin(), push.end());
    if (parts.size() != 4 || parts[0].text() != "pmessage")
        return;
    auto event = readEvent(parts[2].text(), parts[3].text());
    event.sentinel = sentinel.view.address;
    event.sentinelName = sentinel.view.name;
    const bool ours = event.primary.empty() || event.primary == options.primaryName;
    if (ours && options.measureFailovers)
        watch.event(event);
    log(std::move(event));
}

void Observer::Implementation::log(Event event)
{
    {
        const std::lock_guard lock(mutex);
        eventLog.push_back(event);
        if (eventLog.size() > options.eventLimit)
            eventLog.pop_front();
    }
    dirty = true;
    tell(eventHandler, event);
}

void Observer::Implementation::lost(WatchedSentinel& sentinel, const redis::Error& why)
{
    const bool was = sentinel.view.reachable;
    sentinel.view.reachable = false;
    sentinel.view.trouble = why.text();
    watch.lost(sentinel.view.name);
    if (!was && sentinel.lostSaid)
        return;
    sentinel.lostSaid = true;
    log({WallClock::now(),
         Clock::now(),
         sentinel.view.address,
         sentinel.view.name,
         "sentinel-lost",
         options.primaryName,
         why.text(),
         {}});
}

void Observer::Implementation::back(WatchedSentinel& sentinel)
{
    sentinel.view.reachable = true;
    if (!std::exchange(sentinel.lostSaid, false))
        return;
    log({WallClock::now(),
         Clock::now(),
         sentinel.view.address,
         sentinel.view.name,
         "sentinel-back",
         options.primaryName,
         "",
         {}});
}

void Observer::Implementation::countCommands()
{
    std::uint64_t sum = 0;
    for (const auto& sentinel : sentinels)
        sum += sentinel->control->commandsSent() + sentinel->messages->commandsSent();
    for (const auto& server : servers)
        sum += server->connection->commandsSent();
    commands = sum;
}

void Observer::Implementation::failoverChanged(const Failover& failover)
{
    hurryUntil = Clock::now() + hurryAfterFailover;
    dirty = true;
    {
        const std::lock_guard lock(mutex);
        current = failover.finished ? std::nullopt : std::optional(failover);
        if (failover.finished && failover.outcome != "false alarm")
            failoverLog.push_back(failover);
        if (failoverLog.size() > failoversKept)
            failoverLog.pop_front();
    }
    tell(failoverHandler, failover);
}

namespace {

void chooseMajority(Topology& topology)
{
    std::map<std::string, std::size_t> votes;
    for (const auto& view : topology.sentinels)
        if (view.reachable && view.primary)
            ++votes[view.primary->text()];
    std::size_t second = 0;
    for (const auto& view : topology.sentinels) {
        if (!view.reachable || !view.primary)
            continue;
        topology.highestEpoch = std::max(topology.highestEpoch, view.configEpoch);
        const auto count = votes[view.primary->text()];
        if (topology.primary && *view.primary == *topology.primary)
            continue;
        if (count > topology.naming) {
            second = topology.naming;
            topology.naming = count;
            topology.primary = view.primary;
        } else {
            second = std::max(second, count);
        }
    }
    if (second == topology.naming) {
        topology.primary.reset(); // a draw
        topology.naming = 0;
    }
}

void judge(Topology& topology, bool failing)
{
    topology.failoverInProgress = failing;
    std::size_t reachable = 0;
    for (auto& view : topology.sentinels) {
        reachable += view.reachable ? 1 : 0;
        topology.known = std::max(topology.known, view.sentinels.size() + 1);
        topology.quorum = std::max(topology.quorum, view.quorum);
        topology.failoverPossible = topology.failoverPossible || (view.reachable && view.quorumReached.value_or(false));
        view.disagrees =
            view.reachable && view.primary &&
            ((topology.primary && !(*view.primary == *topology.primary)) || view.configEpoch < topology.highestEpoch);
        topology.disagreement = topology.disagreement || view.disagrees;
        for (const auto& flag : view.flags)
            topology.failoverInProgress =
                topology.failoverInProgress || (view.reachable && flag == "failover_in_progress");
    }
    topology.known = std::max(topology.known, topology.sentinels.size());
    topology.majority = topology.naming * 2 > topology.known;
    topology.agreed = topology.naming > 0 && topology.naming == topology.known && !topology.disagreement &&
                      reachable == topology.known;
}

} // namespace

std::shared_ptr<Topology> Observer::Implementation::build() const
{
    auto topology = std::make_shared<Topology>();
    topology->primaryName = options.primaryName;
    topology->at = Clock::now();
    topology->date = WallClock::now();
    for (const auto& sentinel : sentinels)
        topology->sentinels.push_back(sentinel->view);
    for (const auto& server : servers)
        topology->servers.push_back(server->view);
    chooseMajority(*topology);
    judge(*topology, watch.running());

    std::size_t primaries = 0;
    for (const auto& server : servers) {
        if (!server->view.reachable || server->view.role != Role::Primary)
            continue;
        ++primaries;
        if (topology->primary && !(server->view.address == *topology->primary))
            continue;
        for (const auto& lag : server->lags)
            for (auto& view : topology->servers)
                if (view.address == lag.address && view.role == Role::Replica && view.reachable) {
                    view.lagBytes = lag.bytes;
                    view.lagTime = lag.time;
                }
    }
    topology->splitBrain = primaries > 1;
    return topology;
}

Observer::Observer(runtime::IoThread& thread, ObserverOptions options)
    : m_implementation(std::make_shared<Implementation>(thread, std::move(options)))
{}

Observer::~Observer()
{
    stop();
    // Connections end on their own thread.
    auto& thread = m_implementation->thread;
    thread.post([last = std::move(m_implementation)] {});
}

void Observer::onTopology(std::function<void(std::shared_ptr<const Topology>)> handler)
{
    m_implementation->topologyHandler = std::move(handler);
}

void Observer::onEvent(std::function<void(const Event&)> handler)
{
    m_implementation->eventHandler = std::move(handler);
}

void Observer::onFailover(std::function<void(const Failover&)> handler)
{
    m_implementation->failoverHandler = std::move(handler);
}

void Observer::start()
{
    m_implementation->thread.post([self = m_implementation] {
        if (!self->stopped)
            self->begin();
    });
}

void Observer::stop()
{
    if (!m_implementation->stopped.exchange(true))
        m_implementation->thread.post([self = m_implementation] { self->end(); });
    const std::lock_guard callbacksEnd(m_implementation->calling);
}

std::shared_ptr<const Topology> Observer::topology() const
{
    const std::lock_guard lock(m_implementation->mutex);
    return m_implementation->latest;
}

std::vector<Event> Observer::events() const
{
    const std::lock_guard lock(m_implementation->mutex);
    return {m_implementation->eventLog.begin(), m_implementation->eventLog.end()};
}

std::vector<Failover> Observer::failovers() const
{
    const std::lock_guard lock(m_implementation->mutex);
    return {m_implementation->failoverLog.begin(), m_implementation->failoverLog.end()};
}

std::optional<Failover> Observer::currentFailover() const
{
    const std::lock_guard lock(m_implementation->mutex);
    return m_implementation->current;
}

void Observer::refresh()
{
    m_implementation->thread.post([self = m_implementation] { ++self->refreshes; });
}

std::uint64_t Observer::commandsSent() const
{
    return m_implementation->commands;
}

} // namespace cachedeck::sentinel
