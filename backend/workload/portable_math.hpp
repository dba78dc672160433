#pragma once
// Logarithm and exponential from IEEE additions, multiplications and divisions alone. The C library's differ in their
// last bits from system to system, and one bit is enough to pick another key: the same seed must ask the same things
// everywhere. Compiled without contraction to fused multiply-add, for the same reason. Relative error below 1e-15.

namespace cachedeck::workload::portable {

double logarithm(double x) noexcept;          // x > 0, normal
double exponential(double x) noexcept;        // 0 below −700; no more than e^700
double logarithmOfOnePlus(double x) noexcept; // x > −1
double exponentialMinusOne(double x) noexcept;

} // namespace cachedeck::workload::portable
