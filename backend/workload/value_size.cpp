#include "backend/workload/value_size.hpp"

#include "backend/workload/format.hpp"
#include "backend/workload/portable_math.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cachedeck::workload {
namespace {

constexpr double etcScale = 214.476;
constexpr double etcShape = 0.348238;

template<class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template<class... F>
Overloaded(F...) -> Overloaded<F...>;

// Marsaglia's polar method: logarithm and square root only.
double normal(Random& random)
{
    for (;;) {
        const double x = 2 * random.unit() - 1;
        const double y = 2 * random.unit() - 1;
        const double square = x * x + y * y;
        if (square > 0 && square < 1)
            return x * std::sqrt(-2 * portable::logarithm(square) / square);
    }
}

std::uint64_t whole(double bytes)
{
    return static_cast<std::uint64_t>(std::clamp(std::floor(bytes + 0.5), 1.0, static_cast<double>(largestValue)));
}

} // namespace

std::uint64_t sizeOf(const ValueSizes& sizes, Random& random)
{
    return std::visit(Overloaded{[](const ConstantSize& constant) { return constant.bytes; },
                                 [&](const UniformSize& uniform) {
                                     return uniform.least + random.below(uniform.most - uniform.least + 1);
                                 },
                                 [&](const LognormalSize& lognormal) {
                                     return whole(lognormal.median *
                                                  portable::exponential(lognormal.sigma * normal(random)));
                                 },
                                 [&](const EtcSize&) {
                                     const double tail = -etcShape * portable::logarithm(1 - random.unit());
                                     return whole(etcScale / etcShape * portable::exponentialMinusOne(tail));
                                 }},
                      sizes);
}

double meanSize(const ValueSizes& sizes)
{
    return std::visit(
        Overloaded{[](const ConstantSize& constant) { return static_cast<double>(constant.bytes); },
                   [](const UniformSize& uniform) { return static_cast<double>(uniform.least + uniform.most) / 2; },
                   [](const LognormalSize& lognormal) {
                       return lognormal.median * portable::exponential(lognormal.sigma * lognormal.sigma / 2);
                   },
                   [](const EtcSize&) { return etcScale / (1 - etcShape); }},
        sizes);
}

ValueSizes readValueSizes(const JsonNode& node)
{
    constexpr auto most = static_cast<std::int64_t>(largestValue);
    if (!node.value().is_object()) {
        if (!node.value().is_string() || node.text() != "etc")
            node.failExpected(
                R"("etc", {"constant": bytes}, {"uniform": [least, most]} or {"lognormal": {"median": bytes, "sigma": …}})");
        return EtcSize{};
    }
    node.expectFields(format::valueSizes);
    if (node.members().size() != 1)
        node.fail("expected exactly one of \"constant\", \"uniform\" and \"lognormal\"");
    if (const auto constant = node.find("constant"))
        return ConstantSize{static_cast<std::uint64_t>(constant->integer(1, most))};
    if (const auto uniform = node.find("uniform")) {
        const auto ends = uniform->elements();
        if (ends.size() != 2)
            uniform->fail(
                fmt::format("expected two whole numbers, the least and the most, found {} elements", ends.size()));
        const auto least = ends[0].integer(1, most);
        return UniformSize{static_cast<std::uint64_t>(least), static_cast<std::uint64_t>(ends[1].integer(least, most))};
    }
    const auto lognormal = node.at("lognormal");
    lognormal.expectFields(format::lognormal);
    return LognormalSize{lognormal.at("median").number(1, static_cast<double>(most)),
                         lognormal.at("sigma").number(0, 10)};
}

std::string text(const ValueSizes& sizes)
{
    return std::visit(
        Overloaded{[](const ConstantSize& constant) { return fmt::format("constant {}", constant.bytes); },
                   [](const UniformSize& uniform) { return fmt::format("uniform {} {}", uniform.least, uniform.most); },
                   [](const LognormalSize& lognormal) {
                       return fmt::format("lognormal {} {}", lognormal.median, lognormal.sigma);
                   },
                   [](const EtcSize&) { return std::string("etc"); }},
        sizes);
}

} // namespace cachedeck::workload
