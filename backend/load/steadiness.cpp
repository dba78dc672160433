#include "backend/load/steadiness.hpp"

#include "backend/latency/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace cachedeck::load {

namespace {

constexpr std::size_t most = 60;         // slices looked at
constexpr double significant = 0.05;     // p
constexpr double medianMatters = 0.05;   // of it
constexpr double hitRatioMatters = 0.01; // absolute

// The newer half, or what a test needs at least.
std::span<const double> newerHalf(const std::vector<double>& values)
{
    const auto wanted = std::clamp(values.size() / 2, latency::slicesNeeded, most);
    return std::span(values).last(std::min(wanted, values.size()));
}

} // namespace

void Steadiness::add(double medianMicroseconds, const Counts& counts)
{
    if (medianMicroseconds > 0)
        m_medians.push_back(medianMicroseconds);
    if (counts.hits + counts.misses >= fewestLookups)
        m_hitRatios.push_back(*counts.hitRatio());
}

Steadiness::Movement Steadiness::look() const
{
    Movement movement;
    if (m_medians.size() < latency::slicesNeeded)
        return movement;
    movement.known = true;
    const auto medians = latency::trendOf(newerHalf(m_medians));
    movement.medianChange = medians.change;
    movement.median = medians.p < significant && std::abs(medians.change) > medianMatters;
    if (m_hitRatios.size() < latency::slicesNeeded)
        return movement;
    const auto trend = latency::trendOf(newerHalf(m_hitRatios));
    movement.hitRatioChange = trend.difference;
    movement.hitRatio = trend.p < significant && std::abs(movement.hitRatioChange) > hitRatioMatters;
    return movement;
}

bool Steadiness::steady() const
{
    const auto movement = look();
    return movement.known && !movement.median && !movement.hitRatio;
}

std::string Steadiness::movement() const
{
    const auto movement = look();
    if (!movement.known)
        return "too little was done to tell";
    if (movement.hitRatio)
        return fmt::format("the hit ratio still {} by {:.1f} points", movement.hitRatioChange > 0 ? "rises" : "falls",
                           std::abs(movement.hitRatioChange) * 100);
    if (movement.median)
        return fmt::format("the median still moves by {:+.0f} %", movement.medianChange * 100);
    return {};
}

} // namespace cachedeck::load
