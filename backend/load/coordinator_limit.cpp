// The coordinator's search for the limit, and thresholds that end a run.
#include "backend/load/coordinator.hpp"
#include "backend/load/scenario_override.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::load {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr auto betweenChecks = 500ms; // of thresholds that end a run

} // namespace

// Step by step, each path at its own next rate; a path that is done waits for nobody. A step beyond the limit takes
// longer than was asked, until its queue is empty: that may cost as much again.
void Coordinator::searchLimits(milliseconds most)
{
    const auto end = Clock::now() + 2 * most;
    bool any = true;
    while (any && !m_cancel) {
        any = false;
        for (std::size_t i = 0; i < m_searches.size() && !m_cancel; ++i) {
            const auto rate = m_searches[i].next();
            if (!rate || Clock::now() >= end)
                continue;
            any = true;
            tryRate(i, *rate);
        }
    }
}

void Coordinator::tryRate(std::size_t number, double rate)
{
    const auto& spec = *m_scenario.load.findLimit;
    auto& books = *m_books[number];
    books.step = std::make_unique<Ledger>(m_scenario.workload->operations.size());
    Stretch stretch{{number}, spec.step, 0ms, 1, true};
    stretch.rate = rate;
    work(stretch);
    const auto arrived = m_crew->paths()[number]->segment.arrivals();
    PathResult path;
    books.step->fill(path, *m_scenario.workload, false);
    books.step.reset();
    if (m_cancel)
        return; // cut short: it tells nothing
    m_searches[number].add(limitStep(spec, rate, arrived, std::chrono::duration<double>(spec.step).count(), path));
    if (!m_searches[number].next())
        addMark({now(), "limit", sentence(m_searches[number].result(), m_scenario.paths[number].name)});
}

// As k6 does: once a limit is broken the run ends, with what was measured.
void Coordinator::endWhenBroken()
{
    const auto at = Clock::now();
    if (!m_measuring || m_broken || at < m_thresholdsAt)
        return;
    m_thresholdsAt = at + betweenChecks;
    const auto ends = [&](const ThresholdSpec& spec) { return spec.abort && at - m_phaseStart >= spec.after; };
    const auto& specs = m_scenario.thresholds;
    if (std::none_of(specs.begin(), specs.end(), ends))
        return;
    const auto result = resultSoFar(false);
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const auto* path = result->find(parseThreshold(specs[i].what)->path);
        if (!ends(specs[i]) || result->thresholds[i].met || path->counts.issued == 0)
            continue;
        m_broken = true;
        addMark({now(), "threshold", fmt::format("ended, because it does not hold: {}", specs[i].what)});
        stop();
        return;
    }
}

} // namespace cachedeck::load
