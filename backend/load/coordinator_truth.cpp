// What the coordinator finds out beside the figures: when the warm-up is over, what failed, what the server had to do.
#include "backend/load/coordinator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

} // namespace

// As long as the scenario says at least, and on until every path is steady: as long as it says at most, and no longer
// than half of the measured time on top. Those that are steady go on taking turns, as they will when it counts.
void Coordinator::warmUp()
{
    phaseOf(m_scenario.warmUp, false);
    const auto began = m_phaseStart;
    const auto limit = began + std::min(m_scenario.warmUpMost, m_scenario.warmUp + m_scenario.duration / 2);
    const auto slice = std::clamp(m_scenario.warmUp / 10, milliseconds(20), m_scenario.load.slice);
    std::vector<std::size_t> all(m_books.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::size_t> moving;
    while (!m_cancel && !stopping()) {
        moving.clear();
        for (std::size_t i = 0; i < m_books.size(); ++i) {
            auto& books = *m_books[i];
            if (!books.steadyAfter && books.steadiness.steady())
                books.steadyAfter = std::chrono::duration<double>(Clock::now() - began).count();
            if (!books.steadyAfter)
                moving.push_back(i);
        }
        if (moving.empty() || Clock::now() >= limit)
            break;
        m_phaseEnd = limit;
        if (m_scenario.load.schedule == Schedule::Parallel)
            work({all, slice, 0ms, 1, false});
        else
            for (const auto path : all)
                work({{path}, slice, 0ms, 1, false});
        emitSample();
    }
    const auto seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (m_cancel || stopping())
        return;
    if (moving.empty())
        addMark({now(), "steady", fmt::format("steady after {:.1f} s of warm-up", seconds)});
    else
        addMark({now(), "steady",
                 fmt::format("not steady after {:.1f} s of warm-up: {}: {}", seconds,
                             m_scenario.paths[moving.front()].name, m_books[moving.front()]->steadiness.movement())});
}

void Coordinator::watchFaults(std::size_t number, const Counts& counts, double at)
{
    auto& path = *m_crew->paths()[number];
    auto& books = *m_books[number];
    const auto cache = path.cacheTrouble.take();
    const auto store = path.storeTrouble.take();
    latency::Histogram response;
    if (cache.count() + store.count() > 0)
        for (const auto& operation : m_drain.operations)
            if (!operation.isWrite)
                response.add(operation.response);
    const auto view = [&](const Trouble& trouble) {
        return FaultView{&trouble, secondsAt(trouble.first), secondsAt(trouble.last), &counts, &response, at};
    };
    if (auto mark = m_cacheFaults.add(view(cache)))
        addMark(std::move(*mark));
    if (auto mark = books.storeFaults->add(view(store)))
        addMark(std::move(*mark));
    if (cache.has(TroubleKind::OutOfMemory))
        serverChanged(ServerChange::OutOfMemory, "the server is out of memory (OOM)");
    else if (cache.has(TroubleKind::CannotSave))
        serverChanged(ServerChange::CannotSave, "the server refuses writes because it cannot save (MISCONF)");
    else if (cache.has(TroubleKind::ReadOnly))
        serverChanged(ServerChange::ReadOnly, "the server is a replica now");
}

// On any thread. A server of our own may be restarted and may fail over, as the lab does; the run goes after its
// primary.
void Coordinator::serverChanged(ServerChange change, const std::string& what)
{
    const bool movable = change == ServerChange::Identity || change == ServerChange::ReadOnly;
    if (movable && (m_targets.cacheIsOurs || (change == ServerChange::ReadOnly && m_targets.resolvePrimary))) {
        m_demoted = change == ServerChange::ReadOnly;
        return;
    }
    if (m_stoppedByServer.exchange(true))
        return;
    mark("fault", "stopped: " + what);
    stop();
}

void Coordinator::keepFaults(Result& result, bool final) const
{
    const auto end = final ? m_measuredUntil : now();
    result.faults = m_cacheFaults.faults(end);
    for (const auto& books : m_books) {
        const auto more = books->storeFaults->faults(end);
        result.faults.insert(result.faults.end(), more.begin(), more.end());
    }
}

std::uint64_t Coordinator::commandsOfRun() const
{
    return m_crew->commandsSent() + (m_ingestion ? m_ingestion->commandsSent() : 0);
}

void Coordinator::readServer(bool atStart)
{
    if (!m_control)
        return;
    // The load goes on while INFO is asked, so what it had sent by then lies between two looks at its own counter. Of
    // three tries the closest pair is kept: one look that came late would pass for commands of others.
    std::uint64_t closest = std::numeric_limits<std::uint64_t>::max();
    for (int attempt = 0; attempt < 3 && closest > 0; ++attempt) {
        const auto before = commandsOfRun();
        auto reading = m_control->read();
        const auto during = commandsOfRun() - before;
        if (during >= closest)
            continue;
        closest = during;
        (atStart ? m_serverStart : m_serverEnd) = std::move(reading);
        (atStart ? m_ownCommandsStart : m_ownCommandsEnd) = before + during / 2;
        (atStart ? m_controlCommandsStart : m_controlCommandsEnd) = m_control->commandsSent();
        if (!(atStart ? m_serverStart : m_serverEnd).known)
            break; // nobody answers, and asking takes its time
    }
    if (atStart)
        return;
    for (const auto& path : m_crew->paths()) {
        const workload::Orphans orphans(*m_scenario.workload, path->versions);
        m_footprints.push_back(
            path->strategy->usesCache && !m_cancel ? m_control->footprint(path->prefix, orphans, 300ms) : Footprint{});
    }
}

void Coordinator::keepServer(Result& result) const
{
    if (!m_serverEnd.known)
        return; // not measured to the end yet, or there is no cache
    result.server = costBetween(m_serverStart, m_serverEnd, m_ownCommandsEnd - m_ownCommandsStart,
                                m_controlCommandsEnd - m_controlCommandsStart);
    result.server.ownConnections = m_crew->connections() + (m_ingestion ? m_ingestion->connections() : 0) + 1;
}

} // namespace cachedeck::load
