// The lab: what may be done to our own children, and to no one else's servers.

#include "backend/servers/stack_members.hpp"

#include <fmt/format.h>

#include <csignal>
#include <thread>

namespace cachedeck::servers {

namespace {

Error notRunning(const Member& member)
{
    return {ErrorKind::NotRunning, fmt::format("{} is not running.", member.node.name), "Restart it first."};
}

} // namespace

Result<void> Stack::kill(std::string_view name)
{
    const std::lock_guard lock(m_implementation->actions);
    const auto member = m_implementation->find(name);
    if (!member.has_value())
        return member.error();
    const auto node = m_implementation->now(**member);
    if (!node.running)
        return notRunning(**member);
    m_implementation->launcher.killAll({node.pid});
    m_implementation->refresh();
    return {};
}

Result<void> Stack::pause(std::string_view name)
{
    const std::lock_guard lock(m_implementation->actions);
    const auto member = m_implementation->find(name);
    if (!member.has_value())
        return member.error();
    if (!m_implementation->launcher.signal(m_implementation->now(**member).pid, SIGSTOP))
        return notRunning(**member);
    const std::lock_guard inner(m_implementation->mutex);
    (*member)->node.paused = true;
    return {};
}

Result<void> Stack::resume(std::string_view name)
{
    const std::lock_guard lock(m_implementation->actions);
    const auto member = m_implementation->find(name);
    if (!member.has_value())
        return member.error();
    if (!m_implementation->launcher.signal(m_implementation->now(**member).pid, SIGCONT))
        return notRunning(**member);
    const std::lock_guard inner(m_implementation->mutex);
    (*member)->node.paused = false;
    return {};
}

Result<void> Stack::restart(std::string_view name)
{
    auto& stack = *m_implementation;
    const std::lock_guard lock(stack.actions);
    const auto found = stack.find(name);
    if (!found.has_value())
        return found.error();
    auto& member = **found;
    if (stack.now(member).running)
        return Error{ErrorKind::Running, fmt::format("{} runs already.", name), "Kill it first."};
    if (member.node.kind == NodeKind::Server) { // a sentinel keeps its own file up to date
        const auto primary = stack.currentPrimary();
        const bool isPrimary =
            primary.has_value() ? *primary == member.node.address : &member == &stack.members.front();
        const auto& follow = primary.has_value() ? *primary : stack.members.front().node.address;
        if (auto written = stack.writeConfiguration(member, isPrimary ? nullptr : &follow); !written.has_value())
            return written;
    }
    if (auto launched = stack.launch(member); !launched.has_value())
        return launched;
    return stack.awaitReady(member, runtime::Clock::now() + stack.options.startTimeout);
}

Result<void> Stack::failover()
{
    const std::lock_guard lock(m_implementation->actions);
    m_implementation->refresh();
    Error last{ErrorKind::NotRunning, "No sentinel runs that could be asked for a failover.", "Restart a sentinel."};
    for (auto& member : m_implementation->members) {
        if (member.node.kind != NodeKind::Sentinel || !m_implementation->answers(member))
            continue;
        const auto reply = m_implementation->ask(member, {"SENTINEL", "FAILOVER", std::string(primaryName)});
        if (reply.has_value())
            return {};
        last = reply.error();
        if (last.message.find("NOGOODSLAVE") != std::string::npos)
            last.advice = "No replica is fit to take over; wait until one is linked to the primary.";
        else if (last.message.find("INPROG") != std::string::npos)
            return last; // another sentinel must not start a second one
    }
    return last;
}

Result<void> Stack::Implementation::setOnServers(const std::string& parameter, const std::string& value)
{
    refresh();
    for (auto& member : members) {
        if (member.node.kind != NodeKind::Server || !answers(member))
            continue;
        const auto reply = ask(member, {"CONFIG", "SET", parameter, value});
        if (!reply.has_value())
            return reply.error();
    }
    return {};
}

Result<void> Stack::setMaxMemory(std::uint64_t bytes)
{
    const std::lock_guard lock(m_implementation->actions);
    auto set = m_implementation->setOnServers("maxmemory", std::to_string(bytes));
    if (set.has_value())
        m_implementation->options.maxMemory = bytes;
    return set;
}

Result<void> Stack::setEvictionPolicy(std::string_view policy)
{
    const std::lock_guard lock(m_implementation->actions);
    auto set = m_implementation->setOnServers("maxmemory-policy", std::string(policy));
    if (set.has_value())
        m_implementation->options.evictionPolicy = policy;
    return set;
}

} // namespace cachedeck::servers
