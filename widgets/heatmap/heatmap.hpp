#pragma once
// How often each latency was seen at each moment: seconds to the right, latency on a log axis upwards, the count as
// colour, on a log scale in viridis, drawn to one image of a pixel a cell. What was not seen is not drawn: a gap is a
// gap. GUI thread.

#include "widgets/plot/axis.hpp"
#include "widgets/plot/figure.hpp"

#include <QImage>

namespace cachedeck::heatmap {

struct Cells {
    double from = 0;         ///< seconds, the left edge of the first column
    double step = 1;         ///< seconds a column
    double low = 1e-6;       ///< seconds of latency, the lower edge of the first bucket
    double factor = 1.2;     ///< from a bucket's lower edge to the next one's
    int buckets = 0;         ///< rows
    QVector<quint64> counts; ///< column after column, each from the lowest bucket up
    int columns() const { return buckets > 0 ? static_cast<int>(counts.size()) / buckets : 0; }
    quint64 at(int column, int bucket) const { return counts[qsizetype(column) * buckets + bucket]; }
    bool operator==(const Cells&) const = default;
};

struct Moment { ///< an event through the picture
    double time = 0;
    QString text;
};

class Heatmap : public plot::Figure {
    Q_OBJECT
public:
    explicit Heatmap(QWidget* parent = nullptr);

    /// `name`: whose latencies; for the readout and exports.
    void setCells(const QString& name, const Cells& cells);
    const Cells& cells() const { return m_cells; }
    void setMoments(QVector<Moment> moments);
    /// The cell under the crosshair in words: "0:12, 500 – 600 µs: 214"; empty without one.
    QString readout() const;

    QString summary() const override;
    bool isEmpty() const override { return m_most == 0; }
    QVector<QStringList> exportRows() const override;

protected:
    void draw(QPainter& painter, const QRectF& target, const theme::Theme& theme,
              const std::optional<QPointF>& crosshair) const override;
    QRectF plotArea(const QRectF& target, const theme::Theme& theme) const override;
    QVector<QStringList> tableRows() const override;

private:
    void fit();
    void makeImage();
    void drawAxes(QPainter& painter, const QRectF& area, const theme::Theme& theme) const;
    void drawScale(QPainter& painter, const QRectF& area, const theme::Theme& theme) const;
    void drawMoments(QPainter& painter, const QRectF& area, const theme::Theme& theme) const;
    QString readoutAt(const QPointF& share) const;

    QString m_name;
    Cells m_cells;
    QVector<Moment> m_moments;
    quint64 m_most = 0;
    int m_first = 0, m_last = 0; ///< buckets with counts
    plot::Axis m_time, m_latency;
    QImage m_image; ///< the buckets m_first … m_last
};

} // namespace cachedeck::heatmap
