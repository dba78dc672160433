// The Observer's coroutines: what is asked of sentinels and servers, and how often.

#include "backend/sentinel/observer_state.hpp"
#include "backend/sentinel/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cachedeck::sentinel {

using runtime::Task;

namespace {

constexpr std::chrono::milliseconds step{50};
constexpr std::chrono::milliseconds publishEvery{33};

void noteRefusal(SentinelView& view, std::string_view command, resp::View reply)
{
    view.refused.push_back(fmt::format("{}: {}", command, reply.text()));
}

// The replies to poll()'s pipeline.
void readView(const std::vector<resp::Reply>& replies, SentinelView& view)
{
    view.refused.clear();
    const auto read = [&](std::size_t index, std::string_view command, auto&& take) {
        const auto root = replies[index].root();
        if (root.isError())
            noteRefusal(view, command, root);
        else
            take(root);
    };
    read(0, "SENTINEL MASTER", [&](resp::View root) { readMaster(root, view); });
    read(1, "SENTINEL REPLICAS", [&](resp::View root) { view.replicas = readPeers(root); });
    read(2, "SENTINEL SENTINELS", [&](resp::View root) { view.sentinels = readPeers(root); });
    const auto quorum = replies[3].root();
    if (quorum.isError() && !quorum.text().starts_with("NOQUORUM"))
        noteRefusal(view, "SENTINEL CKQUORUM", quorum);
    else
        readQuorum(quorum, view);
    read(4, "INFO", [&](resp::View root) {
        const auto fields = readInfo(root.text());
        const auto tilt = fields.find("sentinel_tilt");
        view.tilt = tilt != fields.end() && tilt->second != "0";
    });
    view.trouble = view.refused.empty() ? std::string{} : view.refused.front();
}

} // namespace

Task<void> Observer::Implementation::pause(Self self, std::chrono::milliseconds ordinary)
{
    const auto begin = Clock::now();
    const auto refreshes = self->refreshes;
    while (!self->stopped && self->refreshes == refreshes) {
        const auto until = begin + (self->hurried() ? std::min(ordinary, self->options.fastPoll) : ordinary);
        const auto now = Clock::now();
        if (now >= until)
            break;
        co_await self->thread.sleepFor(std::min<Clock::duration>(until - now, step));
    }
}

// One sentinel's own view, in one pipeline. What it refuses is noted and left out.
Task<void> Observer::Implementation::poll(Self self, std::shared_ptr<WatchedSentinel> sentinel)
{
    const auto& name = self->options.primaryName;
    resp::Request request;
    request.append({"SENTINEL", "MASTER", name});
    request.append({"SENTINEL", "REPLICAS", name});
    request.append({"SENTINEL", "SENTINELS", name});
    request.append({"SENTINEL", "CKQUORUM", name});
    request.append({"INFO", "sentinel"});
    std::vector<resp::Reply> replies;
    auto pending = sentinel->control->execute(request, replies, self->options.deadline);
    const auto result = co_await pending;
    if (self->stopped)
        co_return;
    self->dirty = true;
    auto& view = sentinel->view;
    if (!result.has_value() || replies.size() != 5) {
        if (result.has_error())
            self->lost(*sentinel, result.error());
        co_return;
    }
    self->back(*sentinel);
    view.at = Clock::now();
    view.runId = sentinel->control->facts().runId;
    readView(replies, view);
    self->learn(view);
}

// What a view tells of the others: whom it names, and which servers and sentinels there are.
void Observer::Implementation::learn(const SentinelView& view)
{
    if (view.primary) {
        watch.named(view.name, *view.primary, *view.at);
        addServer(*view.primary);
    }
    for (const auto& replica : view.replicas)
        addServer(replica.address);
    if (options.discover)
        for (const auto& other : view.sentinels)
            addSentinel(other.address);
}

Task<void> Observer::Implementation::watchSentinel(Self self, std::shared_ptr<WatchedSentinel> sentinel)
{
    while (!self->stopped) {
        auto polling = poll(self, sentinel);
        co_await polling;
        auto pausing = pause(self, self->options.poll);
        co_await pausing;
    }
    sentinel->control->close();
}

