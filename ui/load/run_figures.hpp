#pragma once
// What the views beside the time chart draw, computed from a run's figures: pure functions for any thread, as a
// decoded hour takes longer than a frame.

#include "backend/load/result.hpp"
#include "widgets/heatmap/heatmap.hpp"

#include <QPointF>
#include <QVector>

#include <map>
#include <memory>
#include <vector>

namespace cachedeck::ui {

struct OperationFigures {
    std::size_t path = 0;
    std::string name;
    bool write = false;
    load::Counts counts;
    double p50 = 0, p99 = 0; // microseconds, response; 0: none succeeded
    double timeShare = 0;    // of the path's time in operations
};

struct PathFigures {
    heatmap::Cells heat;                // response times of reads
    QVector<QPointF> response, service; // 1 / (1 − p), seconds
    QVector<QPointF> histogram;         // lower edge of the bin in seconds, reads
    std::uint64_t reads = 0;
};

struct RunFigures {
    std::vector<PathFigures> paths;
    std::vector<OperationFigures> operations; // by operation, then by path
};

// A path's seconds in the heatmap's buckets, taken up as they come; of a long run neighbours are added up. For one
// thread at a time.
class HeatStore {
public:
    explicit HeatStore(int columns = 600) : m_most(columns) {}
    void add(const load::Second& second); // in the order of time; one that is not later than the newest is passed over
    heatmap::Cells cells() const;

private:
    void widen();

    int m_most;
    int m_step = 1; // seconds in a column
    int m_newest = -1;
    std::map<int, std::vector<std::uint32_t>> m_columns; // by their number: second / m_step
};

// Without the heatmaps, which HeatStore has.
RunFigures figuresOf(const load::Result& result);
QVector<QPointF> percentileCurve(const latency::Histogram& histogram);
QVector<QPointF> binned(const latency::Histogram& histogram);

} // namespace cachedeck::ui
