#pragma once
// A parameter's or a cell's value, as every store understands it. A string is text or bytes, whole and of any content:
// which of them, is what the column says that it comes from or goes to.

#include <cstdint>
#include <string>
#include <variant>

namespace cachedeck::workload {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>; // monostate: NULL

} // namespace cachedeck::workload
