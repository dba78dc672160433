#include "backend/load/pacing.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

Demand demandAt(const LoadProfile& load, std::chrono::milliseconds measured, std::chrono::milliseconds duration)
{
    using std::chrono::milliseconds;
    if (load.stages.empty())
        return {0, load.users, load.rate, std::max(duration - measured, milliseconds(0))};
    milliseconds begin{0};
    double before = load.rate;
    for (std::size_t i = 0; i < load.stages.size(); ++i) {
        const auto& stage = load.stages[i];
        const auto end = begin + stage.duration;
        if (measured < end || i + 1 == load.stages.size()) {
            const auto into = std::clamp(measured - begin, milliseconds(0), stage.duration);
            const auto share = static_cast<double>(into.count()) / static_cast<double>(stage.duration.count());
            const auto rate = stage.ramp ? before + (stage.rate - before) * share : stage.rate;
            const auto left = measured < end ? end - measured : std::max(duration - measured, milliseconds(0));
            return {i, stage.users, rate, left};
        }
        begin = end;
        before = stage.rate;
    }
    return {};
}

int mostUsers(const LoadProfile& load)
{
    int users = load.stages.empty() || load.loop == Loop::Open ? load.users : 1;
    if (load.loop == Loop::Closed)
        for (const auto& stage : load.stages)
            users = std::max(users, stage.users);
    return users;
}

double Segment::expected(double seconds) const
{
    const auto whole = length();
    const auto growth = whole > 0 ? (rateTo - rateFrom) / whole : 0;
    return rateFrom * seconds + growth * seconds * seconds / 2;
}

std::uint64_t Segment::arrivals() const
{
    return static_cast<std::uint64_t>(std::max(0.0, carried + expected(length()) - 1e-9));
}

double Segment::carriedOn() const
{
    return carried + expected(length()) - static_cast<double>(arrivals());
}

Clock::time_point Segment::arrival(std::uint64_t number) const
{
    const auto wanted = std::max(0.0, static_cast<double>(number) + 1 - carried);
    const auto whole = length();
    const auto growth = whole > 0 ? (rateTo - rateFrom) / whole : 0;
    const auto seconds =
        std::abs(growth) < 1e-9
            ? wanted / rateFrom
            : (std::sqrt(std::max(0.0, rateFrom * rateFrom + 2 * growth * wanted)) - rateFrom) / growth;
    return start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(std::min(seconds, whole)));
}

std::uint64_t Segment::due(Clock::time_point now) const
{
    if (now < start)
        return 0;
    const auto seconds = std::min(std::chrono::duration<double>(now - start).count(), length());
    return std::min(arrivals(), static_cast<std::uint64_t>(std::max(0.0, carried + expected(seconds))));
}

} // namespace cachedeck::load
