#include "backend/load/user.hpp"

#include "backend/load/event_feed.hpp"
#include "backend/load/machine.hpp"

#include <algorithm>
#include <coroutine>

namespace cachedeck::load {

namespace {

// A sleeping user looks around so often, so that a run can stop.
constexpr auto longestSleep = std::chrono::milliseconds(100);

struct Yield {
    runtime::IoThread& thread;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine)
    {
        thread.post([coroutine] { coroutine.resume(); });
    }
    void await_resume() const noexcept {}
};

} // namespace

Path::Path(RunShared& run, PathSpec pathSpec, std::string pathPrefix)
    : shared(run),
      spec(std::move(pathSpec)),
      strategy(strategies::find(spec.strategy)),
      prefix(std::move(pathPrefix)),
      versions(run.sequence.versions())
{}

Path::~Path() = default;

strategies::Keeping Path::keeping() const
{
    return strategies::keepingOf(*strategy, spec.options, shared.scenario.cache.ttlJitter);
}

strategies::PathSurroundings Path::surroundings()
{
    auto& run = shared;
    return {*store,
            statements,
            run.sequence.workload(),
            [&run] {
                auto options = run.cache.options();
                options.failFast = true;
                options.clientName = "cachedeck-load";
                return options;
            },
            prefix,
            spec.encoding,
            keeping(),
            run.scenario.cache.deadline,
            run.scenario.load.deadline,
            spec.options,
            storeReads,
            run.scenario.cacheDistance};
}

strategies::Result<void> Path::startStrategy()
{
    if (strategy->share == nullptr)
        return {};
    strategyShared = strategy->share(surroundings());
    return strategyShared->start();
}

User::User(Path& path, int index, runtime::IoThread& thread, std::shared_ptr<UserLink> link, bool sharesThread,
           bool keepsTime)
    : m_path(path),
      m_index(index),
      m_thread(thread),
      m_keepsTime(keepsTime),
      m_yields(sharesThread && path.store->blocks() && !path.strategy->usesCache),
      m_link(std::move(link)),
      m_operations(path.shared.sequence.workload().operations.size())
{
    const auto& told = path.shared.scenario.stream;
    if (path.shared.events != nullptr && path.strategy->usesCache && told.tellsOf(path.spec.name))
        m_tap = &path.shared.events->tap(path.spec.name);
    // Users begin spread over one think time, not all at once.
    const auto& load = path.shared.scenario.load;
    const auto lanes = mostUsers(load) * load.pipeline;
    m_call.versions = &path.versions;
    m_thinkLeft = load.thinkTime * (2 * index + 1) / (2 * std::max(1, lanes));
}

bool User::isFirstLane() const noexcept
{
    return m_index % m_path.shared.scenario.load.pipeline == 0;
}

User::~User() = default;

runtime::Task<User::Opened> User::open()
{
    if (!m_link->session) {
        auto session = m_path.store->open(m_thread, m_path.shared.scenario.load.deadline);
        if (!session)
            co_return session.error().text();
        m_link->session = std::move(*session);
    }
    m_generation = m_path.shared.cache.generation();
    const bool isNew = connectParts();
    if (isNew && m_path.strategy->usesCache) {
        auto connecting = m_connection->connect();
        const auto connected = co_await connecting;
        if (!connected)
            co_return connected.error().text();
    }
    noteCommands();
    co_return Opened();
}

// Gives whether this lane made the connection, and so is the one to connect it.
bool User::connectParts()
{
    m_strategy.reset();
    m_cache.reset();
    auto& link = *m_link;
    const bool isNew = !link.connection || link.generation != m_generation;
    if (isNew) {
        if (link.connection)
            link.earlierCommands += link.connection->commandsSent();
        auto options = m_path.shared.cache.options();
        options.failFast = true;
        options.clientName = "cachedeck-load";
        link.connection = std::make_shared<redis::Connection>(m_thread, std::move(options));
        link.generation = m_generation;
    }
    m_connection = link.connection;
    const auto& scenario = m_path.shared.scenario;
    m_primary = std::make_unique<strategies::Primary>(
        *link.session, m_path.shared.sequence.workload(), m_path.statements,
        strategies::StoreWatch{&m_path.storeReads, &m_thread, m_path.spec.options.raceDelay,
                               m_path.spec.encoding == workload::Encoding::Structures && m_path.strategy->usesCache});
    m_cache =
        std::make_unique<strategies::Cache>(*m_connection, m_path.prefix, m_path.spec.encoding, scenario.cache.deadline,
                                            m_path.keeping(), stores::Journey(scenario.cacheDistance, &m_thread));
    m_strategy = m_path.strategy->make({*m_cache, *m_primary, m_path.spec.options, m_path.strategyShared.get(),
                                        m_thread, scenario.seed + static_cast<std::uint64_t>(m_index)});
    return isNew;
}

