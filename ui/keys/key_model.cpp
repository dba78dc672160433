#include "ui/keys/key_model.hpp"

#include "ui/keys/words.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

#include <algorithm>

namespace cachedeck::ui {
namespace {

constexpr std::size_t mostFacts = 4096;
constexpr std::size_t mostPrefixes = 10'000;
constexpr std::size_t mostSearched = 200'000;

std::string prefixOf(std::string_view key)
{
    const auto colon = key.rfind(':');
    return std::string(key.substr(0, colon == std::string_view::npos ? 0 : colon));
}

int number(theme::Token token)
{
    return static_cast<int>(token);
}

} // namespace

void KeyModel::reset(const keyspace::KeySnapshot& keys, std::vector<Row> rows)
{
    beginResetModel();
    if (keys.generation() != m_keys.generation()) {
        m_facts.clear();
        m_gone = 0;
    }
    m_keys = keys;
    m_rows = std::move(rows);
    endResetModel();
}

void KeyModel::append(const keyspace::KeySnapshot& keys, const std::vector<Row>& rows)
{
    if (keys.generation() != m_keys.generation() || rows.empty())
        return;
    const auto first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_keys = keys;
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    endInsertRows();
}

void KeyModel::clear()
{
    reset({}, {});
    m_facts.clear();
    m_longest.clear();
    m_gone = 0;
}

std::string KeyModel::keyAt(int row) const
{
    return row >= 0 && row < rowCount() ? std::string(m_keys[storeRow(row)]) : std::string();
}

int KeyModel::find(std::string_view key) const
{
    const auto end = m_rows.begin() + static_cast<std::ptrdiff_t>(std::min(m_rows.size(), mostSearched));
    const auto found = std::find_if(m_rows.begin(), end, [&](Row row) { return m_keys[row] == key; });
    return found == end ? -1 : static_cast<int>(found - m_rows.begin());
}

const KeyModel::Facts* KeyModel::facts(int row) const
{
    const auto found = m_facts.find(storeRow(row));
    return found == m_facts.end() ? nullptr : &found->second;
}

const keyspace::KeyMetadata* KeyModel::metadata(int row) const
{
    const auto* known = facts(row);
    return known ? &known->metadata : nullptr;
}

bool KeyModel::isGone(int row) const
{
    const auto* known = facts(row);
    return known && known->gone;
}

void KeyModel::setMetadata(const std::vector<Row>& rows, const std::vector<keyspace::KeyMetadata>& values)
{
    if (m_facts.size() + rows.size() > mostFacts && m_gone == 0)
        m_facts.clear();
    const auto now = Clock::now();
    for (std::size_t i = 0; i < rows.size() && i < values.size(); ++i) {
        if (rows[i] >= m_keys.size())
            continue;
        auto& known = m_facts[rows[i]];
        if (values[i].exists) {
            m_gone -= known.gone.has_value();
            known.gone.reset();
            known.metadata = values[i];
            noteTtl(m_keys[rows[i]], values[i]);
        } else if (!known.gone) { // the type it had stays to be seen until the row goes
            known.gone = now;
            ++m_gone;
        }
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void KeyModel::markGone(std::string_view key)
{
    const auto row = find(key);
    if (row < 0)
        return;
    auto& known = m_facts[storeRow(row)];
    if (!known.gone) {
        known.gone = Clock::now();
        ++m_gone;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

std::vector<std::string> KeyModel::removeGone(Clock::duration age)
{
    std::vector<std::string> keys;
    if (m_gone == 0)
        return keys;
    const auto before = Clock::now() - age;
    std::vector<Row> gone;
    for (const auto& [row, known] : m_facts)
        if (known.gone && *known.gone <= before)
            gone.push_back(row);
    for (const auto row : gone) {
        keys.emplace_back(m_keys[row]);
        m_facts.erase(row);
        --m_gone;
        const auto found = std::find(m_rows.begin(), m_rows.end(), row);
        if (found == m_rows.end())
            continue;
        const auto place = static_cast<int>(found - m_rows.begin());
        beginRemoveRows({}, place, place);
        m_rows.erase(found);
        endRemoveRows();
    }
    return keys;
}

void KeyModel::noteTtl(std::string_view key, const keyspace::KeyMetadata& metadata)
{
    if (!metadata.ttl)
        return;
    auto prefix = prefixOf(key);
    const auto found = m_longest.find(prefix);
    if (found != m_longest.end())
        found->second = std::max(found->second, *metadata.ttl);
    else if (m_longest.size() < mostPrefixes)
        m_longest.emplace(std::move(prefix), *metadata.ttl);
}

std::chrono::milliseconds KeyModel::longestTtl(std::string_view key) const
{
    const auto found = m_longest.find(prefixOf(key));
    return found == m_longest.end() ? std::chrono::milliseconds(0) : found->second;
}

void KeyModel::tick(int first, int last)
{
    if (first >= 0 && first < rowCount())
        Q_EMIT dataChanged(index(first, TtlColumn), index(std::min(last, rowCount() - 1), TtlColumn));
}

int KeyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0
                            : static_cast<int>(std::min<std::size_t>(m_rows.size(), std::numeric_limits<int>::max()));
}

int KeyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeyModel::text(int row, int column) const
{
    if (column == KeyColumn)
        return theme::plain(words::fromBytes(m_keys[storeRow(row)]));
    const auto* known = facts(row);
    if (!known || !known->metadata.exists)
        return {};
    const auto& metadata = known->metadata;
    if (column == MemoryColumn)
        return metadata.memory ? words::size(*metadata.memory) : QString();
    if (known->gone)
        return tr("gone");
    if (const auto left = metadata.ttlAt(Clock::now()))
        return words::ttl(*left);
    return metadata.persistent ? tr("no TTL") : QString();
}

QVariant KeyModel::ttlData(int row, int role) const
{
    const auto* known = facts(row);
    if (!known || known->gone || !known->metadata.ttl)
        return role == table::TtlLeftRole ? QVariant(qint64(-1)) : QVariant();
    if (role == table::TtlLeftRole)
        return qint64(known->metadata.ttlAt(Clock::now())->count());
    return qint64(longestTtl(m_keys[storeRow(row)]).count());
}

QVariant KeyModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto row = index.row();
    const auto column = index.column();
    const auto* known = facts(row);
    switch (role) {
    case Qt::DisplayRole:
        return column == TypeColumn ? QVariant() : text(row, column);
    case Qt::AccessibleTextRole:
        return column == TypeColumn ? QVariant(known ? words::type(known->metadata.type) : QString())
                                    : text(row, column);
    case table::TypeRole:
        return column == TypeColumn && known && known->metadata.exists ? words::type(known->metadata.type) : QVariant();
    case table::TtlLeftRole:
    case table::TtlSetRole:
        return column == TtlColumn ? ttlData(row, role) : QVariant();
    case table::TokenRole:
        if (known && known->gone)
            return number(theme::Token::TextMuted);
        return column == TtlColumn && known && known->metadata.persistent ? QVariant(number(theme::Token::TextMuted))
                                                                          : QVariant();
    default:
        return {};
    }
}

QVariant KeyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= TtlColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && section == TtlColumn)
        return tr("Time left. The bar is full at the longest TTL seen under the same prefix.");
    if (role == Qt::ToolTipRole && section == KeyColumn)
        return tr("Press to sort by name");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TypeColumn:
        return tr("Type");
    case KeyColumn:
        return tr("Key");
    case TtlColumn:
        return tr("TTL");
    default:
        return tr("Memory");
    }
}

} // namespace cachedeck::ui
