#include "backend/strategies/cache_replies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace cachedeck::strategies {

Failure failureOf(const redis::Error& error)
{
    return {Failure::Where::Cache, error.kind == redis::ErrorKind::Timeout, error.text(), error.effectUnknown()};
}

std::string_view firstError(const std::vector<resp::Reply>& replies)
{
    for (const auto& reply : replies) {
        const auto root = reply.root();
        if (root.isError())
            return root.text();
        if (!root.isAggregate())
            continue;
        for (const auto element : root) {
            if (element.isError())
                return element.text();
        }
    }
    return {};
}

std::string newToken()
{
    thread_local std::random_device device;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
}

void appendRelease(resp::Request& request, std::string_view key, std::string_view token)
{
    request.append({"EVAL",
                    "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0", "1",
                    key, token});
}

std::uint64_t calledByRelease(resp::View reply)
{
    return reply.integer() == 1 ? 2 : 1;
}

std::uint64_t calledByScript(resp::View reply)
{
    return reply.isError() ? 0 : static_cast<std::uint64_t>(std::max<std::int64_t>(0, reply.integer().value_or(0)));
}

} // namespace cachedeck::strategies
