#include "backend/load/pacing.hpp"

#include "backend/workload/portable_math.hpp"
#include "backend/workload/random.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

using std::chrono::milliseconds;

// The seed's numbers for arrivals and for thinking are other ones than the operations'.
constexpr std::uint64_t arrivalStreams = 0x6172726976616c73u;
constexpr std::uint64_t thinkStreams = 0x7468696e6b696e67u;

constexpr double rounding = 1e-9; // of an arrival: one at a segment's very end is the next segment's

double exponentialGap(workload::Random& random)
{
    return -workload::portable::logarithm(1 - random.unit());
}

// Users on the way from `before` to those of `stage`, and until when they are so many.
void rampUsers(Demand& demand, const Stage& stage, int before, milliseconds into)
{
    const double span = stage.users - before;
    const double whole = static_cast<double>(stage.duration.count());
    demand.users = before + static_cast<int>(std::lround(span * static_cast<double>(into.count()) / whole));
    if (demand.users == stage.users)
        return;
    const double next = demand.users - before + (span > 0 ? 0.5 : -0.5);
    const auto change = milliseconds(static_cast<std::int64_t>(std::ceil(next / span * whole)) + 1);
    demand.left = std::min(demand.left, std::max(change - into, milliseconds(1)));
}

} // namespace

Demand demandAt(const LoadProfile& load, milliseconds measured, milliseconds duration)
{
    if (load.stages.empty())
        return {0, load.users, load.rate, std::max(duration - measured, milliseconds(0))};
    milliseconds begin{0};
    double rateBefore = load.rate;
    int usersBefore = load.users;
    for (std::size_t i = 0; i < load.stages.size(); ++i) {
        const auto& stage = load.stages[i];
        const auto end = begin + stage.duration;
        if (measured < end || i + 1 == load.stages.size()) {
            const auto into = std::clamp(measured - begin, milliseconds(0), stage.duration);
            const auto share = static_cast<double>(into.count()) / static_cast<double>(stage.duration.count());
            const auto rate = stage.ramp ? rateBefore + (stage.rate - rateBefore) * share : stage.rate;
            const auto left = measured < end ? end - measured : std::max(duration - measured, milliseconds(0));
            Demand demand{i, stage.users, rate, left};
            if (stage.ramp && load.loop == Loop::Closed)
                rampUsers(demand, stage, usersBefore, into);
            return demand;
        }
        begin = end;
        rateBefore = stage.rate;
        usersBefore = stage.users;
    }
    return {};
}

int mostUsers(const LoadProfile& load)
{
    int users = load.stages.empty() || load.loop == Loop::Open ? load.users : 1;
    if (load.loop == Loop::Closed) {
        for (const auto& stage : load.stages)
            users = std::max(users, stage.users);
        if (!load.stages.empty() && load.stages.front().ramp)
            users = std::max(users, load.users);
    }
    return users;
}

Clock::duration thinkTimeAfter(const LoadProfile& load, std::uint64_t seed, std::uint64_t number)
{
    if (load.think == Think::Constant || load.thinkTime.count() == 0)
        return load.thinkTime;
    workload::Random random(seed ^ thinkStreams, number);
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::micro>(
        exponentialGap(random) * static_cast<double>(load.thinkTime.count())));
}

ArrivalClock::ArrivalClock(Arrivals arrivals, std::uint64_t seed) : m_arrivals(arrivals), m_seed(seed) {}

// Tells the positions of a block's arrivals one after the other, until `visit` has seen enough.
template<class Visit>
void ArrivalClock::walk(std::uint64_t which, const Visit& visit) const
{
    workload::Random random(m_seed ^ arrivalStreams, which);
    auto position = m_blocks[which];
    for (std::uint64_t i = 0; i < block; ++i) {
        position += exponentialGap(random);
        if (!visit(i, position))
            return;
    }
}

void ArrivalClock::reach(double position)
{
    if (m_arrivals == Arrivals::Uniform)
        return;
    while (m_blocks.back() <= position) {
        double end = 0;
        walk(m_blocks.size() - 1, [&](std::uint64_t, double at) {
            end = at;
            return true;
        });
        m_blocks.push_back(end);
    }
}

double ArrivalClock::at(std::uint64_t number) const
{
    if (m_arrivals == Arrivals::Uniform)
        return static_cast<double>(number);
    double found = 0;
    walk(number / block, [&](std::uint64_t i, double position) {
        found = position;
        return i < number % block;
    });
    return found;
}

std::uint64_t ArrivalClock::until(double position) const
{
    if (position < 0)
        return 0;
    if (m_arrivals == Arrivals::Uniform)
        return static_cast<std::uint64_t>(position) + 1;
    const auto behind = std::upper_bound(m_blocks.begin(), m_blocks.end(), position) - m_blocks.begin();
    const auto which = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(behind, 1) - 1);
    std::uint64_t count = 0;
    walk(which, [&](std::uint64_t i, double at) {
        count = at <= position ? i + 1 : count;
        return at <= position;
    });
    return which * block + count;
}

double Segment::expected(double seconds) const
{
    const auto whole = length();
    const auto growth = whole > 0 ? (rateTo - rateFrom) / whole : 0;
    return rateFrom * seconds + growth * seconds * seconds / 2;
}

double Segment::positionAfter() const
{
    return position + expected(length());
}

std::uint64_t Segment::arrivals() const
{
    const auto until = clock->until(positionAfter() - rounding);
    return until > first ? until - first : 0;
}

Clock::time_point Segment::arrival(std::uint64_t number) const
{
    const auto wanted = std::max(0.0, clock->at(first + number) - position);
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
    const auto until = clock->until(position + expected(seconds));
    return std::min(arrivals(), until > first ? until - first : 0);
}

} // namespace cachedeck::load
