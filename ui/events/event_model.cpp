#include "ui/events/event_model.hpp"

#include "ui/events/event_words.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

#include <QDateTime>

#include <algorithm>

namespace cachedeck::ui {

EventModel::Row EventModel::rowOf(const events::Event& event)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(event.time.time_since_epoch()).count();
    return {events::kindOf(event), QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss.zzz")),
            words::what(event),    theme::plain(QString::fromStdString(event.subject)),
            words::from(event),    words::operation(event),
            words::took(event)};
}

void EventModel::add(const std::vector<events::Event>& events)
{
    const auto count = std::min<std::size_t>(events.size(), most);
    if (count == 0)
        return;
    if (const auto left = most - static_cast<int>(count); rowCount() > left) {
        beginRemoveRows({}, left, rowCount() - 1);
        m_rows.resize(static_cast<std::size_t>(left));
        endRemoveRows();
    }
    beginInsertRows({}, 0, static_cast<int>(count) - 1);
    for (auto i = events.size() - count; i < events.size(); ++i)
        m_rows.push_front(rowOf(events[i]));
    endInsertRows();
}

void EventModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int EventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == table::PathLookRole && index.column() == KindColumn)
        return static_cast<int>(words::kindLook(row.kind));
    if (role == table::TokenRole && index.column() != KeyColumn && index.column() != KindColumn)
        return static_cast<int>(theme::Token::TextSecondary);
    if (role == Qt::TextAlignmentRole && index.column() == TookColumn)
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return row.time;
    case KindColumn:
        return row.what;
    case KeyColumn:
        return row.key;
    case FromColumn:
        return row.from;
    case OperationColumn:
        return row.operation;
    default:
        return row.took;
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == TookColumn ? int(Qt::AlignTrailing | Qt::AlignVCenter)
                                     : int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case KindColumn:
        return tr("Event");
    case KeyColumn:
        return tr("Key");
    case FromColumn:
        return tr("From");
    case OperationColumn:
        return tr("Operation");
    default:
        return tr("Took");
    }
}

} // namespace cachedeck::ui
