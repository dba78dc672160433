#pragma once
// One page of a hash, list, set, sorted set or stream, for a table. GUI thread.

#include "backend/keyspace/value_page.hpp"

#include <QAbstractTableModel>

namespace cachedeck::ui {

class ElementModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setPage(const keyspace::ValuePage& page);
    void clear() { setPage({}); }

    // What the viewer below shows of a row: its title ("items"), and its bytes.
    QString titleOf(int row) const;
    std::string bytesOf(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    keyspace::KeyType m_type = keyspace::KeyType::None;
    std::vector<keyspace::Element> m_elements;
};

} // namespace cachedeck::ui
