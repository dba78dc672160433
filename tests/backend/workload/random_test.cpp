#include "backend/workload/portable_math.hpp"
#include "backend/workload/random.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <cmath>
#include <set>

using cachedeck::workload::philox;
using cachedeck::workload::Random;
namespace portable = cachedeck::workload::portable;

TEST_CASE("Philox gives the numbers of the Random123 library's known answers")
{
    using Block = std::array<std::uint32_t, 4>;
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u});
    CHECK(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) == Block{0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu});
    CHECK(philox({0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}, {0xa4093822u, 0x299f31d0u}) ==
          Block{0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u});
}

TEST_CASE("Streams of a seed are functions of (seed, stream) and differ from each other")
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        for (std::uint64_t stream = 0; stream < 100; ++stream) {
            Random first(seed, stream), second(seed, stream);
            for (int i = 0; i < 4; ++i) {
                const auto number = first.next();
                CHECK(number == second.next());
                CHECK(seen.insert(number).second);
            }
        }
    }
}

TEST_CASE("Bounded numbers stay in their bounds and reach all of them")
{
    Random random(1, 2);
    std::array<int, 7> counts{};
    for (int i = 0; i < 70'000; ++i)
        ++counts.at(random.below(7));
    for (const auto count : counts)
        CHECK(std::abs(count - 10'000) < 500); // five deviations
    for (int i = 0; i < 1000; ++i) {
        const auto number = random.between(-3, 3);
        CHECK((number >= -3 && number <= 3));
        const auto unit = random.unit();
        CHECK((unit >= 0 && unit < 1));
    }
    CHECK(random.below(1) == 0);
    CHECK(random.between(5, 5) == 5);
    random.between(INT64_MIN, INT64_MAX); // the whole width has no bound to stay below
}

TEST_CASE("The portable logarithm and exponential agree with the C library's")
{
    for (double x = 1e-9; x < 1e18; x *= 1.37) {
        CHECK(portable::logarithm(x) == Approx(std::log(x)).epsilon(1e-14));
        CHECK(portable::logarithmOfOnePlus(x) == Approx(std::log1p(x)).epsilon(1e-14));
    }
    for (double x = -600; x < 600; x += 0.377) {
        CHECK(portable::exponential(x) == Approx(std::exp(x)).epsilon(1e-13));
        CHECK(portable::exponentialMinusOne(x) == Approx(std::expm1(x)).epsilon(1e-13));
    }
    CHECK(portable::exponentialMinusOne(1e-12) == Approx(1e-12).epsilon(1e-11));
}
