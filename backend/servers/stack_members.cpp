#include "backend/servers/stack_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <thread>

namespace cachedeck::servers {

namespace {

std::string_view textOf(resp::View fields, std::string_view field)
{
    const auto value = fields.find(field);
    return value ? value->text() : std::string_view{};
}

// Replicas or sentinels (an array of field lists) that the asked sentinel sees up.
std::size_t upCount(resp::View peers)
{
    return static_cast<std::size_t>(std::count_if(peers.begin(), peers.end(), [](resp::View peer) {
        const auto flags = textOf(peer, "flags");
        return flags.find("down") == std::string_view::npos && flags.find("disconnected") == std::string_view::npos;
    }));
}

bool hasLine(std::string_view info, std::string_view line)
{
    return info.find(fmt::format("{}\r", line)) != std::string_view::npos;
}

} // namespace

void Stack::Implementation::refresh()
{
    const std::lock_guard lock(mutex);
    for (auto& member : members)
        if (member.node.running && !launcher.isRunning(member.node.pid)) {
            member.node.running = member.node.paused = false;
            member.node.pid = 0;
        }
}

Node Stack::Implementation::now(const Member& member) const
{
    const std::lock_guard lock(mutex);
    return member.node;
}

bool Stack::Implementation::answers(const Member& member) const
{
    const std::lock_guard lock(mutex);
    return member.node.running && !member.node.paused;
}

Result<resp::Reply> Stack::Implementation::ask(Member& member, std::vector<std::string> command)
{
    if (const auto node = now(member); !node.running || node.paused)
        return Error{ErrorKind::NotRunning, fmt::format("{} is {}.", node.name, node.paused ? "paused" : "not running"),
                     ""};
    auto reply = member.client->call(std::move(command));
    if (reply.has_value() && !reply->empty())
        return *std::move(reply);
    return Error{ErrorKind::Refused, reply.has_error() ? reply.error().text() : "An empty reply.", ""};
}

std::optional<NamedPrimary> Stack::Implementation::primaryNamedBy(Member& sentinel)
{
    // The epoch first: during a failover both change, and an old epoch beside the new name only ranks it lower.
    const auto master = ask(sentinel, {"SENTINEL", "MASTER", std::string(primaryName)});
    const auto reply = ask(sentinel, {"SENTINEL", "GET-MASTER-ADDR-BY-NAME", std::string(primaryName)});
    if (!master.has_value() || !reply.has_value() || reply->root().size() != 2)
        return std::nullopt;
    NamedPrimary named;
    const auto epoch = textOf(master->root(), "config-epoch");
    std::from_chars(epoch.data(), epoch.data() + epoch.size(), named.epoch);
    named.port = static_cast<std::uint16_t>(reply->root()[1].integer().value_or(0));
    return named;
}

Result<redis::Address> Stack::Implementation::currentPrimary()
{
    refresh();
    // Of sentinels that disagree the higher configuration epoch is right, however few say so: after a failover the
    // others hear of it within two seconds.
    std::map<std::uint16_t, std::pair<std::uint64_t, int>> named; // by port: all of them are on 127.0.0.1
    for (auto& member : members) {
        if (member.node.kind == NodeKind::Sentinel) {
            if (const auto primary = primaryNamedBy(member)) {
                auto& [epoch, votes] = named[primary->port];
                epoch = std::max(epoch, primary->epoch);
                ++votes;
            }
        } else if (options.sentinels <= 0) {
            const auto reply = ask(member, {"ROLE"});
            if (reply.has_value() && reply->root().size() > 0 && reply->root()[0].text() == "master")
                ++named[member.node.address.port].second;
        }
    }
    const auto most = std::max_element(named.begin(), named.end(),
                                       [](const auto& left, const auto& right) { return left.second < right.second; });
    if (most == named.end())
        return Error{ErrorKind::NotRunning, "No sentinel answers, so nobody says which server is the primary.",
                     "Restart a sentinel."};
    auto address = members.front().node.address;
    address.port = most->first;
    return address;
}

bool Stack::Implementation::sentinelAgrees(Member& sentinel, const redis::Address& primary, std::size_t servers,
                                           std::size_t sentinels)
{
    const std::string primaryText(primaryName);
    const auto master = ask(sentinel, {"SENTINEL", "MASTER", primaryText});
    if (!master.has_value() || textOf(master->root(), "flags") != "master" ||
        textOf(master->root(), "port") != std::to_string(primary.port))
        return false;
    const auto replicas = ask(sentinel, {"SENTINEL", "REPLICAS", primaryText});
    const auto others = ask(sentinel, {"SENTINEL", "SENTINELS", primaryText});
    return replicas.has_value() && others.has_value() && upCount(replicas->root()) + 1 == servers &&
           upCount(others->root()) + 1 == sentinels && ask(sentinel, {"SENTINEL", "CKQUORUM", primaryText}).has_value();
}

bool Stack::Implementation::isLinkedReplica(Member& server, const redis::Address& primary)
{
    const auto reply = ask(server, {"INFO", "replication"});
    return reply.has_value() && hasLine(reply->root().text(), "master_link_status:up") &&
           hasLine(reply->root().text(), fmt::format("master_port:{}", primary.port));
}

bool Stack::Implementation::agreed()
{
    const auto primary = currentPrimary(); // refreshes
    if (!primary.has_value())
        return false;
    const auto active = [this](NodeKind kind) {
        return static_cast<std::size_t>(
            std::count_if(members.begin(), members.end(),
                          [this, kind](const Member& member) { return member.node.kind == kind && answers(member); }));
    };
    const auto servers = active(NodeKind::Server);
    const auto sentinels = active(NodeKind::Sentinel);
    return std::all_of(members.begin(), members.end(), [&](Member& member) {
        if (!answers(member))
            return true;
        if (member.node.kind == NodeKind::Sentinel)
            return sentinelAgrees(member, *primary, servers, sentinels);
        return member.node.address == *primary || isLinkedReplica(member, *primary);
    });
}

Result<Member*> Stack::Implementation::find(std::string_view name)
{
    refresh();
    for (auto& member : members)
        if (member.node.name == name)
            return &member;
    return Error{ErrorKind::UnknownNode, fmt::format("This stack has no node \"{}\".", name), ""};
}

std::vector<Node> Stack::nodes() const
{
    m_implementation->refresh();
    const std::lock_guard lock(m_implementation->mutex);
    std::vector<Node> nodes;
    for (const auto& member : m_implementation->members)
        nodes.push_back(member.node);
    return nodes;
}

std::optional<Node> Stack::node(std::string_view name) const
{
    for (auto& node : nodes())
        if (node.name == name)
            return node;
    return std::nullopt;
}

std::optional<Node> Stack::nodeAt(const redis::Address& address) const
{
    for (auto& node : nodes())
        if (node.address == address)
            return node;
    return std::nullopt;
}

const ServerBinary& Stack::binary() const noexcept
{
    return m_implementation->binary;
}

const std::string& Stack::directory() const noexcept
{
    return m_implementation->directory.path();
}

const std::string& Stack::passwordFile() const noexcept
{
    return m_implementation->passwordFile;
}

const redis::Secret& Stack::password() const noexcept
{
    return m_implementation->password;
}

std::chrono::milliseconds Stack::readyAfter() const noexcept
{
    return m_implementation->readyAfter;
}

redis::Endpoint Stack::endpoint(const Node& node) const
{
    redis::Endpoint endpoint;
    endpoint.address = node.address;
    endpoint.credentials.password = m_implementation->password;
    return endpoint;
}

redis::Endpoint Stack::primary() const
{
    return endpoint(m_implementation->members.front().node);
}

std::vector<redis::Address> Stack::sentinelAddresses() const
{
    std::vector<redis::Address> addresses;
    for (const auto& member : m_implementation->members)
        if (member.node.kind == NodeKind::Sentinel)
            addresses.push_back(member.node.address);
    return addresses;
}

redis::Url Stack::sentinelUrl() const
{
    redis::Url url;
    url.addresses = sentinelAddresses();
    url.primary = std::string(primaryName);
    url.credentials.password = m_implementation->password;
    url.hasPassword = true;
    return url;
}

Result<Node> Stack::currentPrimary() const
{
    const std::lock_guard lock(m_implementation->actions);
    const auto address = m_implementation->currentPrimary();
    if (!address.has_value())
        return address.error();
    if (auto node = nodeAt(*address))
        return *std::move(node);
    return Error{ErrorKind::UnknownNode,
                 fmt::format("The sentinels name {}, which is not of this stack.", address->text()), ""};
}

bool Stack::agreed() const
{
    const std::lock_guard lock(m_implementation->actions);
    return m_implementation->agreed();
}

Result<std::chrono::milliseconds> Stack::waitAgreed(std::chrono::milliseconds timeout)
{
    const auto begin = runtime::Clock::now();
    for (;;) {
        const bool done = agreed();
        const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(runtime::Clock::now() - begin);
        if (done)
            return passed;
        if (passed >= timeout)
            return Error{ErrorKind::Timeout, fmt::format("The sentinels did not agree within {} ms.", timeout.count()),
                         ""};
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

} // namespace cachedeck::servers
