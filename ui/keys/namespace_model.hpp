#pragma once
// Namespaces as a tree: "All namespaces", then the prefixes up to the first ':', and below each, when it is opened, the
// next level. Counts are those of the keys found so far. GUI thread.

#include "backend/keyspace/key_store.hpp"

#include <QAbstractItemModel>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cachedeck::ui {

class NamespaceModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, CountColumn, ColumnCount };
    using Found = std::function<void(std::vector<keyspace::Namespace>)>;
    using Finder = std::function<void(const std::string& parent, Found)>;

    // `find` gives the children of a namespace later, on the GUI thread.
    explicit NamespaceModel(Finder find, QObject* parent = nullptr);
    ~NamespaceModel() override;

    // The first level and the count of all. Keeps what is open where the names stay.
    void setNamespaces(const std::vector<keyspace::Namespace>& namespaces, std::uint64_t total);

    // Counts the levels that are open below the first anew.
    void refreshOpened();

    // What a chosen item filters by.
    struct Choice {
        bool all = true;
        bool withoutColon = false;
        std::string path; // "user:42"
    };
    Choice choice(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Item;
    Item* itemAt(const QModelIndex& index) const;
    void insertFound(const std::string& path, const std::vector<keyspace::Namespace>& found);
    void refreshBelow(const Item& item);
    QModelIndex indexOf(const Item& item, int column = 0) const;
    QString label(const Item& item) const;

    Finder m_find;
    std::unique_ptr<Item> m_root; // not shown; its one child is "All namespaces"
};

} // namespace cachedeck::ui
