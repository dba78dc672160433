#include "backend/redis/enter.hpp"

namespace cachedeck::redis {
namespace {

using resp::Reply;
using resp::Request;
using runtime::Clock;
using runtime::Task;
using Replies = std::vector<Reply>;

constexpr auto loadingPause = std::chrono::milliseconds(100);

// The commands of the second round, in the order in which their replies come.
enum Second : std::size_t { Ping, Info, Role, Id, FirstOptional };

// Refused before it was carried out: the server does not count it among the commands it has processed.
bool isRefused(resp::View reply)
{
    if (!reply.isError())
        return false;
    const auto kind = errorFromReply(reply.text(), {}, {}).kind;
    return kind == ErrorKind::UnknownCommand || kind == ErrorKind::Permission || kind == ErrorKind::Loading;
}

Task<Result<void>> exchange(Channel& channel, const Request& request, Replies& replies, Clock::time_point deadline,
                            std::uint64_t& commandsSent)
{
    replies.resize(request.commands());
    commandsSent += request.commands();
    Flight flight(request, replies, deadline, std::max(deadline - Clock::now(), Clock::duration::zero()));
    channel.send(flight);
    co_await flight;
    if (!flight.succeeded())
        co_return flight.takeFailure();
    for (const auto& reply : replies)
        commandsSent -= isRefused(reply.root()) ? 1 : 0;
    co_return Result<void>();
}

// HELLO is unknown before Redis 6, NOPROTO where RESP3 is switched off, NOPERM where the user may not call it.
bool wantsResp2(const Error& error) noexcept
{
    return error.kind == ErrorKind::UnknownCommand || error.kind == ErrorKind::Permission ||
           error.message.starts_with("NOPROTO");
}

std::string textOf(const std::optional<resp::View>& value)
{
    return value ? std::string(value->text()) : std::string();
}

ServerFacts factsFromHello(resp::View hello)
{
    ServerFacts facts;
    facts.protocol = 3;
    facts.product = textOf(hello.find("server"));
    facts.version = textOf(hello.find("version"));
    facts.role = textOf(hello.find("role"));
    if (const auto id = hello.find("id"))
        facts.connectionId = id->integer().value_or(0);
    if (textOf(hello.find("mode")) == "sentinel")
        facts.role = "sentinel";
    return facts;
}

// A line "field:value" of INFO.
std::string infoField(std::string_view info, std::string_view field)
{
    const auto key = std::string(field) + ":";
    for (std::size_t at = info.find(key); at != std::string_view::npos; at = info.find(key, at + 1)) {
        if (at != 0 && info[at - 1] != '\n')
            continue;
        const auto from = at + key.size();
        return std::string(info.substr(from, info.find_first_of("\r\n", from) - from));
    }
    return {};
}

void addFacts(ServerFacts& facts, const Replies& replies)
{
    const auto info = replies[Info].root();
    if (!info.isError()) {
        facts.runId = infoField(info.text(), "run_id");
        const auto valkey = infoField(info.text(), "valkey_version");
        if (facts.product.empty())
            facts.product = valkey.empty() ? "redis" : "valkey";
        if (facts.version.empty())
            facts.version = valkey.empty() ? infoField(info.text(), "redis_version") : valkey;
    }
    const auto role = replies[Role].root();
    if (facts.role.empty() && role.size() > 0) {
        const auto word = (*role.begin()).text();
        facts.role = word == "slave" ? "replica" : std::string(word);
    }
    if (facts.connectionId == 0)
        facts.connectionId = replies[Id].root().integer().value_or(0);
}

Request helloRequest(const Credentials& credentials)
{
    Request request;
    const std::string_view user =
        credentials.user.empty() ? std::string_view("default") : std::string_view(credentials.user);
    if (credentials.password.empty())
        request.append({"HELLO", "3"});
    else
        request.append({"HELLO", "3", "AUTH", user, credentials.password.reveal()});
    return request;
}

Request authRequest(const Credentials& credentials)
{
    Request request;
    if (credentials.user.empty())
        request.append({"AUTH", credentials.password.reveal()});
    else
        request.append({"AUTH", credentials.user, credentials.password.reveal()});
    return request;
}

// The first round: who we are. Fills the facts that HELLO gives.
Task<Result<ServerFacts>> introduce(Channel& channel, const ConnectionOptions& options, Clock::time_point deadline,
                                    std::uint64_t& commandsSent)
{
    const auto& credentials = options.endpoint.credentials;
    Replies replies;
    if (options.protocol >= 3) {
        const auto hello = helloRequest(credentials);
        auto exchanging = exchange(channel, hello, replies, deadline, commandsSent);
        const auto sent = co_await exchanging;
        if (!sent)
            co_return sent.error();
        const auto answer = replies[0].root();
        if (!answer.isError())
            co_return factsFromHello(answer);
        auto error = errorFromReply(answer.text(), "HELLO", channel.server());
        if (!wantsResp2(error))
            co_return error;
    }
    if (!credentials.password.empty()) {
        const auto auth = authRequest(credentials);
        auto exchanging = exchange(channel, auth, replies, deadline, commandsSent);
        const auto sent = co_await exchanging;
        if (!sent)
            co_return sent.error();
        const auto answer = replies[0].root();
        if (answer.isError())
            co_return errorFromReply(answer.text(), "AUTH", channel.server());
    }
    co_return ServerFacts();
}

Request secondRequest(const ConnectionOptions& options)
{
    Request request;
    request.append({"PING"});
    request.append({"INFO", "server"});
    request.append({"ROLE"});
    request.append({"CLIENT", "ID"});
    if (options.endpoint.database != 0)
        request.append({"SELECT", std::to_string(options.endpoint.database)});
    if (!options.clientName.empty())
        request.append({"CLIENT", "SETNAME", options.clientName});
    return request;
}

} // namespace

Task<Result<ServerFacts>> enter(runtime::IoThread& thread, Channel& channel, const ConnectionOptions& options,
                                Clock::time_point deadline, std::uint64_t& commandsSent)
{
    auto introducing = introduce(channel, options, deadline, commandsSent);
    auto facts = co_await introducing;
    if (!facts)
        co_return facts;
    const auto request = secondRequest(options);
    Replies replies;
    std::optional<Error> loading;
    while (true) {
        auto exchanging = exchange(channel, request, replies, deadline, commandsSent);
        const auto sent = co_await exchanging;
        if (!sent)
            co_return loading&& sent.error().kind == ErrorKind::Timeout ? *loading : sent.error();
        const auto ping = replies[Ping].root();
        if (!ping.isError())
            break;
        auto error = errorFromReply(ping.text(), "PING", channel.server());
        if (error.kind == ErrorKind::Authentication || error.kind == ErrorKind::Denied)
            co_return error;
        if (error.kind != ErrorKind::Loading)
            break; // a busy script, a replica without its primary, a missing permission: each command will say so
                   // itself
        if (Clock::now() + loadingPause >= deadline)
            co_return error;
        loading = std::move(error);
        auto pause = thread.sleepFor(loadingPause);
        co_await pause;
    }
    if (options.endpoint.database != 0) {
        const auto select = replies[FirstOptional].root();
        if (select.isError())
            co_return errorFromReply(select.text(), "SELECT " + std::to_string(options.endpoint.database),
                                     channel.server());
    }
    addFacts(*facts, replies);
    co_return facts;
}

} // namespace cachedeck::redis
