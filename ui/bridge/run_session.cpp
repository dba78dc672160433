#include "ui/bridge/run_session.hpp"

#include "backend/runtime/thread_manners.hpp"
#include "backend/sentinel/resolve.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/bridge/event_log.hpp"
#include "ui/bridge/server_session.hpp"

#include <QDir>
#include <QStandardPaths>
#include <QThreadPool>

#include <set>
#include <utility>

namespace cachedeck::ui {

namespace {

LoggedEvent::Kind kindOf(const std::string& mark)
{
    if (mark == "invalidate" || mark == "expire")
        return LoggedEvent::Kind::Invalidation;
    if (mark == "recovered" || mark == "steady")
        return LoggedEvent::Kind::Recovered;
    if (mark == "fault" || mark == "failover")
        return LoggedEvent::Kind::Fault;
    return LoggedEvent::Kind::Note;
}

} // namespace

RunSession::RunSession(ServerSession& server, EventLog& events, QObject* parent)
    : QObject(parent), m_server(server), m_events(events), m_inbox(this)
{
    // A run does not outlive the server that it was started on.
    connect(&m_server, &ServerSession::stateChanged, this, [this](ServerSession::State state) {
        if (state == ServerSession::State::Disconnected)
            stop();
    });
}

RunSession::~RunSession() = default;

// Ending a run may take up to a second: not on the GUI thread.
void RunSession::retire()
{
    if (m_run)
        QThreadPool::globalInstance()->start([run = std::exchange(m_run, nullptr)]() mutable { run.reset(); });
}

QString RunSession::dataDirectory() const
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/cachedeck");
}

load::RunTargets RunSession::targets() const
{
    load::RunTargets targets;
    targets.cache.endpoint = m_server.endpoint();
    targets.cache.gate = m_server.gate();
    targets.events = m_publisher;
    targets.dataDirectory = dataDirectory().toStdString();
    targets.workDirectory = targets.dataDirectory / "runs";
    if (const auto stack = m_server.stack()) {
        targets.cacheIsOurs = true;
        for (const auto& node : stack->nodes())
            targets.serverPids.push_back(static_cast<int>(node.pid));
    }
    if (const auto sentinels = m_server.sentinels(); !sentinels.empty()) {
        sentinel::ResolveOptions options;
        options.sentinels = sentinels;
        options.primaryName = m_server.primaryName().toStdString();
        options.sentinelCredentials = m_server.sentinelCredentials();
        options.serverCredentials = m_server.endpoint().credentials;
        options.database = m_server.endpoint().database;
        options.tls = m_server.endpoint().tls;
        targets.resolvePrimary = [options, &thread = m_server.thread()]() -> redis::Result<redis::Endpoint> {
            auto resolved = sentinel::resolvePrimaryNow(thread, options);
            if (!resolved)
                return resolved.error();
            return resolved->endpoint;
        };
    }
    return targets;
}

// The window draws beside the run's users, often on their processors: it must not interrupt them. Not before the run
// has started its own threads, which would behave like this one.
void RunSession::setRunning(bool running)
{
    m_running = running;
    runtime::wakeQuietly(running);
}

// Where the paths' stores are; the embedded one needs no place. Empty: one has none, and failed() said so.
std::optional<std::vector<std::string>> RunSession::storeUrls(const load::Scenario& scenario)
{
    if (!scenario.storeUrl.empty()) // it says itself where its store is
        return std::vector<std::string>();
    std::set<std::string> kinds;
    for (const auto& path : scenario.paths)
        kinds.insert(path.store);
    kinds.erase(load::PathSpec().store);
    std::vector<std::string> urls;
    for (const auto& kind : kinds) {
        const auto url = m_findStore ? m_findStore(QString::fromStdString(kind)) : QString();
        if (url.isEmpty()) {
            Q_EMIT failed(
                tr("No address of %1 is known, which this scenario wants. Give one on the world's card on Start.")
                    .arg(QString::fromStdString(kind)));
            return std::nullopt;
        }
        urls.push_back(url.toStdString());
    }
    return urls;
}

std::map<std::string, runtime::Secret> RunSession::passwordsOf(std::vector<std::string> urls,
                                                               const std::string& own) const
{
    std::map<std::string, runtime::Secret> passwords;
    urls.push_back(own);
    for (const auto& url : urls)
        if (auto password = m_findPassword ? m_findPassword(QString::fromStdString(url)) : runtime::Secret();
            !password.empty())
            passwords.emplace(url, std::move(password));
    return passwords;
}

