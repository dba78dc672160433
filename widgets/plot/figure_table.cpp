#include "widgets/plot/figure_table.hpp"

#include <utility>

namespace cachedeck::plot {

void FigureTable::setRows(QVector<QStringList> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int FigureTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_rows.isEmpty() ? 0 : static_cast<int>(m_rows.size()) - 1;
}

int FigureTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_rows.isEmpty() ? 0 : static_cast<int>(m_rows.first().size());
}

QVariant FigureTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return m_rows[index.row() + 1].value(index.column());
    if (role == Qt::TextAlignmentRole && index.column() > 0)
        return static_cast<int>(Qt::AlignTrailing | Qt::AlignVCenter);
    return {};
}

QVariant FigureTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || m_rows.isEmpty())
        return {};
    if (role == Qt::DisplayRole)
        return m_rows.first().value(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section > 0 ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    return {};
}

} // namespace cachedeck::plot
