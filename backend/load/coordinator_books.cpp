// The coordinator's bookkeeping: drains, samples, marks, and results.
#include "backend/load/coordinator.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;

constexpr int interimResamples = 200;
constexpr int finalResamples = 1000;
constexpr int thinEvery = 128; // samples

// What versions that were published in the run have left in the cache.
void keepOrphans(PathResult& path, const Footprint& footprint, std::uint64_t published)
{
    if (published == 0)
        return;
    path.figures.push_back({"versions_published", published});
    if (!footprint.keys)
        return;
    path.figures.push_back({"orphaned_keys", footprint.orphans});
    path.reasons.push_back(fmt::format("{} of {} cached keys are orphans of earlier versions; their TTL ends them",
                                       footprint.orphans, *footprint.keys));
}

} // namespace

void Coordinator::takeCounters(std::size_t number)
{
    auto& path = *m_crew->paths()[number];
    auto& books = *m_books[number];
    auto& drained = m_drain;
    drained.clear();
    double thinking = 0;
    double inSystem = 0;
    for (auto& user : path.users) {
        for (std::size_t i = 0; i < drained.operations.size(); ++i)
            drained.operations[i].take(user->operations()[i]);
        drained.userSeconds += static_cast<double>(user->activeTime.take()) / 1e9;
        thinking += static_cast<double>(user->thinkingTime.take()) / 1e9;
        inSystem += static_cast<double>(user->inSystemTime.take()) / 1e9;
        user->staleAges.drainInto(drained.staleAges);
        drained.staleVersions += user->staleVersionsSum.take();
        if (user->keepsTime())
            drained.threads.push_back({{std::chrono::nanoseconds(user->threadCpu.take()),
                                        std::chrono::nanoseconds(user->threadWaiting.take())},
                                       std::chrono::nanoseconds(user->threadWall.take())});
    }
    const auto redundant = path.storeReads.redundant();
    drained.recomputations = redundant - std::exchange(books.recomputationsSeen, redundant);
    drained.storeInFlight = path.storeReads.takeMost();
    drained.serverSeconds = std::exchange(books.serverSeconds, 0);
    drained.serverWallSeconds = std::exchange(books.serverWallSeconds, 0);
    drained.servers = std::exchange(books.servers, {});
    if (path.segment.loop == Loop::Closed) {
        drained.seconds = drained.userSeconds / path.segment.users;
        drained.inSystemSeconds = std::max(0.0, drained.userSeconds - thinking);
    } else {
        drained.seconds = std::chrono::duration<double>(Clock::now() - books.drainedAt).count();
        drained.inSystemSeconds = inSystem;
        drained.sampled = m_sampler->take(number);
    }
}

void Coordinator::drain(std::size_t number)
{
    auto& books = *m_books[number];
    takeCounters(number);
    const auto to = Clock::now();
    books.ledger.add(m_drain, secondsAt(books.drainedAt), secondsAt(to), m_measuring);
    if (books.step)
        books.step->add(m_drain, secondsAt(books.drainedAt), secondsAt(to), true);
    books.drainedAt = to;
    Counts counts;
    for (const auto& operation : m_drain.operations)
        counts += operation.counts;
    watch(number, counts, secondsAt(to));
}

void Coordinator::watch(std::size_t number, const Counts& counts, double at)
{
    auto& books = *m_books[number];
    books.recovery.add(counts, at);
    if (const auto text = books.recovery.takeRecovery())
        addMark({at, "recovered", fmt::format("{}: {}", m_scenario.paths[number].name, *text)});
    watchFaults(number, counts, at);
    if (m_finder)
        m_finder->setTrouble(m_cacheFaults.faulty() || m_demoted);
}

void Coordinator::emitSample()
{
    Sample sample;
    sample.from = m_sampleFrom;
    sample.to = m_sampleFrom = now();
    sample.warmUp = !m_measuring;
    std::vector<SampleStore::Latencies> latencies;
    for (auto& books : m_books) {
        auto [point, coarse] = books->ledger.takeSample();
        if (!m_measuring && point.counts.issued > 0)
            books->steadiness.add(point.response.p50, point.counts);
        sample.paths.push_back(std::move(point));
        latencies.push_back(std::move(coarse));
    }
    if (m_observer.sample)
        m_observer.sample(sample);
    m_samples.add(std::move(sample), std::move(latencies));
    if (m_observer.thinned && m_samples.width() > 1 && ++m_samplesSinceThinned >= thinEvery) {
        m_samplesSinceThinned = 0;
        m_observer.thinned(m_samples.samples());
    }
}

void Coordinator::addMark(Mark mark)
{
    if (m_observer.mark)
        m_observer.mark(mark);
    m_marks.push_back(std::move(mark));
}

void Coordinator::mark(std::string kind, std::string text)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back({{now(), std::move(kind), std::move(text)}, {}});
    }
    m_woken.notify_all();
}

