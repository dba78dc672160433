#pragma once
// The viridis colour map (S. van der Walt, N. Smith, 2015): even steps of lightness, readable without colour vision.

#include <QRgb>

namespace cachedeck::heatmap {

/// 0 is dark violet, 1 is yellow; in between straight lines through ten of its colours. Opaque.
QRgb viridis(double share);

} // namespace cachedeck::heatmap
