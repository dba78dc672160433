// Where boxes, wires and labels go. Three rows: sentinels, primary, replicas. Each sentinel's wire runs down in a lane
// of its own: to the primary's top when it stands above it, to the primary's side otherwise; to a replica's top when
// that is the server it names. Replication falls from the primary to a bus and from there onto each replica.
#include "widgets/topology/topology_view.hpp"

#include <QFontMetricsF>
#include <QHash>

#include <algorithm>
#include <cmath>

namespace cachedeck::topology {

using theme::Role;
using theme::Theme;
using theme::Weight;

namespace {

constexpr double edge = 16; // of the picture
constexpr double boxHeight = 56;
constexpr double primaryHeight = 60;

using Places = QVector<QPair<QPointF, Qt::Alignment>>;

/// Whether a wire that comes straight down at `x` meets the box's top.
bool isAbove(double x, const QRectF& box, double margin)
{
    return x >= box.left() + margin && x <= box.right() - margin;
}

struct Builder {
    const Topology& topology;
    QSizeF size;
    const Theme& theme;
    Placed placed;
    QHash<QString, int> nodes; ///< id → index
    QVector<QRectF> rects;     ///< by node
    QHash<int, Places> places; ///< by link

    double length(double plain) const { return plain * theme.scale(); }

    QVector<int> row(NodeKind kind) const
    {
        QVector<int> found;
        for (int i = 0; i < topology.nodes.size(); ++i)
            if (topology.nodes[i].kind == kind)
                found.append(i);
        return found;
    }

    void placeRow(const QVector<int>& row, double top, double height, double widest)
    {
        if (row.isEmpty())
            return;
        const double room = size.width() - 2 * length(edge);
        const double gap = length(row.size() > 4 ? 12 : 40);
        const double width = std::min(length(widest), (room - gap * double(row.size() - 1)) / double(row.size()));
        for (int i = 0; i < row.size(); ++i) {
            // The first stands at the left edge, the last at the right one, a single one in the middle.
            const double free = room - width;
            const double x = row.size() == 1 ? free / 2 : free * i / double(row.size() - 1);
            rects[row[i]] =
                QRectF(std::round(length(edge) + x), std::round(top), std::round(width), std::round(height));
        }
    }

    QFontMetricsF labelMetrics() const { return QFontMetricsF(theme.font(Role::Caption, Weight::SemiBold)); }

    bool isFree(const QRectF& rect) const
    {
        for (const QRectF& box : rects)
            if (box.intersects(rect))
                return false;
        for (const Placed::Wire& wire : placed.wires) {
            if (!wire.label.isEmpty() && wire.label.intersects(rect))
                return false;
            for (qsizetype i = 1; i < wire.points.size(); ++i) // all right-angled: a piece is a thin rectangle
                if (QRectF(wire.points[i - 1], wire.points[i]).normalized().adjusted(-1, -1, 1, 1).intersects(rect))
                    return false;
        }
        return true;
    }

    /// Where a link's label may stand, best place first; chosen when every wire lies, so that none runs through a
    /// label.
    void label(const Placed::Wire& wire, const Places& candidates) { places.insert(wire.link, candidates); }

    /// Puts each label at its first free place; without one it is left out (the link stays in words elsewhere).
    void placeLabels()
    {
        for (Placed::Wire& wire : placed.wires) {
            const QString& text = topology.links[wire.link].label;
            const QSizeF need(labelMetrics().horizontalAdvance(text) + 2, labelMetrics().height());
            const Places candidates = text.isEmpty() ? Places() : places.value(wire.link);
            for (const auto& [point, alignment] : candidates) {
                QRectF rect(point.x(), point.y() - need.height() / 2, need.width(), need.height());
                if (alignment & Qt::AlignRight)
                    rect.moveRight(point.x());
                else if (alignment & Qt::AlignHCenter)
                    rect.moveLeft(point.x() - need.width() / 2);
                if (!QRectF(QPointF(0, 0), size).contains(rect) || !isFree(rect))
                    continue;
                wire.label = rect;
                wire.alignment = alignment;
                break;
            }
        }
    }

