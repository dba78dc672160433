#pragma once
// The database servers that ./dev servers started on this machine: each has its URL in a file of its folder, without a
// password. One that ended since may still have its file; opening it tells.
//
// Threads: any.

#include <filesystem>
#include <string>
#include <vector>

namespace cachedeck::stores {

struct StartedServer {
    std::string name; // "secantus"
    std::string kind; // "mongodb"
    std::string url;
};

// Where ./dev servers keeps its servers: CACHEDECK_SERVERS, or the folder that packaging/servers.sh names.
std::filesystem::path serversFolder();

// In the order of their names. Servers that are no stores (brokers) are not among them.
std::vector<StartedServer> startedServers(const std::filesystem::path& folder = serversFolder());

} // namespace cachedeck::stores
