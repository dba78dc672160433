#include "backend/sentinel/resolve.hpp"

#include "backend/resp/reply.hpp"
#include "backend/sentinel/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace cachedeck::sentinel {

using redis::Error;
using redis::ErrorKind;
using redis::Result;
using runtime::Clock;
using runtime::Task;

namespace {

// What the sentinels said in one round; shared by the coroutines that ask them.
struct Round {
    std::vector<std::pair<redis::Address, std::size_t>> named; // address, votes
    std::size_t pending = 0;
    std::size_t answered = 0;
    std::size_t ignorant = 0; // answered, and do not know the primary's name
    std::vector<Error> errors;
};

redis::ConnectionOptions connectionOptions(const ResolveOptions& options, const redis::Address& address, bool sentinel)
{
    redis::ConnectionOptions connection;
    connection.endpoint.address = address;
    connection.endpoint.credentials = sentinel ? options.sentinelCredentials : options.serverCredentials;
    connection.endpoint.tls = options.tls;
    connection.connectTimeout = options.sentinelTimeout;
    connection.commandTimeout = options.sentinelTimeout;
    connection.reconnect = true;
    connection.failFast = true;
    return connection;
}

Task<void> askSentinel(runtime::IoThread& thread, std::shared_ptr<const ResolveOptions> options, redis::Address address,
                       std::shared_ptr<Round> round)
{
    redis::Connection connection(thread, connectionOptions(*options, address, true));
    resp::Request request{"SENTINEL", "GET-MASTER-ADDR-BY-NAME", options->primaryName};
    resp::Reply reply;
    auto asking = connection.execute(request, reply, options->sentinelTimeout);
    const auto result = co_await asking;
    --round->pending;
    if (!result.has_value()) {
        round->errors.push_back(result.error());
        co_return;
    }
    ++round->answered;
    const auto root = reply.root();
    const std::vector<resp::View> parts(root.begin(), root.end());
    const auto named = parts.size() == 2 ? addressFrom(parts[0].text(), parts[1].text()) : std::nullopt;
    if (!named) {
        ++round->ignorant;
        co_return;
    }
    const auto known = std::find_if(round->named.begin(), round->named.end(),
                                    [&](const auto& entry) { return entry.first == *named; });
    if (known != round->named.end())
        ++known->second;
    else
        round->named.emplace_back(*named, 1);
}

Error nobody(const ResolveOptions& options, const Round& round)
{
    if (round.ignorant > 0)
        return {ErrorKind::Server, "SENTINEL GET-MASTER-ADDR-BY-NAME", options.sentinels.front().text(),
                fmt::format("the sentinels know no primary called \"{}\".", options.primaryName),
                "Check the name after ?primary=; SENTINEL MASTERS lists those they know."};
    if (round.errors.empty())
        return {ErrorKind::Unreachable, "SENTINEL", "", "no sentinel was given.", "Name at least one, as host:port."};
    auto error = round.errors.front();
    for (std::size_t index = 1; index < round.errors.size(); ++index)
        error.message += fmt::format(" {}: {}", round.errors[index].server, round.errors[index].message);
    return error;
}

// ROLE must say "master": right after a failover a sentinel may still name the old one.
Task<Result<void>> verify(runtime::IoThread& thread, const ResolveOptions& options, redis::Address address)
{
    redis::Connection connection(thread, connectionOptions(options, address, false));
    resp::Request request{"ROLE"};
    resp::Reply reply;
    auto asking = connection.execute(request, reply, options.sentinelTimeout);
    auto result = co_await asking;
    if (!result.has_value()) {
        // A user who may not ask for the role can still be served.
        if (result.error().kind == ErrorKind::Permission || result.error().kind == ErrorKind::UnknownCommand)
            co_return Result<void>{};
        co_return result;
    }
    ServerView view;
    readRole(reply.root(), view);
    if (view.role != Role::Primary)
        co_return Error{ErrorKind::MasterDown, "ROLE", address.text(),
                        "the sentinels name it, and it is not a primary.",
                        "A failover may be running; try again in a few seconds."};
    co_return Result<void>{};
}

bool worthWaiting(ErrorKind kind)
{
    return kind == ErrorKind::Refused || kind == ErrorKind::Unreachable || kind == ErrorKind::Timeout ||
           kind == ErrorKind::MasterDown || kind == ErrorKind::Loading || kind == ErrorKind::Cancelled;
}

} // namespace

ResolveOptions resolveOptions(const redis::Url& url, std::optional<redis::Credentials> sentinelCredentials)
{
    ResolveOptions options;
    options.sentinels = url.addresses;
    options.primaryName = url.primary.value_or("");
    options.serverCredentials = url.credentials;
    options.sentinelCredentials = sentinelCredentials ? *std::move(sentinelCredentials) : url.credentials;
    options.database = url.database;
    options.tls = url.tls;
    return options;
}

Task<Result<ResolvedPrimary>> resolvePrimary(runtime::IoThread& thread, ResolveOptions given)
{
    const auto options = std::make_shared<const ResolveOptions>(std::move(given));
    const auto until = Clock::now() + options->timeout;
    constexpr std::chrono::milliseconds step{2};
    constexpr std::chrono::milliseconds betweenRounds{50};
    for (;;) {
        auto round = std::make_shared<Round>();
        round->pending = options->sentinels.size();
        for (const auto& address : options->sentinels)
            thread.spawn(askSentinel(thread, options, address, round));
        const auto enough = [&] {
            return std::any_of(round->named.begin(), round->named.end(),
                               [&](const auto& entry) { return entry.second * 2 > options->sentinels.size(); });
        };
        while (round->pending > 0 && !enough())
            co_await thread.sleepFor(step);

        auto error = nobody(*options, *round);
        const auto most =
            std::max_element(round->named.begin(), round->named.end(),
                             [](const auto& left, const auto& right) { return left.second < right.second; });
        if (most != round->named.end()) {
            ResolvedPrimary resolved{{most->first, options->serverCredentials, options->database, options->tls},
                                     most->second,
                                     round->answered};
            auto verifying = verify(thread, *options, most->first);
            const auto verified = co_await verifying;
            if (verified.has_value())
                co_return resolved;
            error = verified.error();
        }
        // No sentinel at all is not a failover to wait for.
        if (most == round->named.end() || !worthWaiting(error.kind) || Clock::now() + betweenRounds >= until)
            co_return error;
        co_await thread.sleepFor(betweenRounds);
    }
}

Result<ResolvedPrimary> resolvePrimaryNow(runtime::IoThread& thread, ResolveOptions options)
{
    return thread.run(resolvePrimary(thread, std::move(options)));
}

} // namespace cachedeck::sentinel
