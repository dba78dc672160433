#include "backend/workload/random.hpp"

namespace cachedeck::workload {
namespace {

constexpr std::uint32_t low(std::uint64_t value)
{
    return static_cast<std::uint32_t>(value);
}
constexpr std::uint32_t high(std::uint64_t value)
{
    return static_cast<std::uint32_t>(value >> 32u);
}

struct Wide {
    std::uint64_t high, low;
};

// 64 × 64 → 128 bits, from 32-bit halves: no compiler's own 128-bit type needed.
constexpr Wide multiply(std::uint64_t left, std::uint64_t right)
{
    const std::uint64_t lowLow = std::uint64_t{low(left)} * low(right);
    const std::uint64_t lowHigh = std::uint64_t{low(left)} * high(right);
    const std::uint64_t highLow = std::uint64_t{high(left)} * low(right);
    const std::uint64_t highHigh = std::uint64_t{high(left)} * high(right);
    const std::uint64_t middle = std::uint64_t{high(lowLow)} + low(lowHigh) + low(highLow);
    return {highHigh + high(lowHigh) + high(highLow) + high(middle), (middle << 32u) | low(lowLow)};
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) noexcept
{
    constexpr int rounds = 10;
    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t even = std::uint64_t{0xD2511F53u} * counter[0];
        const std::uint64_t odd = std::uint64_t{0xCD9E8D57u} * counter[2];
        counter = {high(odd) ^ counter[1] ^ key[0], low(odd), high(even) ^ counter[3] ^ key[1], low(even)};
        key[0] += 0x9E3779B9u; // golden ratio
        key[1] += 0xBB67AE85u; // √3 − 1
    }
    return counter;
}

std::uint64_t Random::next() noexcept
{
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spare;
    }
    const auto words =
        philox({low(m_block), high(m_block), low(m_stream), high(m_stream)}, {low(m_seed), high(m_seed)});
    ++m_block;
    m_spare = (std::uint64_t{words[3]} << 32u) | words[2];
    m_hasSpare = true;
    return (std::uint64_t{words[1]} << 32u) | words[0];
}

// Lemire, "Fast Random Integer Generation in an Interval" (2019), algorithm 5.
std::uint64_t Random::below(std::uint64_t bound) noexcept
{
    auto product = multiply(next(), bound);
    if (product.low < bound) {
        const auto threshold = (0 - bound) % bound;
        while (product.low < threshold)
            product = multiply(next(), bound);
    }
    return product.high;
}

std::int64_t Random::between(std::int64_t first, std::int64_t last) noexcept
{
    const auto span = static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first) + 1;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(first) + (span == 0 ? next() : below(span)));
}

double Random::unit() noexcept
{
    return static_cast<double>(next() >> 11u) * 0x1p-53;
}

} // namespace cachedeck::workload
