#include "backend/keyspace/scanner.hpp"

#include "backend/keyspace/scan_walk.hpp"

#include <algorithm>
#include <mutex>

namespace cachedeck::keyspace {

using redis::Result;
using runtime::Clock;
using runtime::Task;

namespace {

constexpr std::size_t leastCount = 100;
constexpr std::size_t mostCount = 5000;
constexpr std::uint64_t mostReserved =
    20'000'000; // beyond, the index grows as keys come: a foreign DBSIZE buys no memory

// Aims at batches of about 2 to 5 ms: short enough for the server's other clients, long enough to waste no round trips.
std::size_t adapted(std::size_t count, Clock::duration took)
{
    if (took > std::chrono::milliseconds(5))
        return std::max(leastCount, count * 2 / 3);
    if (took < std::chrono::milliseconds(2))
        return std::min(mostCount, count * 5 / 4);
    return count;
}

// One scan from start to end. It lives in the coroutine frame of scan().
class Scan {
public:
    Scan(runtime::IoThread& thread, redis::Connection& connection, KeyStore& store, ScanOptions options,
         std::shared_ptr<ScanControl> control, std::function<void(const ScanProgress&)> report)
        : m_thread(thread),
          m_store(store),
          m_options(std::move(options)),
          m_control(std::move(control)),
          m_report(std::move(report)),
          m_walk(thread, connection, {m_options.match, m_options.type, m_options.deadline, m_options.giveUpAfter},
                 m_control),
          m_count(std::max<std::size_t>(m_options.count, 1))
    {}

    Task<ScanProgress> run()
    {
        auto beginning = m_walk.begin();
        const auto total = co_await beginning;
        bool failed = !total.has_value();
        if (failed)
            m_progress.trouble = total.error().text();
        else
            expect(*total);
        while (!failed && !m_walk.ended() && !m_control->cancelled) {
            auto waiting = whilePaused();
            co_await waiting;
            if (m_control->cancelled)
                break;
            auto scanning = batch();
            const auto scanned = co_await scanning;
            if (scanned.has_value() || m_control->cancelled)
                continue;
            m_progress.trouble = scanned.error().text();
            failed = true;
        }
        if (!m_control->cancelled)
            m_store.finish();
        tell(m_control->cancelled ? ScanState::Cancelled : failed ? ScanState::Incomplete : ScanState::Complete);
        co_return m_progress;
    }

private:
    void tell(ScanState state)
    {
        m_progress.state = state;
        m_progress.seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
        m_reported = Clock::now();
        if (m_report && !m_control->cancelled)
            m_report(m_progress);
    }

    void expect(std::uint64_t total)
    {
        m_progress.total = total;
        if (m_options.match.empty() && m_options.type.empty())
            m_store.reserve(std::min(total, mostReserved));
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

    Task<Result<void>> batch()
    {
        const auto sent = Clock::now();
        auto scanning = m_walk.next(m_count, m_keys, [this](const redis::Error& error) {
            m_progress.trouble = error.text();
            tell(ScanState::Reconnecting);
        });
        auto scanned = co_await scanning;
        if (!scanned.has_value() || m_control->cancelled)
            co_return scanned;
        const auto took = Clock::now() - sent;
        m_progress.trouble.clear();
        ++m_progress.scans;
        m_progress.returned += m_keys.size();
        m_progress.keys += m_store.add(m_keys);
        m_progress.fraction = m_walk.fraction();
        if (m_options.adaptive)
            m_count = adapted(m_count, took);
        if (Clock::now() - m_sized > std::chrono::seconds(1)) {
            m_sized = Clock::now();
            auto sizing = m_walk.size();
            if (const auto size = co_await sizing; size != 0)
                m_progress.total = size;
        }
        if (Clock::now() - m_reported >= m_options.reportEvery)
            tell(ScanState::Running);
        if (m_options.share < 1)
            co_await m_thread.sleepFor(
                std::chrono::duration_cast<Clock::duration>(took * (1 / std::max(m_options.share, 0.01) - 1)));
        co_return Result<void>{};
    }

    runtime::IoThread& m_thread;
    KeyStore& m_store;
    ScanOptions m_options;
    std::shared_ptr<ScanControl> m_control;
    std::function<void(const ScanProgress&)> m_report;
    ScanWalk m_walk;
    std::size_t m_count;
    std::vector<std::string_view> m_keys;
    Clock::time_point m_begin = Clock::now(); // moved on by every pause
    Clock::time_point m_reported = m_begin;
    Clock::time_point m_sized = m_begin;
    ScanProgress m_progress;
};

} // namespace

Task<ScanProgress> scan(runtime::IoThread& thread, redis::Connection& connection, KeyStore& store, ScanOptions options,
                        std::shared_ptr<ScanControl> control, std::function<void(const ScanProgress&)> report)
{
    Scan work(thread, connection, store, std::move(options), std::move(control), std::move(report));
    auto running = work.run();
    auto progress = co_await running;
    co_return progress;
}

// Shared with the coroutine, which may outlive the Scanner by a moment.
struct Scanner::Run {
    std::shared_ptr<ScanControl> control = std::make_shared<ScanControl>();
    std::shared_ptr<KeyStore> store;
    Handler handler;
    std::recursive_mutex calling; // held while the handler runs; a handler may cancel its own scan
    std::mutex mutex;
    ScanProgress progress; // guarded by it

    void tell(const ScanProgress& now)
    {
        const std::lock_guard lock(calling);
        if (control->cancelled)
            return;
        note(now);
        if (handler)
            handler(now);
    }

    void note(const ScanProgress& now)
    {
        const std::lock_guard lock(mutex);
        progress = now;
    }

    static Task<void> drive(redis::Client& client, std::shared_ptr<Run> run, ScanOptions options)
    {
        if (run->control->cancelled) // the client may be gone
            co_return;
        run->store->clear();
        auto scanning = scan(client.thread(), client.connection(), *run->store, std::move(options), run->control,
                             [raw = run.get()](const ScanProgress& now) { raw->tell(now); });
        const auto last = co_await scanning;
        run->note(last);
    }
};

Scanner::Scanner(redis::Client& client, std::shared_ptr<KeyStore> store) : m_client(client), m_store(std::move(store))
{}

Scanner::~Scanner()
{
    cancel();
}

void Scanner::start(ScanOptions options, Handler handler)
{
    cancel();
    m_run = std::make_shared<Run>();
    m_run->store = m_store;
    m_run->handler = std::move(handler);
    m_run->progress.state = ScanState::Running;
    m_client.thread().spawn(Run::drive(m_client, m_run, std::move(options)));
}

void Scanner::pause()
{
    if (m_run)
        m_run->control->paused = true;
}

void Scanner::resume()
{
    if (m_run)
        m_run->control->paused = false;
}

void Scanner::cancel()
{
    if (!m_run)
        return;
    m_run->control->cancelled = true;
    const std::lock_guard handlerEnds(m_run->calling);
    const std::lock_guard lock(m_run->mutex);
    if (!m_run->progress.ended())
        m_run->progress.state = ScanState::Cancelled;
}

ScanProgress Scanner::progress() const
{
    if (!m_run)
        return {};
    const std::lock_guard lock(m_run->mutex);
    return m_run->progress;
}

} // namespace cachedeck::keyspace
