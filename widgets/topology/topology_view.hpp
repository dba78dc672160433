#pragma once
// The drawn topology of one monitored primary: sentinels above, the primary in the middle, replicas below. Laid out by
// itself for one to seven sentinels and up to six replicas; walked with Tab or the arrow keys; each node and link in
// words for screen readers. Domain-blind: the caller says what stands in each box. GUI thread.

#include "widgets/badge/tag.hpp"
#include "widgets/chart/chart_export.hpp"

#include <QVector>
#include <QWidget>

namespace cachedeck::topology {

enum class NodeKind { Sentinel, Primary, Replica };

struct Node {
    QString id; ///< the caller's; links refer to it, activated() gives it back
    NodeKind kind = NodeKind::Replica;
    QString name;   ///< "redis-2, primary"
    QString detail; ///< "127.0.0.1:43412, offset 9,114,206"; shortened where it lacks room
    badge::State state = badge::State::Unknown;
};

/// Between sentinels: who sees whom. Sentinel to server: which primary it names. Primary to replica: replication.
struct Link {
    QString from;
    QString to;
    QString label;                         ///< "names redis-2", "lag 0 s, 142 B", "cut"; may be empty
    badge::State state = badge::State::Ok; ///< Warn and Down are drawn dashed in the state's colour; Ok of a replica's
                                           ///< link in the accent
};

struct Topology {
    QVector<Node> nodes; ///< drawn in this order within each row
    QVector<Link> links;
};

/// Where everything goes, apart from the widget so that it can be tested: no two boxes and no two labels overlap.
struct Placed {
    struct Box {
        int node; ///< index into Topology::nodes
        QRectF rect;
    };
    struct Wire {
        int link;         ///< index into Topology::links
        QPolygonF points; ///< right-angled; the arrow is at the end
        bool arrow;
        QRectF label; ///< empty where the link has none
        Qt::Alignment alignment;
    };
    QVector<Box> boxes;
    QVector<Wire> wires;
};
Placed place(const Topology& topology, const QSizeF& size, const theme::Theme& theme);

class TopologyView : public QWidget, public chart::Exportable {
    Q_OBJECT
public:
    explicit TopologyView(QWidget* parent = nullptr);

    /// Replaces everything shown; cheap when nothing changed. Keeps the current node if its id is still there.
    void setTopology(const Topology& topology);
    const Topology& topology() const { return m_topology; }
    /// The node with the keyboard's mark; empty for none.
    void setCurrent(const QString& id);
    QString current() const;
    /// What to say while there are no nodes. Default "No sentinels yet".
    void setEmptyText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QSize exportSize() const override;
    void exportTo(QPainter& painter, const QRectF& target) override;

Q_SIGNALS:
    void currentChanged(const QString& id);
    /// Click or Return.
    void activated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paint(QPainter& painter, const QSizeF& size, const theme::Theme& theme, bool interactive) const;
    void moveCurrent(int key);
    void updateAccess();

    Topology m_topology;
    int m_current = -1;
    QString m_emptyText;
};

} // namespace cachedeck::topology
