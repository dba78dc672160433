#include "backend/keyspace/scanner.hpp"

#include "backend/keyspace/scan_walk.hpp"

#include <algorithm>
#include <mutex>

namespace cachedeck::keyspace {

using redis::Result;
using runtime::Clock;
using runtime::Task;

namespace {

constexpr std::chrono::milliseconds pauseStep{20};
constexpr std::size_t leastCount = 100;
constexpr std::size_t mostCount = 5000;

// Aims at batches of about 2 to 5 ms: short enough for the server's other clients, long enough to waste no round trips.
std::size_t adapted(std::size_t count, Clock::duration took)
{
    if (took > std::chrono::milliseconds(5))
        return std::max(leastCount, count * 2 / 3);
    if (took < std::chrono::milliseconds(2))
        return std::min(mostCount, count * 5 / 4);
    return count;
}

} // namespace

Task<ScanProgress> scan(runtime::IoThread& thread, redis::Connection& connection, KeyStore& store, ScanOptions options,
                        std::shared_ptr<ScanControl> control, std::function<void(const ScanProgress&)> report)
{
    ScanProgress progress;
    auto begin = Clock::now(); // moved on by every pause
    auto reported = begin;
    auto sized = begin;
    const auto tell = [&](ScanState state) {
        progress.state = state;
        progress.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        reported = Clock::now();
        if (report && !control->cancelled)
            report(progress);
    };
    const std::function<void(const redis::Error&)> troubled = [&](const redis::Error& error) {
        progress.trouble = error.text();
        tell(ScanState::Reconnecting);
    };

    ScanWalk walk(thread, connection, {options.match, options.type, options.deadline, options.giveUpAfter}, control);
    auto beginning = walk.begin();
    const auto total = co_await beginning;
    if (!total.has_value())
        progress.trouble = total.error().text();
    else if (options.match.empty() && options.type.empty())
        store.reserve(*total);
    progress.total = total.has_value() ? *total : 0;
    bool failed = !total.has_value();

    auto count = std::max<std::size_t>(options.count, 1);
    std::vector<std::string_view> keys;
    while (!failed && !walk.ended() && !control->cancelled) {
        if (control->paused) {
            const auto since = Clock::now();
            tell(ScanState::Paused);
            while (control->paused && !control->cancelled)
                co_await thread.sleepFor(pauseStep);
            begin += Clock::now() - since;
            continue;
        }
        const auto sent = Clock::now();
        auto scanning = walk.next(count, keys, troubled);
        const auto batch = co_await scanning;
        if (control->cancelled)
            break;
        if (!batch.has_value()) {
            progress.trouble = batch.error().text();
            failed = true;
            break;
        }
        const auto took = Clock::now() - sent;
        progress.trouble.clear();
        ++progress.scans;
        progress.returned += keys.size();
        progress.keys += store.add(keys);
        progress.fraction = walk.fraction();
        if (options.adaptive)
            count = adapted(count, took);
        if (Clock::now() - sized > std::chrono::seconds(1)) {
            sized = Clock::now();
            auto sizing = walk.size();
            if (const auto size = co_await sizing; size != 0)
                progress.total = size;
        }
        if (Clock::now() - reported >= options.reportEvery)
            tell(ScanState::Running);
        if (options.share < 1)
            co_await thread.sleepFor(std::chrono::duration_cast<Clock::duration>(took * (1 / std::max(options.share, 0.01) - 1)));
    }
    if (!control->cancelled)
        store.finish();
    tell(control->cancelled ? ScanState::Cancelled : failed ? ScanState::Incomplete : ScanState::Complete);
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
        auto scanning = scan(client.thread(), client.connection(), *run->store, std::move(options), run->control, [raw = run.get()](const ScanProgress& now) { raw->tell(now); });
        const auto last = co_await scanning;
        run->note(last);
    }
};

Scanner::Scanner(redis::Client& client, std::shared_ptr<KeyStore> store) : m_client(client), m_store(std::move(store))
{
}

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
