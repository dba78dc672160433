#include "backend/events/spsc_ring.hpp"
#include "tests/support/catch.hpp"

#include <thread>

using cachedeck::events::SpscRing;

TEST_CASE("What is pushed comes out once and in order; what finds no room is counted")
{
    SpscRing<int> ring(4);
    std::vector<int> out;
    for (int i = 0; i < 6; ++i)
        ring.push(i);
    CHECK(ring.dropped() == 2);
    ring.take(out);
    CHECK(out == std::vector<int>{0, 1, 2, 3});
    ring.push(7);
    out.clear();
    ring.take(out);
    CHECK(out == std::vector<int>{7});
}

TEST_CASE("Between two threads nothing is lost, doubled or out of order beyond what was counted as dropped")
{
    constexpr std::uint64_t count = 200'000;
    SpscRing<std::uint64_t> ring(256);
    std::vector<std::uint64_t> out;
    std::atomic<bool> done{false};
    std::thread writer([&] {
        for (std::uint64_t i = 1; i <= count; ++i)
            ring.push(i);
        done = true;
    });
    while (!done)
        ring.take(out);
    ring.take(out);
    writer.join();
    CHECK(out.size() + ring.dropped() == count);
    bool rises = true;
    for (std::size_t i = 1; i < out.size(); ++i)
        rises = rises && out[i] > out[i - 1];
    CHECK(rises);
}
