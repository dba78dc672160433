#include "backend/load/coordinator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;

std::string randomName()
{
    std::random_device random;
    return fmt::format("{:04x}", random() & 0xffff);
}

} // namespace

Coordinator::Coordinator(Scenario scenario, RunTargets targets, Observer observer)
    : m_scenario(std::move(scenario)),
      m_targets(std::move(targets)),
      m_observer(std::move(observer)),
      m_runName(randomName()),
      m_arrivals(m_scenario.load.arrivals, m_scenario.seed),
      m_searches(m_scenario.load.findLimit ? m_scenario.paths.size() : 0,
                 LimitSearch(m_scenario.load.findLimit.value_or(FindLimit{}))),
      m_start(Clock::now()),
      m_cacheFaults(FaultLog::Where::Cache, "", m_scenario.cache.deadline)
{
    auto options = m_targets.cache;
    options.commandTimeout = m_scenario.cache.deadline;
    m_cache = std::make_unique<CachePlace>(std::move(options));
}

Coordinator::~Coordinator() = default;

std::string Coordinator::keyPrefix(std::string_view path) const
{
    auto prefix = keyPrefixOf(m_runName, path);
    for (const auto& spec : m_scenario.paths)
        if (spec.name == path)
            prefix += spec.keyPrefix;
    return prefix;
}

void Coordinator::stop()
{
    m_cancel = true;
    {
        const std::lock_guard lock(m_mutex);
        m_stopAsked = true;
    }
    m_woken.notify_all();
}

void Coordinator::run()
{
    if (!prepare())
        return;
    measure();
    finish();
}

void Coordinator::fail(RunFailure failure)
{
    if (m_control)
        m_control->restore();
    tell(Phase::Failed, failure.text, 0);
    if (m_observer.failed)
        m_observer.failed(failure);
}

void Coordinator::tell(Phase phase, const std::string& text, double done)
{
    if (!m_observer.progress)
        return;
    Progress progress{phase, text, std::clamp(done, 0.0, 1.0), 0, 0};
    if (phase == Phase::WarmUp || phase == Phase::Measuring) {
        progress.elapsed = std::chrono::duration<double>(Clock::now() - m_phaseStart).count();
        progress.left = std::max(0.0, std::chrono::duration<double>(m_phaseEnd - Clock::now()).count());
    }
    m_observer.progress(progress);
}

std::vector<std::string> Coordinator::cachedPrefixes() const
{
    std::vector<std::string> prefixes;
    for (const auto& path : m_scenario.paths)
        if (usesCache(path))
            prefixes.push_back(keyPrefix(path.name));
    return prefixes;
}

bool Coordinator::prepare()
{
    tell(Phase::Preparing, "Preparing", 0);
    if (!connectCache())
        return false;
    auto ground = prepareGround(
        m_scenario, m_targets, m_runName,
        [this](const std::string& text, double done) { tell(Phase::Preparing, text, done); }, m_cancel);
    if (!ground) {
        fail(ground.error());
        return false;
    }
    m_ground = std::make_unique<Ground>(std::move(*ground));
    tell(Phase::Preparing, "Connecting", 0);
    m_shared = std::make_unique<RunShared>(m_scenario, *m_ground->sequence, *m_cache);
    if (!openEvents())
        return false;
    m_crew = std::make_unique<Crew>(*m_shared, *m_ground, m_runName);
    const auto opened = m_crew->open(m_cancel);
    if (!opened) {
        fail(opened.error());
        return false;
    }
    if (m_feed) // all taps are made
        m_feed->start();
    if (!openIngestion())
        return false;
    for (const auto& path : m_scenario.paths) {
        m_books.push_back(std::make_unique<Books>(m_scenario.workload->operations.size()));
        m_books.back()->storeFaults =
            std::make_unique<FaultLog>(FaultLog::Where::Store, path.name, m_scenario.load.deadline);
    }
    for (const auto& operation : m_scenario.workload->operations)
        m_drain.operations.emplace_back().isWrite = operation.kind == workload::Kind::Write;
    if (!m_ground->otherSize.empty())
        m_background =
            std::make_unique<BackgroundData>(m_scenario.workload, m_ground->otherSize, m_targets.dataDirectory);
    return true;
}

bool Coordinator::connectCache()
{
    const auto prefixes = cachedPrefixes();
    if (prefixes.empty())
        return true;
    auto control = std::make_unique<CacheControl>(m_targets.cache);
    const auto connected = control->connect();
    if (!connected) {
        fail({RunFailure::Kind::Server, connected.error().text()});
        return false;
    }
    if (m_targets.cacheIsOurs) {
        // What an earlier run left would take part of the cache's size.
        control->removeAll({std::string(runKeys)}, 2000ms);
        const auto applied = control->apply(m_scenario.cache, prefixes.size());
        if (!applied) {
            fail({RunFailure::Kind::Server, applied.error().text()});
            return false;
        }
    }
    control->watch([this](ServerChange change, const std::string& what) { serverChanged(change, what); });
    const std::lock_guard lock(m_mutex);
    m_control = std::move(control);
    m_finder = std::make_unique<PrimaryFinder>(
        m_targets.resolvePrimary, m_targets.cache.endpoint.address, [this](const redis::Endpoint& endpoint) {
            m_cache->moveTo(endpoint);
            m_control->moveTo(endpoint);
            m_demoted = false;
            mark("failover", fmt::format("the primary is {} now", endpoint.address.text()));
        });
    return true;
}

void Coordinator::measure()
{
    m_startedWall = std::chrono::system_clock::now();
    m_start = Clock::now();
    if (m_scenario.warmUp > 0ms)
        warmUp();
    for (auto& path : m_crew->paths())
        for (auto& user : path->users)
            user->staleAge = user->staleVersions = 0;
    if (stopping() || m_cancel)
        return;
    readServer(true);
    m_cpuStart = readCpu(m_targets.serverPids);
    if (m_ingestion)
        m_ingestion->start();
    phaseOf(m_scenario.duration, true);
    m_measuredSeconds = std::chrono::duration<double>(Clock::now() - m_phaseStart).count();
    m_measuredUntil = now();
}

void Coordinator::finish()
{
    m_cpuEnd = readCpu(m_targets.serverPids);
    m_finder.reset(); // it may be moving to another primary
    readServer(false);
    tell(Phase::Finishing, "Finishing", 0);
    {
        std::unique_lock lock(m_mutex);
        serveRequests(lock);
    }
    for (auto& books : m_books)
        books->ledger.finish();
    finishEvents();
    for (auto& path : m_crew->paths())
        if (path->strategyShared)
            path->strategyShared->finish(m_cancel ? 200ms : 3000ms);
    const auto result = resultSoFar(true);
    if (m_control) {
        // Our own servers keep the keys until they expire or the next run begins: there is something to browse.
        if (!m_targets.cacheIsOurs)
            m_control->removeAll(cachedPrefixes(), m_cancel ? 200ms : 3000ms);
        m_control->restore();
    }
    m_ingestion.reset();
    m_crew.reset(); // data that is made in the background goes on being made as long as the Run lives
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_control.reset();
    m_ground.reset();
    tell(Phase::Finished, "Finished", 1);
    if (m_observer.finished)
        m_observer.finished(result);
}

} // namespace cachedeck::load
