#pragma once
// A pipe whose ends no executed program inherits.

#include <array>

namespace cachedeck::servers {

bool makePipe(std::array<int, 2>& ends) noexcept; // [0] reads, [1] writes; false: errno says why

} // namespace cachedeck::servers
