#include "backend/cli/bench_load.hpp"

#include "backend/cli/bench_worker.hpp"
#include "backend/load/machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <thread>

namespace cachedeck::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto drainTime = 1s; // for what is on its way when time is up

double secondsOf(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

runtime::Task<void> dropConnections(BenchWorker& worker)
{
    worker.connections.clear(); // on the thread that they belong to
    co_return;
}

class Bench {
public:
    Bench(const BenchOptions& options, BenchCommand command)
    {
        m_plan.options = options;
        m_plan.command = command;
        m_plan.value.assign(options.valueBytes, 'x');
        m_plan.options.threads = std::clamp(options.threads, 1, options.connections);
        for (int i = 0; i < m_plan.options.threads; ++i)
            makeWorker(i);
    }

    ~Bench()
    {
        for (auto& worker : m_workers)
            worker->thread.run(dropConnections(*worker));
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    BenchOutcome run(const std::function<bool(const BenchProgress&)>& tick)
    {
        BenchOutcome outcome;
        for (auto& worker : m_workers)
            if (const auto entered = worker->thread.run(connectAll(*worker)); entered.has_error()) {
                outcome.trouble = entered.error().text();
                return outcome;
            }
        begin();
        waitForEnd(tick, outcome);
        outcome.path = result();
        outcome.ownShare = m_ownShare;
        if (outcome.path.counts.ok == 0 && outcome.trouble.empty())
            outcome.trouble = m_workers.front()->trouble;
        return outcome;
    }

private:
    void makeWorker(int index)
    {
        const auto& options = m_plan.options;
        auto worker = std::make_unique<BenchWorker>(m_plan, index);
        const int own = options.connections / options.threads + (index < options.connections % options.threads ? 1 : 0);
        for (int i = 0; i < own; ++i)
            worker->connections.push_back(std::make_unique<redis::Connection>(worker->thread, options.connection));
        const auto places =
            static_cast<std::size_t>(own) * static_cast<std::size_t>(m_plan.open() ? options.pipeline : 1);
        worker->users.resize(places);
        for (std::size_t i = 0; i < places; ++i) {
            auto& user = worker->users[i];
            user.connection = worker->connections[i % worker->connections.size()].get();
            user.random = (static_cast<std::uint64_t>(index) << 32) + i;
            user.replies.resize(m_plan.open() ? 1 : static_cast<std::size_t>(options.pipeline));
        }
        m_workers.push_back(std::move(worker));
    }

    void begin()
    {
        const auto& options = m_plan.options;
        m_plan.start = Clock::now();
        m_plan.measureStart = m_plan.start + options.warmUp;
        m_plan.measureEnd = m_plan.counted() ? Clock::time_point::max() : m_plan.measureStart + options.duration;
        const auto threads = static_cast<std::uint64_t>(options.threads);
        const auto warmUpTickets = static_cast<std::uint64_t>(std::ceil(options.rate * secondsOf(options.warmUp)));
        std::ptrdiff_t users = 0;
        for (const auto& worker : m_workers)
            users += static_cast<std::ptrdiff_t>(worker->users.size());
        m_done.emplace(users);
        for (std::uint64_t i = 0; i < threads; ++i) {
            auto& worker = *m_workers[i];
            const auto share = [&](std::uint64_t total) { return total / threads + (i < total % threads ? 1 : 0); };
            worker.requestsLeft = share(options.requests);
            worker.ticketLimit = m_plan.counted() ? share(options.requests + warmUpTickets) : ~std::uint64_t{0};
            worker.firstTicket = i;
            worker.ticketStep = threads;
            worker.running = worker.users.size();
            worker.thread.post([&worker, this] {
                worker.cpuAtStart = load::threadCpu();
                for (auto& user : worker.users)
                    worker.thread.spawn(m_plan.open() ? openLoop(worker, user, *m_done)
                                                      : closedLoop(worker, user, *m_done));
            });
        }
    }

    std::uint64_t sum(std::atomic<std::uint64_t> BenchWorker::*which) const
    {
        std::uint64_t total = 0;
        for (const auto& worker : m_workers)
            total += ((*worker).*which).load(std::memory_order_relaxed);
        return total;
    }

    // The mean number of operations that were due and not answered, from the schedule and the moments of the answers
    // alone: the area below "due until now" minus the area below "answered until now", over the measured time.
    double meanInSystem() const
    {
        const auto rate = m_plan.options.rate;
        const auto warmUp = secondsOf(m_plan.options.warmUp), length = secondsOf(m_end - m_plan.measureStart);
        auto total = std::floor((warmUp + length) * rate) + 1;
        if (m_plan.counted())
            total = std::min(total, static_cast<double>(m_plan.options.requests) + std::ceil(rate * warmUp));
        const auto before =
            std::min(total, std::ceil(warmUp * rate)); // due in the warm-up: in the system from its end on
        const auto within = total - before;
        const auto dueMoments = within * ((before + total - 1) / 2 / rate - warmUp);
        double answered = 0, answeredMoments = 0;
        for (const auto& worker : m_workers) {
            answered += worker->answeredInTime;
            answeredMoments += worker->answeredMoments;
        }
        return length <= 0 ? 0 : (total * length - dueMoments - (answered * length - answeredMoments)) / length;
    }

    void waitForEnd(const std::function<bool(const BenchProgress&)>& tick, BenchOutcome& outcome)
    {
        std::optional<Clock::time_point> closeAt;
        auto nextTick = m_plan.start, lastSuccess = m_plan.start;
        std::uint64_t succeeded = 0;
        while (!m_done->try_wait()) {
            const auto now = Clock::now();
            if (now >= nextTick) {
                nextTick = now + 100ms;
                if (!tick({secondsOf(now - m_plan.start), sum(&BenchWorker::completed)}) && !outcome.interrupted) {
                    outcome.interrupted = true;
                    m_plan.stop = true;
                }
                if (const auto ok = sum(&BenchWorker::succeeded); ok != succeeded) {
                    succeeded = ok;
                    lastSuccess = now;
                }
                if (now - lastSuccess > 2 * m_plan.options.deadline && !m_plan.stop) {
                    outcome.trouble =
                        fmt::format("{} has not answered for {:.0f} s: stopped.",
                                    m_plan.options.connection.endpoint.address.text(), secondsOf(now - lastSuccess));
                    m_plan.stop = true;
                }
            }
            if (!closeAt && (m_plan.stop || now >= m_plan.measureEnd))
                closeAt = now + drainTime;
            if (closeAt && now >= *closeAt) {
                m_plan.stop = true;
                closeConnections();
                closeAt = now + drainTime;
            }
            std::this_thread::sleep_for(10ms);
        }
        m_end = std::min(Clock::now(), m_plan.measureEnd);
    }

    void closeConnections()
    {
        for (auto& worker : m_workers)
            worker->thread.post([&worker = *worker] {
                for (auto& connection : worker.connections)
                    connection->close();
            });
    }

    load::PathResult result()
    {
        load::PathResult path;
        path.spec.name = path.spec.strategy = m_plan.command == BenchCommand::Get ? "get" : "set";
        Clock::duration active{}, ownCpu{};
        std::uint64_t batches = 0, issued = 0, users = 0;
        for (auto& worker : m_workers) {
            worker->service.drainInto(path.service);
            worker->response.drainInto(path.response);
            path.counts += worker->counts;
            ownCpu += worker->cpu;
            for (const auto& user : worker->users) {
                active += user.active;
                batches += user.batches;
                issued += user.issued;
                users += user.batches > 0 ? 1 : 0;
            }
        }
        path.warmUp = secondsOf(m_plan.options.warmUp);
        if (m_plan.open()) {
            addNeverSent(path.counts);
            path.seconds = secondsOf(m_end - m_plan.measureStart);
            path.concurrency = meanInSystem();
        } else if (batches > 0) {
            path.seconds = secondsOf(active) / static_cast<double>(users);
            path.concurrency = static_cast<double>(users) * static_cast<double>(issued) / static_cast<double>(batches);
        }
        path.throughput = path.seconds > 0 ? static_cast<double>(path.counts.ok) / path.seconds : 0;
        const double mean = path.response.mean() / 1e9;
        path.little = path.throughput > 0 && mean > 0 ? path.concurrency / (path.throughput * mean) : 0;
        path.operations.push_back(
            {path.spec.name, m_plan.command == BenchCommand::Set, path.counts, path.service, path.response});
        m_ownShare =
            secondsOf(ownCpu) / std::max(secondsOf(m_end - m_plan.start), 1e-9) / static_cast<double>(m_workers.size());
        judge(path);
        return path;
    }

    // Operations that fell due in the measured time and found no place until the end.
    void addNeverSent(load::Counts& counts) const
    {
        for (const auto& worker : m_workers)
            for (auto ticket = worker->tickets; ticket < worker->ticketLimit; ++ticket) {
                const auto due = dueTime(*worker, ticket);
                if (due >= m_end)
                    break;
                if (due >= m_plan.measureStart) {
                    ++counts.issued;
                    ++counts.unfinished;
                }
            }
    }

    void judge(load::PathResult& path) const
    {
        if (path.counts.ok == 0) {
            path.trusted = false;
            path.reasons.push_back("No operation succeeded.");
            return;
        }
        if (path.little < 0.97 || path.little > 1.03) {
            path.trusted = false;
            path.reasons.push_back(fmt::format(
                "Little's law does not hold: {:.2f} operations in flight, but throughput × mean response time "
                "gives {:.2f}.",
                path.concurrency, path.little > 0 ? path.concurrency / path.little : 0));
        }
        if (path.counts.unfinished > 0)
            path.reasons.push_back(
                fmt::format("{} operations were due and not finished at the end: their latencies are missing.",
                            path.counts.unfinished));
    }

    BenchPlan m_plan;
    std::optional<std::latch> m_done; // outlives the threads of m_workers
    std::vector<std::unique_ptr<BenchWorker>> m_workers;
    Clock::time_point m_end;
    double m_ownShare = 0;
};

} // namespace

BenchOutcome runBench(const BenchOptions& options, BenchCommand command,
                      const std::function<bool(const BenchProgress&)>& tick)
{
    return Bench(options, command).run(tick);
}

} // namespace cachedeck::cli
