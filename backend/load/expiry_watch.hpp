#pragma once
// Hears from the cache's server which keys have expired (keyspace notifications, class "x" of
// https://redis.io/docs/latest/develop/use/keyspace-notifications), over a connection of its own. A server that
// CacheDeck started is told to send them for the run's time, others are not touched: they may send them or not. Where
// the connection is lost, no more is heard.
//
// Threads: any; `expired` is called on the watch's own.

#include "backend/redis/connection.hpp"
#include "backend/runtime/io_thread.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cachedeck::load {

class ExpiryWatch {
public:
    ExpiryWatch(redis::ConnectionOptions options, bool isOurs, std::function<void(std::string_view key)> expired);
    ~ExpiryWatch();              // puts the server's setting back
    redis::Result<void> start(); // blocks

private:
    runtime::Task<redis::Result<void>> listen();
    runtime::Task<redis::Result<void>> ask();
    runtime::Task<void> end();

    const redis::ConnectionOptions m_options;
    const bool m_isOurs;
    const std::function<void(std::string_view)> m_expired;
    std::optional<std::string> m_before; // the server's setting
    std::unique_ptr<redis::Connection> m_connection;
    runtime::IoThread m_thread{"cd-expiry"}; // the last member: it ends first
};

} // namespace cachedeck::load
