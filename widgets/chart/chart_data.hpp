#pragma once
// What a TimeChart knows: paths, samples as curves, events. Private to the room.

#include "widgets/chart/decimation.hpp"
#include "widgets/chart/time_chart.hpp"

namespace cachedeck::chart {

class ChartData {
public:
    struct Path {
        PathSpec spec;
        bool visible = true;
        std::vector<Curve> quantiles;
        std::vector<Curve> values;
        std::vector<Sample> samples; ///< as they came, for the table and the CSV
        double interval = 0;         ///< between the newest samples, smoothed; seconds
    };
    /// A row of the table: the path's samples[index].
    struct Row {
        int path;
        int index;
    };

    int addPath(const PathSpec& spec);
    void clearPaths();
    void clearSamples();
    void clear(); ///< samples, events, warm-up and clock
    /// False when the sample cannot be placed (unknown path, or earlier than the path's newest).
    bool append(int path, const Sample& sample);
    double lastTime() const;
    bool isEmpty() const { return rows.empty(); }
    Readout readoutAt(std::optional<double> seconds) const;
    /// The path has been silent for more than two of its samples at the run's clock.
    bool isStale(int path, double* age) const;

    QStringList quantileNames{QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99"),
                              QStringLiteral("p99.9")};
    QVector<int> visibleQuantiles{0, 2};
    std::vector<PlotSpec> plots;
    std::vector<Path> paths;
    std::vector<PathSpec> specs;
    std::vector<Row> rows;
    std::vector<ChartEvent> events;
    QString note;
    QString ghostName;
    QVector<GhostCurve> ghosts; ///< of an earlier run: they outlive the run's own samples
    double gapAfter = 2;
    double warmUp = 0;
    double now = -1;
};

} // namespace cachedeck::chart
