#pragma once
// Replies and messages of sentinels and servers, read into values. No I/O. Fields that are missing stay as they are.

#include "backend/resp/reply.hpp"
#include "backend/sentinel/topology.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::sentinel {

std::optional<redis::Address> addressFrom(std::string_view host, std::string_view port);

void readMaster(resp::View fields, SentinelView& view); // SENTINEL MASTER
std::vector<Peer> readPeers(resp::View peers);          // SENTINEL REPLICAS, SENTINEL SENTINELS
void readQuorum(resp::View reply, SentinelView& view);  // SENTINEL CKQUORUM, its error too
std::map<std::string, std::string, std::less<>> readInfo(std::string_view text); // INFO: "field:value" lines

void readRole(resp::View reply, ServerView& view); // ROLE
// What a primary's INFO replication says of its replicas: address → lag.
struct ReplicaLag {
    redis::Address address;
    std::uint64_t bytes = 0;
    std::chrono::seconds time{0};
};
std::vector<ReplicaLag> readLags(const std::map<std::string, std::string, std::less<>>& info);

// A Pub/Sub message of a sentinel: the channel is the event. Formats: see topology.hpp's source.
Event readEvent(std::string_view channel, std::string_view message);

} // namespace cachedeck::sentinel
