#pragma once
// The inside of TimeChart, shared by its .cpp files. Private to the room.

#include "widgets/chart/chart_scene.hpp"
#include "widgets/chart/chart_table.hpp"
#include "widgets/table/views.hpp"

#include <QElapsedTimer>
#include <QGraphicsView>
#include <QStackedLayout>
#include <QTimer>

namespace cachedeck::chart {

class TimeChart::Private {
public:
    explicit Private(TimeChart& chart);

    /// Draws soon: at most 30 times a second, and not while hidden.
    void invalidate();
    /// Draws now.
    void refresh();
    Frame frameFor(const QSizeF& size, const theme::Theme& theme) const;
    Range currentWindow() const;
    void setWindow(Range window, bool byUser);
    void zoom(double factor, double around);
    void pan(double seconds);
    void moveCrosshair(double pixels);
    void setFollowing(bool following);
    void updateAccess();
    /// The event whose diamond is at a point, or −1.
    int eventAt(const QPointF& position) const;

    TimeChart& q;
    ChartData data;
    ChartScene scene;
    QGraphicsView* view;
    table::TableView* table;
    ChartTable* model;
    QStackedLayout* stack;
    QTimer timer;
    QElapsedTimer sinceAccess;
    Frame frame;

    QString title;
    QString emptyText;
    double duration = 90;
    bool plotsVisible = true;
    bool following = true;
    std::optional<double> span; ///< of the moving window while following; without it, the whole run
    Range window{0, 90};        ///< while paused
    std::optional<double> crosshair;
    bool crosshairByKeys = false;
    std::optional<QPointF> pressed;
    Range pressedWindow;
    bool dragged = false;
};

} // namespace cachedeck::chart
