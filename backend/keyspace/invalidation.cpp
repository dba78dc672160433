#include "backend/keyspace/invalidation.hpp"

#include "backend/keyspace/scan_walk.hpp"

#include <algorithm>
#include <mutex>

namespace cachedeck::keyspace {

using redis::Error;
using redis::ErrorKind;
using redis::Result;
using runtime::Clock;
using runtime::Task;

namespace {

constexpr std::chrono::milliseconds reportEvery{50};
constexpr std::size_t scanCount = 1000;
constexpr std::chrono::seconds giveUpAfter{5};

// One invalidation from start to end. It lives in the coroutine frame of invalidate().
class Removal {
public:
    Removal(runtime::IoThread& thread, redis::Connection& connection, InvalidationRequest request,
            std::shared_ptr<ScanControl> control, std::function<void(const InvalidationProgress&)> report)
        : m_thread(thread),
          m_connection(connection),
          m_request(std::move(request)),
          m_control(std::move(control)),
          m_report(std::move(report)),
          m_useDel(m_request.useDel),
          m_begin(Clock::now()),
          m_reported(m_begin)
    {}

    Task<Result<InvalidationProgress>> run()
    {
        auto working = m_request.pattern.empty() ? named() : matching();
        auto result = co_await working;
        const bool nothing =
            m_progress.removed == 0 &&
            (m_progress.scanned == 0 || (result.has_error() && result.error().kind == ErrorKind::Gate));
        if (!result.has_value() && nothing && !m_control->cancelled)
            co_return result.error();
        if (!result.has_value()) {
            m_progress.error = result.error().text();
            m_progress.effectUnknown =
                m_progress.effectUnknown || (!m_request.dryRun && result.error().effectUnknown());
        }
        m_progress.state = m_control->cancelled ? ScanState::Cancelled
                           : result.has_value() ? ScanState::Complete
                                                : ScanState::Incomplete;
        m_progress.seconds = seconds();
        if (m_report && !m_control->cancelled)
            m_report(m_progress);
        co_return m_progress;
    }

private:
    double seconds() const { return std::chrono::duration<double>(Clock::now() - m_begin).count(); }

    void tell(ScanState state)
    {
        m_progress.state = state;
        m_progress.seconds = seconds();
        m_reported = Clock::now();
        if (m_report && !m_control->cancelled)
            m_report(m_progress);
    }

    Task<void> whilePaused()
    {
        if (!m_control->paused)
            co_return;
        const auto since = Clock::now();
        tell(ScanState::Paused);
        while (m_control->paused && !m_control->cancelled)
            co_await m_thread.sleepFor(pauseStep);
        m_begin += Clock::now() - since;
    }

    // UNLINK (or DEL) of some keys; how many the server says were there.
    Task<Result<std::uint64_t>> unlink(const std::vector<std::string>& keys)
    {
        for (;;) {
            auto command = words(m_useDel ? "DEL" : "UNLINK", keys);
            resp::Reply reply;
            auto asking = m_connection.execute(command, reply, m_request.deadline);
            const auto result = co_await asking;
            if (result.has_value())
                co_return static_cast<std::uint64_t>(reply.root().integer().value_or(0));
            if (result.error().kind != ErrorKind::UnknownCommand || m_useDel)
                co_return result.error();
            m_useDel = true; // a server before 4.0, or one that has UNLINK renamed
        }
    }

    // How many of some keys exist; all of them where the question is refused.
    Task<Result<std::uint64_t>> existing(const std::vector<std::string>& keys)
    {
        auto command = words("EXISTS", keys);
        resp::Reply reply;
        auto asking = m_connection.execute(command, reply, m_request.deadline);
        const auto result = co_await asking;
        if (result.has_value())
            co_return static_cast<std::uint64_t>(reply.root().integer().value_or(0));
        if (result.error().kind == ErrorKind::Permission)
            co_return keys.size();
        co_return result.error();
    }

    static resp::Request words(std::string_view name, const std::vector<std::string>& keys)
    {
        resp::Request command;
        command.begin(1 + keys.size()).argument(name);
        for (const auto& key : keys)
            command.argument(key);
        return command;
    }

    // Removes one batch and keeps to the pace. A stop or a pause takes effect between two batches.
    Task<Result<void>> remove(std::vector<std::string> batch)
    {
        auto waiting = whilePaused();
        co_await waiting;
        if (m_control->cancelled || batch.empty())
            co_return Result<void>{};
        const auto sent = Clock::now();
        auto removing = unlink(batch);
        const auto removed = co_await removing;
        if (!removed.has_value())
            co_return removed.error();
        m_progress.removed += *removed;
        if (Clock::now() - m_reported >= reportEvery)
            tell(ScanState::Running);
        if (m_request.keysPerSecond > 0) {
            const std::chrono::duration<double> share(static_cast<double>(batch.size()) /
                                                      static_cast<double>(m_request.keysPerSecond));
            const auto until = sent + std::chrono::duration_cast<Clock::duration>(share);
            while (Clock::now() < until && !m_control->cancelled)
                co_await m_thread.sleepUntil(std::min(until, Clock::now() + pauseStep));
        }
        co_return Result<void>{};
    }

