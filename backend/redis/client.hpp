#pragma once
// A Connection with its IoThread behind a face that any thread may use: for the window, the command line and tests.

#include "backend/redis/connection.hpp"

#include <functional>
#include <vector>

namespace cachedeck::redis {

class Client {
public:
    // `thread` must outlive the client.
    Client(runtime::IoThread& thread, ConnectionOptions options);
    ~Client(); // any thread but the IoThread; pending handlers are dropped

    using Command = std::vector<std::string>;
    using Handler = std::function<void(Result<resp::Reply>)>;
    // Returns at once; `handler` runs on the IoThread.
    void send(Command command, Handler handler);
    void send(Command command, std::chrono::milliseconds deadline, Handler handler);

    // Blocks the caller: the command line and tests only.
    Result<void> connect();
    Result<resp::Reply> call(Command command);
    Result<resp::Reply> call(Command command, std::chrono::milliseconds deadline);

    runtime::IoThread& thread() const noexcept;
    Connection& connection() noexcept; // on the IoThread only
    ServerFacts facts() const;         // a copy; any thread

private:
    struct Implementation;
    std::shared_ptr<Implementation> m_implementation;
};

} // namespace cachedeck::redis
