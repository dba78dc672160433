#include "widgets/topology/topology_view.hpp"

#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>
#include <limits>

namespace cachedeck::topology {

using theme::Role;
using theme::Theme;
using theme::Token;
using theme::Weight;

namespace {

bool isTrouble(badge::State state)
{
    return state == badge::State::Warn || state == badge::State::Down;
}

struct WireLook {
    QColor color;
    QPen pen;
};

WireLook lookOf(const Topology& topology, const Link& link, const Theme& theme)
{
    bool replication = true;
    for (const Node& node : topology.nodes)
        if (node.id == link.from)
            replication = node.kind != NodeKind::Sentinel;
    if (isTrouble(link.state)) {
        const QColor color = theme.color(badge::stateToken(link.state));
        QPen pen(color, theme.line(1.5), Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
        pen.setDashPattern({3.3, 2.7});
        return {color, pen};
    }
    if (link.state == badge::State::Unknown) {
        const QColor color = theme.color(Token::StateUnknown);
        QPen pen(color, theme.line(1), Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
        pen.setDashPattern({1, 4});
        return {color, pen};
    }
    const QColor color = theme.color(replication ? Token::Accent : Token::LineStrong);
    return {color, QPen(color, theme.line(replication ? 2 : 1), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin)};
}

void drawWire(QPainter& painter, const Topology& topology, const Placed::Wire& wire, const Theme& theme)
{
    const Link& link = topology.links[wire.link];
    const WireLook look = lookOf(topology, link, theme);
    QPolygonF points = wire.points;
    if (points.size() < 2)
        return;
    painter.setPen(look.pen);
    painter.setBrush(Qt::NoBrush);
    const QPointF tip = points.last();
    const QPointF before = points[points.size() - 2];
    const double length = std::hypot(tip.x() - before.x(), tip.y() - before.y());
    const QPointF along = length > 0 ? (tip - before) / length : QPointF(0, 1);
    if (wire.arrow)
        points.last() -= along * theme.line(6);
    painter.setRenderHint(QPainter::Antialiasing, look.pen.widthF() > 1);
    painter.drawPolyline(points);
    painter.setRenderHint(QPainter::Antialiasing);
    if (wire.arrow) {
        const QPointF across(-along.y(), along.x());
        const QPointF base = tip - along * theme.line(8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color);
        painter.drawPolygon(QPolygonF{base + across * theme.line(5), tip, base - across * theme.line(5)});
    }
    if (wire.label.isEmpty())
        return;
    const bool plain = link.state == badge::State::Ok && look.pen.widthF() < theme.line(1.5);
    painter.setFont(theme.font(Role::Caption, plain ? Weight::Regular : Weight::SemiBold));
    painter.setPen(isTrouble(link.state) ? look.color : theme.color(plain ? Token::TextMuted : Token::TextSecondary));
    painter.drawText(wire.label,
                     static_cast<int>(wire.alignment) | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
                     theme::plain(link.label));
}

void drawBox(QPainter& painter, const Node& node, const QRectF& rect, const Theme& theme, bool current)
{
    const bool primary = node.kind == NodeKind::Primary;
    const bool trouble = isTrouble(node.state);
    const QColor line = trouble ? theme.color(badge::stateToken(node.state))
                                : theme.color(primary ? Token::Accent : Token::LineControl);
    const qreal radius = theme.line(theme::space::radius);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal width = primary ? theme.line(2) : 1;
    QPen pen(line, width);
    if (trouble)
        pen.setDashPattern({5 / width, 3 / width});
    painter.setPen(pen);
    painter.setBrush(theme.color(primary ? Token::AccentTint : Token::SurfacePanel));
    painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius);
    if (current) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(Token::Accent), 2));
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3);
    }
    // Narrow boxes give up the icon before the words.
    const bool roomy = rect.width() >= theme.line(128);
    const QColor iconColor = trouble ? line : theme.color(primary ? Token::AccentText : Token::TextSecondary);
    if (roomy)
        theme::drawIcon(painter, node.kind == NodeKind::Sentinel ? QStringLiteral("sentinel") : QStringLiteral("store"),
                        rect.topLeft() + QPointF(theme.line(12), (rect.height() - theme.line(24)) / 2), theme.line(24),
                        iconColor);
    const qreal left = rect.left() + theme.line(roomy ? 48 : 8);
    const qreal right = rect.right() - theme.line(8);
    const qreal sign = theme.line(roomy ? 18 : 12);
    badge::drawState(painter, theme, node.state, {rect.right() - sign, rect.top() + theme.line(20)},
                     theme.line(roomy ? 5 : 4));
    painter.setFont(theme.font(roomy ? Role::Body : Role::Caption, Weight::SemiBold));
    painter.setPen(theme.color(Token::TextPrimary));
    const qreal top = rect.center().y() - theme.line(18);
    const QRectF name(left, top, rect.right() - sign - theme.line(8) - left, theme.line(20));
    painter.drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(theme::plain(node.name), Qt::ElideRight, static_cast<int>(name.width())));
    painter.setFont(theme.font(Role::Caption));
    painter.setPen(trouble ? line : theme.color(Token::TextSecondary));
    const QRectF detail(left, top + theme.line(20), right - left, theme.line(16));
    painter.drawText(
        detail, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(theme::plain(node.detail), Qt::ElideRight, static_cast<int>(detail.width())));
}

} // namespace

