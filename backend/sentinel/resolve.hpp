#pragma once
// From a redis+sentinel:// URL to the primary's endpoint: all sentinels are asked at once, the primary that most of
// them name is taken, and ROLE of that server must say "master" (the client guidelines of redis.io, "Guidelines for
// Redis clients with support for Redis Sentinel").

#include "backend/redis/connection.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cachedeck::sentinel {

struct ResolveOptions {
    std::vector<redis::Address> sentinels;
    std::string primaryName;
    redis::Credentials sentinelCredentials;
    redis::Credentials serverCredentials;
    int database = 0;
    std::optional<redis::Tls> tls;
    std::chrono::milliseconds timeout{3000}; // for everything; a primary in the middle of a failover is waited for
    std::chrono::milliseconds sentinelTimeout{500}; // for one sentinel's answer
};
// The URL's credentials count for the servers, and for the sentinels unless others are given.
ResolveOptions resolveOptions(const redis::Url& url,
                              std::optional<redis::Credentials> sentinelCredentials = std::nullopt);

struct ResolvedPrimary {
    redis::Endpoint endpoint;
    std::size_t naming = 0;   // sentinels that named it
    std::size_t answered = 0; // sentinels that answered
};

// Errors: Refused/Unreachable/Timeout when no sentinel answers (the message names each one's reason), Server when none
// knows the primary's name, MasterDown when the named server is not (yet) a primary.
runtime::Task<redis::Result<ResolvedPrimary>> resolvePrimary(runtime::IoThread& thread, ResolveOptions options);
// The same, and blocks the caller: the command line and tests.
redis::Result<ResolvedPrimary> resolvePrimaryNow(runtime::IoThread& thread, ResolveOptions options);

} // namespace cachedeck::sentinel
