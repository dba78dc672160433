#include "backend/servers/configuration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace cachedeck::servers {

namespace {

// Common to both kinds. The directory is quoted: it may hold spaces.
std::string common(std::uint16_t port, const std::string& directory, const std::string& password)
{
    return fmt::format("port {}\n"
                       "bind 127.0.0.1\n"
                       "protected-mode yes\n"
                       "daemonize no\n"
                       "dir \"{}\"\n"
                       "logfile \"{}/log\"\n"
                       "requirepass {}\n",
                       port, directory, directory, password);
}

} // namespace

std::string text(const ServerConfiguration& server)
{
    auto out = common(server.port, server.directory, server.password);
    auto to = std::back_inserter(out);
    // Nothing touches the disk. A replica is fed at once instead of after the usual 5 s of waiting for others.
    fmt::format_to(to,
                   "masterauth {}\n"
                   "save \"\"\n"
                   "appendonly no\n"
                   "repl-diskless-sync yes\n"
                   "repl-diskless-sync-delay 0\n"
                   "repl-ping-replica-period 1\n"
                   "replica-announce-ip 127.0.0.1\n"
                   "maxmemory {}\n"
                   "maxmemory-policy {}\n",
                   server.password, server.maxMemory, server.evictionPolicy);
    if (server.replicaOf != 0)
        fmt::format_to(to, "replicaof 127.0.0.1 {}\n", server.replicaOf);
    return out;
}

std::string text(const SentinelConfiguration& sentinel)
{
    auto out = common(sentinel.port, sentinel.directory, sentinel.password);
    auto to = std::back_inserter(out);
    fmt::format_to(to,
                   "sentinel myid {0}\n"
                   "sentinel sentinel-pass {1}\n"
                   "sentinel monitor {2} 127.0.0.1 {3} {4}\n"
                   "sentinel auth-pass {2} {1}\n"
                   "sentinel down-after-milliseconds {2} {5}\n"
                   "sentinel failover-timeout {2} {6}\n"
                   "sentinel parallel-syncs {2} {7}\n",
                   sentinel.id, sentinel.password, sentinel.primaryName, sentinel.primaryPort, sentinel.quorum,
                   sentinel.downAfter.count(), sentinel.failoverTimeout.count(),
                   std::max<std::size_t>(sentinel.replicas.size(), 1));
    // Knowing the others from the start saves the 10 s of INFO and 2 s of hello messages that finding them takes.
    for (const auto replica : sentinel.replicas)
        fmt::format_to(to, "sentinel known-replica {} 127.0.0.1 {}\n", sentinel.primaryName, replica);
    for (const auto& other : sentinel.others)
        fmt::format_to(to, "sentinel known-sentinel {} 127.0.0.1 {} {}\n", sentinel.primaryName, other.port, other.id);
    return out;
}

} // namespace cachedeck::servers
