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

// What a filter of the dialog ends names in: "svg"; empty without one.
QString endOf(const QString& filter)
{
    return filter.section(QStringLiteral("*."), 1).section(QLatin1Char(')'), 0, 0);
}

void saveAs(const ChartMenu& chart, const QString& chosen, const QString& filter)
{
    const auto file = chartFile(chosen, filter);
    const auto name = QFileInfo(file).fileName();
    if (file != chosen && QFileInfo::exists(file)) { // the dialog asked about another name
        const auto text = Words::tr("%1 is there already and was left as it is.").arg(name);
        const auto advice = Words::tr("Save again and choose that name to replace it, or another one.");
        return chart.tell({Notice::Level::Error, text, advice, {}});
    }
    const auto error = chart::save(chart.chart, file, chart::formatOf(file), options(chart));
    if (error.isEmpty())
        chart.tell({Notice::Level::Success, Words::tr("Saved %1").arg(name), {}, {}});
    else
        chart.tell({Notice::Level::Error, error, {}, {}});
}

void save(const ChartMenu& chart)
{
    auto* dialog =
        new QFileDialog(chart.chart->window(), Words::tr("Save the chart"), chart.fileName + QStringLiteral(".png"),
                        Words::tr("PNG, twice the pixels (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog](const QString& filter) { dialog->setDefaultSuffix(endOf(filter)); });
    QObject::connect(dialog, &QFileDialog::fileSelected, chart.chart,
                     [chart, dialog](const QString& file) { saveAs(chart, file, dialog->selectedNameFilter()); });
    dialog->open();
}

} // namespace

QString chartFile(const QString& chosen, const QString& filter)
{
    const auto png = QStringLiteral("png");
    const auto wanted = endOf(filter).isEmpty() ? png : endOf(filter);
    const auto end = QFileInfo(chosen).suffix().toLower();
    if (end == wanted || chart::formatOf(chosen) != chart::ExportFormat::Png)
        return chosen;
    if (end == png)
        return chosen.chopped(end.size()) + wanted;
    return chosen + QLatin1Char('.') + wanted;
}

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
