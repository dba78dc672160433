#pragma once
// Numbers of variable length as HdrHistogram's V2 encoding has them: 7 bits a byte, least significant first, the
// highest bit of a byte telling that more come; the ninth byte carries 8 bits.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cachedeck::latency {

inline void putVarint(std::string& out, std::uint64_t value)
{
    for (int i = 0; i < 8 && value >= 0x80; ++i) {
        out.push_back(static_cast<char>((value & 0x7f) | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<char>(value));
}

// Moves `offset` behind the number; nothing where the bytes end within it.
inline std::optional<std::uint64_t> getVarint(std::string_view bytes, std::size_t& offset) noexcept
{
    std::uint64_t value = 0;
    for (int i = 0; i < 9; ++i) {
        if (offset >= bytes.size())
            return std::nullopt;
        const std::uint64_t byte = static_cast<unsigned char>(bytes[offset++]);
        if (i == 8)
            return value | byte << 56;
        value |= (byte & 0x7f) << (7 * i);
        if (!(byte & 0x80))
            return value;
    }
    return value;
}

} // namespace cachedeck::latency
