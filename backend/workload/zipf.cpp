#include "backend/workload/zipf.hpp"

#include "backend/workload/portable_math.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::workload {
namespace {

// log(1 + x) / x and (e^x − 1) / x, both 1 at 0.
double logarithmRatio(double x)
{
    return std::fabs(x) > 1e-8 ? portable::logarithmOfOnePlus(x) / x : 1 - x / 2;
}
double exponentialRatio(double x)
{
    return std::fabs(x) > 1e-8 ? portable::exponentialMinusOne(x) / x : 1 + x / 2;
}

} // namespace

ZipfSampler::ZipfSampler(std::uint64_t count, double exponent)
    : m_count(static_cast<double>(count)),
      m_exponent(exponent),
      m_integralOfFirst(integral(1.5) - 1),
      m_integralOfLast(integral(m_count + 0.5)),
      m_accept(2 - inverse(integral(2.5) - density(2)))
{}

double ZipfSampler::density(double x) const
{
    return portable::exponential(-m_exponent * portable::logarithm(x));
}

double ZipfSampler::integral(double x) const
{
    const double logarithm = portable::logarithm(x);
    return exponentialRatio((1 - m_exponent) * logarithm) * logarithm;
}

double ZipfSampler::inverse(double y) const
{
    const double t = std::max(y * (1 - m_exponent), -1 + 0x1p-53); // rounding may leave the range of H
    return portable::exponential(logarithmRatio(t) * y);
}

std::uint64_t ZipfSampler::rank(Random& random) const
{
    for (;;) {
        const double u = m_integralOfLast + random.unit() * (m_integralOfFirst - m_integralOfLast);
        const double x = inverse(u);
        const double k = std::clamp(std::floor(x + 0.5), 1.0, m_count);
        if (k - x <= m_accept || u >= integral(k + 0.5) - density(k))
            return static_cast<std::uint64_t>(k);
    }
}

} // namespace cachedeck::workload
