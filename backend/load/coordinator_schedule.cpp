// The coordinator's schedule: phases, rounds, slices and stretches, and what it does while the users work.
#include "backend/load/coordinator.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr auto cutOffAfter = milliseconds(450); // of a stop: what still waits then is cut off
constexpr auto attention = milliseconds(50);
constexpr int fewestRounds = 10; // short runs get shorter slices, so that ratios have their slices

milliseconds sliceFor(const Scenario& scenario, milliseconds length)
{
    const auto fair = length / (fewestRounds * static_cast<int>(scenario.paths.size()));
    return std::clamp(fair, milliseconds(20), scenario.load.slice);
}

} // namespace

void Coordinator::phaseOf(milliseconds length, bool measuring)
{
    m_measuring = measuring;
    m_phaseStart = Clock::now();
    m_phaseEnd = m_phaseStart + length;
    m_sampleFrom = now();
    m_interimAt = m_phaseStart + 1s;
    m_stage = 0;
    if (measuring)
        scheduleEvents();
    tell(measuring ? Phase::Measuring : Phase::WarmUp, measuring ? "Measuring" : "Warming up", 0);
    const auto paths = m_scenario.paths.size();
    if (measuring && m_scenario.load.findLimit) {
        searchLimits(length);
    } else if (m_scenario.load.schedule == Schedule::Interleaved && paths > 1) {
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
    const auto began = Clock::now();
    const auto serversBefore = cpuOf(m_targets.serverPids);
    const auto threadsBefore = mainThreadsOf(m_targets.serverPids);
    beginWork(stretch);
    attend(stretch);
    const auto serversAfter = cpuOf(m_targets.serverPids);
    const auto threadsAfter = mainThreadsOf(m_targets.serverPids);
    for (const auto path : stretch.paths) {
        if (serversBefore && serversAfter) {
            m_books[path]->serverSeconds += std::max(0.0, *serversAfter - *serversBefore);
            m_books[path]->serverWallSeconds += std::chrono::duration<double>(Clock::now() - began).count();
            auto& servers = m_books[path]->servers;
            servers.resize(threadsAfter.size());
            for (std::size_t i = 0; i < servers.size(); ++i)
                servers[i] += threadsAfter[i] - threadsBefore[i];
        }
        if (stopping())
            noteUnserved(path);
        drain(path);
        advanceArrivals(path);
        if (stretch.drainsBetween && m_measuring)
            m_books[path]->ledger.endSlice();
    }
    if (m_sampler)
        m_sampler->rest();
    if (stretch.drainsBetween)
        emitSample();
}

void Coordinator::beginWork(const Stretch& stretch)
{
    const auto demand = demandAt(m_scenario.load, stretch.measured, m_scenario.duration);
    const auto inStages = std::chrono::duration_cast<milliseconds>(stretch.length) * stretch.stageScale;
    const auto end = demandAt(m_scenario.load, stretch.measured + inStages - 1ms, m_scenario.duration);
    noteStage(demand);
    const auto rateFrom = stretch.rate.value_or(demand.rate);
    const auto rateTo = stretch.rate.value_or(m_measuring && end.stage == demand.stage ? end.rate : demand.rate);
    const auto open = m_scenario.load.loop == Loop::Open;
    const auto positions = (rateFrom + rateTo) / 2 * std::chrono::duration<double>(stretch.length).count();
    for (const auto number : stretch.paths) // before anyone reads the clock
        m_arrivals.reach(m_books[number]->position + positions + 1);
    const auto start = Clock::now();
    for (const auto number : stretch.paths) {
        auto& path = *m_crew->paths()[number];
        const auto users = open
                               ? static_cast<int>(path.users.size())
                               : std::min(demand.users * m_scenario.load.pipeline, static_cast<int>(path.users.size()));
        path.segment = {m_scenario.load.loop,
                        start,
                        start + stretch.length,
                        users,
                        rateFrom,
                        rateTo,
                        &m_arrivals,
                        m_books[number]->position,
                        m_books[number]->arrived};
        path.arrival = 0;
        path.served = 0;
        path.working = users;
        m_books[number]->drainedAt = start;
    }
    watchQueues(stretch.paths);
    for (const auto number : stretch.paths) {
        auto& path = *m_crew->paths()[number];
        const auto users = path.working.load();
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

void Coordinator::advanceArrivals(std::size_t number)
{
    const auto& segment = m_crew->paths()[number]->segment;
    if (segment.loop == Loop::Closed)
        return;
    m_books[number]->arrived += segment.arrivals();
    m_books[number]->position = segment.positionAfter();
}

bool Coordinator::resting(const std::vector<std::size_t>& paths) const
{
    return std::all_of(paths.begin(), paths.end(),
                       [&](std::size_t path) { return m_crew->paths()[path]->working == 0; });
}

// Until all users rest: samples queues, drains, serves what other threads ask, and cuts off what does not end.
void Coordinator::attend(const Stretch& stretch)
{
    auto nextDrain = Clock::now() + m_scenario.load.slice;
    bool cut = false;
    std::unique_lock lock(m_mutex);
    while (!resting(stretch.paths)) {
        auto wake = Clock::now() + attention;
        if (!m_agenda.empty())
            wake = std::min(wake, m_agenda.front().at);
        if (stretch.drainsBetween)
            wake = std::min(wake, nextDrain);
        m_woken.wait_until(lock, wake,
                           [&] { return resting(stretch.paths) || !m_requests.empty() || (m_stopAsked && !m_stopAt); });
        if (m_stopAsked && !m_stopAt) {
            m_stopAt = Clock::now();
            m_shared->stop = true;
            if (m_sampler)
                m_sampler->stopArrivals(*m_stopAt);
        }
        serveRequests(lock);
        lock.unlock();
        if (m_stopAt && !cut && Clock::now() > *m_stopAt + cutOffAfter) {
            cut = true;
            cutOff();
        }
        for (const auto path : stretch.paths)
            if (m_finder && m_crew->paths()[path]->cacheTrouble.waiting())
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
        holdAppointments();
        interimWhenDue();
        endWhenBroken();
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

// Before the users begin: nothing of the segments is over.
void Coordinator::watchQueues(const std::vector<std::size_t>& paths)
{
    if (m_scenario.load.loop == Loop::Closed)
        return;
    if (!m_sampler)
        m_sampler = std::make_unique<InSystemSampler>(m_crew->paths().size());
    std::vector<InSystemSampler::Loop> loops;
    for (const auto number : paths) {
        const auto& path = *m_crew->paths()[number];
        loops.push_back({number, &path.segment, &path.served});
    }
    m_sampler->watch(std::move(loops));
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

} // namespace cachedeck::load
