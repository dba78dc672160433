#pragma once
// The sentinels' messages, newest first. GUI thread.

#include "backend/sentinel/topology.hpp"

#include <QAbstractTableModel>

#include <deque>

namespace cachedeck::ui {

class SentinelBridge;

class SentinelEventModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, SentinelColumn, EventColumn, SubjectColumn, DetailColumn, ColumnCount };

    explicit SentinelEventModel(SentinelBridge& bridge, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void follow();

    SentinelBridge& m_bridge;
    std::deque<sentinel::Event> m_events; // newest first
};

} // namespace cachedeck::ui
