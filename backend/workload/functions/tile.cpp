#include "backend/workload/functions/tile.hpp"

#include <cmath>

namespace cachedeck::workload::tile {
namespace {

constexpr int side = 64;            // points
constexpr int mostIterations = 500; // a point that has not escaped by then is inside
constexpr double width = 3;         // of the square that all tiles of a zoom cover
constexpr std::int64_t deepest = 20;
constexpr std::string_view shades = " .:-=+*%@";

int iterations(double real, double imaginary)
{
    double x = 0, y = 0;
    int count = 0;
    while (count < mostIterations && x * x + y * y <= 4) {
        const double next = x * x - y * y + real;
        y = 2 * x * y + imaginary;
        x = next;
        ++count;
    }
    return count;
}

Computed<void> compute(const FunctionCall& call, std::vector<Value>& out)
{
    const auto* zoom = std::get_if<std::int64_t>(&call.given[0]);
    const auto* column = std::get_if<std::int64_t>(&call.given[1]);
    const auto* row = std::get_if<std::int64_t>(&call.given[2]);
    if (zoom == nullptr || column == nullptr || row == nullptr || *zoom < 0 || *zoom > deepest)
        return std::string("A tile has whole numbers as zoom (0 to 20), x and y.");
    const double tileWidth = std::ldexp(width, -static_cast<int>(*zoom));
    const auto tiles = std::int64_t{1} << static_cast<unsigned>(*zoom);
    const double left = -0.75 - width / 2 + tileWidth * static_cast<double>(*column % tiles);
    const double top = -width / 2 + tileWidth * static_cast<double>(*row % tiles);
    std::string picture;
    std::int64_t inside = 0;
    for (int y = 0; y < side; ++y) {
        if (!call.proceed())
            return std::string("The tile was given up.");
        for (int x = 0; x < side; ++x) {
            const int count = iterations(left + tileWidth * x / side, top + tileWidth * y / side);
            inside += count == mostIterations ? 1 : 0;
            picture += count == mostIterations ? '#' : shades[static_cast<std::size_t>(count) % shades.size()];
        }
        picture += '\n';
    }
    out.insert(out.end(), {*zoom, *column, *row, inside, picture});
    return {};
}

} // namespace

Function render()
{
    return {"tile", Kind::Read, {"zoom", "x", "y"}, {}, false, nullptr, {"zoom", "x", "y", "inside", "picture"},
            compute};
}

} // namespace cachedeck::workload::tile
