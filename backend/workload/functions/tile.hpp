#pragma once
// A map tile that is computed: 64 × 64 points of the Mandelbrot set, by escape time. A pure function of its place, so
// that it can stand alone, without rows of any store.

#include "backend/workload/functions/function.hpp"

namespace cachedeck::workload::tile {

// Parameters zoom, x and y: tile (x, y) of 2^zoom × 2^zoom that cover the square around (−0.75, 0). Gives the tile's
// place, how many of its points are inside, and its rows as text, a letter a point.
Function render();

} // namespace cachedeck::workload::tile
