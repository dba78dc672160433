#include "backend/cli/bench_load.hpp"

#include "backend/cli/bench_worker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <thread>

namespace cachedeck::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto drainTime = 1s; // for what is on its way when time is up

class Bench {
public:
    Bench(const BenchOptions& options, const BenchTest& test) : m_connector("bench")
    {
        m_plan.options = options;
        m_plan.test = test;
        m_plan.options.threads = std::clamp(options.threads, 1, options.connections);
        for (int i = 0; i < m_plan.options.threads; ++i)
            m_workers.push_back(std::make_unique<BenchWorker>(m_plan, shareOf(i), m_connector));
    }

    ~Bench()
    {
        m_plan.stop = m_plan.close = true;
        for (auto& worker : m_workers)
            worker->join();
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    BenchOutcome run(const std::function<void()>& started, const std::function<bool(const BenchProgress&)>& tick)
    {
        BenchOutcome outcome;
        for (auto& worker : m_workers)
            if (const auto entered = worker->connect(); entered.has_error()) {
                outcome.trouble = entered.error().text();
                return outcome;
            }
        started();
        begin();
        waitForEnd(tick, outcome);
        outcome.path = result();
        outcome.ownShare = m_ownShare;
        if (outcome.path.counts.ok == 0 && outcome.trouble.empty())
            outcome.trouble = m_workers.front()->yield().trouble;
        return outcome;
    }

private:
    BenchShare shareOf(int number) const
    {
        const auto& options = m_plan.options;
        const auto threads = static_cast<std::uint64_t>(options.threads), index = static_cast<std::uint64_t>(number);
        const auto part = [&](std::uint64_t total) { return total / threads + (index < total % threads ? 1 : 0); };
        const auto warmUpTickets = static_cast<std::uint64_t>(std::ceil(options.rate * secondsOf(options.warmUp)));
        BenchShare share;
        share.number = number;
        share.connections = static_cast<std::size_t>(part(static_cast<std::uint64_t>(options.connections)));
        share.requests = part(options.requests);
        share.ticketLimit = m_plan.counted() ? part(options.requests + warmUpTickets) : ~std::uint64_t{0};
        share.firstTicket = index;
        share.ticketStep = threads;
        return share;
    }

    void begin()
    {
        const auto& options = m_plan.options;
        m_plan.running = options.threads;
        m_plan.start = Clock::now();
        m_plan.measureStart = m_plan.start + options.warmUp;
        m_plan.measureEnd = m_plan.counted() ? Clock::time_point::max() : m_plan.measureStart + options.duration;
        for (auto& worker : m_workers)
            worker->start();
    }

    std::uint64_t sum(std::atomic<std::uint64_t> BenchWorker::*which) const
    {
        std::uint64_t total = 0;
        for (const auto& worker : m_workers)
            total += ((*worker).*which).load(std::memory_order_relaxed);
        return total;
    }

    // The mean number of operations in the system, from the schedule and the moments at which they were over alone: the
    // time between the two, summed over all that fell due in the measured time, over that time. What was not over at
    // its end for want of an answer counts until then.
    double meanInSystem() const
    {
        const auto rate = m_plan.options.rate;
        const auto warmUp = secondsOf(m_plan.options.warmUp), length = secondsOf(m_end - m_plan.measureStart);
        auto total = std::floor((warmUp + length) * rate) + 1;
        if (m_plan.counted())
            total = std::min(total, static_cast<double>(m_plan.options.requests) + std::ceil(rate * warmUp));
        const auto before = std::min(total, std::ceil(warmUp * rate)); // due in the warm-up
        const auto within = total - before;
        const auto dueMoments = within * ((before + total - 1) / 2 / rate - warmUp);
        double over = 0, overMoments = 0;
        for (const auto& worker : m_workers) {
            over += worker->yield().over;
            overMoments += worker->yield().overMoments;
        }
        return length <= 0 ? 0 : (overMoments + std::max(0.0, within - over) * length - dueMoments) / length;
    }

    bool endsWithin(Clock::duration time)
    {
        std::unique_lock lock(m_plan.mutex);
        return m_plan.ended.wait_for(lock, time, [this] { return m_plan.running == 0; });
    }

    void waitForEnd(const std::function<bool(const BenchProgress&)>& tick, BenchOutcome& outcome)
    {
        std::optional<Clock::time_point> closeAt;
        auto lastSuccess = m_plan.start;
        std::uint64_t succeeded = 0;
        while (!endsWithin(100ms)) {
            const auto now = Clock::now();
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
            if (!closeAt && (m_plan.stop || now >= m_plan.measureEnd))
                closeAt = now + drainTime;
            if (closeAt && now >= *closeAt)
                m_plan.stop = m_plan.close = true;
        }
        m_end = m_plan.start;
        for (auto& worker : m_workers) {
            worker->join();
            m_end = std::max(m_end, worker->yield().ended);
        }
        m_end = std::min(m_end, m_plan.measureEnd);
    }

    load::PathResult result()
    {
        load::PathResult path;
        path.spec.name = path.spec.strategy = m_plan.test.name;
        Clock::duration active{}, ownCpu{};
        std::uint64_t batches = 0, users = 0;
        double failedSeconds = 0; // response time of what did not succeed
        for (auto& worker : m_workers) {
            const auto& yield = worker->yield();
            worker->service.drainInto(path.service);
            worker->response.drainInto(path.response);
            path.counts += yield.counts;
            ownCpu += yield.cpu;
            active += yield.active;
            failedSeconds += yield.failedSeconds;
            batches += yield.batches;
            users += yield.users;
        }
        path.warmUp = secondsOf(m_plan.options.warmUp);
        if (m_plan.open()) {
            failedSeconds += addNeverSent(path.counts);
            path.seconds = secondsOf(m_end - m_plan.measureStart);
            path.concurrency = meanInSystem();
        } else if (batches > 0) {
            path.seconds = secondsOf(active) / static_cast<double>(users);
            path.concurrency =
                static_cast<double>(users) * static_cast<double>(path.counts.issued) / static_cast<double>(batches);
        }
        path.throughput = path.seconds > 0 ? static_cast<double>(path.counts.ok) / path.seconds : 0;
        // Everything that was in the system counts on both sides, whatever came of it.
        const double spent = static_cast<double>(path.response.count()) * path.response.mean() / 1e9 + failedSeconds;
        path.little = path.counts.ok > 0 && spent > 0 ? path.concurrency * path.seconds / spent : 0;
        path.operations.push_back({path.spec.name, m_plan.test.write, path.counts, path.service, path.response});
        m_ownShare =
            secondsOf(ownCpu) / std::max(secondsOf(m_end - m_plan.start), 1e-9) / static_cast<double>(m_workers.size());
        path.ownThreadShare = m_ownShare;
        judge(path);
        return path;
    }

    // Operations that fell due in the measured time and found no place until the end; gives how long they waited.
    double addNeverSent(load::Counts& counts) const
    {
        double waited = 0;
        for (const auto& worker : m_workers)
            for (auto ticket = worker->yield().tickets; ticket < worker->share().ticketLimit; ++ticket) {
                const auto due = worker->dueTime(ticket);
                if (due >= m_end)
                    break;
                if (due >= m_plan.measureStart) {
                    ++counts.issued;
                    ++counts.unfinished;
                    waited += secondsOf(m_end - due);
                }
            }
        return waited;
    }

    void judge(load::PathResult& path) const
    {
        if (path.counts.ok == 0) {
            path.trusted = false;
            path.reasons.push_back("No operation succeeded.");
            return;
        }
        if (path.little < load::littleLow || path.little > load::littleHigh) {
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
    runtime::IoThread m_connector; // opens the workers' connections
    std::vector<std::unique_ptr<BenchWorker>> m_workers;
    Clock::time_point m_end;
    double m_ownShare = 0;
};

} // namespace

BenchOutcome runBench(const BenchOptions& options, const BenchTest& test, const std::function<void()>& started,
                      const std::function<bool(const BenchProgress&)>& tick)
{
    return Bench(options, test).run(started, tick);
}

} // namespace cachedeck::cli
