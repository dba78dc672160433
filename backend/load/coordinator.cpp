#include "backend/load/coordinator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr auto cutOffAfter = milliseconds(450); // of a stop: what still waits then is cut off
constexpr auto queueSampling = milliseconds(1);
constexpr auto attention = milliseconds(50);
constexpr int fewestRounds = 10; // short runs get shorter slices, so that ratios have their slices

std::string randomName()
{
    std::random_device random;
    return fmt::format("{:04x}", random() & 0xffff);
}

milliseconds sliceFor(const Scenario& scenario, milliseconds length)
{
    const auto fair = length / (fewestRounds * static_cast<int>(scenario.paths.size()));
    return std::clamp(fair, milliseconds(20), scenario.load.slice);
}

} // namespace

Coordinator::Coordinator(Scenario scenario, RunTargets targets, Observer observer)
    : m_scenario(std::move(scenario)),
      m_targets(std::move(targets)),
      m_observer(std::move(observer)),
      m_runName(randomName()),
      m_start(Clock::now())
{
    auto options = m_targets.cache;
    options.commandTimeout = m_scenario.cache.deadline;
    m_cache = std::make_unique<CachePlace>(std::move(options));
}

Coordinator::~Coordinator() = default;

std::string Coordinator::keyPrefix(std::string_view path) const
{
    return fmt::format("cd:{}:{}:", m_runName, path);
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
        if (strategies::find(path.strategy)->usesCache)
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
    m_crew = std::make_unique<Crew>(*m_shared, *m_ground, m_runName);
    const auto opened = m_crew->open(m_cancel);
    if (!opened) {
        fail(opened.error());
        return false;
    }
    for (std::size_t i = 0; i < m_scenario.paths.size(); ++i) {
        m_books.push_back(std::make_unique<Books>(m_scenario.workload->operations.size()));
        for (std::size_t operation = 0; operation < m_scenario.workload->operations.size(); ++operation)
            m_books.back()->drain.operations[operation].isWrite =
                m_scenario.workload->operations[operation].kind == workload::Kind::Write;
    }
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
        const auto applied = control->apply(m_scenario.cache, prefixes.size());
        if (!applied) {
            fail({RunFailure::Kind::Server, applied.error().text()});
            return false;
        }
    } else {
        control->watch([this](const std::string& what) {
            mark("fault", "stopped: " + what);
            stop();
        });
    }
    const std::lock_guard lock(m_mutex);
    m_control = std::move(control);
    m_finder = std::make_unique<PrimaryFinder>(
        m_targets.resolvePrimary, m_targets.cache.endpoint.address, [this](const redis::Endpoint& endpoint) {
            m_control->moveTo(endpoint);
            m_cache->moveTo(endpoint);
            mark("failover", fmt::format("the primary is {} now", endpoint.address.text()));
        });
    return true;
}

void Coordinator::measure()
{
    m_startedWall = std::chrono::system_clock::now();
    m_start = Clock::now();
    if (m_scenario.warmUp > 0ms)
        phaseOf(m_scenario.warmUp, false);
    for (auto& path : m_crew->paths())
        for (auto& user : path->users)
            user->staleAge = user->staleVersions = 0;
    if (stopping() || m_cancel)
        return;
    m_cpuStart = readCpu(m_targets.serverPids);
    m_startedWall = std::chrono::system_clock::now();
    phaseOf(m_scenario.duration, true);
    m_measuredSeconds = std::chrono::duration<double>(Clock::now() - m_phaseStart).count();
}

void Coordinator::phaseOf(milliseconds length, bool measuring)
{
    m_measuring = measuring;
    m_phaseStart = Clock::now();
    m_phaseEnd = m_phaseStart + length;
    m_sampleFrom = now();
    m_interimAt = m_phaseStart + 1s;
    m_stage = 0;
    tell(measuring ? Phase::Measuring : Phase::WarmUp, measuring ? "Measuring" : "Warming up", 0);
    const auto paths = m_scenario.paths.size();
    if (m_scenario.load.schedule == Schedule::Interleaved && paths > 1) {
        workInterleaved(length);
    } else if (m_scenario.load.schedule == Schedule::Sequential && paths > 1) {
        for (std::size_t i = 0; i < paths && !m_cancel; ++i)
            workTogether({i}, length / static_cast<int>(paths), static_cast<int>(paths));
    } else {
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < paths; ++i)
            all.push_back(i);
        workTogether(all, length, 1);
    }
}