void RunSession::start(const load::Scenario& scenario)
{
    const auto stores = storeUrls(scenario);
    if (!stores)
        return;
    if (m_running) { // one after the other: both would set the same server, and each has a result to keep
        m_next = scenario;
        m_run->stop();
        return;
    }
    retire();
    m_changes = 0;
    const auto number = ++m_number;
    m_scenario = scenario;
    m_progress = {};
    m_samples.clear();
    m_marks.clear();
    m_result.reset();

    // Values come on the run's own thread; those of an earlier run are dropped.
    const auto post = [this, number, send = m_inbox.sender()](auto work) {
        send([this, number, work = std::move(work)] {
            if (number == m_number)
                work();
        });
    };
    load::Observer observer;
    observer.progress = [this, post](const load::Progress& progress) {
        post([this, progress] {
            m_progress = progress;
            Q_EMIT progressed();
        });
    };
    observer.sample = [this, post](const load::Sample& sample) {
        post([this, sample] {
            m_samples.push_back(sample);
            Q_EMIT sampled();
        });
    };
    observer.thinned = [this, post](std::vector<load::Sample> samples) {
        post([this, samples = std::move(samples)] {
            m_samples = samples;
            Q_EMIT thinned();
        });
    };
    observer.mark = [this, post](const load::Mark& mark) { post([this, mark] { take(mark); }); };
    observer.interim = [this, post](std::shared_ptr<const load::Result> result) {
        post([this, result] {
            m_result = result;
            Q_EMIT measured();
        });
    };
    observer.finished = [this, post](std::shared_ptr<const load::Result> result) {
        post([this, result] { end(result); });
    };
    observer.failed = [this, post](const load::RunFailure& failure) {
        post([this, text = backendText(failure.text)] {
            setRunning(false);
            Q_EMIT failed(text);
            afterEnd();
        });
    };
    auto told = scenario;
    if (m_publisher && !told.stream.sampleOneIn)
        told.stream.sampleOneIn = m_oneIn;
    auto place = targets();
    place.storeUrls = *stores;
    place.storePasswords = passwordsOf(*stores, scenario.storeUrl);
    m_run = std::make_shared<load::Run>(std::move(told), std::move(place), std::move(observer));
    m_run->start();
    setRunning(true);
    Q_EMIT started();
}

void RunSession::show(std::shared_ptr<const load::Result> result)
{
    if (m_running || !result)
        return;
    retire();
    ++m_number;
    m_scenario = result->scenario;
    m_progress = {};
    m_samples = result->samples;
    m_marks.clear();
    m_result = result;
    Q_EMIT started();
    Q_EMIT sampled();
    for (const auto& mark : result->events) {
        m_marks.push_back(mark);
        Q_EMIT marked(mark);
    }
    Q_EMIT measured();
}

void RunSession::stop()
{
    m_next.reset();
    if (m_run)
        m_run->stop();
}

void RunSession::setEvents(std::shared_ptr<events::Publisher> publisher, int oneIn)
{
    m_publisher = std::move(publisher);
    m_oneIn = oneIn;
}

void RunSession::mark(const QString& kind, const QString& text)
{
    if (m_run && m_running)
        m_run->mark(kind.toStdString(), text.toStdString());
}

// What a change of keys came to, told on the GUI thread while the same run goes on.
RunSession::Changed RunSession::telling(std::function<void(quint64 keys)> tell)
{
    return [this, number = m_number, tell = std::move(tell),
            send = m_inbox.sender()](const redis::Result<std::uint64_t>& changed) {
        send([this, number, tell, changed] {
            if (number != m_number || m_changes == 0) // that it was not done has been told
                return;
            --m_changes;
            if (changed)
                tell(*changed);
            else
                Q_EMIT invalidationFailed(backendText(changed.error().text()));
        });
    };
}

void RunSession::invalidate(const QString& glob)
{
    if (!m_run || !m_running)
        return;
    ++m_changes;
    m_run->invalidate(glob.toStdString(), telling([this, glob](quint64 keys) { Q_EMIT invalidated(glob, keys); }));
}

void RunSession::expire(const QString& glob, int seconds)
{
    if (!m_run || !m_running)
        return;
    ++m_changes;
    m_run->expire(glob.toStdString(), std::chrono::seconds(seconds),
                  telling([this, glob, seconds](quint64 keys) { Q_EMIT expiring(glob, seconds, keys); }));
}

QString RunSession::asWritten(const QString& keyOrGlob) const
{
    if (!m_run || !m_running)
        return keyOrGlob;
    // A filter's text has a star in front; a prefix is only ever at the front of a key.
    const auto begin = keyOrGlob.startsWith(QLatin1Char('*')) ? 1 : 0;
    const auto text = QStringView(keyOrGlob).mid(begin);
    for (const auto& path : m_run->scenario().paths) {
        const auto prefix = QString::fromStdString(m_run->keyPrefix(path.name));
        if (text.startsWith(prefix))
            return text.mid(prefix.size()).toString();
    }
    return keyOrGlob;
}

void RunSession::take(const load::Mark& mark)
{
    m_marks.push_back(mark);
    m_events.add(kindOf(mark.kind), backendText(mark.text), QStringLiteral("load"));
    Q_EMIT marked(mark);
}

void RunSession::end(std::shared_ptr<const load::Result> result)
{
    setRunning(false);
    m_result = std::move(result);
    Q_EMIT finished();
    afterEnd();
}

// What the run has left undone, and the one that waits for its end.
void RunSession::afterEnd()
{
    if (std::exchange(m_changes, 0) > 0)
        Q_EMIT invalidationFailed(tr("The run ended before all of these keys were changed."));
    if (const auto next = std::exchange(m_next, std::nullopt))
        start(*next);
}

} // namespace cachedeck::ui
