#include "ui/load/figure_feed.hpp"

#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace cachedeck::ui {

FigureFeed::FigureFeed(RunSession& run, QObject* parent) : QObject(parent), m_run(run), m_inbox(this)
{
    connect(&m_run, &RunSession::started, this, &FigureFeed::begin);
    connect(&m_run, &RunSession::measured, this, [this] { take(!m_run.isRunning()); });
    connect(&m_run, &RunSession::finished, this, [this] { take(true); });
}

void FigureFeed::begin()
{
    ++m_number;
    m_busy = false; // what is still computed belongs to the run before
    m_stale = false;
    m_heat.reset();
    m_seconds.clear();
    m_figures = {};
    Q_EMIT changed();
}

void FigureFeed::setGhost(std::shared_ptr<const load::Result> ghost)
{
    m_ghost = std::move(ghost);
    m_ghostFigures = {};
    Q_EMIT changed();
    if (!m_ghost)
        return;
    QThreadPool::globalInstance()->start([this, of = m_ghost, send = m_inbox.sender()] {
        send([this, of, figures = figuresOf(*of)] {
            if (of != m_ghost)
                return;
            m_ghostFigures = figures;
            Q_EMIT changed();
        });
    });
}

void FigureFeed::setWanted(bool wanted)
{
    m_wanted = wanted;
    compute();
}

// Results on the way bring the newest seconds only, one that is whole brings all.
void FigureFeed::take(bool whole)
{
    const auto result = m_run.result();
    if (!result)
        return;
    m_stale = true;
    m_seconds.resize(result->paths.size());
    for (std::size_t path = 0; path < m_seconds.size(); ++path)
        for (const auto& second : result->paths[path].timeline)
            if (second.second > m_seconds[path].newest) {
                m_seconds[path].fresh.push_back(second);
                m_seconds[path].newest = second.second;
                ++m_seconds[path].taken;
            }
    for (std::size_t path = 0; whole && path < m_seconds.size(); ++path)
        if (const auto& timeline = result->paths[path].timeline; timeline.size() > m_seconds[path].taken) {
            // Some were missed on the way: from the start, with all of them.
            m_heat.reset();
            for (std::size_t i = 0; i < m_seconds.size(); ++i) {
                m_seconds[i].fresh = result->paths[i].timeline;
                m_seconds[i].taken = m_seconds[i].fresh.size();
            }
            break;
        }
    compute();
}

// More of them wait than memory should hold.
bool FigureFeed::secondsPileUp() const
{
    static constexpr std::size_t most = 60;
    return std::any_of(m_seconds.begin(), m_seconds.end(),
                       [](const Seconds& seconds) { return seconds.fresh.size() >= most; });
}

void FigureFeed::compute()
{
    const auto result = m_run.result();
    if (m_busy || !m_stale || !result || !(m_wanted || secondsPileUp()))
        return;
    m_busy = true;
    m_stale = !m_wanted;
    if (!m_heat)
        m_heat = std::make_shared<std::vector<HeatStore>>(result->paths.size());
    std::vector<std::vector<load::Second>> fresh;
    for (auto& seconds : m_seconds)
        fresh.push_back(std::exchange(seconds.fresh, {}));
    QThreadPool::globalInstance()->start([this, number = m_number, heat = m_heat, fresh = std::move(fresh), result,
                                          wanted = m_wanted, send = m_inbox.sender()] {
        auto figures = std::make_shared<RunFigures>();
        if (wanted)
            *figures = figuresOf(*result);
        for (std::size_t path = 0; path < fresh.size(); ++path) {
            for (const auto& second : fresh[path])
                (*heat)[path].add(second);
            if (wanted)
                figures->paths[path].heat = (*heat)[path].cells();
        }
        send([this, number, figures, wanted] {
            if (number != m_number)
                return;
            m_busy = false;
            if (wanted) {
                m_figures = std::move(*figures);
                Q_EMIT changed();
            }
            compute();
        });
    });
}

} // namespace cachedeck::ui
