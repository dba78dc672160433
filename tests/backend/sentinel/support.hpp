#pragma once
// A stack that the sentinel tests watch, and waiting without guessing at times.

#include "backend/sentinel/observer.hpp"
#include "backend/servers/stack.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis_server.hpp"

#include <thread>

namespace cachedeck::sentinel {

template<class Condition>
bool soon(Condition condition, std::chrono::seconds within = std::chrono::seconds(20))
{
    const auto until = Clock::now() + within;
    while (!condition()) {
        if (Clock::now() >= until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

struct Watched {
    Watched()
    {
        servers::StackOptions stackOptions;
        stackOptions.parentDirectory = parent.path().string();
        auto started = servers::Stack::start(stackOptions);
        REQUIRE(started.has_value());
        stack = *std::move(started);
        // A primary that stands still for a second meanwhile is replaced, and all agree after 14 s only.
        REQUIRE(stack->waitAgreed(std::chrono::seconds(60)).has_value());
        options.sentinels = stack->sentinelAddresses();
        options.primaryName = std::string(servers::Stack::primaryName);
        options.sentinelCredentials.password = stack->password();
        options.serverCredentials.password = stack->password();
    }
    test::TemporaryFolder parent;
    std::unique_ptr<servers::Stack> stack;
    ObserverOptions options;
    runtime::IoThread thread{"observer"};
};

} // namespace cachedeck::sentinel
