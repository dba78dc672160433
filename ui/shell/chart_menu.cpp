#include "ui/shell/chart_menu.hpp"

#include "widgets/chart/chart_export.hpp"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace cachedeck::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChartMenu)
};

chart::ExportOptions options(const ChartMenu& chart)
{
    chart::ExportOptions options;
    options.provenance = chart.provenance();
    return options;
}

void save(const ChartMenu& chart)
{
    auto* dialog =
        new QFileDialog(chart.chart->window(), Words::tr("Save the chart"), chart.fileName + QStringLiteral(".png"),
                        Words::tr("PNG, twice the pixels (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1));
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, chart.chart, [chart](const QString& file) {
        const auto error = chart::save(chart.chart, file, chart::formatOf(file), options(chart));
        if (error.isEmpty())
            chart.tell({Notice::Level::Success, Words::tr("Saved %1").arg(QFileInfo(file).fileName()), {}, {}});
        else
            chart.tell({Notice::Level::Error, error, {}, {}});
    });
    dialog->open();
}

} // namespace

void addChartActions(QMenu& menu, const ChartMenu& chart)
{
    const bool measured = !chart.provenance().isEmpty();
    auto* copy = menu.addAction(Words::tr("Copy the chart"));
    auto* keep = menu.addAction(Words::tr("Save the chart… (PNG, SVG, PDF, CSV)"));
    copy->setEnabled(measured);
    keep->setEnabled(measured);
    QObject::connect(copy, &QAction::triggered, chart.chart,
                     [chart] { chart::copyToClipboard(chart.chart, options(chart)); });
    QObject::connect(keep, &QAction::triggered, chart.chart, [chart] { save(chart); });
}

void attachChartMenu(const ChartMenu& chart)
{
    chart.chart->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(chart.chart, &QWidget::customContextMenuRequested, chart.chart, [chart](const QPoint& at) {
        auto* menu = new QMenu(chart.chart);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addChartActions(*menu, chart);
        menu->popup(chart.chart->mapToGlobal(at));
    });
}

} // namespace cachedeck::ui
