#pragma once
// What one virtual user has counted and recorded, by operation. The user writes, the coordinator reads and keeps what
// it has taken, so nothing is reset and nothing is lost.

#include "backend/latency/recorder.hpp"
#include "backend/load/result.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <utility>

namespace cachedeck::load {

// A time as counters add it up; a clock that two threads read may seem to have gone back.
inline std::uint64_t nanoseconds(std::chrono::nanoseconds time) noexcept
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.count()));
}

// A counter with one writer.
class Counter {
public:
    void add(std::uint64_t amount) noexcept
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
    }
    std::uint64_t total() const noexcept { return m_value.load(std::memory_order_relaxed); }
    // The reader's: what has come since it last looked.
    std::uint64_t take() noexcept
    {
        const auto now = total();
        return now - std::exchange(m_taken, now);
    }

private:
    std::atomic<std::uint64_t> m_value{0};
    std::uint64_t m_taken = 0;
};

// One operation of one user.
struct OperationCounters {
    Counter ok, errors, timeouts, unfinished, hits, misses, fallbacks, storeReads, checked, wrong, missing, stale,
        writes, unknownWrites;
    Counter storeErrors, cacheErrors;
    Counter estimates, estimateErrors, estimateSquares; // as Counts has them
    Counter failedTime;        // nanoseconds of response time of what did not succeed, for Little's law
    Counter hitTime, missTime; // nanoseconds of service time of the reads counted as hits and as misses
    latency::Recorder service, response;
};

// What came of an operation in an interval, over all users.
struct OperationDrain {
    bool isWrite = false;
    Counts counts;
    double failedSeconds = 0, hitSeconds = 0, missSeconds = 0;
    latency::Histogram service, response;

    void take(OperationCounters& from);
    void clear();
};

} // namespace cachedeck::load