// During a failover the name matters every few milliseconds: the leader gives the new one before it says
// +switch-master.
Task<void> Observer::Implementation::watchNaming(Self self, std::shared_ptr<WatchedSentinel> sentinel)
{
    resp::Request request;
    request.append({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", self->options.primaryName});
    resp::Reply reply;
    while (!self->stopped) {
        if (!self->watch.running() || !sentinel->view.reachable) {
            co_await self->thread.sleepFor(step); // a successor is named half a second later at the soonest
            continue;
        }
        auto pending = sentinel->control->execute(request, reply, self->options.deadline);
        const auto result = co_await pending;
        if (self->stopped)
            break;
        if (!result.has_value()) {
            self->lost(*sentinel, result.error());
        } else if (const auto root = reply.root(); root.size() == 2) {
            const std::vector<resp::View> parts(root.begin(), root.end());
            if (const auto address = addressFrom(parts[0].text(), parts[1].text()))
                self->watch.named(sentinel->view.name, *address, Clock::now());
        }
        co_await self->thread.sleepFor(self->options.probe);
    }
}

Task<void> Observer::Implementation::watchMessages(Self self, std::shared_ptr<WatchedSentinel> sentinel)
{
    auto* connection = sentinel->messages.get();
    connection->onPush([weak = self->weak_from_this(), name = sentinel->view.name](resp::View push) {
        const auto observer = weak.lock();
        if (!observer || observer->stopped)
            return;
        for (const auto& candidate : observer->sentinels)
            if (candidate->view.name == name)
                observer->message(*candidate, push);
    });
    resp::Request subscribe{"PSUBSCRIBE", "*"};
    resp::Request ping{"PING"};
    resp::Reply reply;
    bool subscribed = false;
    while (!self->stopped) {
        auto pending = connection->execute(subscribed ? ping : subscribe, reply, self->options.deadline);
        const auto result = co_await pending;
        subscribed = result.has_value(); // a lost connection has lost its subscription too
        auto pausing = pause(self, std::chrono::milliseconds(subscribed ? 1000 : 200));
        co_await pausing;
    }
    connection->close();
}

Task<void> Observer::Implementation::probe(Self self, std::shared_ptr<WatchedServer> server)
{
    resp::Request request;
    request.append({"PING"});
    request.append({"ROLE"});
    std::vector<resp::Reply> replies;
    const auto sent = Clock::now();
    auto pending = server->connection->execute(request, replies, self->options.deadline / 5);
    const auto result = co_await pending;
    if (self->stopped)
        co_return;
    const auto at = Clock::now();
    auto& view = server->view;
    if (!result.has_value() || replies.size() != 2) {
        self->dirty = self->dirty || view.reachable;
        server->wasLost = true;
        view.reachable = false;
        view.role = Role::Unknown;
        view.linkUp = false;
        if (result.has_error())
            view.trouble = result.error().text();
        self->watch.probed(view.address, Role::Unknown, sent, at);
        co_return;
    }
    const auto before = view.role;
    const auto role = replies[1].root();
    if (!role.isError())
        readRole(role, view);
    view.trouble = role.isError() ? fmt::format("ROLE: {}", role.text()) : std::string{};
    if (!view.reachable && server->wasLost)
        view.upSince = at;
    self->dirty = self->dirty || !view.reachable || view.role != before;
    view.reachable = true;
    view.at = at;
    // LOADING and the like: it lives, and is no primary that one can write to.
    self->watch.probed(view.address, role.isError() ? Role::Unknown : view.role, sent, at);
}

Task<void> Observer::Implementation::askInfo(Self self, std::shared_ptr<WatchedServer> server)
{
    resp::Request request{"INFO", "replication"};
    resp::Reply reply;
    auto pending = server->connection->execute(request, reply, self->options.deadline / 5);
    const auto result = co_await pending;
    if (self->stopped || !result.has_value())
        co_return;
    server->lags = readLags(readInfo(reply.root().text()));
    server->view.runId = server->connection->facts().runId;
    server->view.version = server->connection->facts().version;
    self->dirty = true;
}

Task<void> Observer::Implementation::watchServer(Self self, std::shared_ptr<WatchedServer> server)
{
    const auto& options = self->options;
    while (!self->stopped) {
        const auto begin = Clock::now();
        auto probing = probe(self, server);
        co_await probing;
        if (self->stopped)
            break;
        if (server->view.reachable && begin >= server->nextInfo) {
            server->nextInfo = begin + (self->hurried() ? std::chrono::milliseconds(200) : options.poll);
            auto asking = askInfo(self, server);
            co_await asking;
        }
        const bool quick = options.measureFailovers &&
                           (self->watch.running() || self->watch.primary() == std::optional(server->view.address));
        if (quick) {
            co_await self->thread.sleepUntil(std::max(begin + options.probe, Clock::now() + options.probe / 2));
        } else {
            auto pausing = pause(self, options.poll);
            co_await pausing;
        }
    }
    server->connection->close();
}

Task<void> Observer::Implementation::publish(Self self)
{
    while (!self->stopped) {
        co_await self->thread.sleepFor(publishEvery);
        self->watch.tick(Clock::now());
        self->countCommands();
        if (self->stopped || !self->dirty)
            continue;
        self->dirty = false;
        const std::shared_ptr<const Topology> topology = self->build();
        {
            const std::lock_guard lock(self->mutex);
            self->latest = topology;
        }
        self->tell(self->topologyHandler, topology);
    }
}

} // namespace cachedeck::sentinel
