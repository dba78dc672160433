#pragma once
// The newest events of the stream, newest first, as a table. It holds so many and no more, however long it runs.

#include "backend/events/event.hpp"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace cachedeck::ui {

class EventModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, KeyColumn, FromColumn, OperationColumn, TookColumn, ColumnCount };
    static constexpr int most = 2000;

    using QAbstractTableModel::QAbstractTableModel;
    // In the order in which they came.
    void add(const std::vector<events::Event>& events);
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        events::Kind kind;
        QString time, what, key, from, operation, took;
    };
    static Row rowOf(const events::Event& event);

    std::deque<Row> m_rows; // the newest first
};

} // namespace cachedeck::ui
