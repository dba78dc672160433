#pragma once
// The threads of a bench and what their users do: the loops that send, wait and record. Private to bench_load.cpp.

#include "backend/cli/bench_load.hpp"

#include <atomic>
#include <latch>
#include <memory>
#include <string>
#include <vector>

namespace cachedeck::cli {

using runtime::Clock;

// What all threads share; written before they start, but for `stop`.
struct BenchPlan {
    BenchOptions options;
    BenchCommand command = BenchCommand::Get;
    std::string value;
    Clock::time_point start, measureStart, measureEnd; // measureEnd: the far future where requests are counted
    std::atomic<bool> stop{false};

    bool open() const { return options.rate > 0; }
    bool counted() const { return options.requests > 0; }
};

// A virtual user: a connection of its own in a closed loop, a place on one in an open loop.
struct BenchUser {
    redis::Connection* connection = nullptr;
    std::uint64_t random = 0;
    resp::Request request;
    std::vector<resp::Reply> replies;
    Clock::duration active{}; // measured
    std::uint64_t batches = 0, issued = 0;
};

// An IoThread with all that belongs to it; the plain members are its own.
struct BenchWorker {
    BenchWorker(BenchPlan& thePlan, int number) : plan(thePlan), thread("bench-" + std::to_string(number)) {}

    BenchPlan& plan;
    runtime::IoThread thread;
    std::vector<std::unique_ptr<redis::Connection>> connections;
    std::vector<BenchUser> users;
    std::uint64_t requestsLeft = 0;                                              // closed loop, counted
    std::uint64_t tickets = 0, ticketLimit = 0, firstTicket = 0, ticketStep = 1; // open loop
    // Open loop: how many were answered in the time, and the sum of these moments in seconds since measureStart.
    double answeredInTime = 0, answeredMoments = 0;
    load::Counts counts;
    latency::Recorder service, response;
    std::atomic<std::uint64_t> completed{0}, succeeded{0};
    std::string trouble; // the last error
    std::chrono::nanoseconds cpuAtStart{0}, cpu{0};
    std::size_t running = 0;
};

// Connects every connection of the worker; the first error ends it.
runtime::Task<redis::Result<void>> connectAll(BenchWorker& worker);
// A user's life, until the plan's end or stop. Counts `done` down at its end.
runtime::Task<void> closedLoop(BenchWorker& worker, BenchUser& user, std::latch& done);
runtime::Task<void> openLoop(BenchWorker& worker, BenchUser& user, std::latch& done);
// When an operation of an open loop is due.
Clock::time_point dueTime(const BenchWorker& worker, std::uint64_t ticket);

} // namespace cachedeck::cli
