#pragma once
// Marks that the engine sets by itself: the hit ratio has recovered after an invalidation. It looks at what a path did
// in the last slice or so. (Faults: fault_log.hpp.)
//
// Threads: the coordinator's.

#include "backend/load/result.hpp"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::load {

// The hit ratio of one path. After an invalidation it has recovered when it is back within a point of its median
// before.
class RecoveryWatch {
public:
    void add(const Counts& counts, double at);
    void invalidated(double at); // may lie ahead: keys that were given a time to live
    // "hit ratio back at 97.2 % after 3.4 s"; once.
    std::optional<std::string> takeRecovery();

private:
    std::deque<double> m_before;         // the last slices' ratios
    std::optional<double> m_invalidated; // when
    double m_median = 0;
    bool m_dipped = false;
    std::optional<std::string> m_text;
};

} // namespace cachedeck::load
