#pragma once
// One failover as a strip: the steps evenly spaced and readable, tied by leaders to a true time axis; on it the phases
// and the outage a client saw. GUI thread.

#include "widgets/badge/tag.hpp"
#include "widgets/chart/chart_export.hpp"

#include <QVector>
#include <QWidget>

#include <chrono>

namespace cachedeck::topology {

struct FailoverStep {
    std::chrono::milliseconds at{0}; ///< after the fault; ascending
    QString title;                   ///< "SDOWN"
    QString detail;                  ///< "sentinel-1"
};

struct FailoverPhase {
    std::chrono::milliseconds from{0};
    std::chrono::milliseconds to{0};
    QString title;      ///< "detect 612 ms"; only its number, or nothing, where the phase is too short for words
    QString shortTitle; ///< "76"
};

/// A stretch of the client's row.
struct ClientSpan {
    std::chrono::milliseconds from{0};
    std::chrono::milliseconds to{0};
    badge::State state = badge::State::Unknown; ///< Down: no write accepted; Ok: accepted
    QString title;                              ///< "no write accepted for 1,297 ms"
};

struct Failover {
    QString title;               ///< "Failover"
    QString subtitle;            ///< "ms after kill"
    QVector<FailoverStep> steps; ///< the first is the fault itself, drawn in StateDown
    QVector<FailoverPhase> phases;
    QVector<ClientSpan> client;
    QString clientTitle;                 ///< of the client's row; empty: "Client writes"
    std::chrono::milliseconds length{0}; ///< of the axis; 0: fits the last step, rounded up
};

class FailoverTimeline : public QWidget, public chart::Exportable {
    Q_OBJECT
public:
    explicit FailoverTimeline(QWidget* parent = nullptr);
    void setFailover(const Failover& failover);
    void clear();
    /// What to say before the first failover. Default "No failover seen yet".
    void setEmptyText(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QSize exportSize() const override;
    void exportTo(QPainter& painter, const QRectF& target) override;
    QVector<QStringList> exportRows() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateAccess();

    Failover m_failover;
    QString m_emptyText;
};

} // namespace cachedeck::topology
