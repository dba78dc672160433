#pragma once
// The inside of a Connection: when to connect, who waits for it, and what to say to them. Private to this room.
//
//   Closed ──command or connect()──▶ Connecting ──entered──▶ Ready ──socket lost, deadline, close()──▶ Closed
//                                        │  ▲
//                                   failed  │ due, and a command waits
//                                        ▼  │
//                                      Waiting ──due, and nothing waits──▶ Closed

#include "backend/redis/channel.hpp"
#include "backend/redis/connection.hpp"
#include "backend/redis/dial.hpp"

#include <random>

namespace cachedeck::redis {

struct Connection::Implementation : std::enable_shared_from_this<Connection::Implementation> {
    Implementation(runtime::IoThread& ioThread, ConnectionOptions connectionOptions);
    ~Implementation();

    // A coroutine that waits for the connection; in its own frame.
    struct Waiter : AutoUnlink {
        runtime::Clock::time_point deadline;
        bool oneAttempt = false; // connect(): the coming attempt decides
        std::coroutine_handle<> waiting;
        std::unique_ptr<Error> failure;

        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> coroutine) noexcept { waiting = coroutine; }
        void await_resume() const noexcept {}
    };
    using Waiters = boost::intrusive::list<Waiter, boost::intrusive::constant_time_size<false>>;

    // What may not be sent: by the gate, or because its replies could not be matched.
    std::unique_ptr<Error> refusal(const resp::Request& request) const;

    // Waits for the connection, connecting where options allow it. The error names the request's first command.
    runtime::Task<Result<void>> becomeReady(const resp::Request* request, runtime::Clock::time_point deadline,
                                            bool oneAttempt);
    std::unique_ptr<Error> refusedAtOnce(bool oneAttempt) const;
    void close(Error why);

    void startAttempt();
    static runtime::Task<void> attempt(std::shared_ptr<Implementation> self, std::uint64_t number);
    runtime::Task<Result<void>> openChannel(std::uint64_t number);
    Result<std::unique_ptr<TlsSession>> tlsSession() const;
    void succeeded();
    void failed(Error why);
    void channelClosed(const Error& why);
    void timerFired();
    void armTimer();
    void tell(Waiters& waiters, const Error* why);
    void setState(ConnectionState next, const Error* why);
    runtime::Clock::duration jittered(runtime::Clock::duration pause);

    runtime::IoThread& thread;
    const ConnectionOptions options;
    const std::string server;

    ConnectionState state = ConnectionState::Closed;
    ServerFacts facts;
    std::shared_ptr<Channel> channel;
    std::shared_ptr<Dial> dial;
    std::uint64_t attempts = 0; // close() counts too, so that an attempt finds out that it is no longer wanted
    std::optional<Error> lastError;
    bool needsPerson = false; // the password was refused: no retry by itself
    runtime::Clock::duration backoff{};
    runtime::Clock::time_point nextAttempt;
    Waiters waiters;
    LazyTimer timer;
    std::minstd_rand random{std::random_device{}()};
    std::uint64_t commandsSent = 0;

    std::function<void(resp::View)> onPush;
    std::function<void(ConnectionState, const Error*)> onStateChange;
};

} // namespace cachedeck::redis