// Rounds of one slice for each path. The last round is shortened, so that all paths get the same time.
void Coordinator::workInterleaved(milliseconds length)
{
    const auto count = static_cast<int>(m_scenario.paths.size());
    const auto slice = sliceFor(m_scenario, length);
    while (!m_cancel) {
        const auto elapsed = std::chrono::duration_cast<milliseconds>(Clock::now() - m_phaseStart);
        const auto share =
            std::min<std::chrono::nanoseconds>(slice, std::chrono::nanoseconds(length - elapsed) / count);
        if (share < 5ms)
            break;
        for (std::size_t i = 0; i < m_scenario.paths.size() && !m_cancel; ++i) {
            work({{i}, share, m_measuring ? elapsed : 0ms, 1, false});
            if (m_measuring)
                m_books[i]->ledger.endSlice();
        }
        emitSample();
    }
}

// Paths that work all the time; stretches end where a stage does. `stageScale`: the stages go by so many times faster.
void Coordinator::workTogether(const std::vector<std::size_t>& paths, milliseconds length, int stageScale)
{
    const auto began = Clock::now();
    while (!m_cancel) {
        const auto elapsed = std::chrono::duration_cast<milliseconds>(Clock::now() - began);
        if (elapsed + 5ms >= length)
            break;
        const auto measured = m_measuring ? elapsed * stageScale : 0ms;
        const auto demand = demandAt(m_scenario.load, measured, m_scenario.duration);
        auto stretch = length - elapsed;
        if (m_measuring && demand.left > 0ms)
            stretch = std::min(stretch, std::max(demand.left / stageScale, 20ms));
        work({paths, stretch, measured, stageScale, true});
    }
}

void Coordinator::work(const Stretch& stretch)
{
    beginWork(stretch);
    attend(stretch);
    for (const auto path : stretch.paths) {
        if (stopping())
            noteUnserved(path);
        drain(path);
        m_books[path]->carried = m_crew->paths()[path]->segment.carriedOn();
        if (stretch.drainsBetween && m_measuring)
            m_books[path]->ledger.endSlice();
    }
    if (stretch.drainsBetween)
        emitSample();
}

void Coordinator::beginWork(const Stretch& stretch)
{
    const auto demand = demandAt(m_scenario.load, stretch.measured, m_scenario.duration);
    const auto inStages = std::chrono::duration_cast<milliseconds>(stretch.length) * stretch.stageScale;
    const auto end = demandAt(m_scenario.load, stretch.measured + inStages - 1ms, m_scenario.duration);
    noteStage(demand);
    const auto start = Clock::now();
    for (const auto number : stretch.paths) {
        auto& path = *m_crew->paths()[number];
        const auto open = m_scenario.load.loop == Loop::Open;
        const auto users =
            open ? static_cast<int>(path.users.size()) : std::min(demand.users, static_cast<int>(path.users.size()));
        path.segment = {m_scenario.load.loop,
                        start,
                        start + stretch.length,
                        users,
                        demand.rate,
                        m_measuring && end.stage == demand.stage ? end.rate : demand.rate,
                        m_books[number]->carried};
        path.arrival = 0;
        path.served = 0;
        path.working = users;
        m_books[number]->drainedAt = m_books[number]->sampledAt = start;
        for (int i = 0; i < users; ++i) {
            auto& user = *path.users[static_cast<std::size_t>(i)];
            user.thread().post([this, &user, &path] {
                user.thread().spawn(user.work([this, &path] {
                    if (path.working.fetch_sub(1) != 1)
                        return;
                    const std::lock_guard lock(m_mutex); // so that the coordinator cannot miss it
                    m_woken.notify_all();
                }));
            });
        }
    }
}

bool Coordinator::resting(const std::vector<std::size_t>& paths) const
{
    return std::all_of(paths.begin(), paths.end(),
                       [&](std::size_t path) { return m_crew->paths()[path]->working == 0; });
}

