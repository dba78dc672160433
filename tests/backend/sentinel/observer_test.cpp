#include "backend/redis/client.hpp"
#include "tests/backend/sentinel/support.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>

using namespace cachedeck;
using namespace cachedeck::sentinel;

namespace {

bool wholeView(const Topology& topology)
{
    if (!topology.agreed || topology.servers.size() != 3 || topology.primaryServer() == nullptr)
        return false;
    for (const auto& server : topology.servers)
        if (!server.reachable || (server.role == Role::Replica && !server.lagBytes))
            return false;
    return true;
}

bool inOrder(const Failover& failover)
{
    if (*failover.suspected > *failover.detected)
        return false;
    std::vector<double> times;
    for (const auto& phase :
         {failover.detected, failover.elected, failover.promoted, failover.writable, failover.agreed})
        if (phase)
            times.push_back(phase->count());
    return std::is_sorted(times.begin(), times.end());
}

// The first that switched: a machine under load may bring a short outage of its own before.
std::optional<Failover> switchedFailover(const Observer& observer)
{
    for (const auto& failover : observer.failovers())
        if (failover.switched())
            return failover;
    return std::nullopt;
}

} // namespace

TEST_CASE("the whole view: topology, kill, failover in its phases, and the return as a replica")
{
    Watched watched;
    auto& stack = *watched.stack;
    std::atomic<int> told{0};
    Observer observer(watched.thread, watched.options);
    observer.onTopology([&](const std::shared_ptr<const Topology>&) { ++told; });
    observer.start();
    REQUIRE(soon([&] { return wholeView(*observer.topology()); }));

    const auto before = observer.topology();
    CHECK(before->naming == 3);
    CHECK(before->known == 3);
    CHECK(before->quorum == 2);
    CHECK(before->failoverPossible);
    CHECK_FALSE(before->splitBrain);
    CHECK(*before->primary == stack.node("redis-1")->address);
    for (const auto& view : before->sentinels) {
        CHECK(view.reachable);
        CHECK(view.replicas.size() == 2);
        CHECK(view.sentinels.size() == 2);
        CHECK(view.quorumReached == true);
        CHECK(view.downAfter == std::chrono::milliseconds(500));
        CHECK(view.refused.empty());
        CHECK_FALSE(view.runId.empty());
    }
    CHECK(told > 0);

    REQUIRE(stack.kill("redis-1").has_value());
    REQUIRE(soon([&] { return switchedFailover(observer).has_value(); }, std::chrono::seconds(40)));
    const auto failover = *switchedFailover(observer);
    for (const auto& phase : phases(failover))
        std::printf("  %-10s %7.1f ms  %s\n", phase.name.c_str(), phase.at.count(), phase.who.c_str());
    CHECK(failover.outcome == "switched");
    CHECK(failover.from == stack.node("redis-1")->address);
    CHECK_FALSE(failover.manual);
    REQUIRE((failover.down && failover.suspected && failover.detected && failover.voted && failover.elected &&
             failover.promoted && failover.writable && failover.agreed));
    CHECK(inOrder(failover));
    CHECK(*failover.down < *failover.writable);
    CHECK(failover.epoch > 0);
    for (const auto* name :
         {"+sdown", "+odown", "+try-failover", "+elected-leader", "+promoted-slave", "+switch-master"}) {
        INFO(name);
        const auto events = observer.events();
        CHECK(std::any_of(events.begin(), events.end(), [&](const Event& event) { return event.event == name; }));
    }

    // It takes writes, as measured.
    redis::ConnectionOptions connection;
    connection.endpoint = stack.endpoint(*stack.nodeAt(*failover.to));
    redis::Client client(watched.thread, connection);
    CHECK(client.call({"SET", "after", "failover"}).has_value());

    REQUIRE(stack.restart("redis-1").has_value());
    const auto back = Clock::now();
    CHECK(soon([&] {
        const auto topology = observer.topology();
        const auto* server = topology->server(stack.node("redis-1")->address);
        return server != nullptr && server->reachable && server->role == Role::Replica && server->upSince &&
               server->linkUp;
    }));
    std::printf(
        "  back as a replica after %lld ms\n",
        static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - back).count()));
}

TEST_CASE("an asked-for failover is measured, and told apart from a failure")
{
    Watched watched;
    Observer observer(watched.thread, watched.options);
    observer.start();
    REQUIRE(soon([&] { return wholeView(*observer.topology()); }));
    REQUIRE(soon([&] { return watched.stack->failover().has_value(); }));
    REQUIRE(soon([&] { return switchedFailover(observer).has_value(); }, std::chrono::seconds(40)));
    const auto failover = *switchedFailover(observer);
    for (const auto& phase : phases(failover))
        std::printf("  %-10s %7.1f ms  %s\n", phase.name.c_str(), phase.at.count(), phase.who.c_str());
    CHECK(failover.outcome == "switched");
    CHECK(failover.manual);
    CHECK_FALSE(failover.detected);
    CHECK(failover.elected);
    CHECK(failover.promoted);
    CHECK(failover.writable);
}

TEST_CASE("dead sentinels make the view partial, and a dead majority says that no failover is possible")
{
    Watched watched;
    auto& stack = *watched.stack;
    Observer observer(watched.thread, watched.options);
    observer.start();
    REQUIRE(soon([&] { return wholeView(*observer.topology()); }));

    REQUIRE(stack.kill("sentinel-3").has_value());
    REQUIRE(soon([&] { return !observer.topology()->sentinels[2].reachable; }));
    const auto partial = observer.topology();
    CHECK_FALSE(partial->sentinels[2].trouble.empty());
    CHECK(partial->sentinels[0].reachable);
    CHECK_FALSE(partial->agreed);
    CHECK(partial->majority);
    CHECK(partial->primary);
    const auto events = observer.events();
    CHECK(std::any_of(events.begin(), events.end(), [](const Event& event) {
        return event.event == "sentinel-lost" && event.sentinelName == "sentinel-3";
    }));

    REQUIRE(stack.kill("sentinel-2").has_value());
    CHECK(soon([&] {
        return !observer.topology()->failoverPossible && observer.topology()->sentinels[0].quorumReached == false;
    }));
    CHECK(observer.topology()->sentinels[0].reachable);
    REQUIRE(stack.restart("sentinel-2").has_value());
    CHECK(soon([&] { return observer.topology()->failoverPossible; }));
}

TEST_CASE("a wrong password is a partial view with the reason, not a failure")
{
    Watched watched;
    SECTION("for the servers")
    {
        watched.options.serverCredentials.password = redis::Secret("wrong");
        Observer observer(watched.thread, watched.options);
        observer.start();
        REQUIRE(soon([&] { return observer.topology()->naming == 3 && observer.topology()->servers.size() == 3; }));
        CHECK(soon([&] {
            const auto topology = observer.topology();
            return std::all_of(topology->servers.begin(), topology->servers.end(),
                               [](const ServerView& server) { return !server.reachable && !server.trouble.empty(); });
        }));
    }
    SECTION("for the sentinels")
    {
        watched.options.sentinelCredentials.password = redis::Secret("wrong");
        Observer observer(watched.thread, watched.options);
        observer.start();
        CHECK(soon([&] {
            const auto topology = observer.topology();
            return topology->sentinels.size() == 3 &&
                   std::all_of(topology->sentinels.begin(), topology->sentinels.end(),
                               [](const SentinelView& view) { return !view.trouble.empty(); });
        }));
        CHECK_FALSE(observer.topology()->primary);
    }
}
