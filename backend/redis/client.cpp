#include "backend/redis/client.hpp"

#include <atomic>
#include <future>
#include <mutex>

namespace cachedeck::redis {

using runtime::Task;

struct Client::Implementation {
    Implementation(runtime::IoThread& ioThread, ConnectionOptions options)
        : thread(ioThread), connection(std::make_unique<Connection>(ioThread, std::move(options)))
    {}

    runtime::IoThread& thread;
    std::unique_ptr<Connection> connection; // on the thread; gone once the client is
    mutable std::mutex factsMutex;
    ServerFacts facts;

    // Facts change when a server is entered, not with every command.
    void noteFacts()
    {
        if (facts.entries == connection->facts().entries)
            return; // only this thread writes them
        const std::lock_guard lock(factsMutex);
        facts = connection->facts();
    }
};

namespace {

Error gone()
{
    return {ErrorKind::Cancelled, {}, {}, "the connection was closed", {}};
}

} // namespace

// Coroutines of the client. They share its inside, so that it outlives them.
struct ClientTasks {
    template<class Inside>
    static Task<Result<resp::Reply>> call(std::shared_ptr<Inside> inside, Client::Command command,
                                          std::chrono::milliseconds deadline)
    {
        if (!inside->connection)
            co_return gone();
        auto running = inside->connection->command(std::move(command), deadline);
        auto result = co_await running;
        if (inside->connection && result)
            inside->noteFacts();
        co_return result;
    }

    template<class Inside>
    static Task<void> send(std::shared_ptr<Inside> inside, Client::Command command, std::chrono::milliseconds deadline,
                           Client::Handler handler)
    {
        auto calling = call(inside, std::move(command), deadline);
        auto result = co_await calling;
        if (inside->connection && handler)
            handler(std::move(result));
    }

    template<class Inside>
    static Task<Result<void>> connect(std::shared_ptr<Inside> inside)
    {
        if (!inside->connection)
            co_return gone();
        auto connecting = inside->connection->connect();
        auto result = co_await connecting;
        if (inside->connection && result)
            inside->noteFacts();
        co_return result;
    }
};

Client::Client(runtime::IoThread& thread, ConnectionOptions options)
    : m_implementation(std::make_shared<Implementation>(thread, std::move(options)))
{}

Client::~Client()
{
    // When this returns no handler runs any more: what they captured may go.
    std::promise<void> closed;
    m_implementation->thread.post([inside = m_implementation, &closed] {
        const auto connection = std::move(inside->connection);
        connection->onStateChange(nullptr);
        connection->close();
        closed.set_value();
    });
    closed.get_future().wait();
}

void Client::send(Command command, Handler handler)
{
    send(std::move(command), std::chrono::milliseconds::zero(), std::move(handler));
}

void Client::send(Command command, std::chrono::milliseconds deadline, Handler handler)
{
    m_implementation->thread.spawn(
        ClientTasks::send(m_implementation, std::move(command), deadline, std::move(handler)));
}

Result<void> Client::connect()
{
    return m_implementation->thread.run(ClientTasks::connect(m_implementation));
}

Result<resp::Reply> Client::call(Command command)
{
    return call(std::move(command), std::chrono::milliseconds::zero());
}

Result<resp::Reply> Client::call(Command command, std::chrono::milliseconds deadline)
{
    return m_implementation->thread.run(ClientTasks::call(m_implementation, std::move(command), deadline));
}

runtime::IoThread& Client::thread() const noexcept
{
    return m_implementation->thread;
}

Connection& Client::connection() noexcept
{
    return *m_implementation->connection;
}

ServerFacts Client::facts() const
{
    const std::lock_guard lock(m_implementation->factsMutex);
    return m_implementation->facts;
}

} // namespace cachedeck::redis
