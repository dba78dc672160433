#pragma once
// Copying and saving a chart: PNG at twice the pixels, SVG, PDF, and CSV where it has data, each with its provenance in
// the footer. The same actions from a page's button and from a right click (or the menu key) on the chart itself. GUI
// thread.

#include "ui/bridge/server_session.hpp"

#include <QStringList>
#include <QWidget>

#include <functional>

class QMenu;

namespace cachedeck::ui {

// What a page gives for one of its charts.
struct ChartMenu {
    QWidget* chart = nullptr;
    QString fileName;                        // suggested, without its end: "latency"
    std::function<QStringList()> provenance; // where the figures come from, a line each; empty: nothing to save yet
    std::function<void(const Notice&)> tell; // what became of it
};

// Adds the actions to a menu.
void addChartActions(QMenu& menu, const ChartMenu& chart);
// Gives the chart a context menu with them.
void attachChartMenu(const ChartMenu& chart);
// The file that a name and a filter ("SVG (*.svg)") chosen in the dialog come to; its end says the format. An end that
// was typed counts. ".png", which the proposed name has, gives way to the filter's; a name without one of ours gets it.
QString chartFile(const QString& chosen, const QString& filter);

} // namespace cachedeck::ui
