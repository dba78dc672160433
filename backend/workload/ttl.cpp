#include "backend/workload/ttl.hpp"

#include "backend/workload/random.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::workload {

std::chrono::milliseconds jitteredTtl(std::chrono::seconds ttl, double share, std::string_view key,
                                      std::uint64_t number)
{
    const std::chrono::milliseconds whole = ttl;
    if (share <= 0)
        return whole;
    std::uint64_t hash = 0xcbf29ce484222325u; // FNV-1a
    for (const char letter : key)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
    const double factor = 1 + share * (2 * Random(hash, number).unit() - 1);
    return std::max(std::chrono::milliseconds(std::llround(static_cast<double>(whole.count()) * factor)),
                    std::chrono::milliseconds(1));
}

} // namespace cachedeck::workload
