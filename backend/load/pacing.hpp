#pragma once
// When operations are due: stages over the run's time, and the arrivals of an open loop.
//
// Threads: values; an ArrivalClock grows only while nobody reads it.

#include "backend/load/scenario.hpp"
#include "backend/runtime/clock.hpp"

#include <cstdint>
#include <vector>

namespace cachedeck::load {

using runtime::Clock;

// What the stages ask for at some moment of the measured time.
struct Demand {
    std::size_t stage = 0;
    int users = 0;
    double rate = 0;
    std::chrono::milliseconds left{0}; // until the stage ends, or the number of users changes
};
// Before 0 it is the first stage's beginning, behind the last stage its end.
Demand demandAt(const LoadProfile& load, std::chrono::milliseconds measured, std::chrono::milliseconds duration);
int mostUsers(const LoadProfile& load);
// What a user of a closed loop thinks after the operation of this number: a pure function of both.
Clock::duration thinkTimeAfter(const LoadProfile& load, std::uint64_t seed, std::uint64_t number);

// Where the arrivals of an open loop lie, as a pure function of the seed: number n is at the position at(n), counted in
// operations that the rate asks for. At a constant rate r it is due at(n) ÷ r after the beginning; when the rate
// changes, positions go by faster or slower, so the same arrivals serve slices, ramps and steps. Uniform arrivals are
// one apart; the gaps of a Poisson process are exponential with mean 1. Every 16th position is kept, the rest is
// computed: at() costs about 150 ns and allocates nothing.
class ArrivalClock {
public:
    ArrivalClock(Arrivals arrivals, std::uint64_t seed);
    // Before anything up to `position` is asked for. Not while others read.
    void reach(double position);
    double at(std::uint64_t number) const;
    std::uint64_t until(double position) const; // how many arrivals lie at it or before

private:
    static constexpr std::uint64_t block = 16;
    template<class Visit>
    void walk(std::uint64_t which, const Visit& visit) const;

    Arrivals m_arrivals;
    std::uint64_t m_seed;
    std::vector<double> m_blocks{0}; // Poisson: where each block's first gap begins
};

// A stretch of time in which a path works: a slice, or a part of a stage. In an open loop operations arrive at a rate
// that goes linearly from one value to another; they are numbered from 0, and each has its intended start.
struct Segment {
    Loop loop = Loop::Closed;
    Clock::time_point start, end;
    int users = 1; // those with an index below it work
    double rateFrom = 0, rateTo = 0;
    const ArrivalClock* clock = nullptr; // open loop: it reaches past the segment's end
    double position = 0;                 // on it, at the start
    std::uint64_t first = 0;             // the clock's number of arrival 0: nothing is lost or doubled between segments

    std::uint64_t arrivals() const;                        // in the whole segment
    double positionAfter() const;                          // for the next one
    Clock::time_point arrival(std::uint64_t number) const; // its intended start
    std::uint64_t due(Clock::time_point now) const;        // arrivals until now

private:
    double expected(double seconds) const; // positions within so many seconds
    double length() const { return std::chrono::duration<double>(end - start).count(); }
};

} // namespace cachedeck::load
