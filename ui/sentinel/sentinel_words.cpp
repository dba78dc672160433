#include "ui/sentinel/sentinel_words.hpp"

#include "ui/bridge/sentinel_bridge.hpp"
#include "widgets/theme/text.hpp"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace cachedeck::ui {
namespace {

using namespace std::chrono_literals;
constexpr auto newlyBack = 60s;

// Where free functions get their translations.
class SentinelWords {
    Q_DECLARE_TR_FUNCTIONS(SentinelWords)
};

QString id(const redis::Address& address)
{
    return QString::fromStdString(address.text());
}

QString bytes(std::uint64_t count)
{
    const auto value = static_cast<double>(count);
    if (count < 1000)
        return SentinelWords::tr("%1 B").arg(count);
    if (value < 1e6)
        return SentinelWords::tr("%1 kB").arg(QLocale().toString(value / 1e3, 'f', 1));
    return SentinelWords::tr("%1 MB").arg(QLocale().toString(value / 1e6, 'f', 1));
}

// What one sentinel thinks of another; null while it has not found it.
const sentinel::Peer* peerOf(const sentinel::SentinelView& view, const redis::Address& other)
{
    const auto found = std::find_if(view.sentinels.begin(), view.sentinels.end(),
                                    [&](const auto& peer) { return peer.address == other; });
    return found == view.sentinels.end() ? nullptr : &*found;
}

topology::Link linkBetween(const sentinel::SentinelView& left, const sentinel::SentinelView& right)
{
    topology::Link link{id(left.address), id(right.address), {}, badge::State::Ok};
    const auto *there = peerOf(left, right.address), *back = peerOf(right, left.address);
    if (!left.reachable || !right.reachable) {
        link.state = badge::State::Down;
    } else if (!there || !back) { // just started: they find each other through the primary
        link.state = badge::State::Unknown;
        link.label = SentinelWords::tr("searching");
    } else if (!there->isUp() || !back->isUp()) {
        const auto isDown = [](const sentinel::Peer& peer) {
            return std::find(peer.flags.begin(), peer.flags.end(), "s_down") != peer.flags.end();
        };
        if (!isDown(*there) && !isDown(*back)) {
            link.state = badge::State::Unknown;
            link.label = SentinelWords::tr("connecting");
            return link;
        }
        link.state = badge::State::Warn;
        link.label = SentinelWords::tr("cut");
    }
    return link;
}

topology::Node sentinelNode(const SentinelBridge& bridge, const sentinel::SentinelView& view)
{
    topology::Node node;
    node.id = id(view.address);
    node.kind = topology::NodeKind::Sentinel;
    node.name = QString::fromStdString(view.name);
    const auto epoch = QLocale().toString(static_cast<qulonglong>(view.configEpoch));
    if (!view.reachable) {
        node.state = view.at || !view.trouble.empty() ? badge::State::Down : badge::State::Unknown;
        node.detail =
            node.state == badge::State::Down ? SentinelWords::tr("not reachable") : SentinelWords::tr("asking…");
        return node;
    }
    node.state = view.disagrees || view.tilt ? badge::State::Warn : badge::State::Ok;
    const auto& measured = bridge.measured();
    if (view.tilt)
        node.detail = SentinelWords::tr("in TILT, not to be relied on");
    else if (view.disagrees)
        node.detail = SentinelWords::tr("disagrees, epoch %1").arg(epoch);
    else if (measured && measured->failover.electedLeader == view.name && measured->failover.epoch == view.configEpoch)
        node.detail = SentinelWords::tr("leader of epoch %1").arg(epoch);
    else
        node.detail = SentinelWords::tr("agrees, epoch %1").arg(epoch);
    return node;
}

topology::Node serverNode(const SentinelBridge& bridge, const sentinel::ServerView& view, bool isPrimary)
{
    topology::Node node;
    node.id = id(view.address);
    node.kind = isPrimary ? topology::NodeKind::Primary : topology::NodeKind::Replica;
    node.name = (isPrimary ? SentinelWords::tr("%1, primary") : SentinelWords::tr("%1, replica"))
                    .arg(bridge.nameOf(view.address));
    QString what;
    if (!view.reachable) {
        node.state = view.at || !view.trouble.empty() ? badge::State::Down : badge::State::Unknown;
        what = node.state == badge::State::Down ? SentinelWords::tr("down") : SentinelWords::tr("asking…");
    } else if (isPrimary) {
        node.state = view.role == sentinel::Role::Primary ? badge::State::Ok : badge::State::Warn;
        what = node.state == badge::State::Ok
                   ? SentinelWords::tr("offset %1").arg(QLocale().toString(static_cast<qulonglong>(view.offset)))
                   : SentinelWords::tr("does not say it is primary");
    } else if (view.role == sentinel::Role::Primary) {
        node.state = badge::State::Warn;
        what = SentinelWords::tr("says it is primary");
    } else {
        node.state = view.linkUp ? badge::State::Ok : badge::State::Warn;
        what = view.linkUp ? SentinelWords::tr("online") : SentinelWords::tr("link down");
        if (const auto since = view.upSince ? sentinel::Clock::now() - *view.upSince : newlyBack;
            view.linkUp && since < newlyBack)
            what =
                SentinelWords::tr("back %1 s ago").arg(std::chrono::duration_cast<std::chrono::seconds>(since).count());
    }
    node.detail = SentinelWords::tr("%1, %2").arg(id(view.address), what);
    return node;
}

void addSentinelLinks(topology::Topology& drawn, const SentinelBridge& bridge, const sentinel::Topology& known)
{
    const auto& views = known.sentinels;
    for (std::size_t i = 0; i + 1 < views.size(); ++i)
        drawn.links.push_back(linkBetween(views[i], views[i + 1]));
    bool told = false; // the words stand once, and wherever one names another
    for (const auto& view : views) {
        if (!view.reachable || !view.primary || !known.server(*view.primary))
            continue;
        const auto odd = known.primary && !(view.primary == known.primary);
        QString label;
        if (odd)
            label = SentinelWords::tr("still names %1").arg(bridge.nameOf(*view.primary));
        else if (!told)
            label = SentinelWords::tr("names %1").arg(bridge.nameOf(*view.primary));
        told = told || !odd;
        drawn.links.push_back(
            {id(view.address), id(*view.primary), label, odd ? badge::State::Warn : badge::State::Ok});
    }
}

} // namespace

