#pragma once
// What the sentinels and the servers say, at one moment, as values: each sentinel's own view side by side, so that
// disagreement shows, and what the servers say of themselves.
// Sources: redis.io/docs/latest/operate/oss_and_stack/management/sentinel (SENTINEL commands and Pub/Sub messages), and
// the commands ROLE and INFO replication.

#include "backend/redis/endpoint.hpp"
#include "backend/runtime/clock.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cachedeck::sentinel {

using runtime::Clock;
using runtime::WallClock;

// A replica, or another sentinel, as one sentinel sees it.
struct Peer {
    redis::Address address;
    std::string runId;                          // may be empty
    std::vector<std::string> flags;             // "slave", "s_down", "disconnected"…
    std::chrono::milliseconds lastGoodReply{0}; // ago: last-ok-ping-reply
    bool isUp() const noexcept;                 // none of s_down, o_down, disconnected
};

// One sentinel's own view. What it refused or could not say stays empty and is named in `refused`.
struct SentinelView {
    redis::Address address;
    std::string name; // "sentinel-1", by its place in ObserverOptions::sentinels
    std::string runId;
    bool reachable = false;
    std::string trouble;                   // why not reachable, or why partial; one sentence; may be empty
    std::vector<std::string> refused;      // "SENTINEL CKQUORUM: NOPERM …"
    std::optional<redis::Address> primary; // the one it names
    std::vector<std::string> flags;        // of that primary: "master", "s_down", "o_down", "failover_in_progress"…
    std::uint64_t configEpoch = 0;         // of the configuration it holds
    std::uint32_t quorum = 0;
    std::optional<bool> quorumReached; // SENTINEL CKQUORUM
    std::string quorumText;            // "OK 3 usable Sentinels. Quorum and failover authorization can be reached"
    std::uint32_t usableSentinels = 0;
    std::chrono::milliseconds downAfter{0};     // down-after-milliseconds
    std::chrono::milliseconds lastGoodReply{0}; // since the primary's last good reply, as it measured
    std::vector<Peer> replicas;
    std::vector<Peer> sentinels;         // the others, without itself
    bool tilt = false;                   // in TILT mode its view is not to be relied on
    bool disagrees = false;              // names another primary than the majority, or an older epoch
    std::optional<Clock::time_point> at; // last successful poll; data age = now - at
};

enum class Role : std::uint8_t { Unknown, Primary, Replica };

// A server as it answers for itself (ROLE, INFO replication), not as sentinels think of it.
struct ServerView {
    redis::Address address;
    bool reachable = false;
    std::string trouble; // why not reachable, or NOPERM…; may be empty
    Role role = Role::Unknown;
    std::string runId; // may be empty
    std::string version;
    std::uint64_t offset = 0;                    // replication offset, bytes
    std::optional<redis::Address> follows;       // a replica's primary
    bool linkUp = false;                         // a replica's link to it
    std::optional<std::uint64_t> lagBytes;       // primary's offset − own, as of the last polls; replicas only
    std::optional<std::chrono::seconds> lagTime; // since the replica's last acknowledgement, as its primary says
    std::optional<Clock::time_point> upSince;    // when we saw it come (back); empty: since before we watched
    std::optional<Clock::time_point> at;         // last answer
};

struct Topology {
    std::string primaryName;               // as the sentinels call it
    std::vector<SentinelView> sentinels;   // in the order of ObserverOptions::sentinels
    std::vector<ServerView> servers;       // by address; the order is stable
    std::optional<redis::Address> primary; // named by most of the reachable sentinels; empty on a draw
    std::size_t naming = 0;                // sentinels that name it
    std::size_t known = 0;                 // sentinels that exist, as far as any of them knows
    std::uint64_t highestEpoch = 0;
    std::uint32_t quorum = 0;
    bool majority = false;         // naming > known / 2
    bool disagreement = false;     // some reachable sentinel disagrees
    bool agreed = false;           // every known sentinel is reachable and names `primary`
    bool failoverPossible = false; // some sentinel's CKQUORUM says so
    bool failoverInProgress = false;
    bool splitBrain = false; // two servers answer as primary
    Clock::time_point at;    // when this value was made
    WallClock::time_point date;

    const ServerView* server(const redis::Address& address) const noexcept;
    const ServerView* primaryServer() const noexcept;
};

// One Pub/Sub message of a sentinel.
struct Event {
    WallClock::time_point date;
    Clock::time_point at;
    redis::Address sentinel;               // who said it
    std::string sentinelName;              // "sentinel-1"
    std::string event;                     // "+sdown", "+switch-master"…; our own: "sentinel-lost", "sentinel-back"
    std::string primary;                   // the primary's name where the message tells one; else empty
    std::string detail;                    // the message as it came
    std::optional<redis::Address> subject; // the instance it is about; for +switch-master the new primary
};

} // namespace cachedeck::sentinel
