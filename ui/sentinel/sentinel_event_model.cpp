#include "ui/sentinel/sentinel_event_model.hpp"

#include "ui/bridge/sentinel_bridge.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

#include <QDateTime>

namespace cachedeck::ui {
namespace {

QString timeOf(const sentinel::Event& event)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(event.date.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString text(const std::string& bytes)
{
    return theme::plain(QString::fromStdString(bytes));
}

} // namespace

SentinelEventModel::SentinelEventModel(SentinelBridge& bridge, QObject* parent)
    : QAbstractTableModel(parent), m_bridge(bridge)
{
    connect(&m_bridge, &SentinelBridge::eventAdded, this, &SentinelEventModel::follow);
    follow();
}

void SentinelEventModel::follow()
{
    const auto& events = m_bridge.events();
    // One more than before at the end, which is the usual case; else all anew.
    if (events.size() == m_events.size() + 1) {
        beginInsertRows({}, 0, 0);
        m_events.push_front(events.back());
        endInsertRows();
        return;
    }
    beginResetModel();
    m_events.assign(events.rbegin(), events.rend());
    endResetModel();
}

int SentinelEventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int SentinelEventModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SentinelEventModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& event = m_events[static_cast<std::size_t>(index.row())];
    if (role == table::StrongRole)
        return index.column() == EventColumn && event.event == "+switch-master";
    if (role == table::TokenRole) {
        const auto bad = event.event == "+sdown" || event.event == "+odown" || event.event == "+tilt" ||
                         event.event == "sentinel-lost";
        if (index.column() == EventColumn && bad)
            return static_cast<int>(theme::Token::StateDown);
        return index.column() == EventColumn ? QVariant() : QVariant(static_cast<int>(theme::Token::TextSecondary));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return timeOf(event);
    case SentinelColumn:
        return text(event.sentinelName);
    case EventColumn:
        return text(event.event);
    case SubjectColumn:
        return event.subject ? m_bridge.nameOf(*event.subject) : QString();
    default:
        return text(event.detail);
    }
}

QVariant SentinelEventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case SentinelColumn:
        return tr("Told by");
    case EventColumn:
        return tr("Event");
    case SubjectColumn:
        return tr("About");
    default:
        return tr("Message");
    }
}

} // namespace cachedeck::ui
