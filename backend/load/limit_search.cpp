#include "backend/load/limit_search.hpp"

#include "backend/load/scenario_override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <locale>

namespace cachedeck::load {

namespace {

constexpr double sustainedShare = 0.95;

std::string grouped(double rate)
{
    auto text = fmt::format("{:.0f}", rate);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
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
        if (!m_held)
            return m_spec.from;
        return *m_held < m_spec.to ? std::optional(std::min(*m_held * m_spec.factor, m_spec.to)) : std::nullopt;
    }
    if (!m_held || m_bisected >= m_spec.bisections)
        return std::nullopt;
    return std::sqrt(*m_held * *m_broke);
}

void LimitSearch::add(const LimitStep& step)
{
    m_steps.push_back(step);
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
    return step;
}

std::string sentence(const LimitResult& limit, std::string_view path)
{
    const auto what = limit.complete ? "" : " (the search was not finished)";
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
