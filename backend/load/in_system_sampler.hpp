#pragma once
// Looks a thousand times a second at what is over of the open loops that work, in a thread of its own: it has nothing
// else to do, so nothing of the coordinator's work keeps it from looking.
//
// Threads: the members are the coordinator's.

#include "backend/load/in_system_meter.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace cachedeck::load {

class InSystemSampler {
public:
    struct Loop {
        std::size_t number; // the path's
        const Segment* segment;
        const std::atomic<std::uint64_t>* over; // operations of the segment that are
    };

    explicit InSystemSampler(std::size_t paths) : m_meters(paths) {}
    ~InSystemSampler();
    InSystemSampler(const InSystemSampler&) = delete;
    InSystemSampler& operator=(const InSystemSampler&) = delete;

    // Their segments begin. What it is given stays as it is until rest().
    void watch(std::vector<Loop> loops);
    void stopArrivals(Clock::time_point at);
    // What came of a path since it was last taken, up to now.
    InSystem take(std::size_t number);
    void rest();

private:
    void live();
    void look(const Loop& loop);

    std::mutex m_mutex;
    std::condition_variable m_woken;
    std::vector<InSystemMeter> m_meters; // by path
    std::vector<Loop> m_loops;           // empty: nothing to do
    bool m_ending = false;
    std::thread m_thread; // from the first watch() on
};

} // namespace cachedeck::load