    Task<Result<void>> named()
    {
        m_progress.total = m_request.keys.size();
        const auto size = std::max<std::size_t>(m_request.batch, 1);
        for (std::size_t begin = 0; begin < m_request.keys.size() && !m_control->cancelled; begin += size) {
            const auto end = std::min(m_request.keys.size(), begin + size);
            std::vector<std::string> batch(m_request.keys.begin() + static_cast<std::ptrdiff_t>(begin),
                                           m_request.keys.begin() + static_cast<std::ptrdiff_t>(end));
            auto counting = existing(batch);
            const auto count = co_await counting;
            if (!count.has_value())
                co_return count.error();
            m_progress.scanned += batch.size();
            m_progress.matched += *count;
            for (const auto& key : batch)
                if (m_progress.samples.size() < m_request.samples)
                    m_progress.samples.push_back(key);
            if (m_request.dryRun)
                continue;
            auto removing = remove(std::move(batch));
            const auto removed = co_await removing;
            if (!removed.has_value())
                co_return removed;
        }
        co_return Result<void>{};
    }

    Task<Result<void>> matching()
    {
        ScanWalk walk(m_thread, m_connection, {m_request.pattern, m_request.type, m_request.deadline, giveUpAfter},
                      m_control);
        const std::function<void(const Error&)> troubled = [this](const Error& error) {
            m_progress.error = error.text();
            tell(ScanState::Reconnecting);
        };
        auto beginning = walk.begin();
        const auto total = co_await beginning;
        if (!total.has_value())
            co_return total.error();
        m_progress.total = *total;
        KeyStore matched; // SCAN may give a key twice
        std::vector<std::string_view> views;
        std::vector<std::string> batch;
        while (!walk.ended() && !m_control->cancelled) {
            auto waiting = whilePaused();
            co_await waiting;
            auto scanning = walk.next(scanCount, views, troubled);
            const auto scanned = co_await scanning;
            if (m_control->cancelled)
                break;
            if (!scanned.has_value())
                co_return scanned;
            m_progress.error.clear();
            m_progress.scanned =
                walk.ended() ? m_progress.total
                             : static_cast<std::uint64_t>(walk.fraction() * static_cast<double>(m_progress.total));
            m_progress.matched += matched.add(views);
            for (const auto key : views)
                if (m_progress.samples.size() < m_request.samples)
                    m_progress.samples.emplace_back(key);
            if (Clock::now() - m_reported >= reportEvery)
                tell(ScanState::Running);
            if (m_request.dryRun)
                continue;
            batch.insert(batch.end(), views.begin(), views.end());
            auto removing = removeFrom(batch, walk.ended());
            const auto removed = co_await removing;
            if (!removed.has_value())
                co_return removed;
        }
        co_return Result<void>{};
    }

    // Whole batches from the collected keys; at the end the rest too.
    Task<Result<void>> removeFrom(std::vector<std::string>& collected, bool all)
    {
        const auto most = std::max<std::size_t>(m_request.batch, 1);
        while (!m_control->cancelled && (collected.size() >= most || (all && !collected.empty()))) {
            const auto size = static_cast<std::ptrdiff_t>(std::min(collected.size(), most));
            std::vector<std::string> part(collected.begin(), collected.begin() + size);
            collected.erase(collected.begin(), collected.begin() + size);
            auto removing = remove(std::move(part));
            const auto removed = co_await removing;
            if (!removed.has_value())
                co_return removed;
        }
        co_return Result<void>{};
    }

    runtime::IoThread& m_thread;
    redis::Connection& m_connection;
    InvalidationRequest m_request;
    std::shared_ptr<ScanControl> m_control;
    std::function<void(const InvalidationProgress&)> m_report;
    bool m_useDel;
    Clock::time_point m_begin; // moved on by every pause
    Clock::time_point m_reported;
    InvalidationProgress m_progress;
};

} // namespace

Task<Result<InvalidationProgress>> invalidate(runtime::IoThread& thread, redis::Connection& connection,
                                              InvalidationRequest request, std::shared_ptr<ScanControl> control,
                                              std::function<void(const InvalidationProgress&)> report)
{
    Removal work(thread, connection, std::move(request), std::move(control), std::move(report));
    auto running = work.run();
    auto result = co_await running;
    co_return result;
}

// Shared with the coroutine, which may outlive the Invalidation by a moment.
struct Invalidation::Run {
    std::shared_ptr<ScanControl> control = std::make_shared<ScanControl>();
    Handler handler;
    std::recursive_mutex calling; // held while the handler runs
    bool silent = false;          // guarded by it

    void tell(Result<InvalidationProgress> progress)
    {
        const std::lock_guard lock(calling);
        if (!silent && handler)
            handler(std::move(progress));
    }

    static Task<void> drive(redis::Client& client, InvalidationRequest request, std::shared_ptr<Run> run)
    {
        {
            const std::lock_guard lock(run->calling);
            if (run->silent) // the client may be gone
                co_return;
        }
        const std::function<void(const InvalidationProgress&)> report =
            [raw = run.get()](const InvalidationProgress& progress) {
                if (!progress.ended()) // the last one follows with the result
                    raw->tell(progress);
            };
        auto working = invalidate(client.thread(), client.connection(), std::move(request), run->control, report);
        auto result = co_await working;
        run->tell(std::move(result));
    }
};

Invalidation::Invalidation(redis::Client& client) : m_client(client) {}

Invalidation::~Invalidation()
{
    stop();
    if (!m_run)
        return;
    const std::lock_guard lock(m_run->calling);
    m_run->silent = true;
}

void Invalidation::start(InvalidationRequest request, Handler handler)
{
    stop();
    m_run = std::make_shared<Run>();
    m_run->handler = std::move(handler);
    m_client.thread().spawn(Run::drive(m_client, std::move(request), m_run));
}

void Invalidation::pause()
{
    if (m_run)
        m_run->control->paused = true;
}

void Invalidation::resume()
{
    if (m_run)
        m_run->control->paused = false;
}

void Invalidation::stop()
{
    if (m_run)
        m_run->control->cancelled = true;
}

} // namespace cachedeck::keyspace
