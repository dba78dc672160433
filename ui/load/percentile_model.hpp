#pragma once
// The table under the charts: a row a path, its percentiles, how many times faster than the first path, throughput,
// hits, stale reads. How many times faster is what the result itself compares, with a dash where it has no number: too
// few reads yet, or a primary store that failed.

#include "backend/load/result.hpp"

#include <QAbstractTableModel>

#include <memory>

namespace cachedeck::ui {

class PercentileModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Path, P50, P90, P99, P999, Max, TimesP50, TimesP99, Throughput, HitRatio, Stale, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setScenario(const load::Scenario& scenario);
    void setResult(std::shared_ptr<const load::Result> result);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const load::PathResult* measured(int row) const;
    QString cell(int row, int column) const;
    const load::Comparison* comparison(int row, int column) const;
    QString times(int row, int column) const;
    QString timesTip(int row, int column) const;
    bool isTrusted(int row) const;
    static QString explained(int column);

    load::Scenario m_scenario;
    std::shared_ptr<const load::Result> m_result;
};

} // namespace cachedeck::ui
