#pragma once
// The lines of the protocol that are a number or a stream's mark. Inline: they are read for every reply.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cachedeck::resp {

// A line of nothing but a number, the most frequent line of all: read digit by digit, without looking for its end
// first. No number of int64 is longer than 20 characters with its sign; 24 leaves room for leading zeros.
struct NumberLine {
    enum class Status : std::uint8_t { More, Ok, NotANumber, BadEnd } status;
    std::int64_t value = 0;
    bool minus = false; // "-" was written, which tells -0 from 0
};

inline NumberLine readNumberLine(std::string_view bytes, std::size_t& at) noexcept
{
    using Status = NumberLine::Status;
    std::size_t i = at;
    bool minus = false;
    if (i < bytes.size() && (bytes[i] == '-' || bytes[i] == '+'))
        minus = bytes[i++] == '-';
    std::uint64_t value = 0;
    const std::size_t first = i;
    for (; i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9'; ++i) {
        const auto digit = static_cast<std::uint64_t>(bytes[i] - '0');
        if (i - first >= 24 || value > (UINT64_MAX - digit) / 10)
            return {Status::NotANumber};
        value = value * 10 + digit;
    }
    if (i == bytes.size())
        return {Status::More};
    if (i == first || bytes[i] != '\r')
        return {Status::NotANumber};
    if (value > static_cast<std::uint64_t>(INT64_MAX) + (minus ? 1 : 0))
        return {Status::NotANumber};
    if (i + 1 == bytes.size())
        return {Status::More};
    if (bytes[i + 1] != '\n')
        return {Status::BadEnd};
    at = i + 2;
    return {Status::Ok, static_cast<std::int64_t>(minus ? 0 - value : value), minus};
}

// "?\r\n" at `at`, announcing a streamed value: 1 yes, 0 no, -1 not enough bytes, -2 malformed.
inline int readStreamMark(std::string_view bytes, std::size_t& at) noexcept
{
    if (at == bytes.size())
        return -1;
    if (bytes[at] != '?')
        return 0;
    if (at + 1 < bytes.size() && bytes[at + 1] != '\r')
        return -2;
    if (at + 2 < bytes.size() && bytes[at + 2] != '\n')
        return -2;
    if (at + 3 > bytes.size())
        return -1;
    at += 3;
    return 1;
}

} // namespace cachedeck::resp
