#pragma once
// Whole numbers in sentences for people: 1,234,567, whatever the locale, since they go into files, too.

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace cachedeck::load {

template<class Number>
std::string grouped(Number number) // exact below 2^53
{
    auto text = fmt::format("{:.0f}", static_cast<double>(number));
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

} // namespace cachedeck::load
