#include "backend/redis/connection.hpp"

#include "backend/redis/command_words.hpp"
#include "backend/redis/connector.hpp"

namespace cachedeck::redis {

using runtime::Clock;
using runtime::Task;

namespace {

// A command that owns its request, for callers whose arguments do not outlive the call.
Task<Result<resp::Reply>> runCommand(Connection& connection, resp::Request request, Connection::Deadline deadline)
{
    resp::Reply reply;
    auto executing = connection.execute(request, reply, deadline);
    auto done = co_await executing;
    if (!done)
        co_return done.error();
    co_return std::move(reply);
}

Error closedByUs(const std::string& server)
{
    return {ErrorKind::Cancelled, {}, server, "the connection was closed", {}};
}

} // namespace

Connection::Connection(runtime::IoThread& thread, ConnectionOptions options)
    : m_implementation(std::make_shared<Implementation>(thread, std::move(options)))
{}

Connection::~Connection()
{
    auto& implementation = *m_implementation;
    const auto leave = [self = m_implementation] {
        self->onPush = nullptr;
        self->onStateChange = nullptr;
        self->close(closedByUs(self->server));
    };
    if (implementation.thread.isCurrent())
        leave();
    else
        implementation.thread.post(leave);
}

Task<Result<void>> Connection::connect()
{
    if (m_implementation->state == ConnectionState::Ready)
        co_return Result<void>();
    // The attempt has its own deadline; this one only bounds the wait for it.
    const auto deadline = Clock::now() + m_implementation->options.connectTimeout + std::chrono::seconds(1);
    auto waiting = m_implementation->becomeReady(nullptr, deadline, true);
    co_return co_await waiting;
}

Task<Result<void>> Connection::execute(const resp::Request& request, std::vector<resp::Reply>& replies,
                                       Deadline deadline)
{
    auto& implementation = *m_implementation;
    replies.resize(request.commands());
    if (replies.empty())
        co_return Result<void>();
    if (auto refusal = implementation.refusal(request))
        co_return std::move(*refusal);
    if (deadline <= Deadline::zero())
        deadline = implementation.options.commandTimeout;
    const auto until = Clock::now() + deadline;
    if (implementation.state != ConnectionState::Ready) {
        auto waiting = implementation.becomeReady(&request, until, false);
        auto ready = co_await waiting;
        if (!ready)
            co_return ready.error();
    }
    implementation.commandsSent += request.commands();
    Flight flight(request, replies, until, deadline);
    implementation.channel->send(flight);
    co_await flight;
    if (!flight.succeeded())
        co_return flight.takeFailure(); // the connection may be gone
    co_return Result<void>();
}

Task<Result<void>> Connection::execute(const resp::Request& request, resp::Reply& reply, Deadline deadline)
{
    auto& implementation = *m_implementation;
    if (auto refusal = implementation.refusal(request))
        co_return std::move(*refusal);
    if (deadline <= Deadline::zero())
        deadline = implementation.options.commandTimeout;
    const auto until = Clock::now() + deadline;
    if (implementation.state != ConnectionState::Ready) {
        auto waiting = implementation.becomeReady(&request, until, false);
        auto ready = co_await waiting;
        if (!ready)
            co_return ready.error();
    }
    ++implementation.commandsSent;
    Flight flight(request, std::span(&reply, 1), until, deadline);
    implementation.channel->send(flight);
    co_await flight;
    if (!flight.succeeded())
        co_return flight.takeFailure(); // the connection may be gone
    const auto value = reply.root();
    if (value.isError())
        co_return errorFromReply(value.text(), nameForMessages(readCommand(request.bytes())), implementation.server);
    co_return Result<void>();
}

Task<Result<resp::Reply>> Connection::command(std::initializer_list<std::string_view> command)
{
    return runCommand(*this, resp::Request(command), Deadline::zero());
}

Task<Result<resp::Reply>> Connection::command(std::vector<std::string> command, Deadline deadline)
{
    resp::Request request;
    request.begin(command.size());
    for (const auto& argument : command)
        request.argument(argument);
    return runCommand(*this, std::move(request), deadline);
}

void Connection::onPush(std::function<void(resp::View)> handler)
{
    m_implementation->onPush = std::move(handler);
}

void Connection::onStateChange(std::function<void(ConnectionState, const Error*)> handler)
{
    m_implementation->onStateChange = std::move(handler);
}

void Connection::close()
{
    const auto alive = m_implementation;
    alive->close(closedByUs(alive->server));
}

ConnectionState Connection::state() const noexcept
{
    return m_implementation->state;
}

const ServerFacts& Connection::facts() const noexcept
{
    return m_implementation->facts;
}

const ConnectionOptions& Connection::options() const noexcept
{
    return m_implementation->options;
}

std::uint64_t Connection::commandsSent() const noexcept
{
    return m_implementation->commandsSent;
}

void Connection::noteCalledByScript(std::uint64_t commands) noexcept
{
    m_implementation->commandsSent += commands;
}

} // namespace cachedeck::redis