QString milliseconds(double value)
{
    return SentinelWords::tr("%1 ms").arg(QLocale().toString(static_cast<qlonglong>(value + 0.5)));
}

topology::Topology drawnTopology(const SentinelBridge& bridge)
{
    const auto known = bridge.topology();
    topology::Topology drawn;
    for (const auto& view : known->sentinels)
        drawn.nodes.push_back(sentinelNode(bridge, view));
    for (const auto& server : known->servers)
        drawn.nodes.push_back(serverNode(bridge, server, known->primary == server.address));
    addSentinelLinks(drawn, bridge, *known);
    for (const auto& server : known->servers) {
        if (!known->primary || known->primary == server.address || !server.reachable ||
            !(server.follows == known->primary))
            continue;
        QString label;
        if (!server.linkUp)
            label = SentinelWords::tr("link down");
        else if (server.lagTime && server.lagBytes)
            label = SentinelWords::tr("lag %1 s, %2").arg(server.lagTime->count()).arg(bytes(*server.lagBytes));
        else if (server.lagBytes)
            label = SentinelWords::tr("lag %1").arg(bytes(*server.lagBytes));
        drawn.links.push_back(
            {id(*known->primary), id(server.address), label, server.linkUp ? badge::State::Ok : badge::State::Warn});
    }
    return drawn;
}

