#include "backend/load/pacing.hpp"
#include "tests/support/catch.hpp"

#include <vector>

using namespace cachedeck::load;
using namespace std::chrono_literals;

namespace {

Segment segment(double from, double to, std::chrono::milliseconds length, double carried = 1)
{
    Segment made;
    made.loop = Loop::Open;
    made.start = Clock::now();
    made.end = made.start + length;
    made.rateFrom = from;
    made.rateTo = to;
    made.carried = carried;
    return made;
}

double secondsInto(const Segment& of, std::uint64_t number)
{
    return std::chrono::duration<double>(of.arrival(number) - of.start).count();
}

} // namespace

TEST_CASE("Arrivals of a steady rate are evenly spread")
{
    const auto steady = segment(1000, 1000, 2s);
    CHECK(steady.arrivals() == 2000); // the first at once; the one at the end is the next segment's
    CHECK(steady.carriedOn() == Approx(1));
    CHECK(secondsInto(steady, 0) == Approx(0).margin(1e-9));
    CHECK(secondsInto(steady, 1) == Approx(0.001));
    CHECK(secondsInto(steady, 1500) == Approx(1.5));
    CHECK(steady.due(steady.start) == 1);
    CHECK(steady.due(steady.start + 1s) == Approx(1001).margin(1));
    CHECK(steady.due(steady.start + 10s) == steady.arrivals());
}

TEST_CASE("A ramp's arrivals come as the integral of its rate")
{
    const auto ramp = segment(0.0001, 1000, 10s);
    CHECK(static_cast<double>(ramp.arrivals()) == Approx(5001).margin(1));
    CHECK(secondsInto(ramp, 1250) == Approx(5).epsilon(0.001)); // half the time, a quarter of the arrivals
    std::uint64_t before = 0;
    for (int i = 0; i <= 100; ++i) {
        const auto due = ramp.due(ramp.start + i * 100ms);
        CHECK(due >= before);
        before = due;
    }
}

TEST_CASE("A rate slower than the slices loses no arrival")
{
    double carried = 1;
    std::uint64_t arrivals = 0;
    for (int slice = 0; slice < 400; ++slice) { // 100 s in slices of 250 ms
        const auto part = segment(0.7, 0.7, 250ms, carried);
        arrivals += part.arrivals();
        carried = part.carriedOn();
    }
    CHECK(static_cast<double>(arrivals) == Approx(71).margin(1));
}

TEST_CASE("Stages follow one another, and the last one stays")
{
    LoadProfile load;
    load.loop = Loop::Open;
    load.rate = 100;
    load.stages = {{1s, 8, 100, false}, {2s, 8, 300, true}, {1s, 8, 50, false}};
    CHECK(demandAt(load, 0ms, 10s).rate == 100);
    CHECK(demandAt(load, 2000ms, 10s).rate == Approx(200));
    CHECK(demandAt(load, 2000ms, 10s).stage == 1);
    CHECK(demandAt(load, 2000ms, 10s).left == 1000ms);
    CHECK(demandAt(load, 3500ms, 10s).rate == 50);
    CHECK(demandAt(load, 9s, 10s).stage == 2);
    CHECK(demandAt(load, 9s, 10s).left == 1s);

    LoadProfile closed;
    closed.users = 4;
    closed.stages = {{1s, 2, 0, false}, {1s, 9, 0, false}};
    CHECK(mostUsers(closed) == 9);
    CHECK(demandAt(closed, 1500ms, 2s).users == 9);
}