    void between(int link, const QRectF& from, const QRectF& to)
    {
        const bool forward = from.left() <= to.left();
        const QRectF& left = forward ? from : to;
        const QRectF& right = forward ? to : from;
        const double y = std::round(left.center().y()) - 0.5;
        Placed::Wire wire{link, {}, false, {}, Qt::AlignHCenter};
        // Neighbours are joined straight, others by an arc above the row.
        bool neighbours = true;
        for (const QRectF& box : std::as_const(rects))
            if (box.top() == left.top() && box.left() > left.right() && box.right() < right.left())
                neighbours = false;
        if (neighbours) {
            wire.points = {{left.right(), y}, {right.left(), y}};
            label(wire, {{{(left.right() + right.left()) / 2, y - length(12)}, Qt::AlignHCenter},
                         {{(left.right() + right.left()) / 2, y + length(12)}, Qt::AlignHCenter}});
        } else {
            const double above = std::round(left.top() - length(10)) - 0.5;
            wire.points = {{left.center().x() + length(20), left.top()},
                           {left.center().x() + length(20), above},
                           {right.center().x() - length(20), above},
                           {right.center().x() - length(20), right.top()}};
            label(wire, {{{(left.right() + right.left()) / 2, above - length(9)}, Qt::AlignHCenter}});
        }
        placed.wires.append(wire);
    }

    // A sentinel's pointer at the server it names; `lane` keeps parallel wires apart.
    void names(int link, const QRectF& from, const QRectF& to, bool toPrimary, int lane, int lanes)
    {
        const double x = std::round(from.center().x()) + 0.5;
        Placed::Wire wire{link, {}, true, {}, Qt::AlignLeft};
        if (toPrimary && isAbove(x, to, length(8))) {
            wire.points = {{x, from.bottom()}, {x, to.top()}};
            label(wire, {{{x + length(8), (from.bottom() + to.top()) / 2}, Qt::AlignLeft},
                         {{x - length(8), (from.bottom() + to.top()) / 2}, Qt::AlignRight}});
        } else if (toPrimary) {
            const bool right = x > to.center().x();
            // Nearly above its corner: a step aside keeps the arrow on the box.
            if (isAbove(x, to, -length(14))) {
                const double inside = right ? to.right() - length(8) : to.left() + length(8);
                const double turn = std::round((from.bottom() + to.top()) / 2) + 0.5;
                wire.points = {{x, from.bottom()},
                               {x, turn},
                               {std::round(inside) + 0.5, turn},
                               {std::round(inside) + 0.5, to.top()}};
                label(wire, {{{x + length(8), turn - length(11)}, Qt::AlignLeft},
                             {{x - length(8), turn - length(11)}, Qt::AlignRight}});
                placed.wires.append(wire);
                return;
            }
            const double share = (lane + 1.0) / (lanes + 1.0);
            const double y = std::round(to.top() + to.height() * share) + 0.5;
            const double end = right ? to.right() : to.left();
            wire.points = {{x, from.bottom()}, {x, y}, {end, y}};
            const double side = right ? -length(12) : length(12);
            label(wire, {{{x + side, y - length(11)}, right ? Qt::AlignRight : Qt::AlignLeft},
                         {{(x + end) / 2, y + length(11)}, Qt::AlignHCenter},
                         {{x - side, (from.bottom() + y) / 2}, right ? Qt::AlignLeft : Qt::AlignRight}});
        } else {
            // Straight down when the replica stands below, else over a corner above it.
            const double inside = std::clamp(x, to.left() + length(20), to.right() - length(20));
            const double corner = std::round(to.top() - length(14)) + 0.5;
            if (std::abs(inside - x) < 1)
                wire.points = {{x, from.bottom()}, {x, to.top()}};
            else
                wire.points = {{x, from.bottom()},
                               {x, corner},
                               {std::round(inside) + 0.5, corner},
                               {std::round(inside) + 0.5, to.top()}};
            const double y = from.bottom() + (to.top() - from.bottom()) * 0.42;
            label(wire, {{{x - length(12), y}, Qt::AlignRight},
                         {{x + length(12), y}, Qt::AlignLeft},
                         {{x - length(12), y + length(20)}, Qt::AlignRight}});
        }
        placed.wires.append(wire);
    }

