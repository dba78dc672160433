#pragma once
// The run that the window shows: a load::Run and all that it reported so far. GUI thread only.

#include "backend/events/publisher.hpp"
#include "backend/load/result.hpp"
#include "backend/load/run.hpp"
#include "backend/load/scenario.hpp"
#include "ui/bridge/inbox.hpp"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace cachedeck::ui {

class ServerSession;
class EventLog;

class RunSession : public QObject {
    Q_OBJECT

public:
    RunSession(ServerSession& server, EventLog& events, QObject* parent = nullptr);
    ~RunSession() override;

    // Where a primary store of a kind is ("postgresql" → URL, empty: nowhere). Without it runs have the embedded one.
    using StoreFinder = std::function<QString(const QString& kind)>;
    void setStoreFinder(StoreFinder finder) { m_findStore = std::move(finder); }
    // The password for a store's URL; empty: the environment's.
    using PasswordFinder = std::function<runtime::Secret(const QString& url)>;
    void setPasswordFinder(PasswordFinder finder) { m_findPassword = std::move(finder); }

    bool isRunning() const { return m_running; }
    // Starts `scenario` on the connected server; needs State::Connected. While another run goes on, that one is stopped
    // first, and this one begins once it has ended; stop() takes both back.
    void start(const load::Scenario& scenario);
    void stop();
    // Puts an earlier run in the window, as if it had just ended; not while one goes on. started() and measured()
    // follow.
    void show(std::shared_ptr<const load::Result> result);
    // Invalidates what the glob matches, as the workload writes its keys, on every cached path of the run.
    void invalidate(const QString& glob);
    // Lets them expire together in so many seconds, instead of removing them.
    void expire(const QString& glob, int seconds);
    // A key or glob of Redis as those two take it: without the prefix that the running run puts before a path's keys.
    // Any other comes back as it is.
    QString asWritten(const QString& keyOrGlob) const;
    void mark(const QString& kind, const QString& text);
    // Who takes the events of the runs that begin from now on, and of one operation in how many where the scenario does
    // not say; 0: of none.
    void setEvents(std::shared_ptr<events::Publisher> publisher, int oneIn);

    const load::Scenario& scenario() const { return m_scenario; }
    const load::Progress& progress() const { return m_progress; }
    // What the run has done so far, without gap; of a long run the older ones are added up.
    const std::vector<load::Sample>& samples() const { return m_samples; }
    const std::vector<load::Mark>& marks() const { return m_marks; }
    std::shared_ptr<const load::Result> result() const
    {
        return m_result;
    }                              // so far while running; null before it measures
    QString dataDirectory() const; // where generated worlds are kept

Q_SIGNALS:
    void started();
    void progressed();
    void sampled();  // samples() has grown
    void thinned();  // samples() are others: older ones were added up
    void measured(); // result() is newer, about once a second
    void marked(const cachedeck::load::Mark& mark);
    void finished();
    void failed(const QString& text);
    void invalidated(const QString& glob, quint64 keys);
    void expiring(const QString& glob, int seconds, quint64 keys);
    // Of invalidate() and expire() alone: the run goes on, or has ended before they were done.
    void invalidationFailed(const QString& text);

private:
    void retire();
    void setRunning(bool running);
    using Changed = std::function<void(redis::Result<std::uint64_t>)>;
    Changed telling(std::function<void(quint64 keys)> tell);
    void afterEnd();
    load::RunTargets targets() const;
    std::optional<std::vector<std::string>> storeUrls(const load::Scenario& scenario);
    std::map<std::string, runtime::Secret> passwordsOf(std::vector<std::string> urls, const std::string& own) const;
    void take(const load::Mark& mark);
    void end(std::shared_ptr<const load::Result> result);

    ServerSession& m_server;
    EventLog& m_events;
    Inbox m_inbox;
    StoreFinder m_findStore;
    PasswordFinder m_findPassword;
    std::uint64_t m_number = 0;
    bool m_running = false;
    int m_changes = 0;                    // of keys, not answered yet
    std::optional<load::Scenario> m_next; // starts when the run has ended
    load::Scenario m_scenario;
    load::Progress m_progress;
    std::vector<load::Sample> m_samples;
    std::vector<load::Mark> m_marks;
    std::shared_ptr<const load::Result> m_result;
    std::shared_ptr<load::Run> m_run;
    std::shared_ptr<events::Publisher> m_publisher;
    int m_oneIn = 0;
};

} // namespace cachedeck::ui
