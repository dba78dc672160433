#pragma once
// From what the sentinels say to what the drawings show: pure functions over the bridge's snapshot.

#include "widgets/badge/tag.hpp"
#include "widgets/topology/failover_timeline.hpp"
#include "widgets/topology/topology_view.hpp"

#include <QString>

namespace cachedeck::ui {

class SentinelBridge;

topology::Topology drawnTopology(const SentinelBridge& bridge);
topology::Failover drawnFailover(const SentinelBridge& bridge);

// The one line about all of it: "3 of 3 agree", "1 sentinel disagrees", "Split brain: two primaries answer".
struct Verdict {
    badge::State state = badge::State::Unknown;
    QString text;
};
Verdict verdict(const SentinelBridge& bridge);

QString milliseconds(double value); // "1,297 ms"

} // namespace cachedeck::ui
