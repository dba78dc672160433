#pragma once
// When operations are due: stages over the run's time, and the arrivals of an open loop.

#include "backend/load/scenario.hpp"
#include "backend/runtime/clock.hpp"

#include <cstdint>

namespace cachedeck::load {

using runtime::Clock;

// What the stages ask for at some moment of the measured time.
struct Demand {
    std::size_t stage = 0;
    int users = 0;
    double rate = 0;
    std::chrono::milliseconds left{0}; // until the stage ends
};
// Before 0 it is the first stage's beginning, behind the last stage its end.
Demand demandAt(const LoadProfile& load, std::chrono::milliseconds measured, std::chrono::milliseconds duration);
int mostUsers(const LoadProfile& load);

// A stretch of time in which a path works: a slice, or a part of a stage. In an open loop operations arrive at a rate
// that goes linearly from one value to another; they are numbered from 0, and each has its intended start.
struct Segment {
    Loop loop = Loop::Closed;
    Clock::time_point start, end;
    int users = 1; // those with an index below it work
    double rateFrom = 0, rateTo = 0;
    double carried = 1; // the part of an arrival that earlier segments have left; 1: one is due at once

    std::uint64_t arrivals() const;                        // in the whole segment
    double carriedOn() const;                              // for the next one
    Clock::time_point arrival(std::uint64_t number) const; // its intended start
    std::uint64_t due(Clock::time_point now) const;        // arrivals until now

private:
    double expected(double seconds) const; // arrivals within so many seconds, with fractions
    double length() const { return std::chrono::duration<double>(end - start).count(); }
};

} // namespace cachedeck::load