// Marks that other threads have set; the observer is called without the lock.
void Coordinator::serveRequests(std::unique_lock<std::mutex>& lock)
{
    while (!m_requests.empty()) {
        auto request = std::move(m_requests.front());
        m_requests.pop_front();
        lock.unlock();
        if (request.keysGoneAt)
            for (auto& books : m_books)
                books->recovery.invalidated(*request.keysGoneAt);
        addMark(std::move(request.mark));
        lock.lock();
    }
}

void Coordinator::tellProgressWhenDue()
{
    const auto at = Clock::now();
    if (at < m_progressAt)
        return;
    m_progressAt = at + 200ms;
    const auto whole = std::chrono::duration<double>(m_phaseEnd - m_phaseStart).count();
    const auto done = whole > 0 ? std::chrono::duration<double>(at - m_phaseStart).count() / whole : 1;
    tell(m_measuring ? Phase::Measuring : Phase::WarmUp, m_measuring ? "Measuring" : "Warming up", done);
}

// While the users work: the coordinator has nothing else to do then.
void Coordinator::interimWhenDue()
{
    if (!m_measuring || !m_observer.interim || Clock::now() < m_interimAt)
        return;
    m_interimAt = Clock::now() + 1s;
    m_observer.interim(resultSoFar(false));
}

std::vector<PathFacts> Coordinator::facts() const
{
    std::vector<PathFacts> all;
    for (std::size_t i = 0; i < m_books.size(); ++i)
        all.push_back({&m_scenario.paths[i], &m_books[i]->ledger, m_crew->paths()[i]->store->inProcess(),
                       m_books[i]->steadyAfter});
    return all;
}

std::shared_ptr<Result> Coordinator::resultSoFar(bool final)
{
    auto result = std::make_shared<Result>();
    result->scenario = m_scenario;
    result->dataDescription = m_ground->dataDescription;
    result->size = m_ground->size;
    result->started = m_startedWall;
    result->seconds = final ? m_measuredSeconds : std::chrono::duration<double>(Clock::now() - m_phaseStart).count();
    result->interrupted = m_cancel && !m_broken;
    result->machine = thisMachine();
    result->versions = m_ground->versions;
    result->versions["cachedeck"] = cachedeckVersion();
    if (m_control)
        result->versions[m_control->facts().product] = m_control->facts().version;
    result->simulated = m_ground->simulated;
    result->noise = noiseBetween(m_cpuStart, final ? m_cpuEnd : readCpu(m_targets.serverPids), result->machine.cores);
    if (m_background)
        result->noise.remarks.push_back(
            fmt::format("the {} data was being made with least priority", m_ground->otherSize));
    for (std::size_t i = 0; i < m_books.size(); ++i) {
        std::uint64_t age = 0;
        std::uint64_t versions = 0;
        for (const auto& user : m_crew->paths()[i]->users) {
            age = std::max(age, user->staleAge.load());
            versions = std::max(versions, user->staleVersions.load());
        }
        m_books[i]->ledger.setMaxima(static_cast<double>(age) / 1e9, versions);
    }
    keepFaults(*result, final);
    keepServer(*result);
    addPaths(*result, facts(), final);
    keepEvents(*result);
    for (std::size_t i = 0; i < m_searches.size(); ++i) {
        auto& path = result->paths[i];
        path.limit = m_searches[i].result();
        if (auto few = fewReads(*path.limit); !few.empty())
            path.reasons.push_back(std::move(few));
    }
    for (std::size_t i = 0; i < m_books.size(); ++i)
        if (const auto& strategy = m_crew->paths()[i]->strategyShared) {
            auto& path = result->paths[i];
            path.figures = strategy->figures();
            for (auto& remark : strategy->remarks())
                path.reasons.push_back(std::move(remark));
        }
    if (!m_targets.cacheIsOurs && m_scenario.cache.setsServer())
        for (auto& path : result->paths)
            if (usesCache(path.spec))
                path.reasons.push_back(
                    "the cache's size and eviction are its server's own: the scenario's are set only on "
                    "servers that CacheDeck started");
    for (std::size_t i = 0; i < m_footprints.size(); ++i) {
        result->paths[i].cacheKeys = m_footprints[i].keys;
        result->paths[i].cacheBytes = m_footprints[i].bytes;
        keepOrphans(result->paths[i], m_footprints[i], m_crew->paths()[i]->versions.raised());
    }
    if (final || Clock::now() >= m_comparedAt) {
        m_comparedAt = Clock::now() + 3s;
        addComparisons(*result, facts(), final ? finalResamples : interimResamples);
        m_lastComparisons = result->comparisons;
    } else {
        result->comparisons = m_lastComparisons;
    }
    result->events = m_marks;
    if (final)
        result->samples = m_samples.samples();
    addThresholds(*result);
    result->ownConnections =
        m_crew->connections() + (m_control ? 1 : 0) + (m_ingestion ? m_ingestion->connections() : 0);
    result->ownCommands = commandsOfRun();
    return result;
}

} // namespace cachedeck::load
