#pragma once
// Numbers from a server's text, whatever the locale. Private to the room.

#include "backend/workload/value.hpp"

#include <optional>
#include <string_view>

namespace cachedeck::stores {

std::optional<std::int64_t> parseInteger(std::string_view text);
std::optional<double> parseReal(std::string_view text); // also "NaN", "Infinity" and "-Infinity"

// A whole number where it is one that fits, else a real; a text that is no number stays a text.
workload::Value parseNumber(std::string_view text);

} // namespace cachedeck::stores
