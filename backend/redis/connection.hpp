#pragma once
// One connection to one Redis server: TCP, TLS or Unix socket, HELLO 3 with fall-back to RESP2, AUTH, SELECT, CLIENT
// SETNAME, pipelining, push messages, a deadline for each command, and jittered reconnection.
//
// Threads: a Connection belongs to one IoThread. Create it anywhere; use it only in coroutines and handlers of that
// thread. (redis::Client, client.hpp, is the same behind a face for other threads.)
//
// Order: replies are matched to commands by order alone, so a command that ends without its reply (deadline,
// cancellation) closes the socket; every command in flight then fails with its own error, and no later reply can be
// taken for another command's. The next command connects again. Destroying the coroutine of a command is cancellation.
// Commands after which replies no longer follow commands one by one (MONITOR, CLIENT REPLY, SYNC, RESET, HELLO) are
// refused. SUBSCRIBE and its kin are sent alone; their reply is the last confirmation.
//
// Allocation: execute() with a reused Request and Reply allocates nothing once its buffers have grown.

#include "backend/redis/endpoint.hpp"
#include "backend/redis/gate.hpp"
#include "backend/resp/parser.hpp"
#include "backend/resp/request.hpp"
#include "backend/runtime/clock.hpp"
#include "backend/runtime/io_thread.hpp"
#include "backend/runtime/task.hpp"

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

namespace cachedeck::redis {

struct ConnectionOptions {
    Endpoint endpoint;
    std::string clientName = "cachedeck";           // CLIENT SETNAME; empty: none
    std::chrono::milliseconds connectTimeout{2000}; // TCP, TLS and HELLO together
    std::chrono::milliseconds commandTimeout{2000}; // when a call gives none
    bool reconnect = true;                          // a command on a closed connection connects first
    std::chrono::milliseconds backoffFirst{50};     // jittered, doubled up to backoffMost; a command issued before the
    std::chrono::milliseconds backoffMost{2000};    // next attempt is due waits for it within its own deadline…
    bool failFast = false;                          // …or fails at once with the last attempt's error (load paths)
    int protocol = 3;                               // 2 asks for no HELLO at all
    resp::Limits limits;
    std::shared_ptr<const Gate> gate; // none: nothing is refused (the embedded stack's own plumbing)
};

// What the server said when we entered.
struct ServerFacts {
    std::string product; // "redis" or "valkey"
    std::string version; // "7.0.15"
    std::string role;    // "master", "replica", "sentinel"
    int protocol = 2;
    std::int64_t connectionId = 0;
    std::string runId;         // from INFO server; empty where not permitted
    std::uint64_t entries = 0; // how often this connection has entered a server: more than one means it came back
};

enum class ConnectionState : std::uint8_t { Closed, Connecting, Ready, Waiting /* for the next attempt */ };

class Connection {
public:
    Connection(runtime::IoThread& thread, ConnectionOptions options); // `thread` must outlive it
    ~Connection(); // closes; commands in flight fail with Cancelled first (soon, when destroyed on another thread)
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Connects now: one attempt, whose error is the answer. Commands connect by themselves when options.reconnect is
    // set. After an Authentication error only this tries again.
    runtime::Task<Result<void>> connect();

    // Sends all commands of `request` in one write and reads their replies; `reply` holds one Reply for each, in order.
    // Error replies are Replies (View::isError), not Errors: a pipeline may succeed in part.
    // `request` and what it fills must live until the task ends. A deadline of zero is options.commandTimeout.
    using Deadline = std::chrono::milliseconds;
    runtime::Task<Result<void>> execute(const resp::Request& request, std::vector<resp::Reply>& replies,
                                        Deadline deadline);
    // The same for one command: the hot path. An error reply becomes an Error.
    runtime::Task<Result<void>> execute(const resp::Request& request, resp::Reply& reply, Deadline deadline);

    // Convenience for everything that is not hot.
    runtime::Task<Result<resp::Reply>> command(std::initializer_list<std::string_view> command);
    runtime::Task<Result<resp::Reply>> command(std::vector<std::string> command, Deadline deadline);

    // Push messages (RESP3) and, in RESP2, the messages of a subscribed connection; not the confirmations that answer a
    // command. Called on the thread.
    void onPush(std::function<void(resp::View)> handler);
    void onStateChange(std::function<void(ConnectionState, const Error* why)> handler);

    // Drops the socket at once; commands in flight fail with Cancelled.
    void close();

    ConnectionState state() const noexcept;
    const ServerFacts& facts() const noexcept; // of the last successful connect
    const ConnectionOptions& options() const noexcept;
    // CacheDeck's own cost, as the server counts commands: those of entering it, and those that scripts called.
    std::uint64_t commandsSent() const noexcept;
    void noteCalledByScript(std::uint64_t commands) noexcept; // only the sender knows what its script did

private:
    struct Implementation;
    std::shared_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::redis
