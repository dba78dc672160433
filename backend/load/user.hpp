#pragma once
// A virtual user of one path: asks operation after operation, one at a time, over a connection to the cache and a
// session with the store, on one IoThread. A user that has several operations in flight (load.pipeline) is as many
// lanes, each a User object of its own, which share the thread, the session and the connection: commands that its lanes
// issue in one turn of the thread go out in one write.
//
// Times of an operation: service is the strategy's own, from call to answer. Response begins, in a closed loop, when
// the previous operation ended and the think time was over; in an open loop at the arrival's intended start, so that
// waiting for a stalled server counts. Checking answers and waiting for a slice belong to neither.

#include "backend/load/counters.hpp"
#include "backend/load/path.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cachedeck::load {

// What the lanes of a user share. It belongs to their IoThread once the first lane has opened.
struct UserLink {
    std::unique_ptr<stores::Session> session;
    std::shared_ptr<redis::Connection> connection; // the newest; a lane that still waits on an older one holds that
    std::uint32_t generation = 0;                  // of the cache's place that it goes to
    std::uint64_t earlierCommands = 0;             // of connections that were replaced
};

class EventTap;

class User {
public:
    // `index` counts the path's lanes; those of one user follow one another. `sharesThread`: others work on it too;
    // `keepsTime`: it notes for all of them what the thread did.
    User(Path& path, int index, runtime::IoThread& thread, std::shared_ptr<UserLink> link, bool sharesThread,
         bool keepsTime);
    ~User(); // on any thread, while the IoThread lives and nothing runs

    // On the IoThread. The error is for people.
    using Opened = boost::system::result<void, std::string>;
    runtime::Task<Opened> open();
    // Works on the path's segment; calls `done` at the end.
    runtime::Task<void> work(std::function<void()> done);
    // Releases session and connection.
    void close();
    // Cuts off what waits for the cache…
    void dropConnection();
    // …or for the store; on any thread.
    void interrupt() noexcept;

    runtime::IoThread& thread() const noexcept { return m_thread; }
    std::vector<OperationCounters>& operations() noexcept { return m_operations; }
    // Nanoseconds in segments without checking; of it, thinking.
    Counter activeTime, thinkingTime;
    // Of the thread, in segments: all of its time, on a processor, waiting for one. Zero unless this user keeps it.
    Counter threadWall, threadCpu, threadWaiting;
    bool keepsTime() const noexcept { return m_keepsTime; }
    // Open loop: nanoseconds from each arrival to its end, as the clock had them.
    Counter inSystemTime;
    // Maxima of stale answers: age in nanoseconds, and versions. Set back by the coordinator while the user rests.
    std::atomic<std::uint64_t> staleAge{0}, staleVersions{0};
    latency::Recorder staleAges;
    Counter staleVersionsSum;
    std::uint64_t commandsSent() const noexcept { return m_commands.load(std::memory_order_relaxed); }

private:
    runtime::Task<void> closedLoop();
    runtime::Task<void> openLoop();
    runtime::Task<Clock::time_point> waitUntil(Clock::time_point wake);
    runtime::Task<bool> think();
    runtime::Task<Clock::time_point> perform(std::uint64_t number, Clock::time_point due);
    void raiseVersion();
    runtime::Task<void> check(Clock::time_point began);
    void count(OperationCounters& counters, bool isWrite, const strategies::Result<void>& result,
               Clock::time_point began, Clock::time_point ended, Clock::time_point due);
    void record(OperationCounters& counters, const Finding& finding);
    bool isEstimate() const;
    void recordEstimate(OperationCounters& counters);
    void countRead(OperationCounters& counters, Clock::duration service);
    void tell(std::uint64_t number, const strategies::Result<void>& result, Clock::time_point began,
              Clock::time_point ended);
    void noteTrouble(OperationCounters& counters, strategies::Trouble trouble, const strategies::Result<void>& result,
                     Clock::time_point began, Clock::time_point ended);
    runtime::Task<void> followCache();
    runtime::Task<void> letOthers();
    bool connectParts();
    bool isFirstLane() const noexcept;
    void noteProgress(Clock::time_point now);
    void noteCommands();

    Path& m_path;
    int m_index;
    runtime::IoThread& m_thread;
    bool m_keepsTime;
    bool m_fellBack = false; // the last operation went without the cache
    bool m_yields;           // after each operation: it asks nobody who answers later, and others wait for the thread
    std::shared_ptr<UserLink> m_link;
    std::shared_ptr<redis::Connection> m_connection;
    std::unique_ptr<strategies::Primary> m_primary;
    std::unique_ptr<strategies::Cache> m_cache;
    std::unique_ptr<strategies::Strategy> m_strategy;
    std::uint32_t m_generation = 0;
    std::vector<OperationCounters> m_operations;
    EventTap* m_tap = nullptr; // where the run tells of its cache operations
    std::atomic<std::uint64_t> m_commands{0};

    workload::Call m_call;
    strategies::Answer m_answer, m_truth;
    Clock::time_point m_previous; // closed loop: when the last operation ended, or its check
    Clock::duration m_thinkLeft;  // not thought to the end when the slice was over
    Clock::time_point m_segmentBegan;
    Clock::duration m_checkedInSegment{0};
    Clock::duration m_reported{0};                    // active time of the segment told so far
    Clock::duration m_activeBefore{0}, m_checking{0}; // over all segments, for the checks' ceiling
};

} // namespace cachedeck::load
