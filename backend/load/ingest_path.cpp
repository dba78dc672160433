#include "backend/load/ingest_path.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace cachedeck::load {
namespace {

using namespace std::chrono_literals;

constexpr int mostAttempts = 4;                   // of what the store refuses
constexpr Clock::duration cacheIsBackWithin = 3s; // after a failover; what fails later in an outage is tried once
constexpr Clock::duration betweenAttempts = 100ms, longestBetween = 2s;
constexpr Clock::duration firstPause = 1ms, longestPause = 250ms;
constexpr std::size_t mostProbes = 1000; // of a path whose answers stay old: no more is asked than this

std::optional<std::int64_t> versionIn(const std::string& json, const std::string& field)
{
    boost::system::error_code error;
    const auto value = boost::json::parse(json, error);
    const auto* object = error ? nullptr : value.if_object();
    const auto* version = object != nullptr ? object->if_contains(field) : nullptr;
    return version != nullptr && version->is_int64() ? std::optional(version->get_int64()) : std::nullopt;
}

// Waiting mends it.
bool isStoreAway(const strategies::Failure& failure)
{
    return failure.where == strategies::Failure::Where::Store && (failure.timeout || failure.unknown);
}

} // namespace

IngestPath::IngestPath(Path& path) : m_path(path), m_behind(path.surroundings()) {}

IngestPath::~IngestPath()
{
    end();
    if (m_thread.joinable())
        m_thread.join();
    std::promise<void> gone;
    m_behind.thread().post([&] { // what belongs to the thread goes on it
        m_strategy.reset();
        gone.set_value();
    });
    gone.get_future().wait();
}

strategies::Result<void> IngestPath::open()
{
    m_generation = m_path.shared.cache.generation();
    const auto opened = m_behind.open(m_path.strategy->usesCache);
    if (!opened)
        return opened;
    makeStrategy();
    m_thread = std::thread([this] { run(); });
    return {};
}

void IngestPath::makeStrategy()
{
    m_strategy = m_path.strategy->make({m_behind.cache(), m_behind.primary(), m_path.spec.options,
                                        m_path.strategyShared.get(), m_behind.thread(), m_path.shared.scenario.seed});
}

void IngestPath::followCache()
{
    const auto generation = m_path.shared.cache.generation();
    if (generation == m_generation)
        return;
    m_generation = generation;
    m_strategy.reset(); // it uses the connection
    m_behind.reconnect();
    makeStrategy();
}

void IngestPath::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
}

std::future<events::Applied> IngestPath::apply(Work work)
{
    std::future<events::Applied> done;
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(work), {}});
        done = m_jobs.back().done.get_future();
        if (m_ending) {
            m_jobs.back().done.set_value(events::Applied::Unfinished);
            m_jobs.pop_back();
        }
    }
    m_changed.notify_all();
    return done;
}

IngestFigures IngestPath::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

bool IngestPath::isQuiet() const
{
    const std::lock_guard lock(m_mutex);
    return m_jobs.empty() && !m_busy && m_figures.waiting == 0;
}

std::optional<Clock::time_point> IngestPath::nextProbe() const
{
    std::optional<Clock::time_point> next;
    for (const auto& probe : m_probes)
        next = std::min(next.value_or(probe.due), probe.due);
    return next;
}

void IngestPath::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        const auto next = nextProbe();
        const auto hasWork = [&] { return m_ending || !m_jobs.empty(); };
        next ? m_changed.wait_until(lock, *next, hasWork) : (m_changed.wait(lock, hasWork), true);
        if (m_ending)
            break;
        if (m_jobs.empty()) {
            lock.unlock();
            lookWhereDue();
            lock.lock();
            continue;
        }
        auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        m_busy = true;
        lock.unlock();
        job.done.set_value(applyNow(job.work));
        lock.lock();
        m_busy = false;
    }
    for (auto& job : m_jobs)
        job.done.set_value(events::Applied::Unfinished);
    m_jobs.clear();
}

bool IngestPath::rest(Clock::duration pause)
{
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, pause, [this] { return m_ending; });
}