    void replication(int link, const QRectF& from, const QRectF& to)
    {
        const double start = std::round(from.center().x());
        const double end = std::round(to.center().x());
        const double bus = std::round((from.bottom() + to.top()) / 2);
        Placed::Wire wire{link, {}, true, {}, Qt::AlignLeft};
        if (std::abs(start - end) < 1)
            wire.points = {{start, from.bottom()}, {end, to.top()}};
        else
            wire.points = {{start, from.bottom()}, {start, bus}, {end, bus}, {end, to.top()}};
        const bool left = end < start;
        label(wire,
              {{{end + (left ? length(12) : -length(12)), bus - length(11)}, left ? Qt::AlignLeft : Qt::AlignRight},
               {{end + length(8), (bus + to.top()) / 2}, Qt::AlignLeft},
               {{end - length(8), (bus + to.top()) / 2}, Qt::AlignRight}});
        placed.wires.append(wire);
    }
};

void placeBoxes(Builder& builder)
{
    const QVector<int> sentinels = builder.row(NodeKind::Sentinel);
    const QVector<int> primaries = builder.row(NodeKind::Primary);
    const QVector<int> replicas = builder.row(NodeKind::Replica);
    const double top = builder.length(48);
    const double bottom = builder.size.height() - builder.length(edge + 4);
    const double high = builder.length(boxHeight);
    const double middle = builder.length(primaryHeight);
    builder.placeRow(sentinels, top, high, 184);
    builder.placeRow(replicas, bottom - high, high, 232);
    // The primary stands a little nearer to the sentinels: replication needs room for the lags.
    double centre = (top + high + bottom - high) / 2 - builder.length(6);
    if (replicas.isEmpty())
        centre = sentinels.isEmpty() ? builder.size.height() / 2 : (top + high + bottom) / 2;
    else if (sentinels.isEmpty())
        centre = (top + bottom - high) / 2;
    builder.placeRow(primaries, centre - middle / 2, middle, primaries.size() > 1 ? 232 : 250);
}

void placeWires(Builder& builder)
{
    QVector<int> sides[2]; // pointers at the primary's left and right side, outermost first
    const auto nodeOf = [&](const QString& id) { return builder.nodes.value(id, -1); };
    for (int i = 0; i < builder.topology.links.size(); ++i) {
        const Link& link = builder.topology.links[i];
        const int from = nodeOf(link.from);
        const int to = nodeOf(link.to);
        if (from < 0 || to < 0 || builder.topology.nodes[from].kind != NodeKind::Sentinel ||
            builder.topology.nodes[to].kind != NodeKind::Primary)
            continue;
        const double x = builder.rects[from].center().x();
        const QRectF& primary = builder.rects[to];
        if (!isAbove(x, primary, -builder.length(14)))
            sides[x > primary.center().x() ? 1 : 0].append(i);
    }
    // The outermost sentinel takes the lowest lane, so that wires do not cross.
    for (QVector<int>& side : sides)
        std::stable_sort(side.begin(), side.end(), [&](int a, int b) {
            const auto away = [&](int link) {
                return std::abs(builder.rects[nodeOf(builder.topology.links[link].from)].center().x() -
                                builder.size.width() / 2);
            };
            return away(a) < away(b);
        });
    // Replication first: its labels matter most, and labels are placed in this order where there is no room for all.
    for (const int pass : {0, 1, 2})
        for (int i = 0; i < builder.topology.links.size(); ++i) {
            const int from = nodeOf(builder.topology.links[i].from);
            const int to = nodeOf(builder.topology.links[i].to);
            if (from < 0 || to < 0 || from == to)
                continue;
            const NodeKind source = builder.topology.nodes[from].kind;
            const NodeKind sink = builder.topology.nodes[to].kind;
            if (source != NodeKind::Sentinel) {
                if (pass == 0)
                    builder.replication(i, builder.rects[from], builder.rects[to]);
            } else if (sink == NodeKind::Sentinel) {
                if (pass == 1)
                    builder.between(i, builder.rects[from], builder.rects[to]);
            } else if (pass == 2) {
                const int side = sides[1].contains(i) ? 1 : 0;
                const int lane = std::max<int>(0, static_cast<int>(sides[side].indexOf(i)));
                builder.names(i, builder.rects[from], builder.rects[to], sink == NodeKind::Primary, lane,
                              std::max<int>(1, static_cast<int>(sides[side].size())));
            }
        }
}

} // namespace

Placed place(const Topology& topology, const QSizeF& size, const Theme& theme)
{
    Builder builder{topology, size, theme, {}, {}, QVector<QRectF>(topology.nodes.size()), {}};
    for (int i = 0; i < topology.nodes.size(); ++i)
        builder.nodes.insert(topology.nodes[i].id, i);
    placeBoxes(builder);
    placeWires(builder);
    builder.placeLabels();
    for (int i = 0; i < topology.nodes.size(); ++i)
        builder.placed.boxes.append({i, builder.rects[i]});
    return builder.placed;
}

} // namespace cachedeck::topology
