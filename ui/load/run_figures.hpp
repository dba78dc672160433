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

// A path's seconds in the heatmap's buckets, taken up as they come. For one thread at a time.
class HeatStore {
public:
    void add(const load::Second& second); // a second that is there already is passed over
    // At most `columns` wide: neighbouring seconds are added up.
    heatmap::Cells cells(int columns = 600) const;

private:
    std::map<int, std::vector<std::uint32_t>> m_seconds;
};

// Without the heatmaps, which HeatStore has.
RunFigures figuresOf(const load::Result& result);
QVector<QPointF> percentileCurve(const latency::Histogram& histogram);
QVector<QPointF> binned(const latency::Histogram& histogram);

} // namespace cachedeck::ui
