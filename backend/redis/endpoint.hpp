#pragma once
// Where a server is and how to enter it. The URL forms are those of redis-cli and lettuce (see README, "Addresses"):
//   redis://[user[:password]@]host[:port][/db]      rediss:// the same over TLS      unix://path[?db=N]
//   redis+sentinel://[user:password@]host[:port][,host…][/db]?primary=NAME    (rediss+sentinel:// over TLS)
// User information without a colon is the password, as in redis-cli: redis://secret@host. Parts are percent-decoded.
// Over TLS: ?ca=FILE&cert=FILE&key=FILE&name=HOST (struct Tls). Ports default to 6379, a sentinel's to 26379.

#include "backend/redis/error.hpp"
#include "backend/runtime/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::redis {

using runtime::Secret;

struct Address {
    std::string host; // name, IPv4 or IPv6 without brackets
    std::uint16_t port = 6379;
    std::string unixPath; // not empty: a Unix socket, and host and port mean nothing

    std::string text() const;         // "127.0.0.1:6379", "[::1]:6379", "unix:/run/redis.sock"
    bool isLoopback() const noexcept; // 127.0.0.0/8, ::1, "localhost", or a Unix socket
    friend bool operator==(const Address&, const Address&) = default;
};

struct Tls {
    std::string caFile;          // PEM; empty: the system's store
    std::string certificateFile; // client certificate, PEM; may be empty
    std::string keyFile;
    std::string serverName; // name to verify; empty: Address::host
};

struct Credentials {
    std::string user; // empty: AUTH with the password alone
    Secret password;  // empty: no AUTH
};

struct Endpoint {
    Address address;
    Credentials credentials;
    int database = 0;
    std::optional<Tls> tls;
};

// What a URL says. With a primary's name the addresses are sentinels, and the endpoint is found through them.
struct Url {
    std::vector<Address> addresses; // one, or several sentinels
    std::optional<std::string> primary;
    Credentials credentials;
    int database = 0;
    std::optional<Tls> tls;
    bool hasPassword = false; // the command line refuses such URLs in its arguments

    Endpoint endpoint() const;           // of the first address
    std::string withoutPassword() const; // may be shown and stored, and read again
};
Result<Url> parseUrl(std::string_view text); // Error::message names the part that is wrong
Result<Address> parseAddress(std::string_view hostAndPort, std::uint16_t defaultPort);

enum class Environment : std::uint8_t { Demo, Development, Production };
// Loopback and Unix sockets are Development, everything else Production; Demo is only what CacheDeck started itself.
Environment environmentOf(const Address& address) noexcept;
std::string_view name(Environment environment) noexcept; // "demo", "development", "production"

} // namespace cachedeck::redis
