#pragma once
// Head and rows of a figure as a table, for the key T. Private to the rooms that draw figures.

#include <QAbstractTableModel>
#include <QStringList>
#include <QVector>

namespace cachedeck::plot {

class FigureTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    /// The first row is the head.
    void setRows(QVector<QStringList> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<QStringList> m_rows;
};

} // namespace cachedeck::plot
