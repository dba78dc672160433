#pragma once
// When the warm-up is over: a path is steady when, over the newer half of what it has done so far, neither the median
// of its slices nor its hit ratio still goes anywhere.
//
// Mann-Kendall's test with the Theil-Sen slope (latency/statistics.hpp) on both, over at least 8 and at most 60 slices.
// A movement counts where it is significant (p < 0.05) and large enough to matter: a twentieth of the median, one
// percentage point of the hit ratio. A filling cache moves its hit ratio long before its median, so both are asked.
//
// Threads: the coordinator's.

#include "backend/load/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::load {

class Steadiness {
public:
    // What the path did in a slice; one without a read is passed over.
    void add(double medianMicroseconds, const Counts& counts);
    bool steady() const;
    // "the hit ratio still rises by 2.3 points"; empty where it is steady.
    std::string movement() const;

private:
    struct Movement {
        bool known = false;
        bool median = false, hitRatio = false; // it moves
        double medianChange = 0;               // as a share of it
        double hitRatioChange = 0;             // absolute
    };
    Movement look() const;

    std::vector<double> m_medians, m_hitRatios;
};

} // namespace cachedeck::load
