#include "backend/workload/great_circle.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace cachedeck::workload {

double kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
{
    constexpr double degree = 3.14159265358979323846 / 180;
    constexpr double diameter = 2 * 6371.0088;
    const double north = std::sin((latitude2 - latitude1) * degree / 2);
    const double east = std::sin((longitude2 - longitude1) * degree / 2);
    const double h = north * north + std::cos(latitude1 * degree) * std::cos(latitude2 * degree) * east * east;
    return diameter * std::asin(std::sqrt(std::fmin(1, h)));
}

double roundedKilometres(double latitude1, double longitude1, double latitude2, double longitude2)
{
    char text[32];
    *fmt::format_to_n(text, sizeof text - 1, "{:.3f}", kilometres(latitude1, longitude1, latitude2, longitude2)).out =
        '\0';
    return std::strtod(text, nullptr);
}

} // namespace cachedeck::workload
