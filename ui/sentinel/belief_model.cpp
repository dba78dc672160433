#include "ui/sentinel/belief_model.hpp"

#include "widgets/table/delegates.hpp"
#include "widgets/theme/text.hpp"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace cachedeck::ui {
namespace {

using namespace std::chrono_literals;
constexpr auto oldAfter = 3s; // more than two polls

QString seconds(std::chrono::milliseconds age)
{
    return QLocale().toString(static_cast<double>(age.count()) / 1000.0, 'f', 1);
}

std::chrono::milliseconds ageOf(const sentinel::SentinelView& view)
{
    return view.at ? std::chrono::duration_cast<std::chrono::milliseconds>(sentinel::Clock::now() - *view.at) : 0ms;
}

QString words(const std::vector<std::string>& flags)
{
    QStringList list;
    for (const auto& flag : flags)
        list << theme::plain(QString::fromStdString(flag));
    return list.join(QStringLiteral(", "));
}

} // namespace

void BeliefModel::setTopology(std::shared_ptr<const sentinel::Topology> topology)
{
    const auto same = topology->sentinels.size() == m_topology->sentinels.size();
    if (!same)
        beginResetModel();
    m_topology = std::move(topology);
    if (!same)
        endResetModel();
    else
        tick();
}

void BeliefModel::tick()
{
    if (columnCount() < 2)
        return;
    Q_EMIT dataChanged(index(0, 1), index(FieldCount - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 1, columnCount() - 1);
}

int BeliefModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_topology->sentinels.empty() ? 0 : int(FieldCount);
}

int BeliefModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_topology->sentinels.size());
}

BeliefModel::Cell BeliefModel::seen(const std::vector<sentinel::Peer>& peers, std::size_t expected) const
{
    const auto up = static_cast<std::size_t>(
        std::count_if(peers.begin(), peers.end(), [](const auto& peer) { return peer.isUp(); }));
    const auto all = std::max(peers.size(), expected);
    return {tr("%1 of %2").arg(up).arg(all), up < all};
}

BeliefModel::Cell BeliefModel::cell(int field, const sentinel::SentinelView& view) const
{
    if (!view.at)
        return {view.trouble.empty()    ? tr("not asked yet")
                : field == PrimaryField ? theme::plain(QString::fromStdString(view.trouble))
                                        : QStringLiteral("–"),
                !view.trouble.empty()};
    switch (field) {
    case PrimaryField:
        if (!view.reachable)
            return {tr("not reachable; it named %1")
                        .arg(view.primary ? QString::fromStdString(view.primary->text()) : tr("none")),
                    true};
        return {view.primary ? QString::fromStdString(view.primary->text()) : tr("none"),
                m_topology->primary && !(view.primary == m_topology->primary)};
    case EpochField: {
        const auto highest = view.configEpoch == m_topology->highestEpoch;
        const auto epoch = QLocale().toString(static_cast<qulonglong>(view.configEpoch));
        return {highest ? tr("%1, highest").arg(epoch) : epoch, !highest};
    }
    case FlagsField:
        return {words(view.flags), view.flags.size() != 1 || view.flags.front() != "master"};
    case QuorumField:
        if (!view.quorumReached)
            return {QStringLiteral("–"), false};
        return {*view.quorumReached ? tr("OK, %1 usable sentinels").arg(view.usableSentinels)
                                    : tr("NOQUORUM, %1 usable sentinels").arg(view.usableSentinels),
                !*view.quorumReached};
    case SentinelsField:
        return seen(view.sentinels, m_topology->known > 0 ? m_topology->known - 1 : 0);
    case ReplicasField:
        return seen(view.replicas, m_topology->servers.empty() ? 0 : m_topology->servers.size() - 1);
    default:
        return {tr("%1 s ago").arg(seconds(view.lastGoodReply)), view.lastGoodReply > std::max(view.downAfter, 1000ms)};
    }
}

QVariant BeliefModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.column() == 0) {
        static const char* const fields[] = {QT_TR_NOOP("Primary it names"),
                                             QT_TR_NOOP("Configuration epoch"),
                                             QT_TR_NOOP("Flags of that primary"),
                                             QT_TR_NOOP("Quorum check"),
                                             QT_TR_NOOP("Other sentinels it sees"),
                                             QT_TR_NOOP("Replicas it sees"),
                                             QT_TR_NOOP("Last answer from the primary")};
        if (role == Qt::DisplayRole)
            return tr(fields[index.row()]);
        return role == table::TokenRole ? QVariant(static_cast<int>(theme::Token::TextSecondary)) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole &&
        role != table::TokenRole && role != table::TintRole && role != table::IconRole && role != table::StrongRole)
        return {};
    const auto what = cell(index.row(), view(index.column()));
    switch (role) {
    case Qt::DisplayRole:
        return what.text;
    case Qt::AccessibleTextRole:
        return what.odd ? tr("%1, differs").arg(what.text) : what.text;
    case Qt::ToolTipRole:
        return index.row() == QuorumField
                   ? theme::plain(QString::fromStdString(view(index.column()).quorumText)).toHtmlEscaped()
                   : QVariant();
    case table::TokenRole:
        if (what.odd)
            return static_cast<int>(theme::Token::StateWarn);
        return view(index.column()).reachable ? QVariant()
                                              : QVariant(static_cast<int>(theme::Token::TextMuted)); // as it was
    case table::TintRole:
        return what.odd ? QVariant(static_cast<int>(theme::Token::StateWarnTint)) : QVariant();
    case table::IconRole:
        return what.odd ? QVariant(QStringLiteral("warn")) : QVariant();
    default:
        return what.odd;
    }
}

QVariant BeliefModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Field");
    const auto& sentinel = view(section);
    auto text =
        tr("%1, %2").arg(QString::fromStdString(sentinel.name), QString::fromStdString(sentinel.address.text()));
    if (sentinel.at && ageOf(sentinel) > oldAfter)
        text += tr(", %1 s old").arg(seconds(ageOf(sentinel)));
    return text;
}

} // namespace cachedeck::ui
