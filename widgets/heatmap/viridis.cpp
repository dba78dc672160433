#include "widgets/heatmap/viridis.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cachedeck::heatmap {

QRgb viridis(double share)
{
    static constexpr std::array<unsigned, 10> stops{0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e,
                                                    0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725};
    const double place = std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0) * (stops.size() - 1);
    const auto left = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    const double part = place - static_cast<double>(left);
    const auto channel = [&](int shift) {
        const double from = (stops[left] >> shift) & 0xff;
        const double to = (stops[left + 1] >> shift) & 0xff;
        return static_cast<int>(std::lround(from + (to - from) * part));
    };
    return qRgb(channel(16), channel(8), channel(0));
}

} // namespace cachedeck::heatmap
