#pragma once
// SCAN from start to end, batch by batch, over lost connections; private to this room. Everything on the connection's
// thread.

#include "backend/keyspace/scanner.hpp"

namespace cachedeck::keyspace {

// How long a paused walk sleeps before it looks again.
constexpr std::chrono::milliseconds pauseStep{20};

struct WalkOptions {
    std::string match;
    std::string type;
    std::chrono::milliseconds deadline{5000};
    std::chrono::seconds giveUpAfter{30};
};

class ScanWalk {
public:
    ScanWalk(runtime::IoThread& thread, redis::Connection& connection, WalkOptions options,
             std::shared_ptr<ScanControl> control);

    // Notes which server this is, and asks DBSIZE; 0 where that is refused. An Error when it cannot be reached at all.
    runtime::Task<redis::Result<std::uint64_t>> begin();
    // The next batch: views that live until the next call. A lost connection is made again within giveUpAfter, and
    // `troubled` is called before each further attempt. An Error ends the walk.
    runtime::Task<redis::Result<void>> next(std::size_t count, std::vector<std::string_view>& keys,
                                            std::function<void(const redis::Error&)> troubled);
    runtime::Task<std::uint64_t> size(); // DBSIZE again; 0 when it does not answer

    bool ended() const noexcept { return m_ended; }
    // How much of the hash table's slots is behind us, 0 to 1. SCAN counts its cursor with the bits reversed (Redis,
    // dict.c, dictScan), which makes this independent of the table's size.
    double fraction() const noexcept;

private:
    bool isOther() const; // another process answers now: cursors mean nothing to it

    runtime::IoThread& m_thread;
    redis::Connection& m_connection;
    WalkOptions m_options;
    std::shared_ptr<ScanControl> m_control;
    std::string m_runId;
    std::string m_cursor = "0";
    bool m_ended = false;
    resp::Request m_request;
    resp::Reply m_reply;
};

} // namespace cachedeck::keyspace
