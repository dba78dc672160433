#include "widgets/chart/chart_table.hpp"

#include "widgets/chart/decimation.hpp"
#include "widgets/table/delegates.hpp"

#include <cmath>

namespace cachedeck::chart {
namespace {

double valueOf(const std::vector<double>& values, int index)
{
    return index < static_cast<int>(values.size()) ? values[static_cast<std::size_t>(index)] : noValue;
}

QString cText(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
}

} // namespace

ChartTable::ChartTable(const ChartData& data, QObject* parent) : QAbstractTableModel(parent), m_data(data) {}

void ChartTable::catchUp()
{
    const int rows = static_cast<int>(m_data.rows.size());
    if (rows <= m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    endInsertRows();
}

void ChartTable::reset()
{
    beginResetModel();
    m_rows = static_cast<int>(m_data.rows.size());
    endResetModel();
}

int ChartTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ChartTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0
                            : 2 + static_cast<int>(m_data.quantileNames.size()) + static_cast<int>(m_data.plots.size());
}

double ChartTable::valueAt(const QModelIndex& index, Unit* unit) const
{
    const ChartData::Row row = m_data.rows[static_cast<std::size_t>(index.row())];
    const Sample& sample =
        m_data.paths[static_cast<std::size_t>(row.path)].samples[static_cast<std::size_t>(row.index)];
    const int quantile = index.column() - 2;
    const int plot = quantile - static_cast<int>(m_data.quantileNames.size());
    if (plot < 0) {
        *unit = Unit::Seconds;
        return valueOf(sample.quantiles, quantile);
    }
    *unit = m_data.plots[static_cast<std::size_t>(plot)].unit;
    return valueOf(sample.values, plot);
}

QVariant ChartTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    const ChartData::Row row = m_data.rows[static_cast<std::size_t>(index.row())];
    const ChartData::Path& path = m_data.paths[static_cast<std::size_t>(row.path)];
    if (role == table::PathLookRole && index.column() == 1)
        return static_cast<int>(path.spec.role);
    if (role == Qt::TextAlignmentRole && index.column() != 1)
        return static_cast<int>(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == 0)
        return timeText(path.samples[static_cast<std::size_t>(row.index)].time, 0.1);
    if (index.column() == 1)
        return path.spec.name;
    Unit unit = Unit::Count;
    const double value = valueAt(index, &unit);
    return valueText(value, unit);
}

QVariant ChartTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == 1 ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const int quantile = section - 2;
    const int plot = quantile - static_cast<int>(m_data.quantileNames.size());
    if (section == 0)
        return tr("Time");
    if (section == 1)
        return tr("Path");
    return plot < 0 ? m_data.quantileNames.value(quantile) : m_data.plots[static_cast<std::size_t>(plot)].title;
}

QVector<QStringList> ChartTable::exportRows(const ChartData& data)
{
    QVector<QStringList> rows;
    QStringList head{QStringLiteral("time_s"), QStringLiteral("path")};
    for (const QString& name : data.quantileNames)
        head.append(name % u"_s");
    for (const PlotSpec& plot : data.plots)
        head.append(plot.title);
    rows.append(head);
    for (const ChartData::Row& row : data.rows) {
        const ChartData::Path& path = data.paths[static_cast<std::size_t>(row.path)];
        const Sample& sample = path.samples[static_cast<std::size_t>(row.index)];
        QStringList cells{cText(sample.time), path.spec.name};
        for (int i = 0; i < data.quantileNames.size(); ++i)
            cells.append(cText(valueOf(sample.quantiles, i)));
        for (int i = 0; i < static_cast<int>(data.plots.size()); ++i)
            cells.append(cText(valueOf(sample.values, i)));
        rows.append(cells);
    }
    return rows;
}

} // namespace cachedeck::chart
