#include "backend/cli/bench_worker.hpp"

#include "backend/load/machine.hpp"

#include <algorithm>

namespace cachedeck::cli {

using namespace std::chrono_literals;
using load::Counts;

BenchWorker::BenchWorker(BenchPlan& plan, BenchShare share, runtime::IoThread& connector)
    : m_plan(plan),
      m_share(share),
      m_lines(connector, plan.options.connection, share.connections, plan.options.busyPoll),
      m_request(plan.test, plan.options.valueBytes, plan.options.keys, static_cast<std::size_t>(plan.options.pipeline)),
      m_users(share.connections),
      m_due(share.connections),
      m_left(share.requests)
{
    const auto threads = static_cast<std::size_t>(plan.options.threads);
    for (std::size_t line = 0; line < m_users.size(); ++line) {
        const std::uint64_t connection = line * threads + static_cast<std::size_t>(share.number);
        m_users[line].random = plan.options.seed + (connection << 32);
    }
    const auto places = share.connections * static_cast<std::size_t>(plan.options.pipeline);
    m_places.resize(plan.open() ? places : 0);
    m_free = places;
    m_touched.reserve(share.connections);
}

redis::Result<void> BenchWorker::connect()
{
    if (auto admitted = m_lines.admit(m_request.sample()); !admitted)
        return admitted;
    return m_lines.open();
}

void BenchWorker::start()
{
    m_thread = std::thread([this] { live(); });
}

void BenchWorker::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void BenchWorker::live()
{
    const auto cpu = load::threadCpu();
    auto now = Clock::now();
    if (!m_plan.open()) {
        m_running = m_users.size();
        for (std::size_t i = 0; i < m_users.size(); ++i)
            begin(i, now);
    }
    constexpr auto care = 10ms;
    auto careAt = now + care;
    while (!isDone(now)) {
        auto until = careAt;
        if (m_plan.open()) {
            sendDue(now);
            if (m_free > 0 && m_yield.tickets < m_share.ticketLimit)
                until = std::min(until, dueTime(m_yield.tickets));
        }
        m_lines.turn(until, *this);
        now = Clock::now();
        if (now >= careAt) {
            lookAfter(now);
            careAt = now + care;
        }
    }
    m_lines.close();
    m_yield.ended = now;
    m_yield.cpu = load::threadCpu() - cpu;
    const std::lock_guard lock(m_plan.mutex);
    --m_plan.running;
    m_plan.ended.notify_one();
}

bool BenchWorker::isDone(Clock::time_point now) const
{
    if (!m_plan.open())
        return m_running == 0;
    const bool asked = m_plan.stop.load(std::memory_order_relaxed) || m_yield.tickets >= m_share.ticketLimit ||
                       dueTime(m_yield.tickets) >= m_plan.measureEnd || now > m_lastSending;
    return asked && m_inFlight == 0;
}

// What is not worth a look at every turn: deadlines, and the end.
void BenchWorker::lookAfter(Clock::time_point now)
{
    if (m_plan.close.load(std::memory_order_relaxed)) {
        closeAll();
        return;
    }
    const auto deadline = m_plan.options.deadline;
    for (std::size_t i = 0; i < m_users.size(); ++i) {
        auto& user = m_users[i];
        if (m_plan.open()) {
            if (user.inFlight > 0 && now - place(i, 0).sent > deadline) {
                complain("no answer within the deadline");
                m_lines.drop(i);
                failPlaces(i, &Counts::timeouts);
            }
        } else if (user.waiting && (now - user.due > deadline || m_plan.stop.load(std::memory_order_relaxed))) {
            giveUp(i, now, m_plan.stop.load(std::memory_order_relaxed) ? &Counts::unfinished : &Counts::errors);
        } else if (user.left > 0 && !user.waiting && now - user.sent > deadline) {
            complain("no answer within the deadline");
            m_lines.drop(i);
            giveUp(i, now, &Counts::timeouts);
        }
    }
}

void BenchWorker::closeAll()
{
    m_lines.close();
    const auto now = Clock::now();
    for (std::size_t i = 0; i < m_users.size(); ++i) {
        if (m_plan.open())
            failPlaces(i, &Counts::unfinished);
        else if (m_users[i].left > 0)
            giveUp(i, now, &Counts::unfinished);
    }
}

// ---- closed loop
// -----------------------------------------------------------------------------------------------------

// How many commands the next batch has; 0: the user is done.
std::uint32_t BenchWorker::nextBatch(Clock::time_point now, bool measured)
{
    const auto pipeline = static_cast<std::uint64_t>(m_plan.options.pipeline);
    if (m_plan.stop.load(std::memory_order_relaxed) || now >= m_plan.measureEnd)
        return 0;
    if (!measured || !m_plan.counted())
        return static_cast<std::uint32_t>(pipeline);
    const auto commands = std::min(pipeline, m_left);
    m_left -= commands;
    return static_cast<std::uint32_t>(commands);
}

void BenchWorker::begin(std::size_t line, Clock::time_point due)
{
    auto& user = m_users[line];
    user.due = due;
    user.measured = due >= m_plan.measureStart;
    user.commands = user.left = nextBatch(due, user.measured);
    user.succeeded = 0;
    if (user.left == 0) {
        --m_running;
        return;
    }
    if (user.measured) {
        m_yield.users += user.began ? 0 : 1;
        user.began = true;
    }
    user.waiting = !m_lines.isOpen(line);
    if (!user.waiting)
        send(line);
}

void BenchWorker::send(std::size_t line)
{
    auto& user = m_users[line];
    const auto requests = m_request.next(user.commands, user.random);
    // One request is written in less time than a look at the clock takes.
    user.sent = user.commands == 1 && !user.waiting ? user.due : Clock::now();
    user.waiting = false;
    m_lines.send(line, requests);
}

void BenchWorker::answered(std::size_t line, const resp::Tally& tally, std::string_view error, Clock::time_point at)
{
    if (tally.errors > 0)
        complain(error);
    if (m_plan.open()) {
        answeredPlaces(line, tally, at);
        return;
    }
    auto& user = m_users[line];
    if (tally.replies > user.left) {
        complain("the server answered what was not asked");
        m_lines.drop(line);
        giveUp(line, at, &Counts::errors);
        return;
    }
    user.answered = at;
    user.left -= static_cast<std::uint32_t>(tally.replies);
    const auto good = static_cast<std::uint32_t>(tally.replies - tally.errors);
    user.succeeded += good;
    if (user.measured) {
        count(tally);
        if (good > 0)
            service.record(at - user.sent, good);
    }
    if (user.left > 0)
        return;
    finishBatch(user, at);
    begin(line, at);
}

// All that will ever be answered of a batch has been.
void BenchWorker::finishBatch(User& user, Clock::time_point at)
{
    const auto relaxed = std::memory_order_relaxed;
    completed.store(completed.load(relaxed) + user.commands, relaxed);
    succeeded.store(succeeded.load(relaxed) + user.succeeded, relaxed);
    if (!user.measured)
        return;
    m_yield.counts.issued += user.commands;
    m_yield.active += at - user.due;
    ++m_yield.batches;
    m_yield.failedSeconds += (user.commands - user.succeeded) * secondsOf(at - user.due);
    if (user.succeeded > 0)
        response.record(user.answered - user.due, user.succeeded);
}

// Ends a batch whose missing replies will not come.
void BenchWorker::giveUp(std::size_t line, Clock::time_point now, std::uint64_t Counts::*reason)
{
    auto& user = m_users[line];
    if (user.measured)
        m_yield.counts.*reason += user.left;
    user.left = 0;
    finishBatch(user, now);
    begin(line, now);
}

// ---- open loop
// -------------------------------------------------------------------------------------------------------

Clock::time_point BenchWorker::dueTime(std::uint64_t ticket) const
{
    const auto number = static_cast<double>(m_share.firstTicket + ticket * m_share.ticketStep);
    return m_plan.start +
           std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(number / m_plan.options.rate));
}

