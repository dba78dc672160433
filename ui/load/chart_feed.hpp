#pragma once
// From a run's samples to the chart: units, missing values, marks. GUI thread.

#include "ui/bridge/run_session.hpp"

#include <QObject>
#include <QStringList>

namespace cachedeck::chart {
class TimeChart;
}

namespace cachedeck::ui {

class ChartFeed : public QObject {
    Q_OBJECT

public:
    // The chart's plots are set up here: operations/s, hit ratio, store queries/s, errors/s.
    ChartFeed(RunSession& run, chart::TimeChart& chart, QObject* parent = nullptr);

private:
    void begin();
    void take();
    void retake();
    void noteWarmUp(const load::Sample& sample);
    void mark(const load::Mark& mark);

    RunSession& m_run;
    chart::TimeChart& m_chart;
    std::size_t m_taken = 0;
    double m_warmUp = 0;      // seconds, so far
    bool m_measuring = false; // no more warming up
    int m_invalidation = -1;  // the chart's event that its recoveries complete
    QStringList m_recoveries;
};

} // namespace cachedeck::ui
