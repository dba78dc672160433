#include "widgets/chart/time_chart.hpp"

#include "widgets/chart/time_chart_p.hpp"
#include "widgets/table/delegates.hpp"

#include <QHeaderView>
#include <QShortcut>

#include <algorithm>

namespace cachedeck::chart {
namespace {

constexpr qint64 shortestFrame = 33; // milliseconds: 30 pictures a second
constexpr qint64 longestFrame = 100; // and never fewer than 10
constexpr qint64 costFactor = 5;     // in between, drawing may take a fifth of the thread's time

} // namespace

TimeChart::Private::Private(TimeChart& chart)
    : q(chart),
      view(new QGraphicsView(&chart)),
      table(new table::TableView(&chart)),
      model(new ChartTable(data, &chart)),
      stack(new QStackedLayout(&chart)),
      emptyText(TimeChart::tr("No data yet"))
{
    view->setScene(&scene.scene());
    view->setFrameShape(QFrame::NoFrame);
    view->setFocusPolicy(Qt::NoFocus);
    view->setInteractive(false);
    view->setAttribute(Qt::WA_TransparentForMouseEvents);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    view->setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    view->viewport()->setFocusPolicy(Qt::NoFocus); // the chart itself is the Tab stop
    view->setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    view->setAccessibleName(TimeChart::tr("Plots"));
    table->setDense(true);
    table->setModel(model);
    table->setItemDelegateForColumn(1, new table::PathDelegate(table));
    table->setAccessibleName(TimeChart::tr("The chart's data"));
    table->setEmptyText(emptyText);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->addWidget(view);
    stack->addWidget(table);
    timer.setSingleShot(true);
    timer.setInterval(static_cast<int>(shortestFrame));
    QObject::connect(&timer, &QTimer::timeout, &chart, [this] {
        QElapsedTimer cost;
        cost.start();
        refresh();
        view->viewport()->repaint(); // at once, so that painting is part of what is measured
        timer.setInterval(static_cast<int>(std::clamp(cost.elapsed() * costFactor, shortestFrame, longestFrame)));
    });
}

TimeChart::TimeChart(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>(*this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Chart"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* toggle = new QShortcut(Qt::Key_T, this);
    toggle->setContext(Qt::WidgetWithChildrenShortcut);
    connect(toggle, &QShortcut::activated, this, [this] { setTableVisible(!isTableVisible()); });
}

TimeChart::~TimeChart() = default;

void TimeChart::setTitle(const QString& title)
{
    d->title = title;
    setAccessibleName(title);
}

QString TimeChart::title() const
{
    return d->title;
}

void TimeChart::setNote(const QString& note)
{
    d->data.note = note;
    d->invalidate();
}

QString TimeChart::note() const
{
    return d->data.note;
}

void TimeChart::setQuantiles(const QStringList& names)
{
    d->data.quantileNames = names;
    setVisibleQuantiles(d->data.visibleQuantiles);
    d->model->reset();
}

QStringList TimeChart::quantiles() const
{
    return d->data.quantileNames;
}

void TimeChart::setVisibleQuantiles(const QVector<int>& indexes)
{
    QVector<int> valid;
    for (const int index : indexes)
        if (index >= 0 && index < d->data.quantileNames.size() && !valid.contains(index))
            valid.append(index);
    std::sort(valid.begin(), valid.end());
    d->data.visibleQuantiles = valid;
    d->invalidate();
    Q_EMIT readoutChanged();
}

QVector<int> TimeChart::visibleQuantiles() const
{
    return d->data.visibleQuantiles;
}

int TimeChart::addPath(const PathSpec& path)
{
    const int index = d->data.addPath(path);
    d->invalidate();
    Q_EMIT pathsChanged();
    return index;
}

const std::vector<PathSpec>& TimeChart::paths() const
{
    return d->data.specs;
}

void TimeChart::clearPaths()
{
    d->data.clear();
    d->data.clearPaths();
    d->model->reset();
    d->crosshair.reset();
    resetView();
    Q_EMIT pathsChanged();
}

void TimeChart::setPathVisible(int path, bool visible)
{
    if (path < 0 || path >= static_cast<int>(d->data.paths.size()) || isPathVisible(path) == visible)
        return;
    d->data.paths[static_cast<std::size_t>(path)].visible = visible;
    d->invalidate();
    Q_EMIT pathVisibilityChanged(path, visible);
}

bool TimeChart::isPathVisible(int path) const
{
    return path >= 0 && path < static_cast<int>(d->data.paths.size()) &&
           d->data.paths[static_cast<std::size_t>(path)].visible;
}

int TimeChart::addPlot(const PlotSpec& plot)
{
    d->data.plots.push_back(plot);
    d->model->reset();
    d->invalidate();
    return static_cast<int>(d->data.plots.size()) - 1;
}

void TimeChart::setPlotsVisible(bool visible)
{
    d->plotsVisible = visible;
    d->invalidate();
}

void TimeChart::setEmptyText(const QString& text)
{
    d->emptyText = text;
    d->table->setEmptyText(text);
    d->invalidate();
}

void TimeChart::setGapAfter(double seconds)
{
    d->data.gapAfter = seconds;
    for (ChartData::Path& path : d->data.paths)
        if (path.samples.empty()) {
            path.quantiles.clear(); // made anew, with this gap, by the first sample
            path.values.clear();
        }
}

void TimeChart::setGhosts(const QString& name, const QVector<GhostCurve>& curves)
{
    d->data.ghostName = curves.isEmpty() ? QString() : name;
    d->data.ghosts = curves;
    d->invalidate();
    Q_EMIT ghostsChanged();
}

QString TimeChart::ghostName() const
{
    return d->data.ghostName;
}

const QVector<GhostCurve>& TimeChart::ghosts() const
{
    return d->data.ghosts;
}

void TimeChart::append(int path, const Sample& sample)
{
    if (d->data.append(path, sample))
        d->invalidate();
}

void TimeChart::setNow(double seconds)
{
    d->data.now = seconds;
    d->invalidate();
}

void TimeChart::clearSamples()
{
    d->data.clearSamples();
    d->model->reset();
    d->invalidate();
}

void TimeChart::clear()
{
    d->data.clear();
    d->model->reset();
    d->crosshair.reset();
    resetView();
}

void TimeChart::setDuration(double seconds)
{
    d->duration = std::max(1.0, seconds);
    d->invalidate();
}

void TimeChart::setWarmUp(double seconds)
{
    d->data.warmUp = seconds;
    d->invalidate();
}

int TimeChart::addEvent(const ChartEvent& event)
{
    d->data.events.push_back(event);
    d->invalidate();
    return static_cast<int>(d->data.events.size()) - 1;
}

void TimeChart::setEventDetail(int event, const QString& detail)
{
    if (event < 0 || event >= static_cast<int>(d->data.events.size()))
        return;
    d->data.events[static_cast<std::size_t>(event)].detail = detail;
    d->invalidate();
}

void TimeChart::setTableVisible(bool visible)
{
    if (visible == isTableVisible())
        return;
    if (visible) {
        d->model->catchUp();
        d->stack->setCurrentWidget(d->table);
        d->table->resizeColumnToContents(1);
        if (hasFocus())
            d->table->setFocus(Qt::TabFocusReason);
        d->table->scrollToBottom();
    } else {
        const bool inside = d->table->hasFocus();
        d->stack->setCurrentWidget(d->view);
        if (inside)
            setFocus(Qt::TabFocusReason);
        d->invalidate();
    }
}

bool TimeChart::isTableVisible() const
{
    return d->stack->currentWidget() == d->table;
}

QAbstractItemModel* TimeChart::tableModel() const
{
    d->model->catchUp();
    return d->model;
}

Readout TimeChart::readout() const
{
    return d->data.readoutAt(d->crosshair);
}

int TimeChart::drawnPoints() const
{
    return d->scene.points();
}

QSize TimeChart::sizeHint() const
{
    const theme::Theme theme = theme::Theme::of(this);
    return {theme.px(927), theme.px(464)};
}

QSize TimeChart::minimumSizeHint() const
{
    const theme::Theme theme = theme::Theme::of(this);
    return {theme.px(420), theme.px(d->plotsVisible ? 120 + 60 * static_cast<int>(d->data.plots.size()) : 160)};
}

QSize TimeChart::exportSize() const
{
    return size().expandedTo(sizeHint());
}

QVector<QStringList> TimeChart::exportRows() const
{
    return ChartTable::exportRows(d->data);
}

void TimeChart::exportTo(QPainter& painter, const QRectF& target)
{
    const theme::Theme theme = theme::Theme::of(this);
    painter.save();
    painter.translate(target.topLeft());
    painter.fillRect(QRectF(QPointF(0, 0), target.size()), theme.color(theme::Token::SurfacePanel));
    const qreal head = theme.line(40);
    painter.setFont(theme.font(theme::Role::Title));
    painter.setPen(theme.color(theme::Token::TextPrimary));
    qreal x = theme.line(16);
    const QRectF row(0, 0, target.width(), head);
    painter.drawText(row.adjusted(x, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, d->title);
    x += painter.fontMetrics().horizontalAdvance(d->title) + theme.line(16);
    painter.setFont(theme.font(theme::Role::Body, theme::Weight::Medium));
    for (const ChartData::Path& path : d->data.paths) {
        if (!path.visible)
            continue;
        const theme::PathLook look = theme.path(path.spec.role);
        theme::drawSwatch(painter, look, QRectF(x, head / 2 - theme.line(6), theme.line(24), theme.line(12)));
        x += theme.line(32);
        painter.setPen(look.textColor);
        painter.drawText(row.adjusted(x, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         path.spec.name);
        x += painter.fontMetrics().horizontalAdvance(path.spec.name) + theme.line(16);
    }
    if (!d->data.ghosts.isEmpty()) {
        painter.setPen(ghostPen(theme, theme.color(theme::Token::TextSecondary)));
        painter.drawLine(QPointF(x, head / 2), QPointF(x + theme.line(24), head / 2));
        painter.setPen(theme.color(theme::Token::TextSecondary));
        painter.drawText(row.adjusted(x + theme.line(32), 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, d->data.ghostName);
    }
    const QSizeF body(target.width(), target.height() - head);
    Frame frame = d->frameFor(body, theme);
    frame.crosshair.reset();
    d->scene.update(frame);
    painter.setRenderHint(QPainter::Antialiasing);
    d->scene.scene().render(&painter, QRectF(QPointF(0, head), body), QRectF(QPointF(0, 0), body));
    painter.restore();
    d->refresh(); // the scene is the window's again
}

} // namespace cachedeck::chart
