#pragma once
// Every operation of every path: how often, how slow, from where, and its share of the path's time.

#include "ui/load/run_figures.hpp"
#include "widgets/chart/chart_export.hpp"

#include <QAbstractTableModel>
#include <QWidget>

namespace cachedeck::table {
class TableView;
}

namespace cachedeck::ui {

class OperationModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Operation, Path, Count, TimeShare, P50, P99, HitRatio, StoreReads, Failed, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setFigures(const load::Scenario& scenario, std::vector<OperationFigures> operations);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // Head and rows in the C locale.
    QVector<QStringList> exportRows() const;

private:
    QString cell(const OperationFigures& row, int column) const;
    static QString explained(int column);

    load::Scenario m_scenario;
    std::vector<OperationFigures> m_rows;
};

class OperationsView : public QWidget, public chart::Exportable {
    Q_OBJECT

public:
    explicit OperationsView(QWidget* parent = nullptr);
    OperationModel* model() const { return m_model; }

    // Exportable
    QSize exportSize() const override;
    void exportTo(QPainter& painter, const QRectF& target) override;
    QVector<QStringList> exportRows() const override { return m_model->exportRows(); }

private:
    OperationModel* m_model;
    table::TableView* m_table;
};

} // namespace cachedeck::ui
