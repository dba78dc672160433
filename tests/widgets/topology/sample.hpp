#pragma once
// Topologies and a failover to draw.

#include "widgets/topology/failover_timeline.hpp"
#include "widgets/topology/topology_view.hpp"

namespace cachedeck::test {

/// Everybody sees everybody; every link has a label.
inline topology::Topology ring(int sentinels, int replicas)
{
    using namespace topology;
    Topology made;
    for (int i = 1; i <= sentinels; ++i) {
        const QString id = QStringLiteral("s%1").arg(i);
        made.nodes.append({id, NodeKind::Sentinel, QStringLiteral("sentinel-%1").arg(i),
                           QStringLiteral("agrees, epoch 3"), badge::State::Ok});
        made.links.append({id, QStringLiteral("p"), QStringLiteral("names redis-1"), badge::State::Ok});
        for (int k = 1; k < i; ++k)
            made.links.append(
                {QStringLiteral("s%1").arg(k), id, k + 1 == i ? QStringLiteral("cut") : QString(), badge::State::Ok});
    }
    made.nodes.append({QStringLiteral("p"), NodeKind::Primary, QStringLiteral("redis-1, primary"),
                       QStringLiteral("127.0.0.1:43411, offset 9,114,206"), badge::State::Ok});
    for (int i = 1; i <= replicas; ++i) {
        const QString id = QStringLiteral("r%1").arg(i);
        made.nodes.append({id, NodeKind::Replica, QStringLiteral("redis-%1, replica").arg(i + 1),
                           QStringLiteral("127.0.0.1:4341%1, online").arg(i), badge::State::Ok});
        made.links.append({QStringLiteral("p"), id, QStringLiteral("lag 1 s, 3.1 kB"), badge::State::Ok});
    }
    return made;
}

/// Three sentinels of which one is cut off and still names the old primary.
inline topology::Topology disagreement()
{
    using namespace topology;
    using badge::State;
    const auto text = [](const char* words) { return QString::fromLatin1(words); };
    Topology made;
    made.nodes = {
        {text("s1"), NodeKind::Sentinel, text("sentinel-1"), text("leader of epoch 3"), State::Ok},
        {text("s2"), NodeKind::Sentinel, text("sentinel-2"), text("agrees, epoch 3"), State::Ok},
        {text("s3"), NodeKind::Sentinel, text("sentinel-3"), text("partitioned, epoch 2"), State::Warn},
        {text("redis-2"), NodeKind::Primary, text("redis-2, primary"), text("127.0.0.1:43412, offset 9,114,206"),
         State::Ok},
        {text("redis-3"), NodeKind::Replica, text("redis-3, replica"), text("127.0.0.1:43413, online"), State::Ok},
        {text("redis-1"), NodeKind::Replica, text("redis-1, replica"), text("127.0.0.1:43411, back 6.2 s ago"),
         State::Ok}};
    made.links = {{text("s1"), text("s2"), {}, State::Ok},
                  {text("s2"), text("s3"), text("cut"), State::Warn},
                  {text("s1"), text("redis-2"), text("names redis-2"), State::Ok},
                  {text("s2"), text("redis-2"), {}, State::Ok},
                  {text("s3"), text("redis-1"), text("still names redis-1"), State::Warn},
                  {text("redis-2"), text("redis-3"), text("lag 0 s, 142 B"), State::Ok},
                  {text("redis-2"), text("redis-1"), text("lag 1 s, 3.1 kB"), State::Ok}};
    return made;
}

inline topology::Failover failover()
{
    using ms = std::chrono::milliseconds;
    const auto text = [](const char* words) { return QString::fromLatin1(words); };
    topology::Failover made;
    made.title = text("Failover");
    made.subtitle = text("ms after kill");
    made.steps = {{ms(0), text("Killed"), text("redis-1")},          {ms(561), text("SDOWN"), text("sentinel-1")},
                  {ms(612), text("ODOWN"), text("2 of 3")},          {ms(627), text("Vote"), text("epoch 3")},
                  {ms(688), text("Elected"), text("sentinel-1")},    {ms(1204), text("Promoted"), text("redis-2")},
                  {ms(1297), text("Writable"), text("first write")}, {ms(2184), text("Agreed"), text("2 of 3")}};
    made.phases = {{ms(0), ms(612), text("detect 612 ms"), text("612")},
                   {ms(612), ms(688), text("elect 76 ms"), text("76")},
                   {ms(688), ms(1204), text("promote 516 ms"), text("516")},
                   {ms(1204), ms(1297), text("resume 93 ms"), text("93")}};
    made.client = {{ms(0), ms(1297), badge::State::Down, text("no write accepted for 1,297 ms")},
                   {ms(1297), ms(2400), badge::State::Ok, text("accepted by redis-2")}};
    return made;
}

} // namespace cachedeck::test
