#pragma once
// A parameter's or a cell's value, as every store understands it.

#include <cstdint>
#include <string>
#include <variant>

namespace cachedeck::workload {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>; // monostate: NULL

} // namespace cachedeck::workload
