#include "backend/keyspace/edit.hpp"

#include <algorithm>

namespace cachedeck::keyspace {

using redis::ErrorKind;
using redis::Result;
using runtime::Task;

namespace {

constexpr std::size_t batch = 500;

Task<Result<bool>> yesOrNo(redis::Connection& connection, std::vector<std::string> command)
{
    auto asking = connection.command(std::move(command), connection.options().commandTimeout);
    const auto reply = co_await asking;
    if (!reply.has_value())
        co_return reply.error();
    co_return reply->root().integer().value_or(0) == 1;
}

template<class T>
Task<void> answer(Task<Result<T>> task, std::function<void(Result<T>)> handler)
{
    auto result = co_await task;
    if (handler)
        handler(std::move(result));
}

// Client::connection() is for its thread only, so the task itself is made there.
template<class T, class Make>
void run(redis::Client& client, Make make, std::function<void(Result<T>)> handler)
{
    client.thread().post([&client, make = std::move(make), handler = std::move(handler)]() mutable {
        client.thread().spawn(answer<T>(make(client.connection()), std::move(handler)));
    });
}

} // namespace

Task<Result<bool>> setTtl(redis::Connection& connection, std::string key, std::chrono::milliseconds ttl)
{
    std::vector<std::string> command{"PEXPIRE", std::move(key), std::to_string(ttl.count())};
    return yesOrNo(connection, std::move(command));
}

Task<Result<bool>> persist(redis::Connection& connection, std::string key)
{
    std::vector<std::string> command{"PERSIST", std::move(key)};
    return yesOrNo(connection, std::move(command));
}

Task<Result<std::uint64_t>> removeKeys(redis::Connection& connection, std::vector<std::string> keys, bool useDel)
{
    std::uint64_t removed = 0;
    resp::Reply reply;
    for (std::size_t begin = 0; begin < keys.size();) {
        const auto end = std::min(keys.size(), begin + batch);
        resp::Request request;
        request.begin(1 + end - begin).argument(useDel ? "DEL" : "UNLINK");
        for (auto index = begin; index < end; ++index)
            request.argument(keys[index]);
        auto asking = connection.execute(request, reply, connection.options().commandTimeout);
        const auto result = co_await asking;
        if (!result.has_value()) {
            // Redis before 4.0, or a server that has it renamed: nothing was removed yet by this batch.
            if (result.error().kind != ErrorKind::UnknownCommand || useDel)
                co_return result.error();
            useDel = true;
            continue;
        }
        removed += static_cast<std::uint64_t>(reply.root().integer().value_or(0));
        begin = end;
    }
    co_return removed;
}

void setTtl(redis::Client& client, std::string key, std::chrono::milliseconds ttl,
            std::function<void(Result<bool>)> handler)
{
    run<bool>(
        client, [key = std::move(key), ttl](redis::Connection& connection) { return setTtl(connection, key, ttl); },
        std::move(handler));
}

void persist(redis::Client& client, std::string key, std::function<void(Result<bool>)> handler)
{
    run<bool>(
        client, [key = std::move(key)](redis::Connection& connection) { return persist(connection, key); },
        std::move(handler));
}

void removeKeys(redis::Client& client, std::vector<std::string> keys,
                std::function<void(Result<std::uint64_t>)> handler)
{
    run<std::uint64_t>(
        client, [keys = std::move(keys)](redis::Connection& connection) { return removeKeys(connection, keys); },
        std::move(handler));
}

} // namespace cachedeck::keyspace
