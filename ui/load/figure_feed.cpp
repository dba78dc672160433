#include "ui/load/figure_feed.hpp"

#include <QThreadPool>

namespace cachedeck::ui {

FigureFeed::FigureFeed(RunSession& run, QObject* parent) : QObject(parent), m_run(run), m_inbox(this)
{
    connect(&m_run, &RunSession::started, this, &FigureFeed::begin);
    const auto renew = [this] {
        m_stale = true;
        compute();
    };
    connect(&m_run, &RunSession::measured, this, renew);
    connect(&m_run, &RunSession::finished, this, renew);
}

void FigureFeed::begin()
{
    ++m_number;
    m_busy = false; // what is still computed belongs to the run before
    m_stale = false;
    m_heat.reset();
    m_taken.clear();
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

void FigureFeed::compute()
{
    const auto result = m_run.result();
    if (!m_wanted || m_busy || !m_stale || !result)
        return;
    m_busy = true;
    m_stale = false;
    const auto& seconds = m_run.seconds();
    if (!m_heat)
        m_heat = std::make_shared<std::vector<HeatStore>>(result->paths.size());
    m_taken.resize(result->paths.size());
    std::vector<std::vector<load::Second>> fresh(result->paths.size());
    for (std::size_t path = 0; path < fresh.size() && path < seconds.size(); ++path) {
        fresh[path].assign(seconds[path].begin() + static_cast<std::ptrdiff_t>(m_taken[path]), seconds[path].end());
        m_taken[path] = seconds[path].size();
    }
    QThreadPool::globalInstance()->start(
        [this, number = m_number, heat = m_heat, fresh = std::move(fresh), result, send = m_inbox.sender()] {
            auto figures = std::make_shared<RunFigures>(figuresOf(*result));
            for (std::size_t path = 0; path < fresh.size(); ++path) {
                for (const auto& second : fresh[path])
                    (*heat)[path].add(second);
                figures->paths[path].heat = (*heat)[path].cells();
            }
            send([this, number, figures] {
                if (number != m_number)
                    return;
                m_busy = false;
                m_figures = std::move(*figures);
                Q_EMIT changed();
                compute();
            });
        });
}

} // namespace cachedeck::ui