topology::Failover drawnFailover(const SentinelBridge& bridge)
{
    using Milliseconds = std::chrono::milliseconds;
    const auto& failover = bridge.measured()->failover;
    const auto whole = [](const auto& time) { return std::chrono::round<Milliseconds>(time); };
    topology::Failover drawn;
    drawn.title = SentinelWords::tr("Failover");
    drawn.clientTitle = SentinelWords::tr("Primary");
    drawn.subtitle = SentinelWords::tr("ms after last reply");
    drawn.steps.push_back({0ms, SentinelWords::tr("Last reply"), bridge.nameOf(failover.from)});
    const auto step = [&](const auto& at, const QString& title, const QString& detail) {
        if (at)
            drawn.steps.push_back({whole(*at), title, detail});
    };
    const auto to = failover.to ? bridge.nameOf(*failover.to) : QString();
    step(failover.suspected, SentinelWords::tr("SDOWN"), QString::fromStdString(failover.suspectedBy));
    step(failover.detected, SentinelWords::tr("ODOWN"), SentinelWords::tr("enough agree"));
    step(failover.voted, SentinelWords::tr("Vote"),
         failover.epoch ? SentinelWords::tr("epoch %1").arg(failover.epoch) : QString());
    step(failover.elected, SentinelWords::tr("Elected"), QString::fromStdString(failover.electedLeader));
    step(failover.promoted, SentinelWords::tr("Promoted"), to);
    step(failover.writable, SentinelWords::tr("Writable"), to);
    step(failover.agreed, SentinelWords::tr("Agreed"),
         SentinelWords::tr("%1 of %2").arg(failover.naming).arg(failover.known));
    std::stable_sort(drawn.steps.begin(), drawn.steps.end(),
                     [](const auto& left, const auto& right) { return left.at < right.at; });

    auto from = 0ms;
    const auto phase = [&](const auto& at, const QString& title) {
        if (!at || whole(*at) <= from)
            return;
        const auto length = QLocale().toString(static_cast<qlonglong>((whole(*at) - from).count()));
        drawn.phases.push_back({from, whole(*at), title.arg(length), length});
        from = whole(*at);
    };
    phase(failover.detected, SentinelWords::tr("detect %1 ms"));
    phase(failover.elected, SentinelWords::tr("elect %1 ms"));
    phase(failover.promoted, SentinelWords::tr("promote %1 ms"));
    phase(failover.writable, SentinelWords::tr("open %1 ms"));

    const auto last = drawn.steps.back().at;
    auto end = std::max(Milliseconds(100), last + last / 10);
    if (failover.writable) // room for the words behind it
        end = std::max(end, whole(*failover.writable) * 5 / 4);
    drawn.length = end;
    if (failover.writable) {
        const auto open = whole(*failover.writable);
        drawn.client.push_back({0ms, open, badge::State::Down,
                                SentinelWords::tr("no primary for %1").arg(milliseconds(failover.writable->count()))});
        drawn.client.push_back({open, end, badge::State::Ok, SentinelWords::tr("%1 is primary").arg(to)});
    } else {
        drawn.client.push_back({0ms, end, badge::State::Down, SentinelWords::tr("no primary")});
    }
    return drawn;
}

Verdict verdict(const SentinelBridge& bridge)
{
    const auto known = bridge.topology();
    const auto odd = std::count_if(known->sentinels.begin(), known->sentinels.end(),
                                   [](const auto& view) { return view.disagrees; });
    const auto lost = std::count_if(known->sentinels.begin(), known->sentinels.end(),
                                    [](const auto& view) { return !view.reachable; });
    if (known->sentinels.empty() || known->at == sentinel::Clock::time_point())
        return {badge::State::Unknown, SentinelWords::tr("Asking the sentinels…")};
    if (known->splitBrain)
        return {badge::State::Down, SentinelWords::tr("Split brain: two primaries answer")};
    if (known->failoverInProgress)
        return {badge::State::Warn, SentinelWords::tr("Failover in progress")};
    if (!known->failoverPossible && known->majority)
        return {badge::State::Down, SentinelWords::tr("No failover possible")};
    if (!known->majority)
        return {badge::State::Down, SentinelWords::tr("No majority for any primary")};
    if (odd > 0)
        return {badge::State::Warn, odd == 1 ? SentinelWords::tr("1 sentinel disagrees")
                                             : SentinelWords::tr("%1 sentinels disagree").arg(odd)};
    if (lost > 0)
        return {badge::State::Warn, lost == 1 ? SentinelWords::tr("1 sentinel is not reachable")
                                              : SentinelWords::tr("%1 sentinels are not reachable").arg(lost)};
    return {badge::State::Ok, SentinelWords::tr("%1 of %2 agree").arg(bridge.agreeing()).arg(bridge.total())};
}

} // namespace cachedeck::ui
