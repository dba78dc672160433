#include "ui/keys/element_model.hpp"

#include "ui/keys/words.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

namespace cachedeck::ui {
namespace {

constexpr std::size_t mostShown = 300; // bytes of a cell; the viewer below has all

QString cell(std::string_view bytes)
{
    const auto cut = bytes.size() > mostShown;
    return theme::plain(words::fromBytes(bytes.substr(0, mostShown))) + (cut ? QStringLiteral("…") : QString());
}

QString entry(const keyspace::Element& element)
{
    QString text;
    for (const auto& [field, value] : element.fields) {
        if (!text.isEmpty())
            text += QStringLiteral(", ");
        text += cell(field) + QStringLiteral(": ") + cell(value);
    }
    return text;
}

} // namespace

void ElementModel::setPage(const keyspace::ValuePage& page)
{
    beginResetModel();
    m_type = page.type;
    m_elements = page.elements;
    endResetModel();
}

QString ElementModel::titleOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const auto& element = m_elements[static_cast<std::size_t>(row)];
    return m_type == keyspace::KeyType::Set || m_type == keyspace::KeyType::SortedSet ? tr("Member")
                                                                                      : cell(element.name);
}

std::string ElementModel::bytesOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const auto& element = m_elements[static_cast<std::size_t>(row)];
    switch (m_type) {
    case keyspace::KeyType::Set:
    case keyspace::KeyType::SortedSet:
        return element.name;
    case keyspace::KeyType::Stream: {
        std::string lines;
        for (const auto& [field, value] : element.fields)
            lines += (lines.empty() ? "" : "\n") + field + ": " + value;
        return lines;
    }
    default:
        return element.value;
    }
}

int ElementModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_elements.size());
}

int ElementModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_type == keyspace::KeyType::Set ? 1 : 2;
}

QVariant ElementModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& element = m_elements[static_cast<std::size_t>(index.row())];
    const auto first = index.column() == 0;
    if (role == Qt::DisplayRole) {
        if (first)
            return cell(element.name);
        return m_type == keyspace::KeyType::Stream ? entry(element) : cell(element.value);
    }
    if (role == table::TokenRole && first && columnCount() == 2)
        return static_cast<int>(theme::Token::TextSecondary);
    return {};
}

QVariant ElementModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const auto first = section == 0;
    switch (m_type) {
    case keyspace::KeyType::Hash:
        return first ? tr("Field") : tr("Value");
    case keyspace::KeyType::List:
        return first ? tr("Index") : tr("Element");
    case keyspace::KeyType::SortedSet:
        return first ? tr("Member") : tr("Score");
    case keyspace::KeyType::Set:
        return tr("Member");
    case keyspace::KeyType::Stream:
        return first ? tr("Entry") : tr("Fields");
    default:
        return {};
    }
}

} // namespace cachedeck::ui
