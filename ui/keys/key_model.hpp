#pragma once
// The list of keys for a view: names straight from the key store, metadata only for the rows that someone fetched
// (those on screen). Nothing is allocated per key: a row is a 32-bit number. GUI thread.

#include "backend/keyspace/key_store.hpp"
#include "backend/keyspace/metadata.hpp"

#include <QAbstractTableModel>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace cachedeck::ui {

class KeyModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TypeColumn, KeyColumn, TtlColumn, MemoryColumn, ColumnCount };
    using Row = keyspace::KeySnapshot::Row;
    using Clock = std::chrono::steady_clock;

    using QAbstractTableModel::QAbstractTableModel;

    void reset(const keyspace::KeySnapshot& keys, std::vector<Row> rows);
    void append(const keyspace::KeySnapshot& keys, const std::vector<Row>& rows);
    void clear();

    std::string keyAt(int row) const; // empty beyond the list
    Row storeRow(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    const std::vector<Row>& rows() const { return m_rows; }
    int find(std::string_view key) const; // −1: not listed; looks at 200,000 rows at most

    // What was fetched for some rows of the store, in their order.
    void setMetadata(const std::vector<Row>& rows, const std::vector<keyspace::KeyMetadata>& values);
    const keyspace::KeyMetadata* metadata(int row) const; // null: not fetched yet
    void markGone(std::string_view key);                  // removed by us
    // Takes out the rows that were found gone more than `age` ago; their keys.
    std::vector<std::string> removeGone(Clock::duration age);
    bool isGone(int row) const;
    // The server tells what is left of a TTL, not what it was set to: a bar's full length is the longest TTL seen under
    // the same prefix.
    std::chrono::milliseconds longestTtl(std::string_view key) const;
    // Counts the TTLs of these rows down.
    void tick(int first, int last);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Facts {
        keyspace::KeyMetadata metadata;
        std::optional<Clock::time_point> gone;
    };
    const Facts* facts(int row) const;
    QVariant text(int row, int column) const;
    QVariant ttlData(int row, int role) const;
    void noteTtl(std::string_view key, const keyspace::KeyMetadata& metadata);

    keyspace::KeySnapshot m_keys;
    std::vector<Row> m_rows;
    std::unordered_map<Row, Facts> m_facts; // a few screens
    std::unordered_map<std::string, std::chrono::milliseconds> m_longest;
    std::size_t m_gone = 0;
};

} // namespace cachedeck::ui