IngestPath::Written IngestPath::writeNow(const workload::Call& call)
{
    bool stored = false;
    auto pause = betweenAttempts;
    for (int refusals = 0;;) {
        const auto done = m_behind.thread().run(stored ? invalidate(call) : write(call));
        if (done) {
            m_cacheFailedSince.reset();
            return {events::Applied::Done, true};
        }
        const bool isCache = done.error().where == strategies::Failure::Where::Cache;
        const bool isAway = isStoreAway(done.error());
        stored = stored || (m_path.strategy->writesStoreFirst && isCache);
        refusals += isCache || isAway ? 0 : 1;
        if (isCache && !m_cacheFailedSince)
            m_cacheFailedSince = Clock::now();
        if (refusals == mostAttempts || (isCache && Clock::now() - *m_cacheFailedSince >= cacheIsBackWithin))
            return {stored ? events::Applied::Done : events::Applied::Impossible, false};
        if (!rest(isAway ? pause : betweenAttempts))
            return {stored ? events::Applied::Done : events::Applied::Unfinished, false};
        if (isAway)
            pause = std::min(pause * 2, longestBetween);
    }
}

events::Applied IngestPath::applyNow(const Work& work)
{
    const auto [applied, isCacheTold] = writeNow(work.write);
    if (applied == events::Applied::Unfinished)
        return applied;
    const auto now = Clock::now();
    {
        const std::lock_guard lock(m_mutex);
        ++(isCacheTold ? m_figures.writes : m_figures.failed);
        if (isCacheTold && work.made)
            m_figures.applied.record(now - *work.made);
    }
    if (!isCacheTold || !work.fresh || !work.made || m_probes.size() >= mostProbes)
        return applied;
    const auto version = m_behind.thread().run(storedVersion(*work.fresh));
    if (!version)
        return applied;
    {
        const std::lock_guard lock(m_mutex);
        ++m_figures.waiting;
    }
    m_probes.push_back({*work.fresh, *version, *work.made, now, firstPause});
    lookWhereDue();
    return applied;
}

runtime::Task<strategies::Result<void>> IngestPath::write(const workload::Call& call)
{
    followCache();
    const auto entity = m_path.shared.scenario.checkOneIn > 0 ? entityOf(call) : std::string();
    if (!entity.empty())
        m_path.writes.begin(entity);
    auto writing = m_strategy->write(call);
    const auto written = co_await writing;
    if (written && !entity.empty())
        m_path.writes.complete(entity);
    m_behind.noteCommands();
    co_return written;
}

// The second half of a write that the store has.
runtime::Task<strategies::Result<void>> IngestPath::invalidate(const workload::Call& call)
{
    followCache();
    auto& cache = m_behind.cache();
    strategies::Result<void> done;
    if (cache.counts(*call.operation)) { // whether it was counted is not known: the structures go
        auto dropping = cache.count(call, false, true);
        done = co_await dropping;
    }
    if (done) {
        auto invalidating = cache.invalidate(call);
        done = co_await invalidating;
    }
    const auto entity = m_path.shared.scenario.checkOneIn > 0 ? entityOf(call) : std::string();
    if (done && !entity.empty())
        m_path.writes.complete(entity);
    m_behind.noteCommands();
    co_return done;
}

runtime::Task<std::optional<std::int64_t>> IngestPath::storedVersion(const workload::Call& read)
{
    m_answer.clear();
    auto reading = m_behind.primary().truth(read, m_answer);
    const auto done = co_await reading;
    std::optional<std::int64_t> version;
    if (done)
        version = versionIn(m_answer.json, read.operation->version);
    co_return version;
}

runtime::Task<std::optional<std::int64_t>> IngestPath::readVersion(const workload::Call& read)
{
    followCache();
    m_answer.clear();
    auto reading = m_strategy->read(read, m_answer);
    const auto done = co_await reading;
    std::optional<std::int64_t> version;
    if (done)
        version = versionIn(m_answer.json, read.operation->version);
    m_behind.noteCommands();
    co_return version;
}

void IngestPath::lookWhereDue()
{
    for (auto& probe : m_probes)
        if (probe.due <= Clock::now())
            look(probe);
    std::erase_if(m_probes, [](const Probe& probe) { return probe.due == Clock::time_point::max(); });
}

void IngestPath::look(Probe& probe)
{
    const auto version = m_behind.thread().run(readVersion(probe.read));
    const auto now = Clock::now();
    if (version && *version >= probe.version) {
        const std::lock_guard lock(m_mutex);
        m_figures.fresh.record(now - probe.made);
        --m_figures.waiting;
        probe.due = Clock::time_point::max(); // done
        return;
    }
    probe.due = now + probe.pause;
    probe.pause = std::min(probe.pause * 2, longestPause);
}

} // namespace cachedeck::load
