#pragma once
// A TimeChart's samples as a table in long format: a row per sample. Private to the room.

#include "widgets/chart/chart_data.hpp"

#include <QAbstractTableModel>

namespace cachedeck::chart {

class ChartTable : public QAbstractTableModel {
    Q_OBJECT
public:
    ChartTable(const ChartData& data, QObject* parent);

    /// Takes in the samples that came since the last call; cheap when there are none.
    void catchUp();
    void reset();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The same in the C locale and base units, head first, for exports.
    static QVector<QStringList> exportRows(const ChartData& data);

private:
    double valueAt(const QModelIndex& index, Unit* unit) const;

    const ChartData& m_data;
    int m_rows = 0;
};

} // namespace cachedeck::chart
