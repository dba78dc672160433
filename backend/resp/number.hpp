#pragma once
// Numbers as text, without the process's locale (std::strtod would read a decimal comma in Romania).

#include <cstdint>
#include <optional>
#include <string_view>

namespace cachedeck::resp {

// All of `text`, with an optional sign; empty when it is none or does not fit.
std::optional<std::int64_t> toInteger(std::string_view text) noexcept;
// The same for decimals with an exponent, "inf", "-inf" and "nan".
std::optional<double> toReal(std::string_view text) noexcept;

} // namespace cachedeck::resp
