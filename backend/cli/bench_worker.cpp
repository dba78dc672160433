#include "backend/cli/bench_worker.hpp"

#include "backend/load/machine.hpp"

#include <algorithm>

namespace cachedeck::cli {
namespace {

using namespace std::chrono_literals;

// SplitMix64 (S. Vigna): which keys are asked for.
std::uint64_t nextRandom(std::uint64_t& state)
{
    auto z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

void appendKey(resp::Request& request, std::uint64_t number)
{
    char key[] = "key:000000000000";
    for (auto* digit = key + 15; number > 0; number /= 10)
        *digit-- = static_cast<char>('0' + number % 10);
    request.argument(std::string_view(key, 16));
}

void fill(const BenchPlan& plan, BenchUser& user, std::size_t commands)
{
    user.request.clear();
    for (std::size_t i = 0; i < commands; ++i) {
        const auto key = plan.options.keys > 1 ? nextRandom(user.random) % plan.options.keys : 0;
        if (plan.command == BenchCommand::Get) {
            user.request.begin(2).argument("GET");
            appendKey(user.request, key);
        } else {
            user.request.begin(3).argument("SET");
            appendKey(user.request, key);
            user.request.argument(plan.value);
        }
    }
}

// Counts a batch that was answered, reply by reply; returns how many succeeded.
std::size_t countReplies(BenchWorker& worker, const BenchUser& user, std::size_t commands)
{
    auto& counts = worker.counts;
    std::size_t succeeded = 0;
    for (std::size_t i = 0; i < commands; ++i) {
        const auto reply = user.replies[i].root();
        if (reply.isError()) {
            ++counts.errors;
            worker.trouble = std::string(reply.text());
            continue;
        }
        ++succeeded;
        if (worker.plan.command == BenchCommand::Set)
            ++counts.writes;
        else
            ++(reply.isNull() ? counts.misses : counts.hits);
    }
    counts.ok += succeeded;
    return succeeded;
}

void countFailure(BenchWorker& worker, const redis::Error& error, std::size_t commands)
{
    auto& counts = worker.counts;
    if (worker.plan.stop && error.kind == redis::ErrorKind::Cancelled)
        counts.unfinished += commands;
    else if (error.kind == redis::ErrorKind::Timeout)
        counts.timeouts += commands;
    else
        counts.errors += commands;
    worker.trouble = error.text();
}

struct Timing {
    Clock::time_point due, sent, answered;
};

void account(BenchWorker& worker, BenchUser& user, const redis::Result<void>& outcome, std::size_t commands,
             const Timing& timing, bool measured)
{
    worker.completed.store(worker.completed.load(std::memory_order_relaxed) + commands, std::memory_order_relaxed);
    if (outcome.has_value())
        worker.succeeded.store(worker.succeeded.load(std::memory_order_relaxed) + commands, std::memory_order_relaxed);
    if (!measured)
        return;
    worker.counts.issued += commands;
    user.active += timing.answered - timing.due;
    user.issued += commands;
    ++user.batches;
    if (outcome.has_error()) {
        countFailure(worker, outcome.error(), commands);
        return;
    }
    for (auto left = countReplies(worker, user, commands); left > 0; --left) {
        worker.service.record(timing.answered - timing.sent);
        worker.response.record(timing.answered - timing.due);
    }
}

// How many commands the next batch has; 0: the user is done.
std::size_t nextBatch(BenchWorker& worker, Clock::time_point now, bool measured)
{
    const auto pipeline = static_cast<std::uint64_t>(worker.plan.options.pipeline);
    if (worker.plan.stop.load(std::memory_order_relaxed) || now >= worker.plan.measureEnd)
        return 0;
    if (!measured || !worker.plan.counted())
        return pipeline;
    const auto commands = std::min(pipeline, worker.requestsLeft);
    worker.requestsLeft -= commands;
    return commands;
}

} // namespace

runtime::Task<void> closedLoop(BenchWorker& worker, BenchUser& user, std::latch& done)
{
    auto& plan = worker.plan;
    auto before = Clock::now();
    for (;;) {
        const bool measured = before >= plan.measureStart;
        const auto commands = nextBatch(worker, before, measured);
        if (commands == 0)
            break;
        fill(plan, user, commands);
        const auto sent = Clock::now();
        auto sending = user.connection->execute(user.request, user.replies, plan.options.deadline);
        const auto outcome = co_await sending;
        const auto answered = Clock::now();
        account(worker, user, outcome, commands, {before, sent, answered}, measured);
        before = answered;
    }
    if (--worker.running == 0)
        worker.cpu = load::threadCpu() - worker.cpuAtStart;
    done.count_down();
}

Clock::time_point dueTime(const BenchWorker& worker, std::uint64_t ticket)
{
    const auto number = static_cast<double>(worker.firstTicket + ticket * worker.ticketStep);
    return worker.plan.start + std::chrono::duration_cast<Clock::duration>(
                                   std::chrono::duration<double>(number / worker.plan.options.rate));
}

runtime::Task<void> openLoop(BenchWorker& worker, BenchUser& user, std::latch& done)
{
    auto& plan = worker.plan;
    while (!plan.stop.load(std::memory_order_relaxed) && worker.tickets < worker.ticketLimit) {
        const auto due = dueTime(worker, worker.tickets);
        if (due >= plan.measureEnd)
            break;
        ++worker.tickets;
        // Short sleeps, so that a stop is heard at any rate.
        for (auto now = Clock::now(); now < due && !plan.stop.load(std::memory_order_relaxed); now = Clock::now()) {
            auto sleeping = worker.thread.sleepUntil(std::min(due, now + 100ms));
            co_await sleeping;
        }
        const auto sent = Clock::now();
        if (sent < due) { // stopped before it was due: it was never asked
            --worker.tickets;
            break;
        }
        fill(plan, user, 1);
        auto sending = user.connection->execute(user.request, user.replies, plan.options.deadline);
        const auto outcome = co_await sending;
        const auto answered = Clock::now();
        account(worker, user, outcome, 1, {due, sent, answered}, due >= plan.measureStart);
        if (answered < plan.measureEnd) {
            ++worker.answeredInTime;
            worker.answeredMoments +=
                std::max(0.0, std::chrono::duration<double>(answered - plan.measureStart).count());
        }
    }
    if (--worker.running == 0)
        worker.cpu = load::threadCpu() - worker.cpuAtStart;
    done.count_down();
}

runtime::Task<redis::Result<void>> connectAll(BenchWorker& worker)
{
    for (auto& connection : worker.connections) {
        auto connecting = connection->connect();
        const auto entered = co_await connecting;
        if (entered.has_error())
            co_return entered.error();
    }
    co_return redis::Result<void>();
}

} // namespace cachedeck::cli
