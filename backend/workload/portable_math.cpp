#include "backend/workload/portable_math.hpp"

#include <cmath>

namespace cachedeck::workload::portable {
namespace {

constexpr double ln2High = 6.93147180369123816490e-01; // ends in zeros: k × ln2High is exact
constexpr double ln2Low = 1.90821492927058770002e-10;

// Taylor's series of e^x − 1 for |x| ≤ ln 2 / 2, innermost term first.
double smallExponentialMinusOne(double x)
{
    double sum = 0;
    for (int term = 16; term >= 1; --term)
        sum = x / term * (1 + sum);
    return sum;
}

} // namespace

double logarithm(double x) noexcept
{
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent); // exact
    if (mantissa < 0.70710678118654752440) {
        mantissa *= 2;
        --exponent;
    }
    // log m = 2 artanh((m − 1) / (m + 1)), |s| < 0.172
    const double s = (mantissa - 1) / (mantissa + 1);
    const double square = s * s;
    double sum = 0;
    for (int power = 23; power >= 3; power -= 2)
        sum = square * (1.0 / power + sum);
    return exponent * ln2High + (2 * s + (2 * s * sum + exponent * ln2Low));
}

double exponential(double x) noexcept
{
    constexpr double range = 700; // e^±700 is still a normal number
    if (x < -range)
        return 0;
    x = std::fmin(x, range);
    const double k = std::floor(x / 0.69314718055994530942 + 0.5);
    const double rest = (x - k * ln2High) - k * ln2Low;
    return std::ldexp(1 + smallExponentialMinusOne(rest), static_cast<int>(k));
}

// Kahan's correction: what 1 + x rounds away is put back by the factor x / (u − 1).
double logarithmOfOnePlus(double x) noexcept
{
    const double u = 1 + x;
    return u == 1 ? x : logarithm(u) * (x / (u - 1));
}

double exponentialMinusOne(double x) noexcept
{
    return std::fabs(x) < 0.34 ? smallExponentialMinusOne(x) : exponential(x) - 1;
}

} // namespace cachedeck::workload::portable