// Until all users rest: samples queues, drains, serves what other threads ask, and cuts off what does not end.
void Coordinator::attend(const Stretch& stretch)
{
    const bool open = m_scenario.load.loop == Loop::Open;
    auto nextDrain = Clock::now() + m_scenario.load.slice;
    bool cut = false;
    std::unique_lock lock(m_mutex);
    while (!resting(stretch.paths)) {
        auto wake = Clock::now() + (open ? queueSampling : attention);
        if (stretch.drainsBetween)
            wake = std::min(wake, nextDrain);
        m_woken.wait_until(lock, wake,
                           [&] { return resting(stretch.paths) || !m_requests.empty() || (m_stopAsked && !m_stopAt); });
        if (m_stopAsked && !m_stopAt) {
            m_stopAt = Clock::now();
            m_shared->stop = true;
        }
        serveRequests(lock);
        lock.unlock();
        if (m_stopAt && !cut && Clock::now() > *m_stopAt + cutOffAfter) {
            cut = true;
            cutOff();
        }
        if (open)
            sampleQueues(stretch.paths);
        for (const auto path : stretch.paths)
            if (m_finder && m_crew->paths()[path]->cacheTrouble > m_books[path]->troubleSeen)
                m_finder->setTrouble(true);
        if (stretch.drainsBetween && Clock::now() >= nextDrain &&
            Clock::now() < m_crew->paths()[stretch.paths[0]]->segment.end) {
            for (const auto path : stretch.paths) {
                drain(path);
                if (m_measuring)
                    m_books[path]->ledger.endSlice();
            }
            emitSample();
            nextDrain += m_scenario.load.slice;
        }
        interimWhenDue();
        tellProgressWhenDue();
        lock.lock();
    }
}

void Coordinator::cutOff()
{
    m_shared->aborting = true;
    for (auto& path : m_crew->paths())
        for (auto& user : path->users) {
            user->interrupt();
            user->thread().post([&user = *user] { user.dropConnection(); });
        }
}

void Coordinator::sampleQueues(const std::vector<std::size_t>& paths)
{
    const auto at = Clock::now();
    for (const auto number : paths) {
        const auto& path = *m_crew->paths()[number];
        auto& books = *m_books[number];
        const auto due = path.segment.due(at);
        const auto served = path.served.load(std::memory_order_relaxed);
        const auto inSystem = due > served ? due - served : 0;
        books.sampledSeconds +=
            static_cast<double>(inSystem) * std::chrono::duration<double>(at - books.sampledAt).count();
        books.sampled += inSystem;
        books.sampledAt = at;
    }
}

// An open loop's arrivals that were due when the run was stopped and that no user has begun.
void Coordinator::noteUnserved(std::size_t number)
{
    auto& path = *m_crew->paths()[number];
    if (!m_measuring || m_scenario.load.loop != Loop::Open || !m_stopAt)
        return;
    const auto due = path.segment.due(*m_stopAt);
    workload::Call call;
    for (auto arrival = path.arrival.load(); arrival < due; ++arrival) {
        m_ground->sequence->at(path.next.fetch_add(1), call);
        const auto waited = std::chrono::duration<double>(Clock::now() - path.segment.arrival(arrival)).count();
        m_books[number]->ledger.addUnfinished(call.operation->index, waited);
    }
}

void Coordinator::noteStage(const Demand& demand)
{
    if (!m_measuring || demand.stage == m_stage)
        return;
    m_stage = demand.stage;
    addMark({now(), "stage",
             m_scenario.load.loop == Loop::Closed
                 ? fmt::format("stage {}: {} users", demand.stage + 1, demand.users)
                 : fmt::format("stage {}: {:.0f} operations a second", demand.stage + 1,
                               m_scenario.load.stages[demand.stage].rate)});
}

void Coordinator::finish()
{
    m_cpuEnd = readCpu(m_targets.serverPids);
    tell(Phase::Finishing, "Finishing", 0);
    {
        std::unique_lock lock(m_mutex);
        serveRequests(lock);
    }
    for (auto& books : m_books)
        books->ledger.finish();
    m_finder.reset();
    const auto result = resultSoFar(true);
    if (m_control) {
        m_control->removeAll(cachedPrefixes(), m_cancel ? 200ms : 3000ms);
        m_control->restore();
    }
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
