#include "ui/bridge/sentinel_bridge.hpp"

#include "backend/runtime/thread_manners.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/bridge/event_log.hpp"
#include "ui/bridge/run_session.hpp"

#include <QLocale>

#include <algorithm>

namespace cachedeck::ui {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t mostSentinelEvents = 1000;

QString whole(double milliseconds)
{
    return QLocale().toString(static_cast<qlonglong>(milliseconds + 0.5));
}

servers::Result<void> perform(servers::Stack& stack, SentinelBridge::LabAction action, const std::string& node)
{
    switch (action) {
    case SentinelBridge::LabAction::Kill:
        return stack.kill(node);
    case SentinelBridge::LabAction::Pause:
        return stack.pause(node);
    case SentinelBridge::LabAction::Resume:
        return stack.resume(node);
    case SentinelBridge::LabAction::Restart:
        return stack.restart(node);
    case SentinelBridge::LabAction::FailOver:
        return stack.failover();
    }
    return {};
}

} // namespace

SentinelBridge::SentinelBridge(ServerSession& server, RunSession& run, EventLog& events, QObject* parent)
    : QObject(parent), m_server(server), m_run(run), m_log(events), m_topology(std::make_shared<sentinel::Topology>())
{
    m_worker.setMaxThreadCount(1); // the lab's actions one after another
    connect(&m_server, &ServerSession::stateChanged, this, &SentinelBridge::follow);
    for (const auto signal : {&RunSession::started, &RunSession::finished})
        connect(&m_run, signal, this, &SentinelBridge::mindRun);
    connect(&m_run, &RunSession::failed, this, &SentinelBridge::mindRun);
    follow();
}

SentinelBridge::~SentinelBridge()
{
    m_worker.waitForDone();
}

std::size_t SentinelBridge::total() const
{
    return std::max(m_topology->known, m_topology->sentinels.size());
}

QString SentinelBridge::primaryName() const
{
    return m_topology->primary ? nameOf(*m_topology->primary) : QString();
}

QString SentinelBridge::nameOf(const redis::Address& address) const
{
    const auto node =
        std::find_if(m_names.begin(), m_names.end(), [&](const auto& known) { return known.address == address; });
    return QString::fromStdString(node == m_names.end() ? address.text() : node->name);
}

std::vector<servers::Node> SentinelBridge::nodes() const
{
    const auto stack = m_server.stack();
    return stack ? stack->nodes() : std::vector<servers::Node>();
}

// A failover changes the session's endpoint and state but not its sentinels: the observer goes on through it.
void SentinelBridge::follow()
{
    const auto sentinels = m_server.sentinels();
    const auto gone = m_server.state() == ServerSession::State::Disconnected || sentinels.empty();
    if (gone ? !m_observer : m_observer && sentinels == m_watched)
        return;
    stop();
    if (!gone)
        watch();
    Q_EMIT changed();
    Q_EMIT eventAdded();
    Q_EMIT failoverChanged();
}

void SentinelBridge::stop()
{
    ++m_watch;
    m_observer.reset();
    m_watched.clear();
    m_names.clear();
    m_events.clear();
    m_measured.reset();
    m_cause.clear();
    m_topology = std::make_shared<sentinel::Topology>();
}

// A hundred probes a second would interrupt a run's users a hundred times; they are timed, not urgent.
void SentinelBridge::mindRun()
{
    if (m_thread)
        m_thread->post([running = m_run.isRunning()] { runtime::wakeQuietly(running); });
}

void SentinelBridge::watch()
{
    if (!m_thread)
        m_thread = std::make_unique<runtime::IoThread>("sentinel");
    mindRun();
    m_watched = m_server.sentinels();
    m_names = nodes();
    sentinel::ObserverOptions options;
    options.sentinels = m_watched;
    options.primaryName = m_server.primaryName().toStdString();
    options.sentinelCredentials = m_server.sentinelCredentials();
    options.serverCredentials = m_server.endpoint().credentials;
    options.tls = m_server.endpoint().tls;
    // The probes cost 100 commands a second: measured on our own servers, spared on those of others.
    options.measureFailovers = m_server.isDemo();
    options.discover = !m_server.isDemo();
    m_observer = std::make_unique<sentinel::Observer>(*m_thread, std::move(options));

    const auto send = m_inbox.sender();
    const auto watch = m_watch;
    m_observer->onTopology([this, send, watch](std::shared_ptr<const sentinel::Topology> topology) {
        send([this, watch, topology] {
            if (watch == m_watch)
                takeTopology(topology);
        });
    });
    m_observer->onEvent([this, send, watch](const sentinel::Event& event) {
        send([this, watch, event] {
            if (watch == m_watch)
                takeEvent(event);
        });
    });
    m_observer->onFailover([this, send, watch](const sentinel::Failover& failover) {
        send([this, watch, failover] {
            if (watch == m_watch)
                takeFailover(failover);
        });
    });
    m_observer->start();
}

