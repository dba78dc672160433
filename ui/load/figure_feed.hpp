#pragma once
// The figures of the run in the window, computed off the GUI thread, one computation at a time, and only while a view
// that draws them is in front: what nobody looks at does not disturb the measurement, but for the heatmap's seconds,
// which are taken up once a minute, so that they do not pile up. GUI thread.

#include "ui/bridge/run_session.hpp"
#include "ui/load/run_figures.hpp"

#include <QObject>

namespace cachedeck::ui {

class FigureFeed : public QObject {
    Q_OBJECT

public:
    explicit FigureFeed(RunSession& run, QObject* parent = nullptr);

    // Whether anyone looks. Default no.
    void setWanted(bool wanted);
    const RunFigures& figures() const { return m_figures; }
    // An earlier run to set beside it; null: none.
    void setGhost(std::shared_ptr<const load::Result> ghost);
    const std::shared_ptr<const load::Result>& ghost() const { return m_ghost; }
    const RunFigures& ghostFigures() const { return m_ghostFigures; }

Q_SIGNALS:
    void changed();

private:
    void begin();
    void take(bool whole);
    void compute();
    bool secondsPileUp() const;

    RunSession& m_run;
    Inbox m_inbox;
    bool m_wanted = false;
    bool m_busy = false;
    bool m_stale = false; // newer figures exist than those computed
    std::uint64_t m_number = 0;
    std::shared_ptr<std::vector<HeatStore>> m_heat; // of one run; used by one computation at a time
    struct Seconds {                                // of a path, for the heatmap
        std::vector<load::Second> fresh;
        std::size_t taken = 0; // these included
        int newest = -1;
    };
    std::vector<Seconds> m_seconds;
    RunFigures m_figures;
    std::shared_ptr<const load::Result> m_ghost;
    RunFigures m_ghostFigures;
};

} // namespace cachedeck::ui
