#include "ui/load/percentile_table.hpp"

#include "ui/load/percentile_model.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/theme.hpp"

#include <QHeaderView>

#include <algorithm>

namespace cachedeck::ui {

namespace {

constexpr int tableRows = 3; // as many as fit beside a chart worth looking at; more scroll
constexpr int swatch = 32;
constexpr int cellPadding = 16;
constexpr int leastColumn = 40;

// As wide as a cell of the column gets, so that its width does not follow the figures.
QString widest(int column)
{
    switch (column) {
    case PercentileModel::TimesP50:
    case PercentileModel::TimesP99:
        return QStringLiteral("00.0×");
    case PercentileModel::Throughput:
        return QStringLiteral("000,000/s");
    case PercentileModel::HitRatio:
        return QStringLiteral("000.00 %");
    case PercentileModel::Stale:
        return QStringLiteral("00.00 %");
    default:
        return QStringLiteral("00.0 ms");
    }
}

} // namespace

PercentileTable::PercentileTable(PercentileModel* model, QWidget* parent) : TableView(parent)
{
    setModel(model);
    setObjectName(QStringLiteral("percentiles"));
    setAccessibleName(tr("Percentiles of each path"));
    setItemDelegate(new table::NumberDelegate(this));
    setItemDelegateForColumn(PercentileModel::Path, new table::PathDelegate(this));
    setEmptyText(tr("A row for each path, once a run has started."));
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(leastColumn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(model, &QAbstractItemModel::modelReset, this, &PercentileTable::fit);
    setFixedHeight(theme::space::tableHead + tableRows * theme::space::row + 1);
    fit();
}

int PercentileTable::needed(int column) const
{
    const auto theme = theme::Theme::of(this);
    const QFontMetrics caption(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    const QFontMetrics body(theme.font(theme::Role::Body, theme::Weight::SemiBold));
    int width = caption.horizontalAdvance(model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    if (column != PercentileModel::Path)
        return std::max(width, body.horizontalAdvance(widest(column))) + theme.px(cellPadding);
    for (int row = 0; row < model()->rowCount(); ++row) {
        const auto index = model()->index(row, column);
        width = std::max(width, theme.px(swatch + 8) + body.horizontalAdvance(index.data(Qt::DisplayRole).toString()) +
                                    caption.horizontalAdvance(index.data(table::DetailRole).toString()));
    }
    return width + theme.px(cellPadding) + edgePadding();
}

// Too little room: the path's column gives way first, as it can shorten its words.
void PercentileTable::fit()
{
    const int columns = PercentileModel::ColumnCount;
    QVector<int> widths;
    int sum = 0;
    for (int column = 0; column < columns; ++column) {
        widths << needed(column) + (column == columns - 1 ? edgePadding() - cellPadding / 2 : 0);
        sum += widths.back();
    }
    int slack = viewport()->width() - sum;
    if (slack < 0) {
        const int given = std::min(-slack, widths[PercentileModel::Path] / 3);
        widths[PercentileModel::Path] -= given;
        slack += given;
    }
    for (int column = 0; column < columns; ++column) {
        const int share = slack / (columns - column);
        slack -= share;
        horizontalHeader()->resizeSection(column, std::max(leastColumn, widths[column] + share));
    }
}

void PercentileTable::resizeEvent(QResizeEvent* event)
{
    TableView::resizeEvent(event);
    fit();
}

void PercentileTable::changeEvent(QEvent* event)
{
    TableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange && model())
        fit();
}

} // namespace cachedeck::ui