void SentinelBridge::takeTopology(std::shared_ptr<const sentinel::Topology> topology)
{
    m_topology = std::move(topology);
    // A primary that changed without a failover that we measured: another's sentinels, or before we watched.
    const auto* primary = m_topology->primaryServer();
    if (m_topology->majority && !m_topology->failoverInProgress && primary && primary->reachable &&
        primary->role == sentinel::Role::Primary && m_server.state() != ServerSession::State::Connecting)
        m_server.followPrimary(primary->address);
    Q_EMIT changed();
}

void SentinelBridge::takeEvent(const sentinel::Event& event)
{
    if (m_events.size() == mostSentinelEvents)
        m_events.pop_front();
    m_events.push_back(event);
    Q_EMIT eventAdded();
}

void SentinelBridge::takeFailover(const sentinel::Failover& failover)
{
    // A watch that was given up without having seen anything replaces nothing that was measured.
    if (m_measured && failover.finished && !failover.to && !failover.detected && !failover.elected)
        return;
    const auto before = m_measured ? m_measured->failover : sentinel::Failover();
    const auto isNew = !m_measured || before.lastGood != failover.lastGood;
    m_measured = Measured{failover, QString()};
    if (failover.date > m_causeDate - 1s && failover.date < m_causeDate + 30s)
        m_measured->cause = m_cause;

    const auto told = [&](auto phase) { return failover.*phase && (isNew || !(before.*phase)); };
    if (told(&sentinel::Failover::detected))
        tell(int(LoggedEvent::Kind::Fault), QStringLiteral("fault"),
             tr("%1 is down, agreed after %2 ms").arg(nameOf(failover.from), whole(failover.detected->count())));
    if (told(&sentinel::Failover::writable) && failover.switched()) {
        tell(int(LoggedEvent::Kind::Recovered), QStringLiteral("failover"),
             tr("%1 is primary after %2 ms").arg(nameOf(*failover.to), whole(failover.writable->count())));
        m_server.followPrimary(*failover.to);
    }
    Q_EMIT failoverChanged();
}

void SentinelBridge::tell(int kind, const QString& markKind, const QString& text)
{
    if (m_run.isRunning()) // which adds its marks to the log itself
        m_run.mark(markKind, text);
    else
        m_log.add(LoggedEvent::Kind(kind), text, QStringLiteral("sentinel"));
}

QString SentinelBridge::text(LabAction action, const QString& node)
{
    switch (action) {
    case LabAction::Kill:
        return tr("Kill %1").arg(node);
    case LabAction::Pause:
        return tr("Pause %1").arg(node);
    case LabAction::Resume:
        return tr("Resume %1").arg(node);
    case LabAction::Restart:
        return tr("Restart %1").arg(node);
    case LabAction::FailOver:
        return tr("Fail over");
    }
    return {};
}

void SentinelBridge::act(LabAction action, const QString& node)
{
    const auto stack = m_server.stack();
    if (!stack)
        return;
    ++m_pending;
    Q_EMIT busyChanged();
    if (action == LabAction::Kill || action == LabAction::Pause || action == LabAction::FailOver) {
        m_cause = text(action, node);
        m_causeDate = sentinel::WallClock::now();
    }
    const auto breaks = action == LabAction::Kill || action == LabAction::Pause;
    tell(int(breaks ? LoggedEvent::Kind::Fault : LoggedEvent::Kind::Note),
         breaks ? QStringLiteral("fault") : QStringLiteral("note"), text(action, node));
    m_worker.start([this, send = m_inbox.sender(), stack, action, node] {
        const auto result = perform(*stack, action, node.toStdString());
        send([this, action, node, result] { finishAction(action, node, result); });
    });
}

void SentinelBridge::finishAction(LabAction action, const QString& node, const servers::Result<void>& result)
{
    --m_pending;
    if (!result)
        Q_EMIT noticed({Notice::Level::Error,
                        tr("%1: %2").arg(text(action, node), backendText(result.error().message)),
                        backendText(result.error().advice),
                        {}});
    refresh();
    Q_EMIT busyChanged();
    Q_EMIT changed();
}

void SentinelBridge::refresh()
{
    if (m_observer)
        m_observer->refresh();
}

} // namespace cachedeck::ui
