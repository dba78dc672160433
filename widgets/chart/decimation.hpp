#pragma once
// A curve of any length, drawn at a cost that depends on the pixels and not on the run.
//
// Append-only points, and over them a pyramid: each level summarises four buckets of the level below by their extremes.
// A window is read from the level that has about two buckets a pixel column, and each column keeps its lowest and its
// highest point in their order of time, so a spike of one sample survives at any zoom. (The min/max aggregation that
// keeps a line chart's pixels, as in Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB
// 2014; first and last points matter only to a renderer without anti-aliasing.)
//
// A value type; one thread at a time.

#include <QPointF>
#include <QVector>

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace cachedeck::chart {

/// Where a curve has no value: it breaks there.
constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

/// One unbroken piece of a curve: x is seconds, y the value.
using Segment = QVector<QPointF>;

class Curve {
public:
    /// Points further apart than this are not joined. Seconds.
    explicit Curve(double gapAfter = 2.0) : m_gapAfter(gapAfter) {}

    /// Appends a point; `seconds` never goes back (earlier ones are dropped). A value that is not finite breaks the
    /// line there.
    void append(double seconds, double value);
    void clear();

    std::size_t size() const { return m_levels.empty() ? 0 : m_levels.front().size(); }
    bool isEmpty() const { return size() == 0; }
    double lastTime() const;

    /// The curve between two times (and one point beyond either end, so that lines run into the edge) in at most about
    /// 2 × `columns` points. Columns are aligned to whole multiples of their width, so a moving window does not
    /// shimmer.
    QVector<Segment> decimated(double from, double to, int columns) const;
    /// The newest point not after a time and not older than the gap; nothing where there is none.
    std::optional<QPointF> pointAt(double seconds) const;
    /// Its value; NaN where there is none.
    double at(double seconds) const;
    /// The median of the newest `count` points, NaN when there is none: for labels that do not flicker.
    double recentMedian(int count) const;
    /// Lowest and highest value between two times; false when there is none. Cost: logarithmic in the length.
    bool range(double from, double to, double* low, double* high) const;

private:
    struct Bucket {
        double firstTime, lastTime;
        double low, lowTime;
        double high, highTime;
        double lastValue;
        int children;
        bool startsAfterGap;
    };
    using Level = std::vector<Bucket>;

    void summarise(std::size_t level, const Bucket& child, bool newBucket);
    const Level* levelFor(double from, double to, int buckets) const;
    static std::size_t firstAt(const Level& level, double time);

    double m_gapAfter;
    bool m_broken = true;
    std::vector<Level> m_levels;
};

} // namespace cachedeck::chart
