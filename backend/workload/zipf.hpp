#pragma once
// Zipf's distribution over ranks 1…n: P(k) ∝ k^−s, for any exponent s ≥ 0, in constant memory and expected constant
// time. Source: Hörmann & Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions"
// (ACM TOMACS 6(3), 1996), algorithm ZRI, with H written so that it is stable as s nears 1.
//
// Threads: immutable after construction.

#include "backend/workload/random.hpp"

#include <cstdint>

namespace cachedeck::workload {

class ZipfSampler {
public:
    // `count` from 1 to 2^53; `exponent` from 0 to 100.
    ZipfSampler(std::uint64_t count, double exponent);
    std::uint64_t rank(Random& random) const; // 1…count; 1 is the most popular

private:
    double density(double x) const;  // h(x) = x^−s
    double integral(double x) const; // H(x) = (x^(1−s) − 1) / (1 − s), or log x
    double inverse(double y) const;  // H⁻¹

    double m_count;
    double m_exponent;
    double m_integralOfFirst;
    double m_integralOfLast;
    double m_accept; // ranks this near to their x need no second look
};

} // namespace cachedeck::workload
