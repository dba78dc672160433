#pragma once
// The configuration files of the embedded stack, as text. Pure. Directives: redis.conf and sentinel.conf of Redis 7.0;
// Valkey 8 reads the same.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace cachedeck::servers {

struct ServerConfiguration {
    std::uint16_t port = 0;
    std::string directory;
    std::string password;
    std::uint16_t replicaOf = 0; // port of its primary; 0: it is the primary
    std::uint64_t maxMemory = 0;
    std::string evictionPolicy;
};
std::string text(const ServerConfiguration& server);

struct SentinelConfiguration {
    struct Other {
        std::uint16_t port = 0;
        std::string id; // 40 hexadecimal digits
    };
    std::uint16_t port = 0;
    std::string id;
    std::string directory;
    std::string password;
    std::string primaryName;
    std::uint16_t primaryPort = 0;
    int quorum = 1;
    std::chrono::milliseconds downAfter{500};
    std::chrono::milliseconds failoverTimeout{3000};
    std::vector<std::uint16_t> replicas;
    std::vector<Other> others;
};
std::string text(const SentinelConfiguration& sentinel);

} // namespace cachedeck::servers