BenchWorker::Place& BenchWorker::place(std::size_t line, std::uint32_t number)
{
    const auto pipeline = static_cast<std::uint32_t>(m_plan.options.pipeline);
    return m_places[line * pipeline + (m_users[line].first + number) % pipeline];
}

// The lines take turns. There must be a free place.
std::size_t BenchWorker::nextFreeLine()
{
    for (;;) {
        const auto line = m_next;
        m_next = m_next + 1 == m_users.size() ? 0 : m_next + 1;
        if (m_lines.isOpen(line) && m_users[line].inFlight < static_cast<std::uint32_t>(m_plan.options.pipeline))
            return line;
    }
}

// Sends what has fallen due, as far as there are places: one write a line.
void BenchWorker::sendDue(Clock::time_point now)
{
    constexpr auto late = 50ms; // what fell due while this thread did not get its turn
    if (now >= m_plan.measureEnd && m_lastSending == Clock::time_point::max())
        m_lastSending = now + late;
    if (m_plan.stop.load(std::memory_order_relaxed) || now > m_lastSending)
        return;
    while (m_free > 0 && m_yield.tickets < m_share.ticketLimit) {
        const auto due = dueTime(m_yield.tickets);
        if (due > now || due >= m_plan.measureEnd)
            break;
        const auto line = nextFreeLine();
        place(line, m_users[line].inFlight++) = {due, now};
        if (m_due[line]++ == 0)
            m_touched.push_back(line);
        ++m_yield.tickets;
        ++m_inFlight;
        --m_free;
    }
    for (const auto line : m_touched)
        m_lines.send(line, m_request.next(std::exchange(m_due[line], 0), m_users[line].random));
    m_touched.clear();
}

