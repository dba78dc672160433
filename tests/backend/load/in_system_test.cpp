// The mean number of operations in the system from looks that come at odd times, against the same integral from
// arithmetic.
#include "backend/load/in_system_meter.hpp"
#include "backend/load/in_system_sampler.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

using namespace cachedeck::load;
using namespace std::chrono_literals;

namespace {

using Seconds = std::chrono::duration<double>;

// Ten seconds at 1,000 a second; each takes 200 µs, one after the other, but nothing ends in the second from 4 s on.
struct Stall {
    Stall(Arrivals arrivals, std::uint64_t seed) : clock(arrivals, seed)
    {
        clock.reach(10'100);
        segment = {Loop::Open, Clock::time_point(1h), Clock::time_point(1h) + 10s, 1, 1000, 1000, &clock, 0, 0};
        auto free = segment.start;
        for (std::uint64_t i = 0; i < segment.arrivals(); ++i) {
            auto end = std::max(segment.arrival(i), free) + 200us;
            if (end > segment.start + 4s && end < segment.start + 5s)
                end = segment.start + 5s + 200us;
            free = end;
            ends.push_back(end);
            exact += Seconds(end - segment.arrival(i)).count();
        }
    }
    std::uint64_t overAt(Clock::time_point at) const
    {
        return static_cast<std::uint64_t>(std::upper_bound(ends.begin(), ends.end(), at) - ends.begin());
    }

    ArrivalClock clock;
    Segment segment;
    std::vector<Clock::time_point> ends;
    double exact = 0; // operation-seconds
};

template<class Pause>
InSystem measure(const Stall& stall, const Pause& pause)
{
    InSystemMeter meter;
    meter.begin(stall.segment);
    for (auto at = stall.segment.start; at < stall.ends.back();) {
        at = std::min(at + pause(), stall.ends.back());
        meter.look(at, stall.overAt(at));
    }
    return meter.take();
}

} // namespace

TEST_CASE("Looks once a millisecond give the operations in the system, and say that they do")
{
    for (const auto arrivals : {Arrivals::Uniform, Arrivals::Poisson}) {
        const Stall stall(arrivals, 7);
        REQUIRE(stall.exact > 400);
        std::mt19937 random(1);
        const auto sum = measure(stall, [&] { return 1000us + std::chrono::microseconds(random() % 200); });
        CAPTURE(sum.seconds, stall.exact, sum.error());
        CHECK(sum.seconds == Approx(stall.exact).epsilon(0.001));
        CHECK(sum.error() < 0.01 * sum.seconds);
    }
}

TEST_CASE("A look stands for the time it was made in, however late it comes")
{
    // Three of four looks are on time, every fourth comes 5 to 45 ms late, as on a machine with too much to do.
    for (const auto arrivals : {Arrivals::Uniform, Arrivals::Poisson}) {
        const Stall stall(arrivals, 9);
        std::mt19937 random(2);
        int number = 0;
        const auto sum = measure(stall, [&] {
            return ++number % 4 == 0 ? 5000us + std::chrono::microseconds(random() % 40'000)
                                     : std::chrono::microseconds(1000);
        });
        CAPTURE(sum.seconds, stall.exact, sum.error());
        CHECK(sum.seconds == Approx(stall.exact).epsilon(0.01));
        CHECK(std::abs(sum.seconds - stall.exact) <= sum.error());
        // It does not know that it was lucky: with so much unseen, another witness is called.
        CHECK(sum.error() > 0.01 * sum.seconds);
    }
}

TEST_CASE("A look that misses the whole stall says how little it knows")
{
    const Stall stall(Arrivals::Uniform, 0);
    const auto sum = measure(stall, [] { return std::chrono::microseconds(3'500'000); });
    CAPTURE(sum.seconds, stall.exact, sum.error());
    CHECK(std::abs(sum.seconds - stall.exact) <= sum.error());
    CHECK(sum.error() > sum.seconds);
}

TEST_CASE("More arrivals than can be added one by one are taken as they come within each millisecond")
{
    ArrivalClock clock(Arrivals::Uniform, 0);
    const Segment segment{Loop::Open, Clock::time_point(1h), Clock::time_point(1h) + 2s, 1, 0.001, 200'000, &clock, 0,
                          0};
    InSystemMeter meter;
    meter.begin(segment);
    meter.look(segment.start + 1s, 0);
    meter.look(segment.start + 3s, 0); // nothing ends; nothing more arrives after two seconds
    double exact = 0;
    for (std::uint64_t i = 0; i < segment.arrivals(); ++i)
        exact += Seconds(segment.start + 3s - segment.arrival(i)).count();
    const auto sum = meter.take();
    CHECK(sum.seconds == Approx(exact).epsilon(0.001));
    CHECK(sum.error() == 0);
    CHECK(meter.take().seconds == 0);
}

TEST_CASE("What falls due after a stop never enters the system")
{
    const Stall stall(Arrivals::Uniform, 0);
    InSystemMeter meter;
    meter.begin(stall.segment);
    meter.stop(stall.segment.start + 100ms);
    meter.look(stall.segment.start + 50ms, 0);
    meter.look(stall.segment.start + 200ms, 0);
    double exact = 0;
    for (std::uint64_t i = 0; i <= 100; ++i)
        exact += Seconds(stall.segment.start + 200ms - stall.segment.arrival(i)).count();
    CHECK(meter.take().seconds == Approx(exact).epsilon(0.001));
}

TEST_CASE("The sampler looks by itself, and up to now when it is asked")
{
    const ArrivalClock clock(Arrivals::Uniform, 0);
    const Segment segment{Loop::Open, Clock::now(), Clock::now() + 1h, 1, 1000, 1000, &clock, 0, 0};
    std::atomic<std::uint64_t> over{0};
    InSystemSampler sampler(2);
    sampler.watch({{1, &segment, &over}});
    for (int i = 0; i < 50; ++i) {
        std::this_thread::sleep_for(2ms);
        over = segment.due(Clock::now()); // all that was due
    }
    const auto sum = sampler.take(1);
    const auto seconds = Seconds(Clock::now() - segment.start).count();
    sampler.rest();
    CAPTURE(sum.seconds, sum.error(), seconds);
    // Every 2 ms the queue is emptied: one is in the system on average, more where this test slept longer.
    CHECK(sum.seconds + sum.error() > 0.4 * seconds);
    CHECK(sampler.take(0).seconds == 0);
    const auto nothing = sampler.take(1);
    CHECK(nothing.seconds == 0);
}
