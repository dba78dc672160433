// Mouse and keyboard.
#include "widgets/chart/time_chart_p.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace cachedeck::chart {

int TimeChart::Private::eventAt(const QPointF& position) const
{
    if (!frame.data)
        return -1;
    for (int i = static_cast<int>(data.events.size()) - 1; i >= 0; --i) {
        const QPointF away = eventMark(frame, i) - position;
        if (std::hypot(away.x(), away.y()) <= frame.theme.line(9))
            return i;
    }
    return -1;
}

void TimeChart::Private::moveCrosshair(double pixels)
{
    const Range now = currentWindow();
    const double perPixel = (now.high - now.low) / std::max(1.0, frame.layout.all.width());
    const double from = crosshair.value_or(std::min(now.high, data.lastTime()));
    q.setCrosshair(from + pixels * perPixel);
    crosshairByKeys = true;
    updateAccess();
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    const Range now = d->currentWindow();
    const double pixels = event->modifiers() & Qt::ShiftModifier ? 40 : 4;
    const double middle = d->crosshair.value_or((now.low + now.high) / 2);
    switch (event->key()) {
    case Qt::Key_Left:
        return d->moveCrosshair(-pixels);
    case Qt::Key_Right:
        return d->moveCrosshair(pixels);
    case Qt::Key_Home:
        return setCrosshair(now.low);
    case Qt::Key_End:
        return setCrosshair(std::min(now.high, d->data.lastTime()));
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return d->zoom(0.8, middle);
    case Qt::Key_Minus:
        return d->zoom(1.25, middle);
    case Qt::Key_0:
        return resetView();
    case Qt::Key_L:
        return d->setFollowing(true);
    case Qt::Key_Escape:
        if (isTableVisible())
            return setTableVisible(false);
        if (d->crosshair)
            return setCrosshair(std::nullopt);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimeChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || isTableVisible())
        return QWidget::mousePressEvent(event);
    d->pressed = event->position();
    d->pressedWindow = d->currentWindow();
    d->dragged = false;
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    if (isTableVisible() || !d->frame.data)
        return;
    const QRectF& plots = d->frame.layout.all;
    const double perPixel = (d->frame.layout.time.high - d->frame.layout.time.low) / std::max(1.0, plots.width());
    if (d->pressed && event->buttons() & Qt::LeftButton) {
        const double moved = event->position().x() - d->pressed->x();
        if (!d->dragged && std::abs(moved) < 4)
            return;
        d->dragged = true;
        setCursor(Qt::ClosedHandCursor);
        d->setFollowing(false);
        d->setWindow({d->pressedWindow.low - moved * perPixel, d->pressedWindow.high - moved * perPixel}, false);
        return;
    }
    const int mark = d->eventAt(event->position());
    setCursor(mark >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    const bool inside = event->position().x() >= plots.left() && event->position().x() <= plots.right();
    if (inside)
        setCrosshair(d->frame.layout.seconds(event->position().x()));
    else if (!d->crosshairByKeys)
        setCrosshair(std::nullopt);
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mouseReleaseEvent(event);
    const int mark = d->dragged ? -1 : d->eventAt(event->position());
    d->pressed.reset();
    d->dragged = false;
    setCursor(Qt::ArrowCursor);
    if (mark >= 0)
        Q_EMIT eventActivated(mark);
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent*)
{
    if (!isTableVisible())
        resetView();
}

void TimeChart::wheelEvent(QWheelEvent* event)
{
    if (isTableVisible() || !d->frame.data)
        return;
    const QPoint turned = event->angleDelta();
    const Range now = d->currentWindow();
    if (std::abs(turned.x()) > std::abs(turned.y()))
        d->pan(-turned.x() / 1200.0 * (now.high - now.low));
    else if (turned.y() != 0)
        d->zoom(std::pow(0.8, turned.y() / 120.0), d->frame.layout.seconds(event->position().x()));
    event->accept();
}

void TimeChart::leaveEvent(QEvent*)
{
    if (!d->crosshairByKeys)
        setCrosshair(std::nullopt);
}

} // namespace cachedeck::chart