// A measured operation is over.
void BenchWorker::leave(Clock::time_point at)
{
    ++m_yield.over;
    m_yield.overMoments += secondsOf(at - m_plan.measureStart);
}

void BenchWorker::answeredPlaces(std::size_t line, const resp::Tally& tally, Clock::time_point at)
{
    auto& user = m_users[line];
    if (tally.replies > user.inFlight) {
        complain("the server answered what was not asked");
        m_lines.drop(line);
        failPlaces(line, &Counts::errors);
        return;
    }
    resp::Tally measured;
    for (std::uint64_t i = 0; i < tally.replies; ++i) {
        const auto one = place(line, 0);
        user.first = (user.first + 1) % static_cast<std::uint32_t>(m_plan.options.pipeline);
        const bool error = tally.errors > 0 && i + 1 == tally.replies;
        if (one.due < m_plan.measureStart)
            continue;
        leave(at);
        ++measured.replies;
        measured.errors += error;
        if (error) {
            m_yield.failedSeconds += secondsOf(at - one.due);
            continue;
        }
        service.record(at - one.sent);
        response.record(at - one.due);
    }
    measured.nulls = std::min(tally.nulls, measured.replies);
    const auto replies = static_cast<std::uint32_t>(tally.replies);
    user.inFlight -= replies;
    m_inFlight -= replies;
    m_free += replies;
    m_yield.counts.issued += measured.replies;
    count(measured);
    const auto relaxed = std::memory_order_relaxed;
    completed.store(completed.load(relaxed) + replies, relaxed);
    succeeded.store(succeeded.load(relaxed) + replies - tally.errors, relaxed);
}

// The line is gone: what was on its way is over, and its places are none until it is back.
void BenchWorker::failPlaces(std::size_t line, std::uint64_t Counts::*reason)
{
    auto& user = m_users[line];
    const auto now = Clock::now();
    for (std::uint32_t i = 0; i < user.inFlight; ++i) {
        const auto due = place(line, i).due;
        if (due >= m_plan.measureStart) {
            leave(now);
            m_yield.failedSeconds += secondsOf(now - due);
            ++m_yield.counts.issued;
            ++(m_yield.counts.*reason);
        }
    }
    m_free -= static_cast<std::uint32_t>(m_plan.options.pipeline) - user.inFlight;
    m_inFlight -= user.inFlight;
    completed.store(completed.load(std::memory_order_relaxed) + user.inFlight, std::memory_order_relaxed);
    user.inFlight = 0;
}

// ---- both
// ------------------------------------------------------------------------------------------------------------

void BenchWorker::lost(std::size_t line, const redis::Error& why)
{
    complain(why.text());
    const auto reason = m_plan.stop.load(std::memory_order_relaxed) ? &Counts::unfinished : &Counts::errors;
    if (m_plan.open())
        failPlaces(line, reason);
    else if (m_users[line].left > 0)
        giveUp(line, Clock::now(), reason);
}

void BenchWorker::opened(std::size_t line)
{
    if (m_plan.open())
        m_free += static_cast<std::uint32_t>(m_plan.options.pipeline);
    else if (m_users[line].waiting)
        send(line);
}

void BenchWorker::failed(std::size_t, const redis::Error& why)
{
    complain(why.text());
}

void BenchWorker::count(const resp::Tally& tally)
{
    auto& counts = m_yield.counts;
    const auto good = tally.replies - tally.errors;
    counts.ok += good;
    counts.errors += tally.errors;
    if (m_plan.test.write)
        counts.writes += good;
    if (m_plan.test.asks) {
        counts.misses += tally.nulls;
        counts.hits += good - tally.nulls;
    }
}

void BenchWorker::complain(std::string_view what)
{
    m_yield.trouble = what;
}

} // namespace cachedeck::cli
