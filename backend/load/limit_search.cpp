#include "backend/load/limit_search.hpp"

#include "backend/load/grouped.hpp"
#include "backend/load/scenario_override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cachedeck::load {

namespace {

constexpr double sustainedShare = 0.95;
constexpr std::uint64_t fewest = 10; // operations that tell anything

// A low quantile is seen with fewer.
std::uint64_t fewestFor(std::optional<double> quantile)
{
    return quantile ? std::min(fewest, latency::samplesNeeded(*quantile) / 4) : fewest;
}

std::optional<double> quantileIn(std::string_view threshold)
{
    const auto parsed = parseLimit(threshold, "path");
    return parsed ? quantileOf(parsed->field) : std::nullopt;
}

double quantile(const latency::Histogram& histogram, double at)
{
    return histogram.count() > 0 ? static_cast<double>(histogram.quantile(at).count()) / 1000 : 0;
}

} // namespace

std::optional<double> LimitSearch::next() const
{
    if (m_doubted)
        return m_doubted;
    if (!m_broke) {
        if (!m_held && !m_unknown)
            return m_spec.from;
        const auto below = std::max(m_held.value_or(0), m_unknown.value_or(0));
        return below < m_spec.to ? std::optional(std::min(below * m_spec.factor, m_spec.to)) : std::nullopt;
    }
    if (!m_held || m_bisected >= m_spec.bisections)
        return std::nullopt;
    return std::sqrt(*m_held * *m_broke);
}

void LimitSearch::add(const LimitStep& step)
{
    m_steps.push_back(step);
    if (!step.decided) {
        m_doubted.reset();
        m_unknown = std::max(m_unknown.value_or(0), step.rate);
        m_bisected += m_broke ? 1 : 0;
        return;
    }
    if (!step.holds() && !m_doubted) {
        m_doubted = step.rate;
        return;
    }
    m_doubted.reset();
    m_bisected += m_broke ? 1 : 0;
    (step.holds() ? m_held : m_broke) = step.rate;
}

LimitResult LimitSearch::result() const
{
    return {m_spec.threshold, m_held, m_broke, !next().has_value(), m_steps};
}

LimitStep limitStep(const FindLimit& spec, double rate, std::uint64_t arrived, double asked, const PathResult& path)
{
    LimitStep step;
    step.rate = rate;
    step.p50 = quantile(path.response, 0.5);
    step.p99 = quantile(path.response, 0.99);
    const auto ok = static_cast<double>(path.counts.ok);
    step.throughput = path.seconds > 0 ? ok / path.seconds : 0;
    step.sustained = step.throughput >= sustainedShare * static_cast<double>(arrived) / asked;
    const auto threshold = parseLimit(spec.threshold, "path");
    step.met = threshold && holds(*threshold, path);
    const auto values = threshold ? valuesOf(path, threshold->field) : std::nullopt;
    step.told = values ? static_cast<std::uint64_t>(*values) : arrived;
    const auto floor = fewestFor(quantileIn(spec.threshold));
    step.decided = arrived >= floor && (!step.sustained || step.told >= floor);
    return step;
}

std::string_view outcomeOf(const LimitStep& step, std::string_view threshold)
{
    if (!step.decided)
        return "too few operations to tell";
    if (step.holds())
        return "holds";
    if (!step.sustained)
        return "not sustained";
    const auto parsed = parseLimit(threshold, "path");
    const bool isTime = parsed && isLatency(parsed->field) && parsed->relation.starts_with('<');
    return isTime ? "too slow" : "threshold missed";
}

std::string fewReads(const LimitResult& limit)
{
    const auto quantile = quantileIn(limit.threshold);
    if (!quantile || limit.steps.empty())
        return {};
    const auto needed = latency::samplesNeeded(*quantile);
    const auto few = std::count_if(limit.steps.begin(), limit.steps.end(),
                                   [&](const LimitStep& step) { return step.told < needed; });
    if (few == 0)
        return {};
    const auto least = std::min_element(limit.steps.begin(), limit.steps.end(),
                                        [](const LimitStep& a, const LimitStep& b) { return a.told < b.told; });
    return fmt::format(
        "p{:g} needs {} reads in a step of the search for the limit; {} of {} steps had fewer, the least "
        "{}: raise \"from\" or \"seconds_per_step\"",
        *quantile * 100, grouped(needed), few, limit.steps.size(), grouped(least->told));
}

std::string sentence(const LimitResult& limit, std::string_view path)
{
    const auto what = limit.complete ? "" : " (the search was not finished)";
    const auto unknown = [](const LimitStep& step) { return !step.decided; };
    if (!limit.rate && std::any_of(limit.steps.begin(), limit.steps.end(), unknown))
        return limit.above
                   ? fmt::format("{} does not hold {} at {} operations a second; slower steps had too few operations "
                                 "to tell{}.",
                                 path, limit.threshold, grouped(*limit.above), what)
                   : fmt::format("{}: no step had operations enough to tell whether {} holds{}.", path, limit.threshold,
                                 what);
    if (!limit.rate)
        return limit.above ? fmt::format("{} does not hold {} at {} operations a second, the first rate{}.", path,
                                         limit.threshold, grouped(*limit.above), what)
                           : fmt::format("{}: no rate was tried.", path);
    if (!limit.above)
        return fmt::format("{} holds {} at {} operations a second, the highest rate tried{}.", path, limit.threshold,
                           grouped(*limit.rate), what);
    return fmt::format("{} holds {} up to {} operations a second; at {} it does not{}.", path, limit.threshold,
                       grouped(*limit.rate), grouped(*limit.above), what);
}

} // namespace cachedeck::load
