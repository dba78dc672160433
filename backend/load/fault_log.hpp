#pragma once
// The run's faults: when the cache or a path's store failed, how, for how long, and what it cost. One log for the cache
// of all paths together (there is one server), one for each path's store (each has its own copy).
//
// Threads: the coordinator's.

#include "backend/load/result.hpp"
#include "backend/load/trouble.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cachedeck::load {

// What a path did since the last look, as far as faults go.
struct FaultView {
    const Trouble* trouble;
    double first, last; // the trouble's times, in seconds since the run's start
    const Counts* counts;
    const latency::Histogram* response; // of reads that succeeded
    double at = 0;                      // now
};

class FaultLog {
public:
    enum class Where : std::uint8_t { Cache, Store };
    // `path`: whose store; empty for the cache. `deadline`: of a lookup in the cache, for the text.
    FaultLog(Where where, std::string path, std::chrono::milliseconds deadline);

    // A mark where something changed.
    std::optional<Mark> add(const FaultView& view);
    bool faulty() const noexcept { return m_open; }
    // All of them; what still lasts ends at `now`.
    std::vector<Fault> faults(double now) const;

private:
    void open(const FaultView& view);
    Mark close();
    std::string textOf(TroubleKind kind) const;
    std::string served(std::string_view before) const;

    Where m_where;
    std::string m_path;
    std::chrono::milliseconds m_deadline;
    std::vector<Fault> m_faults; // the last one is open where m_open
    bool m_open = false;
    std::uint64_t m_served = 0; // hits while the store failed
    Trouble m_sum;
    latency::Histogram m_response;
};

} // namespace cachedeck::load
