#include "backend/stores/real_number.hpp"

#include <charconv>
#include <version>
#ifndef __cpp_lib_to_chars
#include <locale>
#include <sstream>
#endif

namespace cachedeck::stores {

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<double> parseReal(std::string_view text)
{
    double value = 0;
#ifdef __cpp_lib_to_chars
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
#else // libc++ of Xcode 15
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    if (!(stream >> value) || !stream.eof())
        return std::nullopt;
#endif
    return value;
}

workload::Value parseNumber(std::string_view text)
{
    if (const auto integer = parseInteger(text))
        return *integer;
    if (const auto real = parseReal(text))
        return *real;
    return std::string(text);
}

} // namespace cachedeck::stores
