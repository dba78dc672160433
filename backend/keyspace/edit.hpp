#pragma once
// Changes to single keys. Each passes the connection's gate like everything else, and is never repeated by itself: when
// the answer is lost, Error::effectUnknown() is true.

#include "backend/redis/client.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace cachedeck::keyspace {

// True: done. False: the key is gone (setTtl), or is gone or has no TTL (persist).
runtime::Task<redis::Result<bool>> setTtl(redis::Connection& connection, std::string key,
                                          std::chrono::milliseconds ttl);
runtime::Task<redis::Result<bool>> persist(redis::Connection& connection, std::string key);
// UNLINK, or DEL where the server does not have it or `useDel` asks for it. How many keys were there. In batches of
// 500; many keys at a pace: see invalidation.hpp.
runtime::Task<redis::Result<std::uint64_t>> removeKeys(redis::Connection& connection, std::vector<std::string> keys,
                                                       bool useDel = false);

// The same for other threads; handlers run on the client's IoThread.
void setTtl(redis::Client& client, std::string key, std::chrono::milliseconds ttl,
            std::function<void(redis::Result<bool>)> handler);
void persist(redis::Client& client, std::string key, std::function<void(redis::Result<bool>)> handler);
void removeKeys(redis::Client& client, std::vector<std::string> keys,
                std::function<void(redis::Result<std::uint64_t>)> handler);

} // namespace cachedeck::keyspace
