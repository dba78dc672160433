#include "backend/load/pacing.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace cachedeck::load;
using namespace std::chrono_literals;

namespace {

const ArrivalClock uniform(Arrivals::Uniform, 0);

Segment segment(double from, double to, std::chrono::milliseconds length)
{
    Segment made;
    made.loop = Loop::Open;
    made.start = Clock::now();
    made.end = made.start + length;
    made.rateFrom = from;
    made.rateTo = to;
    made.clock = &uniform;
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
    CHECK(steady.positionAfter() == Approx(2000));
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
    auto part = segment(0.7, 0.7, 250ms);
    for (int slice = 0; slice < 400; ++slice) { // 100 s in slices of 250 ms
        part.first += part.arrivals();
        part.position = part.positionAfter();
    }
    CHECK(part.first == 70); // at 0, 1/0.7 … 69/0.7 s; the next one is due when the last slice ends
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

TEST_CASE("Users of a closed loop ramp one by one")
{
    LoadProfile load;
    load.users = 1;
    load.stages = {{4s, 5, 0, true}, {1s, 5, 0, false}};
    CHECK(mostUsers(load) == 5);
    int before = 0;
    int changes = 0;
    for (auto at = 0ms; at < 4s;) { // each stretch ends where the number changes
        const auto demand = demandAt(load, at, 10s);
        CHECK(demand.users >= before);
        REQUIRE(demand.left > 0ms);
        changes += demand.users != before ? 1 : 0;
        before = demand.users;
        at += demand.left;
    }
    CHECK(changes == 5); // 1, 2, 3, 4, 5
    CHECK(demandAt(load, 2000ms, 10s).users == 3);
}

TEST_CASE("Poisson arrivals have exponential gaps and follow from the seed alone")
{
    constexpr std::uint64_t count = 20'000;
    ArrivalClock clock(Arrivals::Poisson, 7);
    clock.reach(2.0 * count);
    ArrivalClock again(Arrivals::Poisson, 7);
    for (double position = 0; position < 2.0 * count; position += 97.3) // grown bit by bit
        again.reach(position);
    again.reach(2.0 * count);
    ArrivalClock other(Arrivals::Poisson, 8);
    other.reach(2.0 * count);

    // Gaps: chi-square over ten equally probable bins; the seed is fixed, so this cannot fail by chance.
    std::array<int, 10> bins{};
    double before = 0;
    int same = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto at = clock.at(i);
        REQUIRE(at > before);
        CHECK(at == again.at(i));
        same += at == other.at(i) ? 1 : 0;
        ++bins[std::min<std::size_t>(9, static_cast<std::size_t>(10 * (1 - std::exp(before - at))))];
        before = at;
    }
    CHECK(same == 0);
    CHECK(before / count == Approx(1).epsilon(0.03)); // four standard deviations
    double chiSquare = 0;
    for (const int bin : bins)
        chiSquare += std::pow(bin - count / 10.0, 2) / (count / 10.0);
    CHECK(chiSquare < 21.67); // 1 % of 9 degrees of freedom

    // Counts in intervals of 10 have the variance of a Poisson distribution: as large as their mean.
    double squares = 0;
    for (int i = 0; i < 1900; ++i) {
        const auto in = static_cast<double>(clock.until(10.0 * (i + 1)) - clock.until(10.0 * i));
        squares += (in - 10) * (in - 10) / 1900;
    }
    CHECK(squares == Approx(10).epsilon(0.15));
}

TEST_CASE("Poisson arrivals are the same however the time is cut into segments")
{
    ArrivalClock clock(Arrivals::Poisson, 42);
    clock.reach(5000);
    auto whole = segment(500, 500, 8s);
    whole.clock = &clock;
    REQUIRE(whole.arrivals() > 3000);
    std::vector<double> cut;
    auto part = segment(500, 500, 250ms);
    part.clock = &clock;
    for (int slice = 0; slice < 32; ++slice) {
        CHECK(part.due(part.end) == part.arrivals());
        for (std::uint64_t i = 0; i < part.arrivals(); ++i)
            cut.push_back(0.25 * slice + secondsInto(part, i));
        part.first += part.arrivals();
        part.position = part.positionAfter();
    }
    REQUIRE(cut.size() == whole.arrivals());
    CHECK(std::is_sorted(cut.begin(), cut.end()));
    for (std::size_t i = 0; i < cut.size(); ++i)
        CHECK(cut[i] == Approx(secondsInto(whole, i)).margin(1e-6));
}

TEST_CASE("Exponential thinking has the mean that was asked for, by seed and number")
{
    LoadProfile load;
    load.thinkTime = 10ms;
    CHECK(thinkTimeAfter(load, 1, 5) == 10ms);
    load.think = Think::Exponential;
    CHECK(thinkTimeAfter(load, 1, 5) == thinkTimeAfter(load, 1, 5));
    CHECK(thinkTimeAfter(load, 1, 5) != thinkTimeAfter(load, 2, 5));
    double sum = 0;
    int longer = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        const auto seconds = std::chrono::duration<double>(thinkTimeAfter(load, 1, i)).count();
        sum += seconds;
        longer += seconds > 0.02 ? 1 : 0;
    }
    CHECK(sum / 10'000 == Approx(0.01).epsilon(0.04));
    CHECK(longer / 10'000.0 == Approx(std::exp(-2)).epsilon(0.1)); // no memory: e^-2 are longer than twice the mean
}