void User::close()
{
    m_strategy.reset();
    m_cache.reset();
    m_primary.reset();
    m_connection.reset();
    m_link.reset(); // the last lane's closes session and connection
}

void User::dropConnection()
{
    if (m_connection)
        m_connection->close();
}

void User::interrupt() noexcept
{
    if (m_link && m_link->session)
        m_link->session->interrupt();
}

// After a failover every user moves to the new primary before its next operation.
runtime::Task<void> User::followCache()
{
    m_generation = m_path.shared.cache.generation();
    if (!m_path.strategy->usesCache)
        co_return;
    if (!connectParts())
        co_return; // another lane connects it
    auto connecting = m_connection->connect();
    const auto connected = co_await connecting;
    (void)connected; // the next operation will say what is wrong
    noteCommands();
}

runtime::Task<void> User::work(std::function<void()> done)
{
    const auto timeBegan = m_keepsTime ? threadTime() : ThreadTime{};
    m_segmentBegan = m_previous = Clock::now();
    m_checkedInSegment = m_reported = Clock::duration(0);
    const bool isClosed = m_path.segment.loop == Loop::Closed;
    auto working = isClosed ? closedLoop() : openLoop();
    co_await working;
    // In a closed loop a user is active from the first operation's beginning to the last one's end: a moment before or
    // after, in which it waits for its thread, is in no response time, and would count against Little's law.
    noteProgress(isClosed ? m_previous : Clock::now());
    m_activeBefore += m_reported;
    if (m_keepsTime) {
        const auto time = threadTime() - timeBegan;
        threadWall.add(nanoseconds(Clock::now() - m_segmentBegan));
        threadCpu.add(nanoseconds(time.cpu));
        threadWaiting.add(nanoseconds(time.waiting));
    }
    done();
}

void User::noteProgress(Clock::time_point now)
{
    const auto soFar = now - m_segmentBegan - m_checkedInSegment;
    activeTime.add(nanoseconds(soFar - m_reported));
    m_reported = soFar;
    noteCommands();
}

void User::noteCommands()
{
    if (m_link->connection && isFirstLane())
        m_commands.store(m_link->earlierCommands + m_link->connection->commandsSent(), std::memory_order_relaxed);
}

runtime::Task<void> User::closedLoop()
{
    if (m_index >= m_path.segment.users)
        co_return;
    while (!m_path.shared.stop.load(std::memory_order_relaxed) && m_previous < m_path.segment.end) {
        if (m_thinkLeft > Clock::duration(0)) {
            auto thinking = think();
            const bool thought = co_await thinking;
            if (!thought)
                break;
        }
        const auto number = m_path.next.fetch_add(1, std::memory_order_relaxed);
        auto performing = perform(number, m_previous);
        const auto ended = co_await performing;
        m_previous = ended;
        m_thinkLeft = thinkTimeAfter(m_path.shared.scenario.load, m_path.shared.scenario.seed, number);
        noteProgress(m_previous);
        auto yielding = letOthers();
        co_await yielding;
    }
}

// Gives the time at which it woke: earlier where the run was stopped.
runtime::Task<Clock::time_point> User::waitUntil(Clock::time_point wake)
{
    auto now = Clock::now();
    while (now < wake && !m_path.shared.stop.load(std::memory_order_relaxed)) {
        const auto next = std::min(wake, now + longestSleep);
        auto sleeping = m_thread.sleepUntil(next);
        co_await sleeping;
        now = Clock::now();
    }
    co_return now;
}

// Thinks as far as the slice allows; what is left is thought in the next one. Gives whether it came to its end.
runtime::Task<bool> User::think()
{
    const auto began = m_previous;
    const auto until = began + m_thinkLeft;
    const auto wake = std::min(until, m_path.segment.end);
    auto waiting = waitUntil(wake);
    const auto now = co_await waiting;
    const bool toTheEnd = now >= until;
    m_thinkLeft = toTheEnd ? Clock::duration(0) : until - now;
    // Waking late is our own overhead: it belongs to the response time, not to the thinking.
    m_previous = toTheEnd ? until : now;
    thinkingTime.add(nanoseconds(m_previous - began));
    co_return toTheEnd;
}