TopologyView::TopologyView(QWidget* parent) : QWidget(parent), m_emptyText(tr("No sentinels yet"))
{
    setAccessibleName(tr("Topology"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("cachedeck.ownFocus", true);
    updateAccess();
}

void TopologyView::setTopology(const Topology& topology)
{
    const QString kept = current();
    m_topology = topology;
    m_current = -1;
    for (int i = 0; i < m_topology.nodes.size(); ++i)
        if (m_topology.nodes[i].id == kept && !kept.isEmpty())
            m_current = i;
    updateAccess();
    update();
}

void TopologyView::setCurrent(const QString& id)
{
    int found = -1;
    for (int i = 0; i < m_topology.nodes.size(); ++i)
        if (m_topology.nodes[i].id == id && !id.isEmpty())
            found = i;
    if (found == m_current)
        return;
    m_current = found;
    updateAccess();
    update();
    Q_EMIT currentChanged(current());
}

QString TopologyView::current() const
{
    return m_current >= 0 && m_current < m_topology.nodes.size() ? m_topology.nodes[m_current].id : QString();
}

void TopologyView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    updateAccess();
    update();
}

QSize TopologyView::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(724), theme.px(340)};
}

QSize TopologyView::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(420), theme.px(300)};
}

QSize TopologyView::exportSize() const
{
    return size().expandedTo(minimumSizeHint());
}

void TopologyView::exportTo(QPainter& painter, const QRectF& target)
{
    painter.save();
    painter.translate(target.topLeft());
    paint(painter, target.size(), Theme::of(this), false);
    painter.restore();
}

void TopologyView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint(painter, size(), Theme::of(this), true);
}

void TopologyView::paint(QPainter& painter, const QSizeF& size, const Theme& theme, bool interactive) const
{
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.color(Token::SurfacePanel));
    if (m_topology.nodes.isEmpty()) {
        painter.setFont(theme.font(Role::Body));
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(QRectF(QPointF(0, 0), size).adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                         theme::plainLines(m_emptyText));
        return;
    }
    const Placed placed = place(m_topology, size, theme);
    // Troubled wires last: they must not hide under the others.
    for (const bool trouble : {false, true})
        for (const Placed::Wire& wire : placed.wires)
            if (isTrouble(m_topology.links[wire.link].state) == trouble)
                drawWire(painter, m_topology, wire, theme);
    for (const Placed::Box& box : placed.boxes)
        drawBox(painter, m_topology.nodes[box.node], box.rect, theme,
                interactive && hasFocus() && box.node == m_current);
}

void TopologyView::mousePressEvent(QMouseEvent* event)
{
    const Placed placed = place(m_topology, size(), Theme::of(this));
    for (const Placed::Box& box : placed.boxes)
        if (box.rect.contains(event->position())) {
            setCurrent(m_topology.nodes[box.node].id);
            Q_EMIT activated(current());
            return;
        }
    setCurrent({});
}

// Moves to the nearest box in the key's direction: along a row by columns, across rows by the least sideways step.
void TopologyView::moveCurrent(int key)
{
    const Placed placed = place(m_topology, size(), Theme::of(this));
    if (placed.boxes.isEmpty())
        return;
    if (m_current < 0)
        return setCurrent(m_topology.nodes[placed.boxes.first().node].id);
    const QPointF from = placed.boxes[m_current].rect.center();
    double best = std::numeric_limits<double>::infinity();
    int next = -1;
    for (const Placed::Box& box : placed.boxes) {
        const QPointF step = box.rect.center() - from;
        const bool horizontal = key == Qt::Key_Left || key == Qt::Key_Right;
        const double along = key == Qt::Key_Left    ? -step.x()
                             : key == Qt::Key_Right ? step.x()
                             : key == Qt::Key_Up    ? -step.y()
                                                    : step.y();
        const double across = std::abs(horizontal ? step.y() : step.x());
        if (along < 2 || (horizontal && across > box.rect.height()))
            continue;
        const double cost = horizontal ? along : along * 10 + across;
        if (cost < best) {
            best = cost;
            next = box.node;
        }
    }
    if (next >= 0)
        setCurrent(m_topology.nodes[next].id);
}

void TopologyView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveCurrent(event->key());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            Q_EMIT activated(current());
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TopologyView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    const bool byKeys = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (m_current < 0 && byKeys && !m_topology.nodes.isEmpty())
        setCurrent(m_topology.nodes.first().id);
}

bool TopologyView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Placed placed = place(m_topology, size(), Theme::of(this));
        for (const Placed::Box& box : placed.boxes)
            if (box.rect.contains(help->pos())) {
                const Node& node = m_topology.nodes[box.node];
                const QString words = theme::plain(node.name) % u'\n' % theme::plain(node.detail);
                QToolTip::showText(help->globalPos(),
                                   u"<span style=\"white-space:pre-line\">" % words.toHtmlEscaped() % u"</span>", this);
                return true;
            }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void TopologyView::updateAccess()
{
    const auto describe = [](const Node& node) {
        //: A node for a screen reader: name, address, state
        return tr("%1, %2, %3").arg(theme::plain(node.name), theme::plain(node.detail), badge::stateWord(node.state));
    };
    QStringList sentences;
    if (m_topology.nodes.isEmpty())
        sentences.append(m_emptyText);
    if (m_current >= 0)
        sentences.append(describe(m_topology.nodes[m_current]));
    else
        for (const Node& node : std::as_const(m_topology.nodes))
            sentences.append(describe(node));
    QHash<QString, QString> names;
    for (const Node& node : std::as_const(m_topology.nodes))
        names.insert(node.id, theme::plain(node.name));
    for (const Link& link : std::as_const(m_topology.links))
        if (!link.label.isEmpty() && (m_current < 0 || link.from == current() || link.to == current()))
            //: A link for a screen reader: from, to, what it says
            sentences.append(
                tr("%1 to %2: %3").arg(names.value(link.from), names.value(link.to), theme::plain(link.label)));
    setAccessibleDescription(sentences.join(QStringLiteral(". ")));
}

} // namespace cachedeck::topology
