#pragma once
// What each sentinel believes: a row a field, a column a sentinel, with what does not fit the others marked. GUI
// thread.

#include "backend/sentinel/topology.hpp"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace cachedeck::ui {

class BeliefModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Field {
        PrimaryField,
        EpochField,
        FlagsField,
        QuorumField,
        SentinelsField,
        ReplicasField,
        AnswerField,
        FieldCount
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setTopology(std::shared_ptr<const sentinel::Topology> topology);
    void tick(); // ages have grown

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell {
        QString text;
        bool odd = false; // differs from the others, or says that something is wrong
    };
    const sentinel::SentinelView& view(int column) const
    {
        return m_topology->sentinels[static_cast<std::size_t>(column - 1)];
    }
    Cell cell(int field, const sentinel::SentinelView& view) const;
    Cell seen(const std::vector<sentinel::Peer>& peers, std::size_t expected) const;

    std::shared_ptr<const sentinel::Topology> m_topology = std::make_shared<sentinel::Topology>();
};

} // namespace cachedeck::ui
