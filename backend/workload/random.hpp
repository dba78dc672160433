#pragma once
// Random numbers as a pure function of (seed, stream, position): Philox 4x32-10, a counter-based generator.
// Source: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3" (SC'11), section 4; test vectors
// from the Random123 library. Integers only, so every machine and standard library gives the same numbers.
//
// Threads: values.

#include <array>
#include <cstdint>

namespace cachedeck::workload {

// The generator's one function: ten rounds over a 128-bit counter with a 64-bit key.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) noexcept;

// One stream of numbers. Streams of the same seed are independent of each other, whatever their numbers.
class Random {
public:
    Random(std::uint64_t seed, std::uint64_t stream) noexcept : m_seed(seed), m_stream(stream) {}

    std::uint64_t next() noexcept;                     // 64 random bits
    std::uint64_t below(std::uint64_t bound) noexcept; // uniform in [0, bound), without bias; bound above 0
    std::int64_t between(std::int64_t first, std::int64_t last) noexcept; // both included
    double unit() noexcept;                                               // [0, 1), in steps of 2^-53

private:
    std::uint64_t m_seed;
    std::uint64_t m_stream;
    std::uint64_t m_block = 0;
    std::uint64_t m_spare = 0;
    bool m_hasSpare = false;
};

} // namespace cachedeck::workload