runtime::Task<void> User::openLoop()
{
    const auto& segment = m_path.segment;
    const auto arrivals = segment.arrivals();
    const auto deadline = m_path.shared.scenario.load.deadline;
    while (!m_path.shared.stop.load(std::memory_order_relaxed)) {
        const auto number = m_path.arrival.fetch_add(1, std::memory_order_relaxed);
        const bool none = number >= arrivals;
        // Without an arrival left the user waits for the segment's end all the same: its time passes, or the next
        // segment would begin early and the rate come out higher than asked.
        const auto due = none ? segment.end : segment.arrival(number);
        auto now = Clock::now();
        if (now < due) {
            auto waiting = waitUntil(due);
            now = co_await waiting;
        }
        if (none || now < due)
            co_return; // now < due: stopped before it was due
        const auto operation = m_path.next.fetch_add(1, std::memory_order_relaxed);
        if (now - due > deadline) {
            // It waited in the queue longer than anyone would: a timeout, and the queue cannot grow without end.
            m_path.shared.sequence.at(operation, m_call);
            auto& counters = m_operations[m_call.operation->index];
            counters.timeouts.add(1);
            counters.failedTime.add(nanoseconds(now - due));
            inSystemTime.add(nanoseconds(now - due));
            m_path.served.fetch_add(1, std::memory_order_release);
        } else {
            auto performing = perform(operation, due);
            co_await performing;
        }
        noteProgress(Clock::now());
        auto yielding = letOthers();
        co_await yielding;
    }
}

// To the end of the thread's queue, where others wait for it.
runtime::Task<void> User::letOthers()
{
    // A connection that comes back by a timer needs the thread, and reads that fall back to a store in our own process
    // never wait for anything.
    if (!std::exchange(m_fellBack, false) && !m_yields)
        co_return;
    Yield yield{m_thread};
    co_await yield;
}

// The application knows at once what it has published.
void User::raiseVersion()
{
    const auto& write = *m_call.operation;
    for (std::size_t i = 0; i < write.parameters.size(); ++i) {
        if (write.parameters[i].name == write.entity)
            m_path.versions.raise(write.entity, m_call.values[i]);
    }
}

// Gives when the next operation may begin: after this one, and after its answer was checked.
runtime::Task<Clock::time_point> User::perform(std::uint64_t number, Clock::time_point due)
{
    if (m_path.shared.cache.generation() != m_generation) {
        auto following = followCache();
        co_await following;
    }
    const auto& scenario = m_path.shared.scenario;
    m_path.shared.sequence.at(number, m_call);
    const bool isWrite = m_call.operation->kind == workload::Kind::Write;
    auto& counters = m_operations[m_call.operation->index];
    std::string entity;
    const bool logged = isWrite && scenario.checkOneIn > 0;
    if (logged) {
        entity = entityOf(m_call); // empty where the operation names none
        m_path.writes.begin(entity);
    }
    strategies::Result<void> result;
    const auto began = Clock::now();
    if (isWrite) {
        auto writing = m_strategy->write(m_call);
        result = co_await writing;
    } else {
        m_answer.clear();
        auto reading = m_strategy->read(m_call, m_answer);
        result = co_await reading;
    }
    const auto ended = Clock::now();
    const bool open = m_path.segment.loop == Loop::Open;
    if (open) // at once: whoever counts those in the system must not see it any longer
        m_path.served.fetch_add(1, std::memory_order_release);
    if (isWrite && result)
        raiseVersion();
    if (logged && result)
        m_path.writes.complete(entity);
    count(counters, isWrite, result, began, ended, due);
    if (m_tap != nullptr)
        tell(number, result, began, ended);
    if (open)
        inSystemTime.add(nanoseconds(ended - due));
    // A check is for the sample that is due, and only while checking costs less than a tenth of the user's time.
    const auto soFar = m_activeBefore + m_reported + m_checking;
    const bool sampled = scenario.checkOneIn > 0 && number % static_cast<std::uint64_t>(scenario.checkOneIn) == 0;
    if (!isWrite && result && sampled && (scenario.checkOneIn == 1 || m_checking * 10 <= soFar)) {
        auto checking = check(began);
        co_await checking;
        const auto checked = Clock::now();
        m_checking += checked - ended;
        m_checkedInSegment += checked - ended;
        co_return checked;
    }
    co_return ended;
}

} // namespace cachedeck::load
