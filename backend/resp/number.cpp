#include "backend/resp/number.hpp"

#include <charconv>
#include <limits>
#include <string>
#include <version>

#ifndef __cpp_lib_to_chars
#include <cstdlib>
#include <locale.h>
#include <xlocale.h>
#endif

namespace cachedeck::resp {
namespace {

std::string_view withoutPlus(std::string_view text) noexcept
{
    if (text.size() > 1 && text[0] == '+' && text[1] != '-')
        text.remove_prefix(1);
    return text;
}

std::optional<double> decimal(std::string_view text) noexcept
{
#ifdef __cpp_lib_to_chars
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size())
        return std::nullopt;
    if (error == std::errc())
        return value;
    if (error != std::errc::result_out_of_range)
        return std::nullopt;
#endif
    // Out of range: what strtod does, infinity or zero. A libc++ without from_chars for double takes this way always.
    if (text.size() > 400)
        return std::nullopt;
#ifdef __cpp_lib_to_chars
    const bool negative = text.front() == '-';
    const auto exponent = text.find_first_of("eE");
    const bool small = exponent != std::string_view::npos && exponent + 1 < text.size() && text[exponent + 1] == '-';
    const double value2 = small ? 0.0 : std::numeric_limits<double>::infinity();
    return negative ? -value2 : value2;
#else
    static const locale_t classic = ::newlocale(LC_ALL_MASK, "C", nullptr);
    const std::string terminated(text);
    char* end = nullptr;
    const double value = ::strtod_l(terminated.c_str(), &end, classic);
    return end == terminated.c_str() + terminated.size() ? std::optional(value) : std::nullopt;
#endif
}

} // namespace

std::optional<std::int64_t> toInteger(std::string_view text) noexcept
{
    text = withoutPlus(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<double> toReal(std::string_view text) noexcept
{
    text = withoutPlus(text);
    if (text.empty())
        return std::nullopt;
    if (text == "inf" || text == "Inf")
        return std::numeric_limits<double>::infinity();
    if (text == "-inf" || text == "-Inf")
        return -std::numeric_limits<double>::infinity();
    if (text == "nan" || text == "-nan" || text == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos)
        return std::nullopt;
    return decimal(text);
}

} // namespace cachedeck::resp
