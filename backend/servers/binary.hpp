#pragma once
// The server program on this machine. Debian packs redis-server and redis-check-rdb as one program that looks at its
// argv[0]; its package redis-tools has it only under the name redis-check-rdb (valkey-tools: valkey-check-rdb), because
// the package redis-server would start a service of its own. Started as "redis-server" it is a complete server, and
// with
// --sentinel a sentinel.

#include "backend/servers/error.hpp"

#include <string>
#include <vector>

namespace cachedeck::servers {

struct ServerBinary {
    std::string path;    // what is executed, "/usr/bin/redis-check-rdb"
    std::string argv0;   // the name it is started by, "redis-server" or "valkey-server"
    std::string product; // "redis" or "valkey"
    std::string version; // "7.0.15"
};

// Looks at the environment's CACHEDECK_SERVER (a path), then in PATH and in the usual folders (/usr/bin,
// /usr/local/bin, /opt/homebrew/bin…). Starts the candidate once with --version, about 5 ms. Any thread.
Result<ServerBinary> findServerBinary();
// The same in the given folders only.
Result<ServerBinary> findServerBinary(const std::vector<std::string>& folders);
// What to install on this platform, one sentence: "Install redis-tools: sudo apt install redis-tools (…)".
std::string installAdvice();

} // namespace cachedeck::servers
