#include "ui/keys/namespace_model.hpp"

#include "ui/keys/words.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace cachedeck::ui {

struct NamespaceModel::Item {
    keyspace::Namespace data;
    std::string path; // of all levels; empty for "All namespaces"
    Item* parent = nullptr;
    std::vector<std::unique_ptr<Item>> children;
    bool all = false;
    bool asked = false; // its children were asked for, or are given

    bool canOpen() const { return all || (data.hasColon && data.name != "…"); }
    int row() const
    {
        const auto found = std::find_if(parent->children.begin(), parent->children.end(),
                                        [this](const auto& child) { return child.get() == this; });
        return static_cast<int>(found - parent->children.begin());
    }
    Item* find(const std::string& wanted)
    {
        if (!all && path == wanted && data.hasColon)
            return this;
        for (const auto& child : children)
            if (child->all || !child->data.hasColon || wanted.compare(0, child->path.size(), child->path) == 0)
                if (auto* found = child->find(wanted))
                    return found;
        return nullptr;
    }
    void add(const keyspace::Namespace& name)
    {
        auto child = std::make_unique<Item>();
        child->data = name;
        child->path = path.empty() ? name.name : path + ":" + name.name;
        child->parent = this;
        children.push_back(std::move(child));
    }
};

NamespaceModel::NamespaceModel(Finder find, QObject* parent)
    : QAbstractItemModel(parent), m_find(std::move(find)), m_root(std::make_unique<Item>())
{
    m_root->add({});
    auto& all = *m_root->children.front();
    all.all = true;
    all.asked = true;
    all.path.clear();
}

NamespaceModel::~NamespaceModel() = default;

void NamespaceModel::setNamespaces(const std::vector<keyspace::Namespace>& namespaces, std::uint64_t total)
{
    auto& all = *m_root->children.front();
    all.data.keys = total;
    const auto same =
        all.children.size() == namespaces.size() &&
        std::equal(namespaces.begin(), namespaces.end(), all.children.begin(), [](const auto& name, const auto& item) {
            return name.name == item->data.name && name.hasColon == item->data.hasColon;
        });
    if (same) {
        for (std::size_t i = 0; i < namespaces.size(); ++i)
            all.children[i]->data.keys = namespaces[i].keys;
        Q_EMIT dataChanged(indexOf(all), indexOf(all, CountColumn));
        if (!namespaces.empty())
            Q_EMIT dataChanged(indexOf(*all.children.front()), indexOf(*all.children.back(), CountColumn));
        return;
    }
    // A move of all below "All namespaces": open branches and the current item follow by their paths.
    Q_EMIT layoutAboutToBeChanged();
    const auto before = persistentIndexList();
    std::vector<std::pair<std::string, bool>> paths;
    for (const auto& index : before)
        paths.emplace_back(itemAt(index)->path, itemAt(index)->all);
    auto old = std::move(all.children);
    all.children.clear();
    std::map<std::pair<std::string_view, bool>, std::size_t> places;
    for (std::size_t i = 0; i < old.size(); ++i)
        places.emplace(std::pair(std::string_view(old[i]->path), old[i]->data.hasColon), i);
    for (const auto& name : namespaces) {
        const auto kept = places.find({name.name, name.hasColon});
        if (kept == places.end()) {
            all.add(name);
        } else {
            old[kept->second]->data.keys = name.keys;
            all.children.push_back(std::move(old[kept->second]));
            places.erase(kept);
        }
    }
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto& [path, isAll] = paths[static_cast<std::size_t>(i)];
        const auto* item = isAll ? &all : path.empty() ? nullptr : all.find(path);
        after << (item ? indexOf(*item, before[i].column()) : QModelIndex());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

NamespaceModel::Item* NamespaceModel::itemAt(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Item*>(index.internalPointer()) : m_root.get();
}

QModelIndex NamespaceModel::indexOf(const Item& item, int column) const
{
    return item.parent ? createIndex(item.row(), column, const_cast<Item*>(&item)) : QModelIndex();
}

NamespaceModel::Choice NamespaceModel::choice(const QModelIndex& index) const
{
    const auto* item = itemAt(index);
    if (!index.isValid() || item->all || item->data.name == "…")
        return {};
    if (item->data.hasColon)
        return {false, false, item->path};
    // A key that ends in this namespace: only its own name, or on the first level all keys without a colon.
    return item->parent->all ? Choice{false, true, {}} : Choice{false, false, item->parent->path};
}

QModelIndex NamespaceModel::index(int row, int column, const QModelIndex& parent) const
{
    const auto* item = itemAt(parent);
    if (row < 0 || row >= static_cast<int>(item->children.size()) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, item->children[static_cast<std::size_t>(row)].get());
}

QModelIndex NamespaceModel::parent(const QModelIndex& index) const
{
    auto* item = itemAt(index)->parent;
    return item && item != m_root.get() ? indexOf(*item) : QModelIndex();
}

int NamespaceModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(itemAt(parent)->children.size());
}

int NamespaceModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

bool NamespaceModel::hasChildren(const QModelIndex& parent) const
{
    const auto* item = itemAt(parent);
    return parent.column() <= 0 && (!item->children.empty() || (parent.isValid() && item->canOpen() && !item->asked));
}

bool NamespaceModel::canFetchMore(const QModelIndex& parent) const
{
    const auto* item = itemAt(parent);
    return parent.isValid() && item->canOpen() && !item->asked;
}

void NamespaceModel::fetchMore(const QModelIndex& parent)
{
    auto* item = itemAt(parent);
    item->asked = true;
    m_find(item->path,
           [this, path = item->path](const std::vector<keyspace::Namespace>& found) { insertFound(path, found); });
}

void NamespaceModel::insertFound(const std::string& path, const std::vector<keyspace::Namespace>& found)
{
    auto* item = m_root->children.front()->find(path); // it may be gone meanwhile
    if (!item)
        return;
    auto& children = item->children;
    if (children.size() == found.size() &&
        std::equal(found.begin(), found.end(), children.begin(), [](const auto& name, const auto& child) {
            return name.name == child->data.name && name.hasColon == child->data.hasColon;
        })) {
        for (std::size_t i = 0; i < found.size(); ++i)
            children[i]->data.keys = found[i].keys;
        if (!found.empty())
            Q_EMIT dataChanged(indexOf(*children.front()), indexOf(*children.back(), CountColumn));
        refreshBelow(*item);
        return;
    }
    if (!children.empty()) {
        beginRemoveRows(indexOf(*item), 0, static_cast<int>(children.size()) - 1);
        children.clear();
        endRemoveRows();
    }
    if (found.empty())
        return;
    beginInsertRows(indexOf(*item), 0, static_cast<int>(found.size()) - 1);
    for (const auto& name : found)
        item->add(name);
    endInsertRows();
}

void NamespaceModel::refreshOpened()
{
    refreshBelow(*m_root->children.front());
}

void NamespaceModel::refreshBelow(const Item& item)
{
    for (const auto& child : item.children)
        if (child->asked)
            m_find(child->path, [this, path = child->path](const std::vector<keyspace::Namespace>& found) {
                insertFound(path, found);
            });
}

QString NamespaceModel::label(const Item& item) const
{
    if (item.all)
        return tr("All namespaces");
    if (!item.data.hasColon && item.parent->all)
        return tr("(no colon)");
    return item.data.name.empty() ? tr("(empty)") : theme::plain(words::fromBytes(item.data.name));
}

QVariant NamespaceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& item = *itemAt(index);
    const auto isName = index.column() == NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? label(item) : words::count(item.data.keys);
    case Qt::AccessibleTextRole:
        return isName ? tr("%1, %2 keys").arg(label(item), words::count(item.data.keys)) : words::count(item.data.keys);
    case table::StrongRole:
        return isName && item.all;
    case table::TokenRole:
        return isName ? QVariant() : QVariant(static_cast<int>(theme::Token::TextMuted));
    default:
        return {};
    }
}

} // namespace cachedeck::ui
