// What part of the run is shown, and when it is drawn.
#include "widgets/chart/time_chart_p.hpp"

#include <algorithm>
#include <cmath>

namespace cachedeck::chart {
namespace {

constexpr double shortestSpan = 0.5; // seconds

} // namespace

void TimeChart::Private::invalidate()
{
    if (!timer.isActive() && q.isVisible())
        timer.start();
}

Range TimeChart::Private::currentWindow() const
{
    if (!following)
        return window;
    const double newest = std::max(data.lastTime(), data.now);
    if (span) {
        const double end = std::max(newest, *span);
        return {end - *span, end};
    }
    if (newest <= duration)
        return {0, duration};
    // Beyond the plan the axis grows by tenths, so that the curves stand still in between.
    const double step = std::max(1.0, std::pow(10.0, std::floor(std::log10(newest))) / 10);
    return {0, std::ceil(newest * 1.02 / step) * step};
}

Frame TimeChart::Private::frameFor(const QSizeF& size, const theme::Theme& theme) const
{
    Frame made;
    made.data = &data;
    made.theme = theme;
    made.layout = layOut(data, {size, currentWindow(), plotsVisible}, theme);
    made.crosshair = crosshair;
    made.emptyText = emptyText;
    return made;
}

void TimeChart::Private::refresh()
{
    timer.stop();
    const QSize size = q.size();
    if (size.isEmpty())
        return;
    if (q.isTableVisible()) {
        model->catchUp();
    } else {
        frame = frameFor(size, theme::Theme::of(&q));
        scene.update(frame);
    }
    Q_EMIT q.readoutChanged();
    if (!sinceAccess.isValid() || sinceAccess.elapsed() > 1000)
        updateAccess();
}

void TimeChart::Private::updateAccess()
{
    sinceAccess.start();
    q.setAccessibleDescription(q.summary());
}

void TimeChart::Private::setFollowing(bool on)
{
    if (following == on)
        return;
    if (!on)
        window = currentWindow();
    following = on;
    invalidate();
    Q_EMIT q.followingChanged(on);
}

void TimeChart::Private::setWindow(Range wanted, bool byUser)
{
    const double newest = std::max(data.lastTime(), data.now);
    const double longest = std::max({duration, newest * 1.1, shortestSpan * 2});
    double length = std::clamp(wanted.high - wanted.low, shortestSpan, longest);
    const double low = std::clamp(wanted.low, 0.0, std::max(0.0, longest - length));
    window = {low, low + length};
    // A user who zooms with the newest sample in sight goes on following it, at that zoom.
    const bool holdsNewest = byUser && following && newest <= window.high + 1e-9 && newest >= window.low;
    if (holdsNewest) {
        span = length >= longest - 1e-9 ? std::nullopt : std::optional(length);
    } else if (following) {
        following = false;
        Q_EMIT q.followingChanged(false);
    }
    invalidate();
}

void TimeChart::Private::zoom(double factor, double around)
{
    const Range now = currentWindow();
    setWindow({around - (around - now.low) * factor, around + (now.high - around) * factor}, true);
}

void TimeChart::Private::pan(double seconds)
{
    const Range now = following ? currentWindow() : window;
    setFollowing(false);
    setWindow({now.low + seconds, now.high + seconds}, false);
}

void TimeChart::setFollowing(bool following)
{
    d->setFollowing(following);
}

bool TimeChart::isFollowing() const
{
    return d->following;
}

void TimeChart::setWindow(double from, double to)
{
    d->setWindow({from, to}, false);
}

Range TimeChart::window() const
{
    return d->currentWindow();
}

void TimeChart::resetView()
{
    d->span.reset();
    d->setFollowing(true);
    d->invalidate();
}

void TimeChart::setCrosshair(std::optional<double> seconds)
{
    const Range now = d->currentWindow();
    if (seconds)
        seconds = std::clamp(*seconds, now.low, now.high);
    if (seconds == d->crosshair)
        return;
    d->crosshair = seconds;
    d->crosshairByKeys = false;
    d->frame.crosshair = seconds;
    if (d->frame.data)
        d->scene.updateForeground(d->frame);
    Q_EMIT readoutChanged();
}

std::optional<double> TimeChart::crosshair() const
{
    return d->crosshair;
}

void TimeChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (isVisible())
        d->refresh();
}

void TimeChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    d->refresh();
}

void TimeChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        d->invalidate();
}

} // namespace cachedeck::chart
