#pragma once
// The common shapes of a reply that lies whole in a buffer, read without a state machine: what most replies are. Where
// anything is unusual, incomplete or near a limit these functions say no, and the caller takes the way that knows all.
// Inline: they run for every reply. Private to this room.

#include "backend/resp/parser.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace cachedeck::resp {

// "123\r\n" at `at`, without a sign and with at most nine digits; `at` is behind it then. -1: not of this shape, or not
// whole.
inline std::int64_t readShortLength(const char*& at, const char* end) noexcept
{
    const char* p = at;
    std::int64_t value = 0;
    const char* last = end - p > 10 ? p + 9 : end;
    for (; p < last && static_cast<unsigned char>(*p - '0') < 10; ++p)
        value = value * 10 + (*p - '0');
    if (p == at || end - p < 2 || p[0] != '\r' || p[1] != '\n')
        return -1;
    at = p + 2;
    return value;
}

// A bulk string "5\r\nhello\r\n", behind its '$'. Gives its bytes, or nullptr; `at` is behind it then.
inline const char* readWholeBulk(const char*& at, const char* end, const Limits& limits, std::size_t& length) noexcept
{
    const char* p = at;
    const auto size = readShortLength(p, end);
    if (size < 0 || end - p < size + 2)
        return nullptr;
    length = static_cast<std::size_t>(size);
    if (p[length] != '\r' || p[length + 1] != '\n' || length > limits.bulk ||
        static_cast<std::size_t>(p + length + 3 - at) > limits.total)
        return nullptr;
    at = p + length + 2;
    return p;
}

// A line behind its type's byte, up to CRLF and without a stray CR or LF. Gives its length, or -1.
inline std::ptrdiff_t readWholeLine(const char*& at, const char* end, const Limits& limits) noexcept
{
    constexpr std::ptrdiff_t longest = 64; // longer ones take the other way
    const char* last = end - at > longest ? at + longest : end;
    const char* p = at;
    while (p < last && *p != '\r' && *p != '\n')
        ++p;
    const auto length = static_cast<std::size_t>(p - at);
    if (end - p < 2 || p == last || p[0] != '\r' || p[1] != '\n' || length > limits.line || length + 3 > limits.total)
        return -1;
    at = p + 2;
    return static_cast<std::ptrdiff_t>(length);
}

// An integer "-12\r\n" behind its ':', of at most nine digits. False: not of this shape.
inline bool readWholeInteger(const char*& at, const char* end, const Limits& limits, std::int64_t& value) noexcept
{
    const char* p = at;
    const bool minus = p < end && *p == '-';
    if (minus)
        ++p;
    value = readShortLength(p, end);
    if (value < 0 || static_cast<std::size_t>(p + 1 - at) > limits.total)
        return false;
    if (minus)
        value = -value;
    at = p;
    return true;
}

} // namespace cachedeck::resp
