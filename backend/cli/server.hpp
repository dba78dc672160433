#pragma once
// The server that a command speaks to: its address from --redis, CACHEDECK_REDIS_URL or a private file, its password
// from wherever it may come, its environment, and the unlocking of a production server.

#include "backend/cli/command.hpp"
#include "backend/redis/client.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cachedeck::cli {

// The options --redis, --environment and, where `writes`, --unlock.
void addServerOptions(options::options_description& description, bool writes);

// redis-benchmark's way to name a server: -h, -p, -s, --user, --dbnum, --tls and its kin.
void addAddressOptions(options::options_description& description);

enum class Access : std::uint8_t { Read, Write };

struct Server {
    redis::ConnectionOptions connection; // endpoint and gate; of the primary where the URL names sentinels
    redis::Environment environment = redis::Environment::Production;
    std::function<redis::Result<redis::Endpoint>()> resolvePrimary; // blocks; empty without sentinels
};

// Whether --redis or CACHEDECK_REDIS_URL names a server.
bool namesServer(const CommandLine& line);

// Finds the server and enters it once, so that a wrong address, a missing password and a locked server are told at
// once: by CommandFailure with WrongUsage (bad URL, password in it, production without --unlock) or ServerFailed.
Server openServer(const CommandLine& line, runtime::IoThread& thread, Access access);
// The same with a connection that is ready.
std::unique_ptr<redis::Client> connect(runtime::IoThread& thread, const Server& server);

// Refuses a URL that holds a password and stands on the command line.
void refusePassword(std::string_view option, std::string_view url);
// Passwords for sentinels and servers; each stands in for the other where only one is given.
redis::Secret serverPassword();
redis::Secret sentinelPassword();

} // namespace cachedeck::cli
