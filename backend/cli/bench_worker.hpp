#pragma once
// A thread of a bench and what it does: sends, reads and records. Private to bench_load.cpp.

#include "backend/cli/bench_load.hpp"
#include "backend/latency/recorder.hpp"
#include "backend/redis/line_set.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cachedeck::cli {

using runtime::Clock;

inline double secondsOf(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

// What all threads share; written before they start, but for the atomics.
struct BenchPlan {
    BenchOptions options;
    BenchTest test;
    Clock::time_point start, measureStart, measureEnd; // measureEnd: the far future where requests are counted
    std::atomic<bool> stop{false};                     // no new requests
    std::atomic<bool> close{false};                    // and no waiting for those on their way
    std::mutex mutex;
    std::condition_variable ended; // told when `running`, guarded by it, becomes less
    int running = 0;               // threads

    bool open() const { return options.rate > 0; }
    bool counted() const { return options.requests > 0; }
};

// What a thread has to do of a plan.
struct BenchShare {
    int number = 0;
    std::size_t connections = 0;
    std::uint64_t requests = 0;                                     // closed loop, counted
    std::uint64_t ticketLimit = 0, firstTicket = 0, ticketStep = 1; // open loop
};

// What a thread has measured; read when it has ended.
struct BenchYield {
    load::Counts counts;
    Clock::duration active{}; // closed loop: the time of all users, measured
    std::uint64_t batches = 0, users = 0;
    std::uint64_t tickets = 0; // open loop: taken
    // Open loop: how many that fell due in the time are over, and the sum of these moments in seconds since
    // measureStart.
    double over = 0, overMoments = 0;
    double failedSeconds = 0; // response time of measured operations that did not succeed, for Little's law
    std::string trouble;      // the last error
    std::chrono::nanoseconds cpu{0};
    Clock::time_point ended;
};

class BenchWorker final : private redis::LineSet::Listener {
public:
    BenchWorker(BenchPlan& plan, BenchShare share, runtime::IoThread& connector);

    redis::Result<void> connect(); // blocks
    void start();                  // the plan's times are set
    void join();                   // when it has ended, by itself or because the plan says so

    const BenchShare& share() const noexcept { return m_share; }
    const BenchYield& yield() const noexcept { return m_yield; }
    // When an operation of an open loop is due.
    Clock::time_point dueTime(std::uint64_t ticket) const;

    latency::Recorder service, response;
    std::atomic<std::uint64_t> completed{0}, succeeded{0}; // so far

private:
    // A request on its way in an open loop.
    struct Place {
        Clock::time_point due, sent;
    };
    // A line and its user; in an open loop, its places.
    struct User {
        Clock::time_point due, sent, answered;
        std::uint32_t commands = 0, left = 0, succeeded = 0;   // of the batch
        bool measured = false, began = false, waiting = false; // waiting for its line
        std::uint32_t first = 0, inFlight = 0;                 // open loop: of its ring of places
        std::uint64_t random = 0; // of its keys: the same for a connection, however many threads there are
    };

    void live();
    bool isDone(Clock::time_point now) const;
    void lookAfter(Clock::time_point now);
    void closeAll();

    void answered(std::size_t line, const resp::Tally& tally, std::string_view error, Clock::time_point at) override;
    void lost(std::size_t line, const redis::Error& why) override;
    void opened(std::size_t line) override;
    void failed(std::size_t line, const redis::Error& why) override;

    void begin(std::size_t line, Clock::time_point due);
    void send(std::size_t line);
    void finishBatch(User& user, Clock::time_point at);
    std::uint32_t nextBatch(Clock::time_point now, bool measured);
    void giveUp(std::size_t line, Clock::time_point now, std::uint64_t load::Counts::*reason);

    void sendDue(Clock::time_point now);
    std::size_t nextFreeLine();
    Place& place(std::size_t line, std::uint32_t number);
    void answeredPlaces(std::size_t line, const resp::Tally& tally, Clock::time_point at);
    void leave(Clock::time_point at);
    void failPlaces(std::size_t line, std::uint64_t load::Counts::*reason);

    void count(const resp::Tally& tally);
    void complain(std::string_view what);

    BenchPlan& m_plan;
    const BenchShare m_share;
    redis::LineSet m_lines;
    BenchRequest m_request;
    BenchYield m_yield;
    std::vector<User> m_users;
    std::vector<Place> m_places;                                // pipeline of each line, one line after the other
    std::vector<std::uint32_t> m_due;                           // of each line: to be sent in this turn
    std::vector<std::size_t> m_touched;                         // lines with such
    std::size_t m_running = 0;                                  // closed loop: users that are not done
    std::uint64_t m_left = 0;                                   // closed loop, counted
    std::size_t m_free = 0, m_inFlight = 0, m_next = 0;         // open loop
    Clock::time_point m_lastSending = Clock::time_point::max(); // open loop: set when the time is over
    std::thread m_thread;
};

} // namespace cachedeck::cli
