#include "backend/load/watchers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

namespace {

constexpr std::size_t remembered = 20;
constexpr double aPoint = 0.01;

} // namespace

void RecoveryWatch::add(const Counts& counts, double at)
{
    if (counts.hits + counts.misses < fewestLookups)
        return;
    const auto ratio = *counts.hitRatio();
    if (!m_invalidated) {
        m_before.push_back(ratio);
        if (m_before.size() > remembered)
            m_before.pop_front();
        return;
    }
    if (at < *m_invalidated)
        return; // keys that were told to go later: who renews ahead of it dips earlier, and has nothing to recover from
    if (ratio < m_median - aPoint) {
        m_dipped = true;
    } else if (m_dipped) {
        m_text = fmt::format("hit ratio back at {:.1f} % after {:.1f} s", ratio * 100, at - *m_invalidated);
        m_invalidated.reset();
    }
}

void RecoveryWatch::invalidated(double at)
{
    if (m_before.empty())
        return;
    if (!m_invalidated) { // a second one before the recovery: the time runs from the last, the median is the first's
        auto sorted = std::vector<double>(m_before.begin(), m_before.end());
        std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
        m_median = sorted[sorted.size() / 2];
    }
    m_invalidated = at;
    m_dipped = false;
}

std::optional<std::string> RecoveryWatch::takeRecovery()
{
    return std::exchange(m_text, std::nullopt);
}

} // namespace cachedeck::load
